import { Config } from '@oclif/core/config';
import { exit } from '@oclif/core/errors';
import { describe, expect, test, vi } from 'vitest';
import hook from '../../src/cli/command-not-found.ts';
import { ROOT, spawnProgram } from '../support/cli.ts';
import { errorOf, faultsOf } from '../support/problems.ts';

/** What the hook writes, in this process. */
const typed = async (id: string, argv: string[] = []) => {
  const config = await Config.load({ root: ROOT });
  const nothing = (): void => undefined;
  const context = { config, exit, debug: nothing, error: nothing, log: nothing, warn: nothing };
  const written: string[] = [];
  const write = (chunk: unknown): boolean => written.push(String(chunk)) > 0;
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(write),
    vi.spyOn(process.stderr, 'write').mockImplementation(write),
  ];
  const ended = await hook
    .call(context, { id, argv, config, context })
    .catch((error: unknown) => error);
  for (const spy of spies) spy.mockRestore();
  return { text: written.join(''), exit: Object(ended).oclif?.exit };
};

describe('a command that does not exist', () => {
  test.each([
    ['rules:lst', 'rules list'],
    ['rule:list', 'rules list'],
    ['subscriber:import', 'subscribers import'],
  ])('%s: 2, with the nearest one', async (id, nearest) => {
    const { text, exit: code } = await typed(id);
    expect(code).toBe(2);
    expect(text).toContain(`did you mean "${nearest}"?`);
    expect(text).toContain(`pbxctl ${nearest} --help`);
  });

  test.each(['teapot', 'rules:explode', 'notifications:explode'])(
    '%s: none is near',
    async (id) => {
      const { text } = await typed(id);
      expect(text).not.toContain('did you mean');
      expect(text).toMatch(/pbxctl (?:--)?help/);
    },
  );

  test('one that takes no argument, followed by one, is told that it takes none', async () => {
    const { text, exit: code } = await typed('subscribers:add:Анна Петрова', [
      '--extension',
      '101',
    ]);
    expect(code).toBe(2);
    expect(text).toMatch(/^Error: .*"Анна Петрова"/);
    expect(text).not.toContain('there is no command');
    expect(text).toContain('--help');
  });

  test('is told in the language of the flag', async () => {
    expect((await typed('rules:lst', ['--lang', 'ru'])).text).toMatch(/^Ошибка: .*«rules lst»/);
  });

  test('with --json is a document', async () => {
    const { text } = await typed('rules:lst', ['--json']);
    expect(JSON.parse(text)).toMatchObject({
      error: { type: 'urn:pbxctl:problem:usage', exitCode: 2 },
    });
  });
});

describe('the program itself', () => {
  test.each([['frobnicate'], ['rules frobnicate'], ['rule list']])('%s: 2', async (line) => {
    const told = await spawnProgram(line.split(' '));
    expect(told).toMatchObject({ code: 2, stdout: '' });
    expect(told.stderr).toContain(`"${line}"`);
    const json = await spawnProgram([...line.split(' '), '--json']);
    expect(faultsOf(json)).toEqual([2, 'command-unknown']);
    expect(errorOf(json).detail).toContain(line);
    expect(json.stderr).toBe('');
  });

  test('an unknown flag: 2, as text and as a document', async () => {
    expect(await spawnProgram(['rules', 'list', '--colour'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^Error: .*--colour\n/),
    });
    expect(faultsOf(await spawnProgram(['rules', 'list', '--colour', '--json']))).toEqual([
      2,
      'usage',
    ]);
  });

  test.each([[['--help']], [['rules', '--help']], [['rules']], [['rules', 'add', '--help']]])(
    '%j prints help on stdout',
    async (argv) => {
      const help = await spawnProgram(argv);
      expect(help).toMatchObject({ code: 0, stderr: '' });
      expect(help.stdout).toContain('USAGE');
    },
  );
});
