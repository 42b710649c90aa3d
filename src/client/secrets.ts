/** Tokens at rest: one file that only its user may read. */
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { once } from '../domain/remembered.ts';

const tokensSchema = once(() => z.record(z.string(), z.string()));

export type Secrets = {
  path: string;
  tokenFor: (address: string) => string | null;
  save: (address: string, token: string) => void;
  /** Whether there was one. */
  remove: (address: string) => boolean;
};

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

export const secretsIn = (folder: string): Secrets => {
  const path = join(folder, 'tokens.json');
  const read = (): Record<string, string> => {
    try {
      return tokensSchema().parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      return {};
    }
  };
  /** Written whole beside the old one and then moved over it, so that a crash leaves one of the two. */
  const write = (tokens: Record<string, string>): void => {
    mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
    const next = `${path}.${process.pid}`;
    rmSync(next, { force: true });
    writeFileSync(next, JSON.stringify(tokens, null, 2), { mode: PRIVATE_FILE });
    chmodSync(next, PRIVATE_FILE);
    renameSync(next, path);
  };
  return {
    path,
    tokenFor: (address) => read()[address] ?? null,
    save: (address, token) => write({ ...read(), [address]: token }),
    remove: (address) => {
      const { [address]: removed, ...others } = read();
      if (removed !== undefined) write(others);
      return removed !== undefined;
    },
  };
};
