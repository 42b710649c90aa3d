import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run, temporaryFolder } from '../support/cli.ts';
import { office } from '../support/office.ts';
import { errorOf, faultsOf } from '../support/problems.ts';

describe('the PBX that a command talks to', () => {
  test('is that of --pbx, else of PBX_URL', async () => {
    const [flagged, named] = [await office({ staff: [] }), await office()];
    const count = async (line: string): Promise<number> =>
      Object((await named.pbxctl(line)).json()).length;
    expect(await count('subscribers list --json')).toBe(3);
    expect(await count(`subscribers list --json --pbx ${flagged.address}`)).toBe(0);
    expect(await count(`subscribers list --json --pbx=${flagged.address}`)).toBe(0);
  });

  test.each([
    ['relative to the folder', () => 'file:office.db'],
    ['by a whole path', (path: string) => `file:${path}`],
    ['as a URL', (path: string) => pathToFileURL(path).href],
  ])('is a file %s', async (_, addressOf) => {
    const { pbxctl, path } = await office();
    const listed = await pbxctl('subscribers list --json', {
      environment: { PBX_URL: addressOf(path) },
    });
    expect(listed.json()).toHaveLength(3);
  });

  test('may lie on a path with spaces and Cyrillic letters', async () => {
    const folder = join(temporaryFolder(), 'АТС офиса');
    mkdirSync(folder);
    const environment = { PBX_URL: `file:${join(folder, 'наша атс.db')}` };
    const added = await run(
      ['subscribers', 'add', '--name', 'Анна', '--extension', '101'],
      environment,
    );
    expect(added).toMatchObject({ code: 0, stderr: expect.stringContaining('наша атс.db') });
    expect(readdirSync(folder)).toEqual(['наша атс.db']);
  });

  test.each(['office', 'ftp://pbx.firm.ru', 'file:', 'file://host/x'])(
    'is not %s',
    async (address) => {
      const { pbxctl } = await office();
      const flagged = await pbxctl(`rules list --json --pbx ${address}`);
      expect(faultsOf(flagged)).toEqual([2, '--pbx pbx-address-unknown']);
      const environment = { PBX_URL: address };
      expect(faultsOf(await pbxctl('rules list --json', { environment }))).toEqual([
        2,
        'PBX_URL pbx-address-unknown',
      ]);
    },
  );

  test('is made by the first command that writes, which says so', async () => {
    const path = join(temporaryFolder(), 'new.db');
    const argv = ['subscribers', 'add', '--name', 'Анна', '--extension', '101'];
    const first = await run(argv, { PBX_URL: `file:${path}` });
    expect(first.stderr).toBe(`Made a new PBX: file:${path}\n`);
    expect((await run(argv, { PBX_URL: `file:${path}` })).stderr).toContain(`PBX: file:${path}\n`);
  });

  test('is not made by a command that only looks: its path may be mistyped', async () => {
    const path = join(temporaryFolder(), 'typo.db');
    const listed = await run(['rules', 'list', '--json'], { PBX_URL: `file:${path}` });
    expect(listed).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(listed.stderr).toContain(`There is no PBX at file:${path} yet`);
    expect(existsSync(path)).toBe(false);
  });

  test('is not made by a dry run either', async () => {
    const path = join(temporaryFolder(), 'dry.db');
    const argv = ['subscribers', 'add', '--name', 'Анна', '--extension', '101', '--dry-run'];
    expect(await run(argv, { PBX_URL: `file:${path}` })).toMatchObject({ code: 0 });
    expect(existsSync(path)).toBe(false);
  });
});

describe('a PBX that cannot be used', () => {
  test('is held by another program: 1, and says so', async () => {
    const { pbxctl, path, rows } = await office();
    const before = rows();
    const other = new DatabaseSync(path);
    other.exec('begin exclusive');
    try {
      // Looking goes on meanwhile; writing waits ten seconds before it gives up.
      expect((await pbxctl('rules list')).code).toBe(0);
      const locked = await pbxctl('rules add --addresses 101 --json');
      expect(faultsOf(locked)).toEqual([1, 'store-locked']);
      expect(errorOf(locked)).toMatchObject({ status: 503 });
      // The PBX is named before anything is written to it.
      expect(locked.stderr).toBe(`PBX: file:${path}\n`);
    } finally {
      other.close();
    }
    expect(rows()).toEqual(before);
  });

  test('is no database: 1, and is left as it is', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'notes.db');
    writeFileSync(path, 'Это не база данных, а заметки. '.repeat(100));
    const environment = { PBX_URL: `file:${path}` };
    for (const argv of [['list'], ['add', '--addresses', '101']]) {
      const refused = await run(['rules', ...argv, '--json'], environment);
      expect(faultsOf(refused)).toEqual([1, 'store-not-a-database']);
      expect(errorOf(refused).detail).toContain('notes.db');
    }
    expect(readdirSync(folder)).toEqual(['notes.db']);
  });

  test('was made by a newer program: 1, and is left as it is', async () => {
    const { pbxctl, path } = await office();
    const newer = new DatabaseSync(path);
    newer.exec('pragma user_version = 99');
    newer.close();
    const refused = await pbxctl('rules add --addresses 101 --json');
    expect(faultsOf(refused)).toEqual([1, 'store-newer']);
    expect(errorOf(refused).detail).toContain('99');
  });

  test('lies in a folder that is not there: 1', async () => {
    const environment = { PBX_URL: `file:${join(temporaryFolder(), 'no', 'office.db')}` };
    const argv = ['subscribers', 'add', '--name', 'Анна', '--extension', '101', '--json'];
    expect(faultsOf(await run(argv, environment))).toEqual([1, 'store-unopenable']);
  });

  test('is a folder: 1', async () => {
    const environment = { PBX_URL: `file:${temporaryFolder()}` };
    expect(faultsOf(await run(['rules', 'list', '--json'], environment))).toEqual([
      1,
      'store-unopenable',
    ]);
  });
});
