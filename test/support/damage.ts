/** A store as a failing disk leaves it. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Writes nonsense over the first page of a table; nobody may have the file open. */
export const damage = (path: string, table: string): void => {
  const database = new DatabaseSync(path);
  const { page_size } = database.prepare('pragma page_size').get() ?? {};
  const { rootpage } =
    database.prepare('select rootpage from sqlite_master where name = ?').get(table) ?? {};
  database.close();
  const file = openSync(path, 'r+');
  writeSync(
    file,
    Buffer.alloc(Number(page_size), 0x55),
    0,
    null,
    (Number(rootpage) - 1) * Number(page_size),
  );
  closeSync(file);
};
