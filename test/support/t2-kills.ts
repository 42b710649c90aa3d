/**
 * A service that listens to a T2, killed at random moments again and again, while calls begin, end, and are seen late
 * and out of order. Every call has to be taken, and taken once.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { pbxOver } from '../../src/service/service.ts';
import { openStore } from '../../src/service/store/database.ts';
import { startT2, type T2Server } from './t2-server.ts';

export type T2KillsPlan = {
  folder: string;
  /** `bin/run.js` */
  program: string;
  milliseconds: number;
  kills: number;
  /** How late a call may be seen, at most. */
  lateMilliseconds: number;
  /** From 0 to 1. */
  random: () => number;
};

export type T2KillsAccount = {
  made: number;
  missing: string[];
  /** Taken though T2 never had them, or more than once. */
  odd: string[];
  /** Notifications of calls, and those that were due. */
  told: number;
  due: number;
};

const CALL_EVERY_MILLISECONDS = 40;
const STATUSES = ['NOT_ANSWERED_COMMON', 'ANSWERED_COMMON', 'CANCELLED_BY_CALLER'];

const prepare = async (path: string): Promise<void> => {
  const store = openStore({ path });
  const pbx = pbxOver({ store, actor: 'local:test', clock: Date.now });
  await pbx('createSubscriber', { body: { name: 'Анна', extension: '101', email: 'a@firm.ru' } });
  await pbx('createRules', { body: { subscribers: ['101'] } });
  store.close();
};

/** Runs until it says that it listens to its source. */
const start = async (
  { program, folder }: T2KillsPlan,
  store: string,
  source: string,
): Promise<ChildProcess> => {
  const argv = ['serve', '--store', `file:${store}`, '--listen', '127.0.0.1:0', '--source', source];
  const child = spawn(process.execPath, [program, ...argv], {
    cwd: folder,
    env: { ...process.env, PBX_SOURCE_MAIN_SECRET_FILE: join(folder, 't2.json'), HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.includes('source connected')) {
      child.stderr.resume();
      return child;
    }
  }
  throw new Error('the service does not listen to its source');
};

const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL');
  await once(child, 'exit');
};

/** Makes calls that began before others which are seen earlier, until it is stopped. */
const ringing = (t2: T2Server, { lateMilliseconds, random }: T2KillsPlan) => {
  const calls: { uuid: string; isDue: boolean }[] = [];
  const timer = setInterval(() => {
    const callStatus = STATUSES[calls.length % STATUSES.length] ?? '';
    const visibleAt = Date.now() + random() * lateMilliseconds;
    const { uuid } = t2.add({ callStatus }, visibleAt);
    calls.push({ uuid, isDue: callStatus === 'NOT_ANSWERED_COMMON' });
  }, CALL_EVERY_MILLISECONDS);
  return { calls, stop: () => clearInterval(timer) };
};

const takenIn = (path: string): { ids: string[]; told: number } => {
  const store = openStore({ path });
  const found = store.read((db) => ({
    ids: db.all('select source_call_id as id from calls').map(({ id }) => String(id)),
    told: db.all('select id from notifications').length,
  }));
  store.close();
  return found;
};

export const listenUnderKills = async (plan: T2KillsPlan): Promise<T2KillsAccount> => {
  const { folder, milliseconds, kills, lateMilliseconds, random } = plan;
  const path = join(folder, 'killed.db');
  await prepare(path);
  const t2 = await startT2();
  writeFileSync(join(folder, 't2.json'), JSON.stringify(t2.pair()));
  const source = `t2:${t2.url}?name=main&every=1`;
  let child = await start(plan, path, source);
  const { calls, stop } = ringing(t2, plan);
  for (let life = 0; life < kills; life += 1) {
    await pause((milliseconds / kills) * (0.5 + random()));
    await kill(child);
    child = await start(plan, path, source);
  }
  stop();
  const end = performance.now() + lateMilliseconds + 10_000;
  while (takenIn(path).ids.length < calls.length && performance.now() < end) await pause(200);
  await kill(child);
  await t2.close();
  const { ids, told } = takenIn(path);
  const taken = new Set(ids);
  const made = new Set(calls.map(({ uuid }) => uuid));
  return {
    made: calls.length,
    missing: [...made].filter((uuid) => !taken.has(uuid)),
    odd: ids.filter((id, index) => !made.has(id) || ids.indexOf(id) !== index),
    told,
    due: calls.filter(({ isDue }) => isDue).length,
  };
};
