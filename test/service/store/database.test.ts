import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pbxOver } from '../../../src/service/service.ts';
import { openStore } from '../../../src/service/store/database.ts';
import { MIGRATIONS } from '../../../src/service/store/migrations.ts';
import { temporaryFolder } from '../../support/cli.ts';
import {
  dump,
  emptyPbx,
  problemOf,
  report,
  staffedPbx,
  storeFault,
  temporaryPath,
} from '../../support/pbx.ts';
import { NOBODY, openFolder, storeProgram } from '../../support/processes.ts';

/** Another program's connection to the file. */
const connect = (path: string): DatabaseSync => {
  const connection = new DatabaseSync(path);
  onTestFinished(() => connection.close());
  return connection;
};

describe('opening a store', () => {
  it('makes a new file with the schema of this program', () => {
    const { store } = emptyPbx();
    const { user_version } = store.read((db) => db.get('pragma user_version')) ?? {};
    expect(user_version).toBe(MIGRATIONS.length);
    const lasting = ['journal_mode', 'synchronous', 'foreign_keys'].map((name) =>
      store.read((db) => Object.values(db.get(`pragma ${name}`) ?? {})[0]),
    );
    expect(lasting).toEqual(['wal', 2, 1]);
  });

  it('opened again, it is as it was', async () => {
    const { store, path } = await staffedPbx();
    const before = dump(store);
    expect(dump(emptyPbx(path).store)).toEqual(before);
  });

  it('a file of a newer program is left alone', async () => {
    const { path } = await staffedPbx();
    connect(path).exec('pragma user_version = 99');
    const before = readFileSync(path);
    expect(storeFault(() => openStore({ path }))).toEqual(['failed', 'store-newer']);
    expect(readFileSync(path)).toEqual(before);
  });

  it.each([
    ['a text', Buffer.from('name,number\nАнна,101\n'.repeat(100))],
    ['a damaged file', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096, 7)])],
  ])('%s is no database, and is left alone', (_, content) => {
    const path = temporaryPath();
    writeFileSync(path, content);
    expect(storeFault(() => openStore({ path }))).toEqual(['failed', 'store-not-a-database']);
    expect(readFileSync(path)).toEqual(content);
  });

  it('the database of another program is no PBX file, and is left alone', () => {
    const path = temporaryPath();
    const other = new DatabaseSync(path);
    other.exec('create table bookmarks (url text)');
    other.close();
    const before = readFileSync(path);
    expect(storeFault(() => openStore({ path }))).toEqual(['failed', 'store-not-a-database']);
    expect(readFileSync(path)).toEqual(before);
  });

  it('a new file, and those beside it, are for its user alone; the rights of one that is there stay', () => {
    const path = temporaryPath();
    const store = openStore({ path });
    for (const part of ['', '-wal', '-shm']) expect(statSync(path + part).mode & 0o777).toBe(0o600);
    store.close();
    chmodSync(path, 0o640);
    openStore({ path }).close();
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('a folder that is not there is not made', () => {
    const path = `${temporaryFolder()}/missing/pbx.db`;
    expect(storeFault(() => openStore({ path }))).toEqual(['failed', 'store-unopenable']);
    expect(existsSync(path)).toBe(false);
  });

  it('a folder is no file', () => {
    const path = temporaryPath();
    mkdirSync(path);
    expect(storeFault(() => openStore({ path }))).toEqual(['failed', 'store-unopenable']);
  });

  it.each(['file', 'folder'])('a %s in which one may only read cannot be written', async (what) => {
    const path = temporaryPath();
    const store = openStore({ path });
    const pbx = pbxOver({ store, actor: 'local:test', clock: Date.now });
    await pbx('createSubscriber', { body: { name: 'Анна', extension: '101' } });
    store.close();
    onTestFinished(() => openFolder(path, 0o700));
    chmodSync(path, what === 'file' ? 0o444 : 0o666);
    openFolder(path, what === 'file' ? 0o777 : 0o555);
    const { go } = await storeProgram('write', path, NOBODY === null ? {} : { user: NOBODY });
    expect(await go()).toMatchObject({ refused: [{ code: 'store-unopenable', path }] });
  });

  it('a file that another program holds is waited for, then told as locked', () => {
    const path = temporaryPath();
    connect(path).exec('begin exclusive');
    const begin = performance.now();
    expect(storeFault(() => openStore({ path, waitMilliseconds: 50 }))).toEqual([
      'unavailable',
      'store-locked',
    ]);
    expect(performance.now() - begin).toBeGreaterThan(40);
  });
});

