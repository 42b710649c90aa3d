/** The built program on a real pseudo-terminal: what a person sees, and what he types. */
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { onTestFinished } from 'vitest';
import { PROGRAM, ROOT } from './cli.ts';

type Options = {
  columns?: number;
  environment?: Record<string, string>;
  folder?: string;
  /** A line of shell in which `"$0" "$@"` is the program and its arguments. */
  shell?: string;
};

export type OnTerminal = {
  /** Waits until this is on the screen; fails if the program ends before. */
  sees: (text: string) => Promise<void>;
  type: (keys: string) => void;
  /** All that was written, as it came and without its control sequences, and the exit code. */
  ended: Promise<{ raw: string; text: string; code: number }>;
};

export const CTRL_C = '\u0003';
export const CTRL_D = '\u0004';
export const ESCAPE_BYTE = '\u001b';
export const ENTER = '\r';

const WAIT_MILLISECONDS = 15_000;

const plain = (raw: string): string => stripVTControlCharacters(raw).replaceAll('\r\n', '\n');

export const onTerminal = (
  argv: readonly string[],
  { columns = 80, environment = {}, folder = ROOT, shell }: Options = {},
): OnTerminal => {
  const [file, first] =
    shell === undefined ? [process.execPath, []] : ['sh', ['-c', shell, process.execPath]];
  const child = spawn(file, [...first, PROGRAM, ...argv], {
    cols: columns,
    rows: 24,
    cwd: folder,
    name: 'xterm-256color',
    env: { ...process.env, ...environment },
  });
  let raw = '';
  let code: number | null = null;
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watch of watchers) watch();
  };
  child.onData((data) => {
    raw += data;
    changed();
  });
  const ended = new Promise<{ raw: string; text: string; code: number }>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      code = signal ? 128 + signal : exitCode;
      changed();
      resolve({ raw, text: plain(raw), code });
    });
  });
  onTestFinished(() => {
    if (code === null) child.kill('SIGKILL');
  });
  const sees = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const give = (settle: () => void): void => {
        watchers.delete(look);
        clearTimeout(timer);
        settle();
      };
      const missing = (): void =>
        reject(new Error(`${JSON.stringify(text)} is not on the screen:\n${plain(raw)}`));
      const timer = setTimeout(() => give(missing), WAIT_MILLISECONDS);
      const look = (): void => {
        if (plain(raw).includes(text)) give(resolve);
        else if (code !== null) give(missing);
      };
      watchers.add(look);
      look();
    });
  return { sees, type: (keys) => child.write(keys), ended };
};
