/** One at a time among all processes: a lock that the operating system takes back from whoever dies. */
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MILLISECONDS = 50;
const SQLITE_BUSY = 5;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;

/** Whether the lock is held now. */
const take = (connection: DatabaseSync): boolean => {
  try {
    connection.exec('begin immediate');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
};

/**
 * Does the work while nobody else holds the lock of that file, which stays empty: what holds is SQLite's lock on it,
 * that ends with its process however that ends. A file with a process id in it would outlive a kill.
 * @param patience milliseconds to wait for the others
 * @returns null if it was not to be had
 */
export const underLock = async <T>(
  path: string,
  patience: number,
  work: () => Promise<T>,
): Promise<T | null> => {
  const end = performance.now() + patience;
  const connection = new DatabaseSync(path, { timeout: 0 });
  try {
    while (!take(connection)) {
      if (performance.now() >= end) return null;
      await pause(PAUSE_MILLISECONDS);
    }
    return await work();
  } finally {
    connection.close();
  }
};
