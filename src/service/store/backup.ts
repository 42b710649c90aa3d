/** A copy of a store while others use it: as it was at one moment, whole or not at all. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { Problem, problem } from '../../contract/problem.ts';
import { openAsIs } from './database.ts';

/** Few enough that progress is told often, enough that it costs nothing. */
const PAGES_AT_ONCE = 2000;
const PRIVATE_FILE = 0o600;

export type Backup = {
  /** Bytes of the copy. */
  bytes: number;
};

/** From 0 to 1; what it throws ends the backup and leaves nothing. */
type OnProgress = (done: number) => void;

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const unwritable = (file: string, why: string): Problem =>
  problem('usage', { code: 'file-unwritable', file, why }, ['<file>']);

const isSameFile = (one: string, other: string): boolean => {
  const [first, second] = [statSync(one), statSync(other)];
  return first.ino === second.ino && first.dev === second.dev;
};

/**
 * What must not be written over: the store itself, what is no file (`/dev/null` would be gone), and a database that is
 * in use, for whoever uses it would write what it has in mind into the copy.
 */
const refuseTarget = (path: string, file: string): void => {
  if (!existsSync(file)) return;
  if (!statSync(file).isFile()) throw unwritable(file, 'it is no file');
  if (isSameFile(path, file)) throw problem('usage', { code: 'backup-onto-itself', file });
  if (existsSync(`${file}-wal`)) throw problem('usage', { code: 'backup-in-use', file });
};

/** A reader's transaction for as long as it lasts: whatever others write meanwhile is not in the copy. */
const copy = async (path: string, beside: string, onProgress: OnProgress): Promise<void> => {
  const source = openAsIs(path);
  try {
    source.exec('begin');
    source.prepare('select 1 from sqlite_master').get();
    await backup(source, beside, {
      rate: PAGES_AT_ONCE,
      progress: ({ totalPages, remainingPages }) => onProgress(1 - remainingPages / totalPages),
    });
  } finally {
    source.close();
  }
};

const foundIn = (beside: string): string => {
  const database = new DatabaseSync(beside);
  try {
    return String(database.prepare('pragma quick_check(1)').get()?.quick_check);
  } catch (error) {
    return textOf(error);
  } finally {
    database.close();
  }
};

/** A copy of what is damaged is no backup. */
const refuseDamaged = (beside: string, path: string): void => {
  const why = foundIn(beside);
  if (why !== 'ok') throw problem('failed', { code: 'store-damaged', path, why });
};

const removeAll = (beside: string): void => {
  for (const file of [beside, `${beside}-wal`, `${beside}-shm`, `${beside}-journal`])
    rmSync(file, { force: true });
};

/** What the folder says is on the disk, too. */
const syncFolder = (folder: string): void => {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
};

/** Nobody else may look into it, from the beginning. */
const make = (beside: string, file: string): void => {
  try {
    closeSync(openSync(beside, 'wx', PRIVATE_FILE));
  } catch (error) {
    throw unwritable(file, textOf(error));
  }
};

/**
 * Copies the store at `path` into a file that only its user may read, in the place of one that is there already; a link
 * is followed, so that it stays one. The store may be of any version: it is not brought up to this program's.
 */
export const backUpStore = async (
  path: string,
  given: string,
  onProgress: OnProgress,
): Promise<Backup> => {
  if (!existsSync(path)) throw problem('usage', { code: 'store-missing', path }, ['--pbx']);
  const file = existsSync(given) ? realpathSync(given) : resolve(given);
  refuseTarget(path, file);
  const beside = `${file}.${process.pid}.tmp`;
  make(beside, file);
  try {
    await copy(path, beside, onProgress);
    refuseDamaged(beside, path);
    refuseTarget(path, file);
    renameSync(beside, file);
    syncFolder(dirname(file));
    return { bytes: statSync(file).size };
  } catch (error) {
    removeAll(beside);
    throw error instanceof Problem ? error : unwritable(file, textOf(error));
  }
};
