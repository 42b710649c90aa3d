/** A PBX of the test's own: a real file, and a clock that stands where the test puts it. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Notification, ReportResult } from '../../src/contract/calls.ts';
import { operations, type Pbx } from '../../src/contract/pbx.ts';
import { Problem } from '../../src/contract/problem.ts';
import type { Call } from '../../src/domain/call.ts';
import { check } from '../../src/domain/check.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { pbxOver } from '../../src/service/service.ts';
import { openStore, type Store } from '../../src/service/store/database.ts';
import { connectChat } from '../../src/service/store/telegram.ts';
import { call } from './builders.ts';
import { temporaryFolder } from './cli.ts';

/** A minute after the call of `builders.ts` began. */
export const NOW = Date.parse('2026-11-18T12:01:00+03:00');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export type TestPbx = { pbx: Pbx; store: Store; path: string; clock: { now: number } };

export const temporaryPath = (): string => join(temporaryFolder(), 'pbx.db');

/** Every answer that a test gets is one that the contract allows. */
const withCheckedAnswers =
  (pbx: Pbx): Pbx =>
  async (name, input) => {
    const answer = await pbx(name, input);
    const checked = check<unknown>(operations[name].answer(), answer);
    if (!checked.ok) throw new Error(`${name} answered ${JSON.stringify(checked.fault)}`);
    return answer;
  };

export const emptyPbx = (path = temporaryPath()): TestPbx => {
  const clock = { now: NOW };
  const store = openStore({ path });
  onTestFinished(() => store.close());
  return {
    pbx: withCheckedAnswers(pbxOver({ store, actor: 'local:test', clock: () => clock.now })),
    store,
    path,
    clock,
  };
};

/** Ids of the staff: Фёдор can be told nothing, since he has no e-mail. */
export const ANNA = 1;
export const BORIS = 2;
export const FYODOR = 3;

export const STAFF = [
  { name: 'Анна Петрова', extension: '101', number: '+79160000101', email: 'anna@firm.ru' },
  { name: 'Борис Орлов', extension: '102', number: null, email: 'boris@firm.ru' },
  { name: 'Фёдор Алёхин', extension: null, number: '+79160000103', email: null },
];

export const staffedPbx = async (): Promise<TestPbx> => {
  const made = emptyPbx();
  await made.pbx('batchSubscribers', { body: { upsert: STAFF } });
  return made;
};

export const changeSettings = async (
  { pbx }: TestPbx,
  change: Partial<Settings>,
): Promise<void> => {
  await pbx('putSettings', { body: { ...DEFAULT_SETTINGS, ...change } });
};

/** One call to Анна as `builders.ts` has it, with what is said here instead. */
export const report = async (
  { pbx }: TestPbx,
  change: Partial<Call> = {},
): Promise<ReportResult & { id: number }> => {
  const [result] = await pbx('reportCalls', { body: [call({ subscriber: '101', ...change })] });
  if (!result || result.id === null) throw new Error(`refused: ${JSON.stringify(result)}`);
  return { ...result, id: result.id };
};

export const notificationsOf = async ({ pbx }: TestPbx, id: number): Promise<Notification[]> =>
  (await pbx('getCall', { params: { id } })).notifications;

/** `missed email waiting`: what is due about the call, by which channel, and how it stands. */
export const dueFor = async (made: TestPbx, id: number): Promise<string[]> =>
  (await notificationsOf(made, id)).map(
    ({ type, channel, status }) => `${type} ${channel} ${status}`,
  );

export const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const thrown = await work.then(
    (answer) => new Error(`was not refused: ${JSON.stringify(answer)}`),
    (error: unknown) => error,
  );
  if (!(thrown instanceof Problem)) throw thrown;
  return thrown;
};

/** What an operation was refused for: the type, then `callers.numbers.0 number-unreadable` for every fault. */
export const refusal = async (work: Promise<unknown>): Promise<string[]> => {
  const { type, faults } = await problemOf(work);
  return [type, ...faults.map(({ path, fault }) => `${path.join('.') || '-'} ${fault.code}`)];
};

/** What opening a store or working with it was refused for. */
export const storeFault = (work: () => unknown): string[] => {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [error.type, ...error.faults.map(({ fault }) => fault.code)];
  }
  throw new Error('was not refused');
};

/** Every row of every table, one a line: two dumps are equal only if nothing at all was written between them. */
export const dump = (store: Store): string[] =>
  store.read((db) =>
    db
      .all("select name from sqlite_master where type = 'table' order by name")
      .flatMap(({ name }) =>
        db
          .all(`select * from ${String(name)}`)
          .map((row) => `${String(name)} ${JSON.stringify(row)}`),
      ),
  );

type AuditRow = {
  at: number;
  actor: string;
  change: string;
  before: unknown;
  after: unknown;
};

const parsed = (value: unknown): unknown => (value === null ? null : JSON.parse(String(value)));

/** The audit log, the oldest first; `change` is `update rule 3`. */
export const auditLog = (store: Store): AuditRow[] =>
  store.read((db) =>
    db.all('select * from audit order by id').map((row) => ({
      at: Number(row.at),
      actor: String(row.actor),
      change: [row.action, row.resource, row.resource_id].filter(Boolean).join(' '),
      before: parsed(row.before),
      after: parsed(row.after),
    })),
  );

/** The chat of a subscriber has this much more than his id. */
const CHATS = 1000;

/** As the bot does it. */
export const connectTelegram = (store: Store, subscriber: number): void =>
  store.write((db) => {
    connectChat(db, subscriber, CHATS + subscriber);
  });
