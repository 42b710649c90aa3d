import { describe, expect, test } from 'vitest';
import { terminalOf } from '../../src/terminal/terminal.ts';
import { office } from '../support/office.ts';

const ESCAPE = '\u001b[';

type Streams = Parameters<typeof terminalOf>[0];

/** Streams of a process, each a terminal or not. */
const streams = (
  tty: { stdin?: boolean; stdout?: boolean; stderr?: boolean },
  env: Record<string, string> = {},
  columns?: number,
): Streams => {
  const stream = <T extends object>(of: T, isTTY = false): T =>
    Object.create(of, {
      isTTY: { value: isTTY },
      columns: { value: columns },
    });
  return {
    stdin: stream(process.stdin, tty.stdin),
    stdout: stream(process.stdout, tty.stdout),
    stderr: stream(process.stderr, tty.stderr),
    env,
  };
};

describe('a terminal', () => {
  test('is for people if stdout is one', () => {
    expect(terminalOf(streams({ stdout: true }), 'en').isForPeople).toBe(true);
    expect(terminalOf(streams({ stdin: true, stderr: true }), 'en').isForPeople).toBe(false);
  });

  test('can ask if stdin and stderr are one, wherever stdout goes', () => {
    expect(terminalOf(streams({ stdin: true, stderr: true }), 'en').canAsk).toBe(true);
    expect(terminalOf(streams({ stdin: true, stdout: true }), 'en').canAsk).toBe(false);
    expect(terminalOf(streams({ stdout: true, stderr: true }), 'en').canAsk).toBe(false);
  });

  test('makes no stdin where nobody could see a question', () => {
    const script = Object.defineProperty(streams({ stdin: true }), 'stdin', {
      get: () => expect.unreachable(),
    });
    expect(terminalOf(script, 'en').canAsk).toBe(false);
  });

  test.each([
    [undefined, 80],
    [0, 80],
    [60, 60],
    [200, 200],
    [10, 40],
  ])('of %s columns is written on %i', (columns, used) => {
    expect(terminalOf(streams({ stdout: true }, {}, columns), 'en').columns).toBe(used);
  });
});

describe('colours', () => {
  test.each([
    ['on a terminal', true, {}, true],
    ['in a file', false, {}, false],
    ['on a dumb terminal', true, { TERM: 'dumb' }, false],
    ['with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['with FORCE_COLOR in a file', false, { FORCE_COLOR: '1' }, true],
    ['with FORCE_COLOR=0 on a terminal', true, { FORCE_COLOR: '0' }, false],
    ['with FORCE_COLOR=false on a terminal', true, { FORCE_COLOR: 'false' }, false],
    ['with both', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('%s', (_, isTTY, env: Record<string, string>, coloured) => {
    const terminal = terminalOf(streams({ stdout: isTTY, stderr: !isTTY }, env), 'en');
    expect(terminal.colour.red('x').includes(ESCAPE)).toBe(coloured);
  });

  test('of stdout and of stderr are apart', () => {
    const { colour, noticeColour } = terminalOf(streams({ stderr: true }), 'en');
    expect([colour.red('x'), noticeColour.red('x')]).toEqual(['x', expect.stringContaining('[')]);
  });

  test('are in tables, verdicts and errors, and nowhere in what programs read', async () => {
    const { pbxctl } = await office({ rules: [{ subscribers: ['103'] }] });
    const environment = { FORCE_COLOR: '1' };
    for (const line of ['rules list -o table', 'rules test --to 101'])
      expect((await pbxctl(line, { environment })).stdout).toContain(ESCAPE);
    for (const line of ['rules show 77', 'rules show 1'])
      expect((await pbxctl(line, { environment })).stderr).toContain(ESCAPE);
    for (const line of ['--json', '-o csv', '-o yaml', '-o ids', ''])
      expect((await pbxctl(`rules list ${line}`, { environment })).stdout).not.toContain(ESCAPE);
  });

  test('are nowhere with NO_COLOR, even on a terminal', async () => {
    const { pbxctl } = await office({ rules: [{ subscribers: ['103'] }] });
    const options = { environment: { NO_COLOR: '1' }, columns: 80 };
    for (const line of ['rules list', 'rules show 1', 'rules show 77', 'rules test --to 101']) {
      const { stdout, stderr } = await pbxctl(line, options);
      expect(stdout + stderr).not.toContain(ESCAPE);
    }
  });
});
