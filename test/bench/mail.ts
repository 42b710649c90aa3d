// Messages a second beside the mail library alone, and the time from a call's answer to the mail server's 250, after a
// build: node test/bench/mail.ts [messages] [seconds]
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createTransport } from 'nodemailer';
import { request } from 'undici';
import { deliverDue } from '../../src/service/delivery/deliver.ts';
import { emailSender } from '../../src/service/delivery/e-mail.ts';
import { type Letter, letterOf } from '../../src/service/delivery/letter.ts';
import { pbxOver } from '../../src/service/service.ts';
import { openStore, type Store } from '../../src/service/store/database.ts';
import { claimDue } from '../../src/service/store/outbox.ts';

const [MESSAGES = 3000, SECONDS = 20] = process.argv.slice(2).map(Number);
const ROUNDS = 5;
const CALLS_A_SECOND = 50;
/** Calls by which the service warms up: they are not counted. */
const FIRST = 100;
const CONNECTIONS = 5;
const FROM = 'pbx@firm.ru';
const folder = mkdtempSync(join(tmpdir(), 'pbxctl-mail-'));
const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

/** Of which call a subject tells: the name of its caller ends in the call's number. */
const callIn = (subject: string): number => Number(/Клиент (\d+)/.exec(subject)?.[1]);

const now = (): number => performance.timeOrigin + performance.now();

/** In a process of its own, so that neither side pays for the other. */
const startServer = async (...mode: 'tell'[]) => {
  const child = fork(fileURLToPath(new URL('mail-peer.ts', import.meta.url)), mode);
  const [port] = await once(child, 'message');
  const answeredAt = new Map<number, number>();
  child.on('message', ({ subject, at }: { subject: string; at: number }) =>
    answeredAt.set(callIn(subject), at),
  );
  return { url: `smtp://127.0.0.1:${port}`, answeredAt, close: () => child.kill() };
};

const callOf = (index: number) => ({
  source: 'bench',
  sourceCallId: String(index),
  startedAt: new Date().toISOString(),
  subscriber: '101',
  caller: { number: `+7916${String(index).padStart(7, '0')}`, name: `Клиент ${index}` },
  dialled: '+78001000101',
  kind: 'multichannel',
  straight: true,
  outcome: 'no-answer',
  rangSeconds: 20,
});

const pbxOn = (store: Store) => pbxOver({ store, actor: 'local:bench', clock: Date.now });

const prepared = async (name: string): Promise<{ store: Store; path: string }> => {
  const path = join(folder, `${name}.db`);
  const store = openStore({ path });
  const pbx = pbxOn(store);
  await pbx('createSubscriber', { body: { name: 'Анна', extension: '101', email: 'a@firm.ru' } });
  await pbx('createRules', { body: { subscribers: ['101'] } });
  return { store, path };
};

const queue = async (store: Store, count: number): Promise<void> => {
  const pbx = pbxOn(store);
  for (let from = 0; from < count; from += 1000) {
    const calls = Array.from({ length: Math.min(1000, count - from) }, (_, i) => callOf(from + i));
    await pbx('reportCalls', { body: calls });
  }
};

const perSecond = async (count: number, work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (count / (performance.now() - start)) * 1000;
};

/** The mail library with nothing around it: the same messages, ready in memory, over as many connections. */
const libraryAlone = (url: string, letters: readonly Letter[]) => async (): Promise<void> => {
  const { hostname, port } = new URL(url);
  const transport = createTransport({
    host: hostname,
    port: Number(port),
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  await Promise.all(
    letters.map(({ to, message: { id, subject, text, html } }) =>
      transport.sendMail({ from: FROM, to, subject, text, html, messageId: `<${id}@firm.ru>` }),
    ),
  );
  transport.close();
};

const lettersFor = async (count: number): Promise<Letter[]> => {
  const { store } = await prepared('letters');
  await queue(store, count);
  const due = { channel: 'email', now: Date.now(), onlyTests: false } as const;
  const letters = store.write((db) =>
    claimDue(db, { ...due, worker: 'bench', until: Date.now(), limit: count }).map((notification) =>
      letterOf(db, notification),
    ),
  );
  store.close();
  return letters.filter((letter) => letter !== null);
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const throughput = async (): Promise<void> => {
  const server = await startServer();
  const letters = await lettersFor(MESSAGES);
  const rounds: { library: number; ours: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { store } = await prepared(`round-${round}`);
    await queue(store, MESSAGES);
    const sender = emailSender({ url: server.url, from: FROM });
    const ours = await perSecond(MESSAGES, () =>
      deliverDue({ store, senders: { email: sender }, clock: Date.now }),
    );
    sender.close();
    store.close();
    const library = await perSecond(MESSAGES, libraryAlone(server.url, letters));
    rounds.push({ library, ours });
  }
  server.close();
  console.table(
    rounds.map(({ library, ours }) => ({
      'library alone, a second': Math.round(library),
      'from the store, a second': Math.round(ours),
      ratio: (ours / library).toFixed(2),
    })),
  );
  console.log(
    'ratio, median',
    median(rounds.map(({ library, ours }) => ours / library)).toFixed(2),
  );
};

const serve = async (path: string, smtp: string) => {
  const child = spawn(
    process.execPath,
    [program, 'serve', '--store', `file:${path}`, '--listen', '127.0.0.1:0'],
    {
      cwd: folder,
      env: { ...process.env, PBX_SMTP_URL: smtp, PBX_MAIL_FROM: FROM, HOME: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  for await (const line of createInterface({ input: child.stderr })) {
    const url = /"url":"([^"]+)"/.exec(line)?.[1];
    if (!url) continue;
    child.stderr.resume();
    return { child, url };
  }
  throw new Error('the service did not start');
};

const delay = async (): Promise<void> => {
  const server = await startServer('tell');
  const { store, path } = await prepared('delay');
  const { token } = await pbxOn(store)('createToken', {
    body: { name: 'bench', scopes: ['calls:write'] },
  });
  store.close();
  const { child, url } = await serve(path, server.url);
  const taken = new Map<number, number>();
  const report = async (index: number): Promise<void> => {
    const { body } = await request(`${url}/v1/calls`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify([callOf(index)]),
    });
    taken.set(index, now());
    await body.dump();
  };
  for (let index = 0; index < FIRST; index += 1) await report(index);
  while (server.answeredAt.size < FIRST) await pause(100);
  const start = now();
  const reports: Promise<void>[] = [];
  for (let index = 0; index < SECONDS * CALLS_A_SECOND; index += 1) {
    await pause(Math.max(0, start + (index * 1000) / CALLS_A_SECOND - now()));
    reports.push(report(FIRST + index));
  }
  await Promise.all(reports);
  while (server.answeredAt.size < taken.size) await pause(100);
  child.kill('SIGTERM');
  await once(child, 'exit');
  server.close();
  const delays = [...taken]
    .filter(([call]) => call >= FIRST)
    .map(([call, at]) => (server.answeredAt.get(call) ?? Number.POSITIVE_INFINITY) - at)
    .toSorted((a, b) => a - b);
  const at = (share: number): string =>
    `${delays[Math.floor(delays.length * share)]?.toFixed(1)} ms`;
  console.log(`${delays.length} calls, ${CALLS_A_SECOND} a second`, {
    median: at(0.5),
    '99 %': at(0.99),
  });
};

await throughput();
await delay();
rmSync(folder, { recursive: true });
