/** The job of docs/ci.md as its reader would have it: each step a script of shell, against a PBX service of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { openEmbedded } from '../../src/client/embedded.ts';
import type { Pbx } from '../../src/contract/pbx.ts';
import { PROGRAM, ROOT, type Run, spawnShell, temporaryFolder } from '../support/cli.ts';

const DOCUMENT = readFileSync(join(ROOT, 'docs/ci.md'), 'utf8');

const blocks = [...DOCUMENT.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
  language,
  text: text ?? '',
}));

/** The block whose first line names this file. */
const fileNamed = (name: string): string =>
  blocks.find(({ text }) => text.startsWith(`# ${name}\n`))?.text ?? '';

const workflowSchema = z.looseObject({
  defaults: z.strictObject({ run: z.strictObject({ shell: z.literal('bash') }) }),
  env: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.looseObject({
      if: z.string(),
      env: z.record(z.string(), z.string()),
      steps: z.array(
        z.union([
          z.strictObject({ uses: z.string(), with: z.optional(z.looseObject({})) }),
          z.strictObject({ name: z.string(), run: z.string() }),
        ]),
      ),
    }),
  ),
});

const workflow = workflowSchema.parse(parse(fileNamed('.github/workflows/rules.yaml')));

/** Where `npm install --global` puts the program. */
const prefix = mkdtempSync(join(tmpdir(), 'pbxctl-npm-'));
afterAll(() => rmSync(prefix, { recursive: true, force: true }));
// One installation serves all tests: npm takes longer than everything else.
let isInstalled = false;

type Event = 'pull_request' | 'push';
type Step = { job: string; name: string; run: string; env: Record<string, string> };

/** The steps that are scripts, of the jobs that run at this event. */
const stepsAt = (event: Event): Step[] =>
  Object.entries(workflow.jobs)
    .filter(([, { if: condition }]) => condition === `github.event_name == '${event}'`)
    .flatMap(([job, { env, steps }]) =>
      steps.flatMap((step) => ('run' in step ? [{ job, ...step, env }] : [])),
    );

type Repository = {
  folder: string;
  /** Changes a file of the repository. */
  file: (name: string, text: string) => void;
  /** What the steps wrote for those who look at the run. */
  summary: () => string;
  /** Runs the steps until one fails; what each ended with. */
  job: (event: Event, options?: Partial<JobOptions>) => Promise<[step: string, code: number][]>;
  /** All that the steps wrote. */
  log: () => string;
  /** Works on the PBX as its machine does. */
  onPbx: <T>(work: (pbx: Pbx) => Promise<T>) => Promise<T>;
  rules: () => Promise<string[]>;
};

type JobOptions = { secrets: Record<string, string>; before: (step: string) => Promise<void> };

const script = (line: string, env: Record<string, string>, folder: string): Promise<Run> =>
  new Promise((resolve) => {
    const file = join(folder, '.step.sh');
    writeFileSync(file, line);
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
      cwd: folder,
      env,
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.stdin.end();
    child.on('close', (code) =>
      resolve({ stdout, stderr, code: code ?? -1, json: () => JSON.parse(stdout) }),
    );
  });

/** `pbxctl serve` on the store, as a process of its own. */
const serve = async (store: string): Promise<string> => {
  const argv = [PROGRAM, 'serve', '--store', `file:${store}`, '--listen', '127.0.0.1:0'];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  for await (const line of createInterface(child.stderr)) {
    const url = /"url":"([^"]+)"/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stderr.resume();
    return url;
  }
  throw new Error('the service did not start');
};

