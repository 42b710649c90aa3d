/** The built program on a real pseudo-terminal, and its screen as a person sees it at each moment; for scripts too. */
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

export type Options = {
  columns?: number;
  rows?: number;
  environment?: Record<string, string>;
  folder?: string;
};

export type OnScreen = {
  /** The lines that are on the screen now, without the spaces at their ends. */
  screen: () => string;
  /** Waits until the screen shows this; fails if the program ends before, or it takes too long. */
  sees: (wanted: string | RegExp) => Promise<void>;
  /** Waits until the screen no longer shows this. */
  misses: (unwanted: string) => Promise<void>;
  type: (keys: string) => void;
  resize: (columns: number, rows: number) => void;
  signal: (name: 'SIGTERM' | 'SIGHUP') => void;
  ended: Promise<{ code: number; screen: string; raw: string }>;
};

export type Started = OnScreen & {
  /** The terminal itself, with the colours of each cell. */
  terminal: InstanceType<typeof xterm.Terminal>;
  /** Ends the program, however it stands. */
  stop: () => void;
};

const WAIT_MILLISECONDS = 10_000;

export const startOnScreen = (
  argv: readonly string[],
  { columns = 80, rows = 24, environment = {}, folder = ROOT }: Options = {},
): Started => {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    cols: columns,
    rows,
    cwd: folder,
    name: environment.TERM ?? 'xterm-256color',
    env: { ...process.env, LANG: 'ru_RU.UTF-8', ...environment },
  });
  let raw = '';
  let code: number | null = null;
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watch of watchers) watch();
  };
  child.onData((data) => {
    raw += data;
    terminal.write(data, changed);
  });
  const screen = (): string => {
    const { active } = terminal.buffer;
    return Array.from(
      { length: terminal.rows },
      (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
    )
      .join('\n')
      .trimEnd();
  };
  const ended = new Promise<{ code: number; screen: string; raw: string }>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      code = signal ? 128 + signal : exitCode;
      terminal.write('', () => {
        changed();
        resolve({ code: code ?? -1, screen: screen(), raw });
      });
    });
  });
  const stop = (): void => {
    if (code === null) child.kill('SIGKILL');
    terminal.dispose();
  };
  const until = (isSo: (text: string) => boolean, what: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const give = (settle: () => void): void => {
        watchers.delete(look);
        clearTimeout(timer);
        settle();
      };
      const failed = (): void => give(() => reject(new Error(`${what}:\n${screen()}`)));
      const timer = setTimeout(failed, WAIT_MILLISECONDS);
      const look = (): void => {
        if (isSo(screen())) give(resolve);
        else if (code !== null) failed();
      };
      watchers.add(look);
      look();
    });
  return {
    terminal,
    stop,
    screen,
    sees: (wanted) =>
      until(
        (text) => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)),
        `${wanted} is not on the screen`,
      ),
    misses: (unwanted) =>
      until((text) => !text.includes(unwanted), `${unwanted} is still on the screen`),
    type: (keys) => child.write(keys),
    resize: (width, height) => {
      terminal.resize(width, height);
      child.resize(width, height);
    },
    signal: (name) => child.kill(name),
    ended,
  };
};
