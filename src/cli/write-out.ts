/** A file that a command writes: whole, or not at all. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { problem } from '../contract/problem.ts';

/** @param flag where the path was given */
export const writeOut = (path: string, text: string, flag: string): void => {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    const why = error instanceof Error ? error.message : String(error);
    throw problem('usage', { code: 'file-unwritable', file: path, why }, [flag]);
  }
};
