// The built program against src as it lies: what one writes the other writes, byte for byte.
import { execFile } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Config } from '@oclif/core/config';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { HelpInLanguage } from '../../src/cli/help.ts';
import { ROOT, run, spawnProgram, temporaryFolder } from '../support/cli.ts';
import { office, wordsOf } from '../support/office.ts';

const TIMEOUT = 120_000;
const AT_ONCE = 2;

const config = await Config.load({ root: ROOT });
const names = config.commands.map(({ id }) => id.replaceAll(':', ' '));

afterEach(() => vi.restoreAllMocks());

const helpOfSource = async (words: readonly string[]): Promise<string> => {
  let text = '';
  const log = vi.spyOn(console, 'log').mockImplementation((line) => {
    text += `${line}\n`;
  });
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  // To show help writes into the commands that it shows.
  await new HelpInLanguage(await Config.load({ root: ROOT })).showHelp([words.join(':')]);
  log.mockRestore();
  write.mockRestore();
  return text;
};

describe('the help of every command', () => {
  test('is the same', { timeout: TIMEOUT }, async () => {
    const texts = new Map<string, string>();
    const left = [...names, 'rules', 'sources'];
    const worker = async (): Promise<void> => {
      for (let name = left.pop(); name !== undefined; name = left.pop()) {
        texts.set(name, (await spawnProgram([...name.split(' '), '--help'])).stdout);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    for (const [name, text] of texts) {
      expect(text, name).toBe(await helpOfSource(name.split(' ')));
      expect(text, name).toContain('USAGE');
    }
    expect(texts.size).toBe(names.length + 2);
  });
});

type Told = { stdout: string; stderr: string; code: number };

const exec = promisify(execFile);

const spawnSource = async (argv: readonly string[]): Promise<Told> => {
  const program = join(ROOT, 'bin/dev.js');
  try {
    return { ...(await exec(process.execPath, [program, ...argv])), code: 0 };
  } catch (error) {
    const { stdout, stderr, code } = Object(error);
    return { stdout, stderr, code };
  }
};

const told = ({ stdout, stderr, code }: Told): Told => ({ stdout, stderr, code });

describe('what is said before a command is found', () => {
  test.for([
    ['--version'],
    [],
    ['rules', 'lst', '--lang', 'ru'],
    ['rules', 'lst', '--json'],
    ['rules', 'show', '--fly'],
  ])('%j is the same', { timeout: TIMEOUT }, async (argv) => {
    expect(told(await spawnProgram(argv))).toEqual(await spawnSource(argv));
  });
});

/** Each after the one before, on a PBX with subscribers. */
const SESSION = [
  'contacts add --name Ромашка --numbers +79167654321,900 --vip',
  'rules add --addresses 101,anna@firm.ru --callers vip',
  'rules add --addresses 101 --time sat,sun --json',
  'rules add --addresses 101 --time sat,sun',
  'rules add --addresses nobody',
  'rules add --addresses 101 --time sat,sunn --lang ru',
  'rules list',
  'rules list --search Анна -o yaml',
  'rules show 1 99 --json',
  'rules edit 1 --add-callers +74951234567 --dry-run',
  'rules edit 1 --callers all --time non-working',
  'rules rm 2',
  'rules rm 2 --yes',
  'rules export',
  'rules lint',
  'rules test --to 101 --from +79167654321 --at 2026-11-21T11:20 --lang ru',
  'rules test --to 101 --from 102 --at 2026-11-18T11:20 --expect notify',
  'rules plan rules.yaml',
  'rules apply rules.yaml --yes',
  'rules apply broken.yaml --yes --json',
  'schedule set --zone Asia/Novosibirsk --hours mon-fri:09:00-18:00',
  'schedule show --json',
  'settings show',
  'calls list',
  'subscribers list -o csv',
  'subscribers import staff.csv --dry-run',
];

const RULES =
  'rules:\n  - subscribers: ["101"]\n    time: working\n    callers: ["+79161234567"]\n';

describe('a session', () => {
  test('is the same, with the same exit codes', { timeout: TIMEOUT }, async () => {
    const made = await office();
    made.file('rules.yaml', RULES);
    made.file('broken.yaml', `${RULES}  - subscribers: [101\n`);
    made.file('staff.csv', 'name,extension\nИванов,101\nНовый,250\n');
    const { path } = made;
    const other = join(temporaryFolder(), 'office.db');
    copyFileSync(path, other);
    // Both see the same name of the PBX, and instants only as such.
    const same = ({ stdout, stderr, code }: Told): Told => {
      const plain = (text: string): string =>
        text.replaceAll(other, path).replace(/\d{4}-\d\d-\d\dT[\d:]+[+-]\d\d:\d\d/g, 'INSTANT');
      return { stdout: plain(stdout), stderr: plain(stderr), code };
    };
    const codes = new Set<number>();
    for (const line of SESSION) {
      const argv = wordsOf(line);
      const source = await run(argv, { PBX_URL: made.address }, { folder: made.folder });
      const environment = { PBX_URL: `file:${other}` };
      const built = await spawnProgram(argv, { environment, folder: made.folder });
      expect(same(built), line).toEqual(same(source));
      codes.add(built.code);
    }
    expect([...codes].sort()).toEqual([0, 2, 3, 5]);
  });
});
