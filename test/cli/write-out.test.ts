/** Files that commands write: whole or not at all, and never in the place of something that is no file. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { writeOut } from '../../src/cli/write-out.ts';
import { Problem } from '../../src/contract/problem.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'pbxctl-out-'));

describe('a file that a command writes', () => {
  test('is made, or takes the place of the one that was there, and nothing is left beside it', () => {
    const path = join(folder(), 'plan.json');
    writeOut(path, 'first', '--out');
    writeOut(path, 'second', '--out');
    expect([readFileSync(path, 'utf8'), readdirSync(join(path, '..'))]).toEqual([
      'second',
      ['plan.json'],
    ]);
  });

  test('is written where a link points, and the link stays', () => {
    const place = folder();
    writeFileSync(join(place, 'real.json'), 'old');
    symlinkSync('real.json', join(place, 'link.json'));
    writeOut(join(place, 'link.json'), 'new', '--out');
    expect(lstatSync(join(place, 'link.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(place, 'real.json'), 'utf8')).toBe('new');
  });

  test('goes into a pipe and leaves the pipe there', async () => {
    const pipe = join(folder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe]);
    const read = text(reader.stdout);
    writeOut(pipe, 'through', '--out');
    await once(reader, 'close');
    expect([await read, lstatSync(pipe).isFIFO()]).toEqual(['through', true]);
  });

  test('is a fault that names the flag where it cannot be written, and nothing is left', () => {
    const place = folder();
    mkdirSync(join(place, 'plan.json'));
    for (const path of [join(place, 'plan.json'), join(place, 'no', 'plan.json')]) {
      const write = (): void => writeOut(path, 'text', '--out');
      expect(write).toThrow(Problem);
      expect(write).toThrow(
        expect.objectContaining({
          faults: [
            expect.objectContaining({
              path: ['--out'],
              fault: expect.objectContaining({ code: 'file-unwritable', file: path }),
            }),
          ],
        }),
      );
    }
    expect(readdirSync(place)).toEqual(['plan.json']);
  });
});
