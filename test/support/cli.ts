// Runs commands as a person or a script does: in this process from src, or as the built program.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from '@oclif/core/command';
import { Config } from '@oclif/core/config';
import { onTestFinished } from 'vitest';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = join(ROOT, 'bin/run.js');

/** Colours are on when a terminal is simulated, so that tests read plain text only where it is none. */
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

/** The address of an embedded PBX of the test's own. */
export const temporaryPbx = (): string => `file:${join(temporaryFolder(), 'pbx.db')}`;

let config: Promise<Config> | null = null;

const capture = (stream: NodeJS.WriteStream): { text: () => string; restore: () => void } => {
  const { write } = stream;
  let text = '';
  stream.write = (chunk: string | Uint8Array) => {
    text += String(chunk);
    return true;
  };
  return {
    text: () => text,
    restore: () => {
      stream.write = write;
    },
  };
};

const exitCodeOf = (error: unknown): number => {
  if (error instanceof Error && 'oclif' in error) {
    const { exit } = Object(error.oclif);
    if (typeof exit === 'number') return exit;
  }
  throw error;
};

/**
 * Runs a command from src in this process: `run(['rules', 'list', '--json'], { PBX_URL: pbx })`. The first two words
 * name it. Not for what reads stdin, needs a terminal or is about the process: `spawnProgram` does those.
 */
export const run = async (argv: readonly string[], environment: Environment = {}): Promise<Run> => {
  const [topic, verb, ...rest] = argv;
  const module = await import(`../../src/commands/${topic}/${verb}.ts`);
  const command: typeof Command & { run: (argv: string[], options: Config) => Promise<unknown> } =
    module.default;
  config ??= Config.load({ root: ROOT });
  const before = { ...process.env };
  Object.assign(process.env, environment);
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  let code = 0;
  try {
    await command.run(rest, await config);
  } catch (error) {
    code = exitCodeOf(error);
  } finally {
    stdout.restore();
    stderr.restore();
    for (const name of Object.keys(environment)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
  return withJson({ stdout: stdout.text(), stderr: stderr.text(), code });
};

type SpawnOptions = { environment?: Environment; input?: string | Uint8Array; folder?: string };

/** Runs the built program in a process of its own; needs `npm run build`, which `npm test` does first. */
export const spawnProgram = (
  argv: readonly string[],
  { environment = {}, input = '', folder = ROOT }: SpawnOptions = {},
): Promise<Run> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...argv], {
      cwd: folder,
      env: { ...process.env, ...environment },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve(withJson({ stdout, stderr, code: code ?? -1 })));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
