import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

const DEMO = fileURLToPath(new URL('demo.ts', import.meta.url));
const TIMEOUT = 60_000;

type Run = { code: number | null; stdout: string; stderr: string };

const folder = mkdtempSync(join(tmpdir(), 'pbxctl-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Resolves when nobody holds its output open any more: a process that it left behind would. */
const ended = (child: ChildProcess): Promise<Run> =>
  new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });

const runDemo = (environment: Record<string, string>): Promise<Run> =>
  ended(
    spawn(process.execPath, [DEMO], {
      cwd: folder,
      env: { ...process.env, TMPDIR: folder, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );

/** What a reader pastes into a shell of his own. */
const paste = (lines: readonly string[]): Promise<Run> => {
  const shell = spawn('sh', ['-e'], { cwd: folder });
  shell.stdin.end(lines.join('\n'));
  return ended(shell);
};

const linesLike = (text: string, pattern: RegExp): string[] =>
  text.split('\n').filter((line) => pattern.test(line));

const keptCalls = z.array(
  z.object({
    call: z.object({ subscriber: z.string(), outcome: z.string() }),
    verdict: z.object({ verdict: z.string() }),
    notifications: z.array(z.object({ channel: z.string(), status: z.string() })),
  }),
);

describe.each([
  { locale: 'ru_RU.UTF-8', subject: 'Пропущенный вызов' },
  { locale: 'en_GB.UTF-8', subject: 'Missed call' },
])('the demo in $locale', ({ locale, subject }) => {
  let demo: Run;
  let place: string[];
  let goOn: string[];

  beforeAll(async () => {
    demo = await runDemo({ LANG: locale });
    const pasted = linesLike(demo.stdout, /^(cd|export|alias|pbxctl) /);
    // The place is told twice, at the beginning and at the end.
    place = pasted.slice(2, 5);
    goOn = pasted.slice(5);
  }, TIMEOUT);

  it('ends well, with every step shown', () => {
    expect(demo).toMatchObject({ code: 0, stderr: expect.not.stringContaining('Error') });
    expect(linesLike(demo.stdout, /^\$ .*pbxctl /).length).toBeGreaterThanOrEqual(15);
  });

  it('reads what Excel saved', () => {
    expect(demo.stderr).toMatch(/staff\.csv: .* windows-1251/);
    expect(demo.stderr).toMatch(/clients\.csv: .* windows-1251/);
  });

  it('brings one e-mail, to the one who was called', () => {
    expect(linesLike(demo.stdout, /^ {2}(To|Subject): /)).toEqual([
      '  To: sokolova@firm.ru',
      expect.stringContaining(`  Subject: ${subject}: Иван Петров`),
    ]);
  });

  it('tells of the call that rang out, and of no other', { timeout: TIMEOUT }, async () => {
    const { stdout } = await paste([...place, 'pbxctl calls list --json']);
    const calls = keptCalls.parse(JSON.parse(stdout));
    expect(
      calls.map(({ call, verdict, notifications }) => [
        call.subscriber,
        call.outcome,
        verdict.verdict,
        notifications,
      ]),
    ).toEqual([
      ['110', 'answered', 'silent', []],
      ['101', 'answered-elsewhere', 'silent', []],
      ['101', 'caller-cancelled', 'silent', []],
      ['101', 'no-answer', 'notify', [{ channel: 'email', status: 'sent' }]],
    ]);
  });

  it('leaves a PBX that one can go on with as it says', { timeout: TIMEOUT }, async () => {
    expect(goOn.length).toBeGreaterThanOrEqual(2);
    expect(await paste([...place, 'test -f staff.csv', ...goOn])).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('sokolova@firm.ru'),
    });
  });
});

describe('a step that goes wrong', () => {
  it('stops the demo, which names it', { timeout: TIMEOUT }, async () => {
    const failing = `data:text/javascript,process.argv[2]==='contacts'&&process.exit(6)`;
    const demo = await runDemo({ LANG: 'C', NODE_OPTIONS: `--import=${failing}` });
    expect(demo.code).toBe(1);
    expect(demo.stderr).toMatch(/exit code 6 instead of 0 of\n {2}pbxctl contacts import/);
    expect(demo.stdout).toMatch(/\$ pbxctl contacts import clients\.csv\n$/);
  });
});
