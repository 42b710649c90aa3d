import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/service/store/database.ts';
import { MIGRATIONS } from '../../src/service/store/migrations.ts';
import { PROGRAM, run, temporaryFolder, temporaryPbx } from '../support/cli.ts';
import { damage } from '../support/damage.ts';
import { type Office, office, reportedCall } from '../support/office.ts';
import { dump } from '../support/pbx.ts';
import { faultsOf } from '../support/problems.ts';
import { served } from '../support/served.ts';

const told = (): Promise<Office> =>
  office({ rules: [{ subscribers: ['101', '102'] }], calls: [reportedCall()] });

const rowsOf = (path: string): string[] => {
  const store = openStore({ path });
  try {
    return dump(store);
  } finally {
    store.close();
  }
};

const leftIn = (folder: string): string[] => readdirSync(folder).sort();

describe('pbxctl backup', () => {
  test('makes a copy that is a PBX itself, equal in every row, for its user alone', async () => {
    const { pbxctl, folder, rows } = await told();
    const made = await pbxctl('backup copy.db');
    expect(made).toMatchObject({ code: 0, stdout: '' });
    expect(made.stderr).toMatch(/^Backup made: copy\.db, \d+ KB\n$/);
    const copy = join(folder, 'copy.db');
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(leftIn(folder)).toEqual(['copy.db', 'office.db']);
    expect(rowsOf(copy)).toEqual(rows());
    const { stdout } = await pbxctl('rules list --pbx file:copy.db -o ids');
    expect(stdout).toBe('1\n2\n');
  });

  test('--json tells the file and its size', async () => {
    const { pbxctl, folder } = await told();
    const file = join(folder, 'copy.db');
    const made = await pbxctl('backup copy.db --json');
    expect(made.json()).toEqual({ file, bytes: statSync(file).size });
  });

  test('restored, the PBX is as it was, whatever became of it since', async () => {
    const { pbxctl, folder, path, rows } = await told();
    const before = rows();
    await pbxctl('backup copy.db');
    await pbxctl('subscribers rm 1 2 --yes');
    expect(rows()).not.toEqual(before);
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    copyFileSync(join(folder, 'copy.db'), path);
    expect(rows()).toEqual(before);
  });

  test('is as the PBX was at one moment, while others write all the time', async () => {
    const { pbxctl, folder, path } = await told();
    const writer = join(folder, 'writer.mjs');
    writeFileSync(
      writer,
      `import { DatabaseSync } from 'node:sqlite';
       const db = new DatabaseSync(${JSON.stringify(path)}, { timeout: 10000 });
       db.exec('create table one (n integer); create table other (n integer)');
       for (let n = 0; ; n += 1) {
         db.exec(\`begin immediate; insert into one values (\${n}); insert into other values (\${n}); commit\`);
         if (n === 20) process.stdout.write('writes');
       }`,
    );
    const child = spawn(process.execPath, [writer], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    for (const round of [1, 2, 3]) {
      expect((await pbxctl(`backup copy-${round}.db`)).code).toBe(0);
      const copy = new DatabaseSync(join(folder, `copy-${round}.db`));
      const [last, other] = ['one', 'other'].map(
        (table) => copy.prepare(`select max(n) as last, count(*) as n from ${table}`).get() ?? {},
      );
      expect(last).toEqual(other);
      expect(Number(last?.n)).toBe(Number(last?.last) + 1);
      expect(copy.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
      copy.close();
    }
  });

  test('works beside a service on the same file', async () => {
    const { path, store } = await served();
    const folder = temporaryFolder();
    const copy = join(folder, 'copy.db');
    expect((await run(['backup', copy], { PBX_URL: `file:${path}` })).code).toBe(0);
    expect(rowsOf(copy)).toEqual(dump(store));
  });

  test('leaves a PBX of an older version as it is, so that it can be made before an upgrade', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'old.db');
    const old = new DatabaseSync(path);
    old.exec(`${MIGRATIONS[0]}; pragma user_version = 1`);
    old.close();
    const before = readFileSync(path);
    const copy = join(folder, 'copy.db');
    expect((await run(['backup', copy], { PBX_URL: `file:${path}` })).code).toBe(0);
    expect(readFileSync(path)).toEqual(before);
    const copied = new DatabaseSync(copy);
    expect(copied.prepare('pragma user_version').get()).toEqual({ user_version: 1 });
    copied.close();
  });
});

