/** A file that a command writes: whole, or not at all. */
import { randomUUID } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { problem } from '../contract/problem.ts';

/** Beside the file and then moved over it. `wx`: in a folder of many nobody else lays a link in the way. */
const replace = (path: string, text: string): void => {
  const beside = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(beside, text, { flag: 'wx' });
    renameSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
};

/** What is no file, such as `/dev/null` or a pipe, is written into: moving a file over it would take it away. */
const write = (path: string, text: string): void => {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there && !there.isFile()) writeFileSync(path, text);
  else replace(there ? realpathSync(path) : path, text);
};

/** @param flag where the path was given; a link is followed, so that it stays one */
export const writeOut = (path: string, text: string, flag: string): void => {
  try {
    write(path, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw problem('usage', { code: 'file-unwritable', file: path, why }, [flag]);
  }
};
