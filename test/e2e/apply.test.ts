// `rules apply` as a process of its own: killed, interrupted, disconnected, and twice at once. All of it or nothing.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PROGRAM } from '../support/cli.ts';
import { type Office, office } from '../support/office.ts';
import { served } from '../support/served.ts';
import { CTRL_C, onTerminal } from '../support/terminal.ts';

/** A long run is `PBX_KILLS=50 npx vitest run test/e2e/apply.test.ts`. */
const KILLS = Number(process.env.PBX_KILLS ?? 8);
const PEOPLE = 1500;

const people = Array.from({ length: PEOPLE }, (_, index) => ({
  name: `Сотрудник ${index}`,
  extension: String(10_000 + index),
  email: `p${index}@firm.ru`,
}));

/** A file that gives each of them one rule that nobody else has. */
const fileOf = (first: number): string =>
  JSON.stringify({
    rules: people.map(({ extension }, index) => ({
      subscribers: [extension],
      callers: [`+7916${first + index}`],
    })),
  });

type Ended = { code: number | null; stderr: string };

type Started = { child: ChildProcessWithoutNullStreams; ended: Promise<Ended> };

const start = (argv: string[], environment: Record<string, string>, folder: string): Started => {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [PROGRAM, ...argv], { cwd: folder, env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdout.resume();
  child.stdin.end();
  const ended = once(child, 'close').then(([code]) => ({ code, stderr }));
  return { child, ended };
};

const APPLY = ['rules', 'apply', 'rules.json', '--yes', '--force'];

/** How many of the rules list a number that begins with this. */
const countListed = (path: string, beginning: string): number => {
  const database = new DatabaseSync(path);
  const { count } = Object(
    database
      .prepare(`select count(*) as count from rules where content like ?`)
      .get(`%${beginning}%`),
  );
  expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();
  return Number(count);
};

const wholeTime = async (run: () => Started): Promise<number> => {
  const begun = performance.now();
  expect(await run().ended).toMatchObject({ code: 0 });
  return performance.now() - begun;
};

/** Moments spread over the time that a whole run takes, each somewhere in its part of it. */
const moments = (time: number): number[] =>
  Array.from({ length: KILLS }, (_, index) => (time * (index + Math.random())) / KILLS);

/** Applies one file after another, so that each try begins from another whole state than it would leave. */
const killMany = async (
  { path, file }: Pick<Office, 'path' | 'file'>,
  run: () => Started,
  settled: () => Promise<void>,
): Promise<void> => {
  file('rules.json', fileOf(1_000_000));
  let before = '+79161';
  const time = await wholeTime(run);
  for (const [index, moment] of moments(time).entries()) {
    const first = index % 2 === 0 ? 2_000_000 : 1_000_000;
    file('rules.json', fileOf(first));
    const { child, ended } = run();
    await sleep(moment);
    child.kill('SIGKILL');
    const { code } = await ended;
    await settled();
    const after = `+7916${String(first).charAt(0)}`;
    const counts = [countListed(path, before), countListed(path, after)];
    if (before === after) expect(counts).toEqual([PEOPLE, PEOPLE]);
    else
      expect([
        [PEOPLE, 0],
        [0, PEOPLE],
      ]).toContainEqual(counts);
    if (code === 0) expect(counts[1]).toBe(PEOPLE);
    if (counts[1] === PEOPLE) before = after;
  }
};

const LONG = 30_000 + KILLS * 6000;

describe('killed at any moment (A16)', () => {
  test('it leaves all or nothing in a PBX in a file', { timeout: LONG }, async () => {
    const made = await office({ staff: people });
    const run = () => start(APPLY, { PBX_URL: made.address }, made.folder);
    await killMany(made, run, async () => undefined);
    expect(await run().ended).toMatchObject({ code: 0 });
  });

  test('it leaves all or nothing in a PBX service', { timeout: LONG }, async () => {
    const made = await office({ staff: people });
    const service = await served({ path: made.path });
    const environment = { PBX_URL: service.url, PBX_TOKEN: await service.token() };
    const run = () => start(APPLY, environment, made.folder);
    // The service may have the request already, and does it although nobody waits for the answer.
    await killMany(made, run, () => sleep(300));
    expect(await run().ended).toMatchObject({ code: 0 });
  });
});

test('interrupted, it ends with 130 and has done all or nothing', async () => {
  const { folder, path, address, file } = await office({ staff: people });
  file('rules.json', fileOf(1_000_000));
  for (const argv of [[...APPLY], ['rules', 'apply', 'rules.json', '--force']]) {
    const asked = onTerminal(argv, { environment: { PBX_URL: address }, folder });
    await asked.sees(argv.includes('--yes') ? 'Plan:' : '(y/N)');
    asked.type(CTRL_C);
    expect((await asked.ended).code).toBe(130);
    expect([0, PEOPLE]).toContain(countListed(path, '+79161'));
    file('rules.json', fileOf(2_000_000));
  }
  expect(countListed(path, '+79162')).toBe(0);
});

test('twice at once: one wins, the other gets 6', async () => {
  const { folder, path, address, file } = await office({ staff: people });
  const service = await served({ path });
  const environments = [
    { PBX_URL: address },
    { PBX_URL: service.url, PBX_TOKEN: await service.token() },
  ];
  file('rules.json', fileOf(1_000_000));
  const codes = await Promise.all(
    environments.map((environment) => start(APPLY, environment, folder).ended),
  );
  const wins = codes.filter(({ code }) => code === 0).length;
  expect(wins).toBeGreaterThan(0);
  for (const { code, stderr } of codes)
    if (code !== 0) {
      expect({ code, stderr }).toMatchObject({ code: 6 });
      expect(stderr).toContain('Nothing was applied.');
    }
  expect(countListed(path, '+79161')).toBe(PEOPLE);
});

describe('disconnected', () => {
  /** Passes everything on to the service, and breaks each connection over which a batch comes. */
  const breaking = async (port: number, when: 'before' | 'after'): Promise<string> => {
    const sockets = new Set<Socket>();
    const proxy = createServer((near) => {
      const far = connect(port, '127.0.0.1');
      sockets.add(near).add(far);
      let isBatch = false;
      near.on('error', () => undefined);
      far.on('error', () => undefined);
      near.on('data', (chunk) => {
        isBatch ||= chunk.includes('POST /v1/rules/batch');
        if (isBatch && when === 'before') near.destroy();
        else far.write(chunk);
      });
      far.on('data', (chunk) => {
        if (isBatch) near.destroy();
        else near.write(chunk);
      });
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    });
    return `http://127.0.0.1:${Object(proxy.address()).port}`;
  };

  test.each([
    ['before', 0],
    ['after', 3],
  ] as const)('%s the PBX had it all, it says that it does not know', async (when, rules) => {
    const { folder, path, file } = await office();
    const service = await served({ path });
    file('rules.json', JSON.stringify({ rules: [{ subscribers: ['101', '102', '103'] }] }));
    const environment = {
      PBX_URL: await breaking(service.port, when),
      PBX_TOKEN: await service.token(),
      no_proxy: '127.0.0.1',
    };
    const { code, stderr } = await start(APPLY, environment, folder).ended;
    expect({ code, stderr }).toMatchObject({ code: 7 });
    expect(stderr).toContain('all of the change was made or nothing');
    expect(stderr).toContain('--dry-run');
    expect(countListed(path, 'missed')).toBe(rules);
    const again = { PBX_URL: service.url, PBX_TOKEN: environment.PBX_TOKEN };
    expect(await start(APPLY, again, folder).ended).toMatchObject({ code: 0 });
    expect(countListed(path, 'missed')).toBe(3);
  });

  test('from the start, it says that nothing was done', async () => {
    const { folder, file } = await office();
    file('rules.json', '{"rules": []}');
    const environment = { PBX_URL: 'http://127.0.0.1:9', PBX_TOKEN: 'x' };
    const { code, stderr } = await start(APPLY, environment, folder).ended;
    expect(code).toBe(7);
    expect(stderr).not.toContain('all of the change');
  });
});
