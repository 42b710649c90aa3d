/**
 * A service that takes calls and delivers messages, killed at random moments again and again. What was answered has
 * to be delivered; only what was being sent at a kill may be repeated, under the same id.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent } from 'undici';
import { pbxOver } from '../../src/service/service.ts';
import { openStore } from '../../src/service/store/database.ts';
import { startMailServer } from '../demo/mail-server.ts';

const CHUNK = 10;
const PATIENCE_MILLISECONDS = 60_000;

export type Plan = {
  folder: string;
  /** `bin/run.js` */
  program: string;
  calls: number;
  kills: number;
  /** From 0 to 1. */
  random: () => number;
};

export type Account = {
  /** Calls that the service answered for, and those of them of which no message came. */
  answered: number;
  undelivered: string[];
  /** Messages that came more than once though they were not being sent at any kill. */
  inexplicable: string[];
  repeated: number;
  /** Ids by which one call's messages came: more than one is a fault. */
  ids: number;
};

const callerOf = (index: number): string => `+7916${String(index).padStart(7, '0')}`;

const callOf = (index: number) => ({
  source: 'kills',
  sourceCallId: String(index),
  startedAt: new Date().toISOString(),
  subscriber: '101',
  caller: { number: callerOf(index), name: `Клиент ${index}` },
  kind: 'multichannel',
  straight: true,
  outcome: 'no-answer',
});

const prepare = async (path: string): Promise<string> => {
  const store = openStore({ path });
  const pbx = pbxOver({ store, actor: 'local:test', clock: Date.now });
  await pbx('createSubscriber', { body: { name: 'Анна', extension: '101', email: 'a@firm.ru' } });
  await pbx('createRules', { body: { subscribers: ['101'] } });
  const { token } = await pbx('createToken', { body: { name: 'kills', scopes: ['calls:write'] } });
  store.close();
  return token;
};

/** Calls of which a message has not been recorded as sent. */
const unrecorded = (path: string): Set<number> => {
  const store = openStore({ path });
  const rows = store.read((db) =>
    db.all(
      "select c.source_call_id as id from notifications n join calls c on c.id = n.call_id where n.status = 'waiting'",
    ),
  );
  store.close();
  return new Set(rows.map(({ id }) => Number(id)));
};

type Service = { child: ChildProcess; url: string };

const start = async ({ program, folder }: Plan, path: string, smtp: string): Promise<Service> => {
  const child = spawn(
    process.execPath,
    [program, 'serve', '--store', `file:${path}`, '--listen', '127.0.0.1:0'],
    {
      cwd: folder,
      env: { ...process.env, PBX_SMTP_URL: smtp, PBX_MAIL_FROM: 'pbx@firm.ru', HOME: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  for await (const line of createInterface({ input: child.stderr })) {
    const url = /"url":"([^"]+)"/.exec(line)?.[1];
    if (url) {
      child.stderr.resume();
      return { child, url };
    }
  }
  throw new Error('the service did not start');
};

/** Reports the calls from `from` on, up to `to`, until the service is gone; answers how far it got. */
const report = async (url: string, token: string, from: number, to: number): Promise<number> => {
  const agent = new Agent({ connections: 1 });
  let done = from;
  try {
    while (done < to) {
      const body = Array.from({ length: Math.min(CHUNK, to - done) }, (_, index) =>
        callOf(done + index),
      );
      const { statusCode, body: answer } = await agent.request({
        origin: url,
        path: '/v1/calls',
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      await answer.text();
      if (statusCode !== 200) throw new Error(`answered ${statusCode}`);
      done += body.length;
    }
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('answered')) throw error;
  } finally {
    await agent.destroy();
  }
  return done;
};

export const deliverUnderKills = async (plan: Plan): Promise<Account> => {
  const { folder, calls, kills, random } = plan;
  const path = join(folder, 'killed.db');
  const token = await prepare(path);
  const mail = await startMailServer();
  const arrived = (): Map<number, string[]> => {
    const ids = new Map<number, string[]>();
    for (const { subject = '', messageId = '' } of mail.mails) {
      const index = Number(/(\d{3}) (\d{3})-(\d\d)-(\d\d)$/.exec(subject)?.slice(2).join('') ?? -1);
      ids.set(index, [...(ids.get(index) ?? []), messageId]);
    }
    return ids;
  };
  const inFlight = new Set<number>();
  let answered = 0;
  for (let life = 0; life < kills; life += 1) {
    const { child, url } = await start(plan, path, mail.url);
    const share = Math.ceil((calls * (life + 1)) / kills);
    const reporting = report(url, token, answered, share);
    await Promise.race([pause(random() * 300), reporting.then(() => pause(random() * 100))]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    answered = await reporting;
    // What is on its way to the mail server is there by now.
    await pause(20);
    const waiting = unrecorded(path);
    for (const index of arrived().keys()) if (waiting.has(index)) inFlight.add(index);
  }
  const last = await start(plan, path, mail.url);
  answered = await report(last.url, token, answered, calls);
  // A claim of the dead lapses after 15 s; as long as something is delivered, there is hope.
  let [left, hopeUntil] = [Number.POSITIVE_INFINITY, performance.now() + PATIENCE_MILLISECONDS];
  while (left > 0 && performance.now() < hopeUntil) {
    await pause(200);
    const now = unrecorded(path).size;
    if (now < left) hopeUntil = performance.now() + PATIENCE_MILLISECONDS;
    left = now;
  }
  last.child.kill('SIGTERM');
  await once(last.child, 'exit');
  await mail.close();
  const ids = arrived();
  const every = Array.from({ length: answered }, (_, index) => index);
  const repeated = [...ids].filter(([, messages]) => messages.length > 1);
  return {
    answered,
    undelivered: every.filter((index) => !ids.has(index)).map(callerOf),
    repeated: repeated.length,
    inexplicable: repeated
      .filter(([index]) => !inFlight.has(index))
      .map(([index]) => callerOf(index)),
    ids: Math.max(...[...ids.values()].map((messages) => new Set(messages).size)),
  };
};
