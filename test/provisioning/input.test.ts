import { chmodSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { MOST_BYTES, readInput } from '../../src/provisioning/input.ts';
import { faultsOf, valueIn } from './faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'input-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content = ''): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const faultOf = async (path: string) => faultsOf(await readInput(path))[0]?.fault;

describe('what is given to read', () => {
  test('a file gives its bytes as they are', async () => {
    const read = await readInput(file('a', 'имя\r\n\0'));
    expect(Buffer.from(valueIn(read)).toString()).toBe('имя\r\n\0');
  });

  test('an empty file gives no bytes', async () => {
    expect(valueIn(await readInput(file('empty'))).length).toBe(0);
  });

  test('- is stdin, read to its end', async () => {
    const stdin = Readable.from([Buffer.from('one,'), Buffer.from('two')]);
    expect(Buffer.from(valueIn(await readInput('-', stdin))).toString()).toBe('one,two');
  });

  test('a file that is not there is missing, also below another file', async () => {
    const path = join(folder, 'none');
    expect(await faultOf(path)).toEqual({ code: 'file-unreadable', file: path, why: 'missing' });
    expect(await faultOf(join(file('b'), 'c'))).toMatchObject({ why: 'missing' });
  });

  test('a folder is named as one', async () => {
    expect(await faultOf(folder)).toEqual({ code: 'file-unreadable', file: folder, why: 'folder' });
  });

  test.skipIf(process.getuid?.() === 0)('a file of somebody else is denied', async () => {
    const path = file('secret', 'x');
    chmodSync(path, 0);
    expect(await faultOf(path)).toEqual({ code: 'file-unreadable', file: path, why: 'denied' });
  });

  test('what else the system says is handed on', async () => {
    expect(await faultOf(`a${'b'.repeat(5000)}`)).toMatchObject({
      why: expect.stringContaining('ENAMETOOLONG'),
    });
    expect(await faultOf('a\0b')).toMatchObject({ why: expect.stringContaining('null bytes') });
  });

  test.each(['gone', new Error('gone')])(
    'a broken pipe is a fault, whatever it throws',
    async (error) => {
      const broken = async function* (): AsyncGenerator<Uint8Array> {
        yield Buffer.from('half');
        throw error;
      };
      const read = await readInput('-', broken());
      expect(faultsOf(read)[0]?.fault).toEqual({ code: 'file-unreadable', file: '-', why: 'gone' });
    },
  );

  test('64 MiB is the most, a byte more is refused', async () => {
    const path = file('large');
    truncateSync(path, MOST_BYTES);
    expect(valueIn(await readInput(path)).length).toBe(MOST_BYTES);
    truncateSync(path, MOST_BYTES + 1);
    expect(await faultOf(path)).toEqual({ code: 'file-too-large', file: path, most: MOST_BYTES });
  });

  test('a stream that never ends is left after 64 MiB', async () => {
    let left = false;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      const chunk = Buffer.alloc(1024 * 1024);
      try {
        for (;;) yield chunk;
      } finally {
        left = true;
      }
    };
    expect(faultsOf(await readInput('-', endless()))[0]?.fault.code).toBe('file-too-large');
    expect(left).toBe(true);
  });
});