describe('a transaction', () => {
  it('of a writer waits for another writer, then is told that the file is locked', async () => {
    const { store, path } = await staffedPbx();
    const before = dump(store);
    const impatient = openStore({ path, waitMilliseconds: 50 });
    onTestFinished(() => impatient.close());
    const other = connect(path);
    other.exec('begin immediate');
    const write = () => impatient.write((db) => db.run('delete from subscribers'));
    expect(storeFault(write)).toEqual(['unavailable', 'store-locked']);
    expect(impatient.read((db) => db.get('select count(*) as n from subscribers')?.n)).toBe(3);
    other.exec('rollback');
    expect(dump(store)).toEqual(before);
    expect(write().changes).toBe(3);
  });

  it('of a reader sees one state, whatever is written meanwhile', async () => {
    const { store, path } = await staffedPbx();
    const other = connect(path);
    const count = 'select count(*) as n from subscribers';
    const seen = store.read((db) => {
      const before = db.get(count)?.n;
      other.exec('delete from subscribers');
      return [before, db.get(count)?.n];
    });
    expect(seen).toEqual([3, 3]);
    expect(store.read((db) => db.get(count)?.n)).toBe(0);
  });

  it('that fails leaves nothing, and the next one works', async () => {
    const { store } = await staffedPbx();
    const before = dump(store);
    const bug = () =>
      store.write((db) => {
        db.run('delete from subscribers');
        throw new Error('a bug');
      });
    expect(bug).toThrow('a bug');
    expect(dump(store)).toEqual(before);
    expect(store.write((db) => db.run('delete from audit')).changes).toBe(3);
  });

  it('that another one ended already is told by what went wrong, not by the end of it', async () => {
    const { store } = await staffedPbx();
    const work = () =>
      store.write((db) => {
        db.run('rollback');
        throw new Error('a bug');
      });
    expect(work).toThrow('a bug');
  });
});

describe('the schema holds', () => {
  const INSERT_RULE =
    'insert into rules (revision, subscriber_id, missed, voicemail, time_kind, callers_kind, content, created_at, updated_at) values';

  it.each([
    ['a foreign key', `${INSERT_RULE} (1, 99, 1, 0, 'all', 'all', '{}', 0, 0)`],
    ['types of columns', `${INSERT_RULE} ('first', 1, 1, 0, 'all', 'all', '{}', 0, 0)`],
    ['what must be there', 'update subscribers set name = null'],
    ['that a subscriber can be reached', 'update subscribers set number = null, extension = null'],
    ['that an extension is one person’s', "update subscribers set extension = '101'"],
    ['that a number is one contact’s', "insert into contact_numbers values ('105', 2, 0)"],
  ])('%s', async (_, sql) => {
    const { store, pbx } = await staffedPbx();
    for (const number of ['105', '106'])
      await pbx('createContact', { body: { name: 'Клиент', numbers: [number] } });
    const before = dump(store);
    expect(storeFault(() => store.write((db) => db.run(sql)))).toEqual(['failed', 'store-failed']);
    expect(dump(store)).toEqual(before);
  });

  it('A15: that no subscriber has two equal rules', async () => {
    const { store, pbx } = await staffedPbx();
    await pbx('createRules', { body: { subscribers: [1] } });
    const again = `${INSERT_RULE.replace('values', '')}
      select revision, subscriber_id, missed, voicemail, time_kind, callers_kind, content, 0, 0 from rules`;
    expect(storeFault(() => store.write((db) => db.run(again)))).toEqual([
      'failed',
      'store-failed',
    ]);
  });
});

describe('a row that is damaged is a bug, told by its column', () => {
  it.each([
    ["update calls set call = 'x'", /JSON/],
    ["update calls set judgement = '{}'", /verdict/],
    ["update notifications set channel = 'fax'", /column channel holds fax/],
    ["update notifications set status = 'lost'", /column status holds lost/],
  ])('%s', async (sql, message) => {
    const made = await staffedPbx();
    await made.pbx('createRules', { body: { subscribers: [1] } });
    const { id } = await report(made);
    made.store.write((db) => db.run(sql));
    const work = made.pbx('getCall', { params: { id } });
    await expect(work).rejects.toThrow(message);
    await expect(problemOf(work)).rejects.not.toHaveProperty('faults');
  });
});
