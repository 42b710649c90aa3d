/** Other processes on the same store: real ones, which begin at the same moment. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { ROOT } from './cli.ts';

const PROGRAM = fileURLToPath(new URL('./store-program.ts', import.meta.url));

export type StoreProgram = {
  child: ChildProcess;
  /** Lets it begin, and gives the line in which it tells the outcome; null if it was killed before. */
  go: () => Promise<unknown>;
  /** Lets it begin, and waits only for the next line that it says. */
  start: () => Promise<void>;
};

type Verb = 'open' | 'hold' | 'write' | 'same' | 'many' | 'embedded';
type Options = { name?: string; user?: number };

/** Compiled once, or eight programs at once would spend their time on compiling. */
const NODE_COMPILE_CACHE = join(ROOT, 'node_modules/.cache/store-program');

/** A program that has loaded all it needs and waits to begin. */
export const storeProgram = async (
  verb: Verb,
  path: string,
  { name = '0', user }: Options = {},
): Promise<StoreProgram> => {
  const child = spawn(process.execPath, [PROGRAM, verb, path, name], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE },
    ...(user !== undefined && { uid: user, gid: user }),
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  child.stdin.on('error', () => undefined);
  await once(child.stdout, 'data');
  return {
    child,
    go: async () => {
      const closed = once(child, 'close');
      child.stdin.write('go\n');
      await closed;
      const line = said.split('\n')[1];
      return line ? JSON.parse(line) : null;
    },
    start: async () => {
      child.stdin.write('go\n');
      await once(child.stdout, 'data');
    },
  };
};

/** So many programs that begin at once; what each told, in the order of their names `0`, `1`, … */
export const atOnce = async (count: number, verb: Verb, path: string): Promise<unknown[]> => {
  const programs = await Promise.all(
    Array.from({ length: count }, (_, index) => storeProgram(verb, path, { name: String(index) })),
  );
  return Promise.all(programs.map(({ go }) => go()));
};

/** A user without any right that its number does not give; null where this test may not become somebody else. */
export const NOBODY: number | null = process.getuid?.() === 0 ? 54_321 : null;

/** Lets others into the folder of that file. */
export const openFolder = (path: string, mode: number): void => chmodSync(dirname(path), mode);
