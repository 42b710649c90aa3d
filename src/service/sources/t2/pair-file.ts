/** Where a pair of tokens lies: a file that is never half written, and that one process at a time renews. */
import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { problem } from '../../../contract/problem.ts';
import { once } from '../../../domain/remembered.ts';
import { underLock } from './lock.ts';
import { readPair, type TokenPair } from './tokens.ts';

export type KeptPair = TokenPair & {
  /** When it was got, in milliseconds of Unix time; null for one that a person made. */
  renewedAt: number | null;
};

/** What may be done while nobody else renews. */
export type Held = {
  /** As it is now: others may have renewed it meanwhile. */
  pair: KeptPair | null;
  /** Makes sure that a pair can be kept before the old one is given up. */
  prepare: () => void;
  /** It is on the disk when this returns. */
  save: (pair: KeptPair) => void;
};

export type PairFile = {
  path: string;
  /** Null if there is none; throws a problem if it cannot be read. */
  read: () => KeptPair | null;
  hold: <T>(work: (held: Held) => Promise<T>) => Promise<T>;
};

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;
/** Longer than an answer of T2 is waited for. */
const PATIENCE_MILLISECONDS = 90_000;

const renewedAtSchema = once(() => z.looseObject({ renewedAt: z.iso.datetime({ offset: true }) }));

const renewedAtIn = (text: string): number | null => {
  try {
    return Date.parse(renewedAtSchema().parse(JSON.parse(text)).renewedAt);
  } catch {
    return null;
  }
};

const textOf = ({ accessToken, refreshToken, renewedAt }: KeptPair): string => {
  const at = renewedAt === null ? {} : { renewedAt: new Date(renewedAt).toISOString() };
  return `${JSON.stringify({ accessToken, refreshToken, ...at }, null, 2)}\n`;
};

const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const readAt = (path: string): KeptPair | null => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw problem('failed', { code: 't2-tokens-unreadable', file: path, why: whyOf(error) });
  }
  const pair = readPair(text);
  if (!pair.ok) throw problem('usage', pair.fault, [path]);
  const { accessToken, refreshToken } = pair.value;
  return { accessToken, refreshToken, renewedAt: renewedAtIn(text) };
};

/** What root makes for a service belongs to whom the folder belongs, or the service could not read it. */
const giveAway = (path: string, folder: string): void => {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(path, uid, gid);
};

const syncFolder = (folder: string): void => {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
};

/** The file itself where a link leads to it: the link stays. */
const behindLinks = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

/** Whether a person has changed the first since the second was written. */
const isNewer = (path: string, other: string): boolean =>
  (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > statSync(other).mtimeMs;

/** Writing beside the file and moving over it; `next` is the file beside it. */
const writer = (path: string) => {
  const folder = dirname(path);
  const next = join(folder, `${basename(path)}.new`);
  const write = (text: string): void => {
    const descriptor = openSync(next, 'w', PRIVATE_FILE);
    try {
      fchmodSync(descriptor, PRIVATE_FILE);
      giveAway(next, folder);
      ftruncateSync(descriptor);
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  };
  const move = (): void => {
    renameSync(next, path);
    syncFolder(folder);
  };
  const clean = (): void => rmSync(next, { force: true });
  /** A process that was killed between writing and moving left a pair that is whole, and newer than the other. */
  const finish = (): void => {
    try {
      if (readAt(next) !== null && !isNewer(path, next)) move();
    } catch {
      clean();
    }
  };
  return { write, move, finish, clean };
};

/** @param given its path; it need not be there yet, nor its folder */
export const pairFile = (given: string): PairFile => {
  const path = behindLinks(given);
  const { write, move, finish, clean } = writer(path);
  const writing = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw problem('failed', { code: 't2-tokens-unwritable', file: path, why: whyOf(error) });
    }
  };
  const lock = `${path}.lock`;
  /**
   * It is never opened by us once it is there: to close it would take back every lock that this process has on it, as
   * POSIX has it.
   */
  const makeLock = (): void => {
    mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
    if (existsSync(lock)) {
      accessSync(lock, constants.W_OK);
      return;
    }
    try {
      closeSync(openSync(lock, 'wx', PRIVATE_FILE));
      giveAway(lock, dirname(path));
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
  };
  return {
    path,
    read: () => readAt(path),
    hold: async (work) => {
      writing(makeLock);
      const done = await underLock(lock, PATIENCE_MILLISECONDS, async () => {
        writing(finish);
        const pair = readAt(path);
        const held: Held = {
          pair,
          prepare: () => writing(() => write(pair ? textOf(pair) : '')),
          save: (renewed) =>
            writing(() => {
              write(textOf(renewed));
              move();
            }),
        };
        return { value: await work(held).finally(clean) };
      });
      if (done === null) throw problem('unavailable', { code: 't2-tokens-locked', file: path });
      return done.value;
    },
  };
};
