/**
 * Many notifications to many chats by a courier that is killed again and again, with the limits of the Bot API as its
 * server sees them, by a clock that may be faster than ours.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pbxOver } from '../../src/service/service.ts';
import { openStore } from '../../src/service/store/database.ts';
import { connectChat } from '../../src/service/store/telegram.ts';
import { type Sent, startBotApi, TOKEN } from './telegram.ts';

const RULES_FOR_ALL = 1000;
const COURIER = fileURLToPath(new URL('chat-courier.ts', import.meta.url));

export type Plan = {
  folder: string;
  notifications: number;
  chats: number;
  kills: number;
  /** How many times faster the clock of the limits runs. */
  speed: number;
  /** From 0 to 1. */
  random: () => number;
};

export type Account = {
  lost: number;
  repeated: number;
  /** The most messages within any five seconds: a process that stalls sees some of them together. */
  mostInFiveSeconds: number;
  /** Between two messages to one chat, in milliseconds. */
  shortestInOneChat: number;
};

const prepare = async (path: string, { chats, notifications }: Plan): Promise<void> => {
  const store = openStore({ path });
  const pbx = pbxOver({ store, actor: 'local:test', clock: Date.now });
  const extension = (index: number): string => String(10_000 + index);
  const upsert = Array.from({ length: chats }, (_, index) => {
    return { name: `Сотрудник ${index}`, extension: extension(index) };
  });
  await pbx('batchSubscribers', { body: { upsert } });
  store.write((db) => {
    for (let id = 1; id <= chats; id += 1) connectChat(db, id, id);
  });
  const subscribers = Array.from({ length: chats }, (_, index) => index + 1);
  for (let from = 0; from < chats; from += RULES_FOR_ALL)
    await pbx('createRules', {
      body: { subscribers: subscribers.slice(from, from + RULES_FOR_ALL) },
    });
  const startedAt = new Date().toISOString();
  const calls = Array.from({ length: notifications }, (_, index) => ({
    source: 'chats',
    sourceCallId: String(index),
    startedAt,
    subscriber: extension(index % chats),
    caller: { number: `+7916${String(index).padStart(7, '0')}`, name: null },
    kind: 'internal',
    outcome: 'no-answer',
  }));
  for (let from = 0; from < notifications; from += 1000)
    await pbx('reportCalls', { body: calls.slice(from, from + 1000) });
  store.close();
};

const waitingIn = (path: string): number => {
  const store = openStore({ path });
  const row = store.read((db) =>
    db.get("select count(*) as count from notifications where status = 'waiting'"),
  );
  store.close();
  return Number(row?.count);
};

const numberIn = ({ text }: Sent): string => /\+[\d -]+/.exec(text)?.[0] ?? '';

const accountOf = (sent: readonly Sent[], { notifications }: Plan): Account => {
  const told = new Set(sent.map(numberIn));
  const times = sent.map(({ at }) => at).toSorted((a, b) => a - b);
  let first = 0;
  let mostInFiveSeconds = 0;
  for (const [index, at] of times.entries()) {
    while ((times[first] ?? 0) <= at - 5000) first += 1;
    mostInFiveSeconds = Math.max(mostInFiveSeconds, index - first + 1);
  }
  const lastOf = new Map<number, number>();
  let shortestInOneChat = Number.POSITIVE_INFINITY;
  for (const { chat, at } of sent) {
    shortestInOneChat = Math.min(shortestInOneChat, at - (lastOf.get(chat) ?? -Infinity));
    lastOf.set(chat, at);
  }
  return {
    lost: notifications - told.size,
    repeated: sent.length - told.size,
    mostInFiveSeconds,
    shortestInOneChat: Math.round(shortestInOneChat),
  };
};

export const tellChatsUnderKills = async (plan: Plan): Promise<Account> => {
  const { folder, kills, speed, random, notifications } = plan;
  const path = join(folder, 'chats.db');
  await prepare(path, plan);
  const api = await startBotApi(TOKEN, () => Date.now() * speed);
  const start = () =>
    spawn(process.execPath, [COURIER, path, api.url, TOKEN, String(speed)], { stdio: 'inherit' });
  for (let life = 0; life < kills; life += 1) {
    const share = ((life + random()) / kills) * notifications;
    const courier = start();
    while (api.sent.length < share && waitingIn(path) > 0) await pause(20);
    courier.kill('SIGKILL');
    await once(courier, 'exit');
  }
  const last = start();
  // A claim of the dead lapses after 15 s.
  const end = performance.now() + 600_000;
  while (waitingIn(path) > 0 && performance.now() < end) await pause(200);
  last.kill('SIGTERM');
  await once(last, 'exit');
  await api.close();
  return accountOf(api.sent, plan);
};