describe('what is there already is not lost unasked', () => {
  test('without a terminal and --yes: 2, and it stays', async () => {
    const { pbxctl, file, folder } = await told();
    file('copy.db', 'mine');
    expect(faultsOf(await pbxctl('backup copy.db --json'))).toEqual([2, 'confirmation-missing']);
    expect(readFileSync(join(folder, 'copy.db'), 'utf8')).toBe('mine');
  });

  test('with --yes it is replaced, also by one that only its user may read', async () => {
    const { pbxctl, file, folder, rows } = await told();
    file('copy.db', 'mine');
    expect((await pbxctl('backup copy.db --yes')).code).toBe(0);
    expect(rowsOf(join(folder, 'copy.db'))).toEqual(rows());
    expect(statSync(join(folder, 'copy.db')).mode & 0o777).toBe(0o600);
  });

  test('on a terminal it is asked', async () => {
    const { pbxctl, file, folder } = await told();
    file('copy.db', 'mine');
    const asked = await pbxctl('backup copy.db', { columns: 80, answer: 'n\r' });
    expect(asked.code).toBe(1);
    expect(asked.stderr).toContain('copy.db is there already. Replace it? (y/N)');
    expect(readFileSync(join(folder, 'copy.db'), 'utf8')).toBe('mine');
  });

  test('a link is followed, and stays one', async () => {
    const { pbxctl, file, folder, rows } = await told();
    file('kept.db', 'mine');
    symlinkSync(join(folder, 'kept.db'), join(folder, 'latest.db'));
    expect((await pbxctl('backup latest.db --yes')).code).toBe(0);
    expect(lstatSync(join(folder, 'latest.db')).isSymbolicLink()).toBe(true);
    expect(rowsOf(join(folder, 'kept.db'))).toEqual(rows());
  });

  test('what is no file never is', async () => {
    const { pbxctl } = await told();
    const refused = await pbxctl('backup /dev/null --yes --json');
    expect(faultsOf(refused)).toEqual([2, '<file> file-unwritable']);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('the PBX itself never is, by whatever name', async () => {
    const { pbxctl, folder, path, rows } = await told();
    const before = rows();
    symlinkSync(path, join(folder, 'link.db'));
    for (const name of ['office.db', 'link.db', './office.db'])
      expect(faultsOf(await pbxctl(`backup ${name} --yes --json`))).toEqual([
        2,
        'backup-onto-itself',
      ]);
    expect(rows()).toEqual(before);
  });

  test('nor a PBX that is in use: what its program has in mind would go into the copy', async () => {
    const { pbxctl } = await told();
    const { path } = await served();
    expect(existsSync(`${path}-wal`)).toBe(true);
    expect(faultsOf(await pbxctl(`backup ${path} --yes --json`))).toEqual([2, 'backup-in-use']);
  });
});

describe('what cannot be done leaves nothing behind', () => {
  test('a PBX that is not there: 2, and none is made', async () => {
    const pbx = temporaryPbx();
    const folder = temporaryFolder();
    const missing = await run(['backup', join(folder, 'copy.db'), '--json'], { PBX_URL: pbx });
    expect(faultsOf(missing)).toEqual([2, '--pbx store-missing']);
    expect(existsSync(pbx.replace('file:', ''))).toBe(false);
    expect(leftIn(folder)).toEqual([]);
  });

  test.each(['a text', ''])('a file that is no PBX (%j): 1', async (content) => {
    const folder = temporaryFolder();
    const path = join(folder, 'other.db');
    writeFileSync(path, content.repeat(1000));
    const copy = join(folder, 'copy.db');
    const refused = await run(['backup', copy, '--json'], { PBX_URL: `file:${path}` });
    expect(faultsOf(refused)).toEqual([1, 'store-not-a-database']);
    expect(leftIn(folder)).toEqual(['other.db']);
  });

  test('a PBX that is damaged: 1, and the backup before it stays', async () => {
    const { pbxctl, path, file, folder } = await told();
    file('copy.db', 'the backup before');
    damage(path, 'calls');
    const refused = await pbxctl('backup copy.db --yes --json');
    expect(faultsOf(refused)).toEqual([1, 'store-damaged']);
    expect(readFileSync(join(folder, 'copy.db'), 'utf8')).toBe('the backup before');
    expect(leftIn(folder)).toEqual(['copy.db', 'office.db']);
  });

  test('a folder that is not there, and a folder in the place of the file: 2', async () => {
    const { pbxctl, folder } = await told();
    for (const name of ['nowhere/copy.db', 'office.db/copy.db']) {
      const missing = await pbxctl(`backup ${name} --json`);
      expect(faultsOf(missing)).toEqual([2, '<file> file-unwritable']);
    }
    mkdirSync(join(folder, 'taken'));
    const taken = await pbxctl('backup taken --yes --json');
    expect(faultsOf(taken)).toEqual([2, '<file> file-unwritable']);
    expect(leftIn(folder)).toEqual(['office.db', 'taken']);
  });

  test('a PBX service is backed up elsewhere, which is said', async () => {
    const { url } = await served();
    const refused = await run(['backup', 'copy.db'], { PBX_URL: url });
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('is a PBX service: it is backed up on its own machine');
    expect(refused.stderr).toContain('pbxctl backup office-backup.db --pbx file:office.db');
  });

  test('without a file it says what is missing', async () => {
    const { pbxctl } = await told();
    const refused = await pbxctl('backup');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('the argument FILE is missing');
  });

  test('Ctrl-C half-way: 130', async () => {
    const { folder, path, address } = await told();
    const large = new DatabaseSync(path);
    large.exec(`create table large (x text);
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 60000)
      insert into large select printf('%.1000c', 'x') from n`);
    large.close();
    const child = spawn(process.execPath, [PROGRAM, 'backup', 'copy.db', '--pbx', address], {
      cwd: folder,
      stdio: 'ignore',
    });
    while (!leftIn(folder).some((name) => name.endsWith('.tmp')) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect(code).toBe(130);
    expect(leftIn(folder).filter((name) => name.startsWith('copy'))).toEqual([]);
  });
});
