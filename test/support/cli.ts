// Runs commands as a person or a script does: in this process from src, or as the built program.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Command } from '@oclif/core/command';
import { Config } from '@oclif/core/config';
import { onTestFinished } from 'vitest';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const PROGRAM = join(ROOT, 'bin/run.js');

// A test that names no PBX must not find the one of whoever runs it; reading certificates costs each start 70 ms.
process.env.XDG_DATA_HOME = join(tmpdir(), `pbxctl-test-data-${process.pid}`);
delete process.env.NODE_EXTRA_CA_CERTS;

export type Run = {
  stdout: string;
  stderr: string;
  code: number;
  /** The one JSON document on stdout. */
  json: () => unknown;
};

type Environment = Record<string, string>;

const withJson = (run: Omit<Run, 'json'>): Run => ({ ...run, json: () => JSON.parse(run.stdout) });

/** A folder of the test's own, gone when it ends. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pbxctl-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

let config: Promise<Config> | null = null;

const HOME = process.cwd();

type Restore = () => void;

/** The address of an embedded PBX of the test's own, which no command has made yet. */
export const temporaryPbx = (): string => `file:${join(temporaryFolder(), 'pbx.db')}`;

/** Gives a property another value for a while, on an object that the process has once. */
const lend = (target: object, name: string, value: unknown): Restore => {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
  return () => {
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  };
};

const capture = (
  stream: NodeJS.WriteStream,
  heard?: (text: string) => void,
): { text: () => string; restore: Restore } => {
  let text = '';
  const write = (chunk: string | Uint8Array): boolean => {
    text += String(chunk);
    heard?.(text);
    return true;
  };
  return { text: () => text, restore: lend(stream, 'write', write) };
};

const exitCodeOf = (error: unknown): number => {
  if (error instanceof Error && 'oclif' in error) {
    const { exit } = Object(error.oclif);
    if (typeof exit === 'number') return exit;
  }
  throw error;
};

type RunOptions = {
  /** What stdin gives; nothing unless said. */
  input?: string | Uint8Array;
  /** What is typed when a question is on the screen; needs `columns`. */
  answer?: string;
  /** The width of the terminal that stdout and stderr seem to be; without it they are none. */
  columns?: number;
  /** Where relative paths begin. */
  folder?: string;
};

/** What stdin is meanwhile: a terminal stays open, everything else ends. */
const stdinWith = ({ input = '', columns }: RunOptions): PassThrough => {
  const stdin = Object.assign(new PassThrough(), { isTTY: columns !== undefined });
  if (columns === undefined || input !== '') stdin.end(input);
  return stdin;
};

const settle = (
  environment: Environment,
  stdin: PassThrough,
  { columns, folder = HOME }: RunOptions,
): Restore => {
  const streams = columns === undefined ? [] : [process.stdout, process.stderr];
  const restores = [
    lend(process, 'env', { ...process.env, ...environment }),
    lend(process, 'stdin', stdin),
    ...streams.flatMap((stream) => [lend(stream, 'isTTY', true), lend(stream, 'columns', columns)]),
  ];
  process.chdir(folder);
  return () => {
    process.chdir(HOME);
    for (const restore of restores.reverse()) restore();
  };
};

const QUESTION = /\([^()]*\/[^()]*\)/;

/** Types the answer once, after the question is drawn. */
const answering = (stdin: PassThrough, { answer }: RunOptions): ((text: string) => void) => {
  let left = answer;
  return (text) => {
    if (left === undefined || !QUESTION.test(text)) return;
    const keys = left;
    left = undefined;
    setImmediate(() => stdin.write(keys));
  };
};

/** `backup` has one word, `rules list` two. */
const commandIn = ([topic, ...rest]: readonly string[]) => {
  if (existsSync(join(ROOT, 'src/commands', `${topic}.ts`)))
    return { load: () => import(`../../src/commands/${topic}.ts`), rest };
  const [verb, ...others] = rest;
  return { load: () => import(`../../src/commands/${topic}/${verb}.ts`), rest: others };
};

/**
 * Runs a command from src in this process: `run(['rules', 'list', '--json'], { PBX_URL: pbx })`. Its first words
 * name it. Not for what is about processes or what a real terminal does: `spawnProgram` and `onTerminal` do those.
 */
export const run = async (
  argv: readonly string[],
  environment: Environment = {},
  options: RunOptions = {},
): Promise<Run> => {
  const { load, rest } = commandIn(argv);
  const module = await load();
  const command: typeof Command & { run: (argv: string[], options: Config) => Promise<unknown> } =
    module.default;
  config ??= Config.load({ root: ROOT });
  const loaded = await config;
  const stdin = stdinWith(options);
  const restore = settle(environment, stdin, options);
  const stdout = capture(process.stdout);
  const stderr = capture(process.stderr, answering(stdin, options));
  let code = 0;
  try {
    // What it says of folders depends on the environment.
    await command.run(rest, await Config.load(loaded));
  } catch (error) {
    code = exitCodeOf(error);
  } finally {
    stdout.restore();
    stderr.restore();
    restore();
  }
  return withJson({ stdout: stdout.text(), stderr: stderr.text(), code });
};

type SpawnOptions = { environment?: Environment; input?: string | Uint8Array; folder?: string };

/** Until it ends, with what it wrote. */
const finished = (
  child: ChildProcessWithoutNullStreams,
  input: string | Uint8Array,
): Promise<Run> =>
  new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve(withJson({ stdout, stderr, code: code ?? -1 })));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });

/** Runs the built program in a process of its own; needs `npm run build`, which `npm test` does first. */
export const spawnProgram = (
  argv: readonly string[],
  { environment = {}, input = '', folder = ROOT }: SpawnOptions = {},
): Promise<Run> => {
  const env = { ...process.env, ...environment };
  return finished(spawn(process.execPath, [PROGRAM, ...argv], { cwd: folder, env }), input);
};

/** Runs a line of shell in which `pbxctl` is the built program. */
export const spawnShell = (
  line: string,
  { environment = {}, input = '', folder = ROOT }: SpawnOptions = {},
): Promise<Run> => {
  const programs = temporaryFolder();
  const program = join(programs, 'pbxctl');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`);
  chmodSync(program, 0o755);
  const env = { ...process.env, PATH: `${programs}:${process.env.PATH}`, ...environment };
  return finished(spawn('sh', ['-c', line], { cwd: folder, env }), input);
};
