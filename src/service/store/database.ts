/** The SQLite file of a PBX: opening it, transactions, and what its failures mean. */
import { closeSync, openSync } from 'node:fs';
import {
  DatabaseSync,
  type SQLInputValue,
  type SQLOutputValue,
  type StatementSync,
} from 'node:sqlite';
import { Problem, problem } from '../../contract/problem.ts';
import type { StoreFault } from '../../domain/fault.ts';
import { MIGRATIONS } from './migrations.ts';

export type Row = Record<string, SQLOutputValue>;

/** Statements are prepared once and kept; parameters are named (`:id`) or in order (`?`). */
export type Database = {
  all: (sql: string, ...parameters: SQLInputValue[]) => Row[];
  get: (sql: string, ...parameters: SQLInputValue[]) => Row | undefined;
  /** The id of the row that was inserted last, and how many rows changed. */
  run: (sql: string, ...parameters: SQLInputValue[]) => { id: number; changes: number };
};

export type Store = {
  /** Everything that is read sees one state of the store. */
  read: <T>(work: (db: Database) => T) => T;
  /**
   * All of it or nothing. It takes the write lock before it reads, so that two programs that read and then write
   * wait for each other and do not fail. A dry run does the same and takes it back.
   */
  write: <T>(work: (db: Database) => T, options?: { dryRun: boolean }) => T;
  close: () => void;
};

export type StoreOptions = { path: string; waitMilliseconds?: number };

const WAIT_MILLISECONDS = 10_000;

const SQLITE = { busy: 5, readonly: 8, cantOpen: 14, corrupt: 11, notADatabase: 26 };

const faultOf = (error: unknown, path: string): StoreFault => {
  const why = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : null;
  if (code === SQLITE.busy) return { code: 'store-locked', path };
  if (code === SQLITE.notADatabase || code === SQLITE.corrupt)
    return { code: 'store-not-a-database', path };
  if (code === SQLITE.cantOpen || code === SQLITE.readonly)
    return { code: 'store-unopenable', path, why };
  return { code: 'store-failed', why };
};

/** SQLite's own errors, and Node's about a database that is closed. */
const isSqliteError = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ERR_SQLITE_ERROR' || error.code === 'ERR_INVALID_STATE');

const PAUSE_MILLISECONDS = 10;

/** Turning a new file to WAL is where SQLite does not wait for another program that does the same: we do. */
const turnToWal = (connection: DatabaseSync, path: string, waitMilliseconds: number): void => {
  const end = Date.now() + waitMilliseconds;
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      connection.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      if (faultOf(error, path).code !== 'store-locked' || Date.now() >= end) throw error;
      Atomics.wait(sleeper, 0, 0, PAUSE_MILLISECONDS);
    }
  }
};

const guarded = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    const fault = faultOf(error, path);
    throw new Problem(fault.code === 'store-locked' ? 'unavailable' : 'failed', [
      { path: [], fault },
    ]);
  }
};

const IN_MEMORY = ':memory:';

/**
 * A new file is for its user alone: it holds personal data and the hashes of tokens. SQLite gives the files beside it
 * the same rights, and tells what is wrong where this could make none.
 */
const makePrivate = (path: string): void => {
  if (path === IN_MEMORY) return;
  try {
    closeSync(openSync(path, 'ax', 0o600));
  } catch {}
};

const databaseOn = (connection: DatabaseSync): Database => {
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql) ?? connection.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    all: (sql, ...parameters) => statement(sql).all(...parameters),
    get: (sql, ...parameters) => statement(sql).get(...parameters),
    run: (sql, ...parameters) => {
      const { changes, lastInsertRowid } = statement(sql).run(...parameters);
      return { id: Number(lastInsertRowid), changes: Number(changes) };
    },
  };
};

const versionOf = (db: Database): number =>
  Number(db.get('pragma user_version')?.user_version ?? 0);

/** A database with tables and without a version is another program's: it is left as it is. */
const refuseForeign = (db: Database, path: string): void => {
  // In this order: our own tables, once they are seen, have their version.
  if (db.get('select 1 from sqlite_master limit 1') && versionOf(db) === 0)
    throw problem('failed', { code: 'store-not-a-database', path });
};

/** Brings an older file up to this program; two programs at once take turns, a newer file is left alone. */
const migrate = (connection: DatabaseSync, db: Database, path: string): void => {
  const known = MIGRATIONS.length;
  if (versionOf(db) === known) return;
  connection.exec('begin immediate');
  try {
    const version = versionOf(db);
    if (version > known) throw problem('failed', { code: 'store-newer', path, version, known });
    for (const migration of MIGRATIONS.slice(version)) connection.exec(migration);
    connection.exec(`pragma user_version = ${known}`);
    connection.exec('commit');
  } catch (error) {
    connection.exec('rollback');
    throw error;
  }
};

/** A connection to a store of any version, which stays as it is; it has to be there. */
export const openAsIs = (path: string): DatabaseSync =>
  guarded(path, () => {
    const connection = new DatabaseSync(path, { timeout: WAIT_MILLISECONDS });
    try {
      const db = databaseOn(connection);
      refuseForeign(db, path);
      if (versionOf(db) === 0) throw problem('failed', { code: 'store-not-a-database', path });
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  });

/**
 * Opens the file, making it if it is not there. Whatever a `write` returned survives a crash of the program and of
 * the machine: WAL with `synchronous = full`.
 */
export const openStore = ({ path, waitMilliseconds = WAIT_MILLISECONDS }: StoreOptions): Store => {
  makePrivate(path);
  const connection = guarded(path, () => new DatabaseSync(path, { timeout: waitMilliseconds }));
  const db = databaseOn(connection);
  try {
    guarded(path, () => {
      refuseForeign(db, path);
      turnToWal(connection, path, waitMilliseconds);
      connection.exec('pragma synchronous = full; pragma foreign_keys = off');
      // Without foreign keys: a table that a migration makes anew would take with it what refers to the old one.
      migrate(connection, db, path);
      connection.exec('pragma foreign_keys = on');
    });
  } catch (error) {
    connection.close();
    throw error;
  }
  const transaction = <T>(
    begin: string,
    end: 'commit' | 'rollback',
    work: (db: Database) => T,
  ): T =>
    guarded(path, () => {
      connection.exec(begin);
      try {
        const result = work(db);
        connection.exec(end);
        return result;
      } catch (error) {
        if (connection.isTransaction) connection.exec('rollback');
        throw error;
      }
    });
  return {
    read: (work) => transaction('begin', 'commit', work),
    write: (work, { dryRun } = { dryRun: false }) =>
      transaction('begin immediate', dryRun ? 'rollback' : 'commit', work),
    close: () => connection.close(),
  };
};
