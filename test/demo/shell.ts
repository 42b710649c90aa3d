// Runs the built program as a person does: the command is shown as it is typed, its output as it comes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
export const PROGRAM = fileURLToPath(new URL('bin/run.js', ROOT));

const LONGEST_LINE = 98;
/** No step takes more than a second; one that hangs must not hang the demo. */
const TIMEOUT_MILLISECONDS = 60_000;

type Environment = Readonly<Record<string, string>>;

export type Pbxctl = (argv: readonly string[], environment?: Environment) => Promise<void>;

export const isBuilt = (): boolean => existsSync(new URL('dist/commands', ROOT));

/** A word as a shell reads it back. */
export const quoted = (word: string): string =>
  /^[\p{L}\p{N}@%+=:,./_-]+$/u.test(word) ? word : `"${word.replace(/["$`\\]/g, '\\$&')}"`;

/** The command line; a long one goes on with each flag on a line of its own. */
const commandLine = (argv: readonly string[], environment: Environment = {}): string => {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`);
  const line = [...variables, 'pbxctl', ...argv.map(quoted)].join(' ');
  if (line.length <= LONGEST_LINE) return line;
  return line.replaceAll(' --', ' \\\n    --').replace(' pbxctl ', ' \\\n  pbxctl ');
};

/**
 * Commands of one folder and one PBX.
 * @param failed what is said when a command does not do what the demo shows it for
 */
export const pbxctlIn =
  (folder: string, pbx: Environment, failed: (command: string, exit: string) => string): Pbxctl =>
  async (argv, environment) => {
    const command = commandLine(argv, environment);
    console.log(`$ ${command}`);
    const child = spawn(process.execPath, [PROGRAM, ...argv], {
      cwd: folder,
      env: { ...process.env, ...pbx, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: TIMEOUT_MILLISECONDS,
    });
    const [code, signal] = await once(child, 'exit');
    if (code !== 0) throw new Error(failed(command, String(signal ?? code)));
  };