const repository = async (): Promise<Repository> => {
  const folder = temporaryFolder();
  const store = join(folder, 'pbx.db');
  const onPbx = async <T>(work: (pbx: Pbx) => Promise<T>): Promise<T> => {
    const opened = openEmbedded(store);
    return work(opened.pbx).finally(() => opened.store.close());
  };
  await onPbx(async (pbx) => {
    const upsert = [
      { name: 'Иванов Иван', extension: '101', email: 'ivanov@firm.ru' },
      { name: 'Анна Петрова', extension: '102', email: 'anna@firm.ru' },
    ];
    await pbx('batchSubscribers', { body: { upsert } });
    const client = { name: 'ООО «Ромашка»', numbers: ['+79161234567'], vip: true };
    await pbx('batchContacts', { body: { upsert: [client] } });
  });
  const made = await spawnShell(blocks.find(({ language }) => language === 'sh')?.text ?? '', {
    folder,
  });
  if (made.code !== 0) throw new Error(made.stderr);
  const secret = (file: string): string => readFileSync(join(folder, file), 'utf8').trim();
  const secrets = {
    PBX_REVIEW_TOKEN: secret('review.txt'),
    PBX_APPLY_TOKEN: secret('apply.txt'),
  };
  const file: Repository['file'] = (name, text) => writeFileSync(join(folder, name), text);
  for (const name of ['rules.yaml', 'cases.yaml']) file(name, fileNamed(name));
  file('summary.md', '');
  const url = await serve(store);
  let log = '';
  const job: Repository['job'] = async (event, options = {}) => {
    const known: Record<string, string> = options.secrets ?? secrets;
    const ended: [string, number][] = [];
    for (const step of stepsAt(event)) {
      await options.before?.(step.name);
      if (step.name === 'Install' && isInstalled) {
        ended.push([step.name, 0]);
        continue;
      }
      const filled = Object.entries({ ...workflow.env, ...step.env }).map(([name, value]) => [
        name,
        value.replace(
          /\$\{\{ secrets\.(\w+) \}\}/g,
          (_, secretName: string) => known[secretName] ?? '',
        ),
      ]);
      const env = {
        ...Object.fromEntries(filled),
        PBX_URL: url,
        PBXCTL: ROOT,
        PATH: `${join(prefix, 'bin')}:${dirname(process.execPath)}:${process.env.PATH}`,
        HOME: folder,
        LANG: 'C',
        GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
        npm_config_prefix: prefix,
        // The program is built already, and other tests use it meanwhile.
        npm_config_ignore_scripts: 'true',
        npm_config_offline: 'true',
      };
      const { code, stdout, stderr } = await script(step.run, env, folder);
      log += `${stdout}${stderr}`;
      ended.push([step.name, code]);
      isInstalled ||= step.name === 'Install' && code === 0;
      if (code !== 0) break;
    }
    return ended;
  };
  const rules = async (): Promise<string[]> => {
    const { items } = await onPbx((pbx) => pbx('listRules', {}));
    return items.map(({ subscriber, types, time }) =>
      [subscriber.extension, types.join(), time.kind].join(' '),
    );
  };
  const summary = (): string => readFileSync(join(folder, 'summary.md'), 'utf8');
  return { folder, file, job, rules, summary, log: () => log, onPbx };
};

const PASSED: [string, number][] = [
  ['Install', 0],
  ['Lint', 0],
  ['Test', 0],
  ['Plan', 0],
];

const APPLIED = ['101 missed working', '102 missed working', '101 voicemail all'];

describe('the CI job of the documentation', () => {
  test('on a pull request lints, tests, plans and replays, and changes nothing', async () => {
    const { job, rules, summary, log } = await repository();
    expect(await job('pull_request'), log()).toEqual([...PASSED, ['Replay', 0]]);
    expect(summary()).toMatch(/^ {4}Plan: 3 to add, 0 to change, 0 to remove/m);
    expect(summary()).toMatch(/^ {4}SUBSCRIBER/m);
    expect(await rules()).toEqual([]);
  });

  test('on main applies what it planned; run again it changes nothing', async () => {
    const { job, rules, log } = await repository();
    expect(await job('push'), log()).toEqual([...PASSED, ['Apply', 0]]);
    const applied = await rules();
    expect(applied.sort()).toEqual([...APPLIED].sort());
    expect(await job('push'), log()).toEqual([...PASSED, ['Apply', 0]]);
    expect((await rules()).sort()).toEqual(applied);
    expect(log()).toContain('Nothing to change');
  });

  test('stops with 3 at what lint finds, or at a case that fails', async () => {
    const { job, file, rules } = await repository();
    file('rules.yaml', fileNamed('rules.yaml').replace('working', 'all'));
    expect((await job('push')).at(-1)).toEqual(['Test', 3]);
    file('rules.yaml', `${fileNamed('rules.yaml')}  - subscribers: ["101"]\n`);
    expect((await job('push')).at(-1)).toEqual(['Lint', 3]);
    file('rules.yaml', 'rules:\n  - subscribers: ["199"]\n');
    expect((await job('push')).at(-1)).toEqual(['Lint', 2]);
    expect(await rules()).toEqual([]);
  });

  test('stops with 6 if somebody has changed the rules since the plan', async () => {
    const { job, onPbx, rules } = await repository();
    const before = async (step: string): Promise<void> => {
      if (step !== 'Apply') return;
      await onPbx((pbx) => pbx('createRules', { body: { subscribers: ['101'] } }));
    };
    expect((await job('push', { before })).at(-1)).toEqual(['Apply', 6]);
    expect(await rules()).toEqual(['101 missed all']);
  });

  test('without secrets, or with those of a review, applies nothing', async () => {
    const { job, folder, rules, log } = await repository();
    expect((await job('push', { secrets: {} })).at(-1)).toEqual(['Lint', 4]);
    const review = readFileSync(join(folder, 'review.txt'), 'utf8').trim();
    expect((await job('push', { secrets: { PBX_APPLY_TOKEN: review } })).at(-1)).toEqual([
      'Apply',
      4,
    ]);
    expect(await rules()).toEqual([]);
    expect(log()).not.toContain(review);
  });
});
