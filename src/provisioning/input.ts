/** Reads what a person gives: a file, or stdin. The only place here that touches the world. */
import { createReadStream } from 'node:fs';
import { Problem } from '../contract/problem.ts';
import { fail, ok, type Result } from '../domain/fault.ts';
import { type FaultInFile, ofWholeFile } from './file-fault.ts';

/** What the API takes in one batch; a larger file is hardly a list of people. */
export const MOST_BYTES = 64 * 1024 * 1024;

const REASONS: Partial<Record<string, string>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'folder',
  EACCES: 'denied',
  EPERM: 'denied',
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? error.message;
};

/**
 * The bytes of a file, or of stdin for `-`, at most 64 MiB unless it says otherwise: a pipe or a device that never
 * ends does not fill the memory either.
 */
export const readInput = async (
  path: string,
  stdin: AsyncIterable<Uint8Array> = process.stdin,
  most = MOST_BYTES,
): Promise<Result<Uint8Array, FaultInFile[]>> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of path === '-' ? stdin : createReadStream(path)) {
      size += chunk.length;
      if (size > most)
        return fail([ofWholeFile(path, { code: 'file-too-large', file: path, most })]);
      chunks.push(chunk);
    }
  } catch (error) {
    return fail([ofWholeFile(path, { code: 'file-unreadable', file: path, why: reasonOf(error) })]);
  }
  return ok(Buffer.concat(chunks));
};

/** The bytes of a file of any length, or of stdin for `-`, as they come. One that cannot be read is a `Problem`. */
export const inputChunks = async function* (path: string): AsyncGenerator<Uint8Array> {
  const stream: AsyncIterable<Uint8Array> = path === '-' ? process.stdin : createReadStream(path);
  try {
    yield* stream;
  } catch (error) {
    const fault = { code: 'file-unreadable', file: path, why: reasonOf(error) } as const;
    throw new Problem('invalid', [
      { path: [], fault, place: { file: path, line: null, column: null } },
    ]);
  }
};
