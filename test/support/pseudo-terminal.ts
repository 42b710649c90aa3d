/** The built program on a real pseudo-terminal, for tests and for scripts: as it writes, or as its screen shows it. */
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
  /** A line of shell in which `"$0" "$@"` is the program and its arguments. */
  shell?: string;
};

type Ended = { raw: string; code: number };

const WAIT_MILLISECONDS = 15_000;

/** @param heard gets what is written as it comes; `taken` is called when it has been taken in */
export const startOnPty = (
  argv: readonly string[],
  { columns = 80, rows = 24, environment = {}, folder = ROOT, shell }: Options = {},
  heard: (data: string, taken: () => void) => void = (_, taken) => taken(),
) => {
  const [file, first] =
    shell === undefined ? [process.execPath, []] : ['sh', ['-c', shell, process.execPath]];
  const child = spawn(file, [...first, PROGRAM, ...argv], {
    cols: columns,
    rows,
    cwd: folder,
    name: environment.TERM ?? 'xterm-256color',
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
    heard(data, changed);
  });
  const ended = new Promise<Ended>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      const status = signal ? 128 + signal : exitCode;
      code = status;
      heard('', () => {
        changed();
        resolve({ raw, code: status });
      });
    });
  });
  /** Waits until this is so of what is shown; fails if the program ends before, or it takes too long. */
  const until = (
    shown: () => string,
    isSo: (text: string) => boolean,
    what: string,
  ): Promise<void> =>
    new Promise((resolve, reject) => {
      const give = (settle: () => void): void => {
        watchers.delete(look);
        clearTimeout(timer);
        settle();
      };
      const failed = (): void => give(() => reject(new Error(`${what}:\n${shown()}`)));
      const timer = setTimeout(failed, WAIT_MILLISECONDS);
      const look = (): void => {
        if (isSo(shown())) give(resolve);
        else if (code !== null) failed();
      };
      watchers.add(look);
      look();
    });
  return {
    child,
    raw: () => raw,
    until,
    ended,
    /** Ends the program, however it stands. */
    stop: () => {
      if (code === null) child.kill('SIGKILL');
    },
  };
};

export type OnScreen = {
  /** The lines that are on the screen now, without the spaces at their ends. */
  screen: () => string;
  /** Waits until the screen shows this. */
  sees: (wanted: string | RegExp) => Promise<void>;
  /** Waits until the screen no longer shows this. */
  misses: (unwanted: string) => Promise<void>;
  type: (keys: string) => void;
  resize: (columns: number, rows: number) => void;
  signal: (name: 'SIGTERM' | 'SIGHUP') => void;
  ended: Promise<Ended & { screen: string }>;
};

export type Started = OnScreen & {
  /** The terminal itself, with the colours of each cell. */
  terminal: InstanceType<typeof xterm.Terminal>;
  stop: () => void;
};

/** In Russian, unless the environment says otherwise. */
export const startOnScreen = (argv: readonly string[], options: Options = {}): Started => {
  const { columns = 80, rows = 24 } = options;
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const environment = { LANG: 'ru_RU.UTF-8', ...options.environment };
  const pty = startOnPty(argv, { ...options, environment }, (data, taken) =>
    terminal.write(data, taken),
  );
  const lineAt = (row: number): string =>
    terminal.buffer.active
      .getLine(terminal.buffer.active.viewportY + row)
      ?.translateToString(true) ?? '';
  const screen = (): string =>
    Array.from({ length: terminal.rows }, (_, row) => lineAt(row))
      .join('\n')
      .trimEnd();
  return {
    terminal,
    screen,
    sees: (wanted) =>
      pty.until(
        screen,
        (text) => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)),
        `${wanted} is not on the screen`,
      ),
    misses: (unwanted) =>
      pty.until(screen, (text) => !text.includes(unwanted), `${unwanted} is still on the screen`),
    type: (keys) => pty.child.write(keys),
    resize: (width, height) => {
      terminal.resize(width, height);
      pty.child.resize(width, height);
    },
    signal: (name) => pty.child.kill(name),
    ended: pty.ended.then((ended) => ({ ...ended, screen: screen() })),
    stop: () => {
      pty.stop();
      terminal.dispose();
    },
  };
};
