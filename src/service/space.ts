/** How much room a store takes, and how much its disk has left. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { integer, text } from './store/columns.ts';
import type { Database, Store } from './store/database.ts';

/** The file of the store; empty for one in memory. */
const fileOf = (db: Database): string => {
  const row = db.get("select file from pragma_database_list where name = 'main'");
  return row ? text(row, 'file') : '';
};

const usedBy = (db: Database): number => {
  const row = db.get(
    'select page_count * page_size as used from pragma_page_count, pragma_page_size',
  );
  return row ? integer(row, 'used') : 0;
};

const freeIn = (folder: string): number | null => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
};

export type Space = {
  /** The file, or where there is none an empty text. */
  path: string;
  /** Bytes. */
  used: number;
  /** Null where there is no disk, or nobody knows. */
  free: number | null;
};

export const spaceOf = (store: Store): Space => {
  const { path, used } = store.read((db) => ({ path: fileOf(db), used: usedBy(db) }));
  return { path, used, free: path === '' ? null : freeIn(dirname(path)) };
};
