// What is kept of a compiled program: it makes a start faster, and must never make one fail.
import {
  chmodSync,
  cpSync,
  globSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { spawnProgram, temporaryFolder } from '../support/cli.ts';

const version = async (cache: string) => {
  const { stdout, stderr, code } = await spawnProgram(['--version'], {
    environment: { PBXCTL_CACHE_DIR: cache },
  });
  return { stdout, stderr, code };
};

const SAID = { stdout: expect.stringMatching(/^pbxctl\/[\d.]+ .*\n$/), stderr: '', code: 0 };

const keptIn = (cache: string): string[] =>
  globSync('compiled/*/*/*/*', { cwd: cache }).map((file) => join(cache, file));

/** A run that found everything it needs writes nothing. */
const timesOf = (cache: string): number[] => keptIn(cache).map((file) => statSync(file).mtimeMs);

/** A cache folder that a first run has filled. */
const filled = async (): Promise<string> => {
  const cache = temporaryFolder();
  expect(await version(cache)).toEqual(SAID);
  expect(keptIn(cache)).not.toEqual([]);
  return cache;
};

describe('a program of which something is kept', () => {
  test('writes nothing more until it runs what it has not run before', async () => {
    const cache = await filled();
    const before = timesOf(cache);
    expect(await version(cache)).toEqual(SAID);
    expect(timesOf(cache)).toEqual(before);
    await spawnProgram(['rules', 'list', '--help'], { environment: { PBXCTL_CACHE_DIR: cache } });
    expect(keptIn(cache).length).toBeGreaterThan(before.length);
  });

  test.for<[string, (kept: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['all zeros', (kept) => Buffer.alloc(kept.length)],
    ['cut off', (kept) => kept.subarray(0, kept.length - 100)],
    ['half of it', (kept) => kept.subarray(0, kept.length / 2)],
    ['changed at one place', (kept) => Buffer.from(kept).fill(0xff, 5000, 5008)],
    ['some text', () => Buffer.from('no\nno\n')],
  ])('starts as well where it is %s, and mends it', async ([, damage]) => {
    const cache = await filled();
    for (const file of keptIn(cache)) writeFileSync(file, damage(readFileSync(file)));
    const damaged = timesOf(cache);
    expect(await version(cache)).toEqual(SAID);
    const mended = timesOf(cache);
    expect(mended).not.toEqual(damaged);
    expect(await version(cache)).toEqual(SAID);
    expect(timesOf(cache)).toEqual(mended);
  });

  test('starts as well where nothing can be kept', async () => {
    const cache = temporaryFolder();
    writeFileSync(join(cache, 'compiled'), 'a file where a folder should be');
    expect(await version(cache)).toEqual(SAID);
    const closed = temporaryFolder();
    chmodSync(closed, 0o500);
    expect(await version(closed)).toEqual(SAID);
  });

  test('leaves nothing of other versions and builds behind', async () => {
    const cache = await filled();
    const [folder = ''] = globSync('compiled/*/*/*', { cwd: cache });
    const [, ours = '', node = '', build = ''] = folder.split('/');
    const other = temporaryFolder();
    for (const place of [
      '0.0.1/v24.0.0-x64/a',
      `${ours}/${node}/b`,
      `${ours}/v25.0.0-x64/${build}`,
    ])
      cpSync(join(cache, folder), join(other, 'compiled', place), { recursive: true });
    mkdirSync(join(other, 'autocomplete'));
    expect(await version(other)).toEqual(SAID);
    expect(globSync('compiled/*/*/*', { cwd: other }).sort()).toEqual(
      [folder, `compiled/${ours}/v25.0.0-x64/${build}`].sort(),
    );
    expect(globSync('*', { cwd: other }).sort()).toEqual(['autocomplete', 'compiled']);
  });
});
