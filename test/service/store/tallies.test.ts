import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../../src/domain/subscriber.ts';
import { sweep } from '../../../src/service/retention.ts';
import { openStore, type Store } from '../../../src/service/store/database.ts';
import { MIGRATIONS } from '../../../src/service/store/migrations.ts';
import {
  dueAgain,
  insertNotification,
  insertTest,
  withdrawOrphans,
} from '../../../src/service/store/notifications.ts';
import { claimDue, recordAttempt } from '../../../src/service/store/outbox.ts';
import { queueOf, readTallies, type Tallies } from '../../../src/service/store/tallies.ts';
import { forAll } from '../../domain/arbitraries.ts';
import {
  ANNA,
  changeSettings,
  HOUR,
  MINUTE,
  NOW,
  report,
  staffedPbx,
  type TestPbx,
  temporaryPath,
} from '../../support/pbx.ts';

const talliesIn = (store: Store): Tallies => store.read(readTallies);

const WORKER = 'worker';

/** Takes what is due by a channel and gives each that outcome. */
const attempt = (
  { store, clock }: TestPbx,
  channel: 'email' | 'telegram',
  outcome: 'sent' | 'temporary' | 'permanent',
): void => {
  const now = clock.now;
  const retryAt = outcome === 'temporary' ? now + MINUTE : null;
  store.write((db) => {
    const due = { channel, now, onlyTests: false, worker: WORKER, until: now + MINUTE, limit: 3 };
    for (const { id } of claimDue(db, due))
      recordAttempt(db, { id, worker: WORKER, at: now, outcome, answer: '', retryAt });
  });
};

const counted = (store: Store, condition: string): number =>
  Number(
    store.read((db) => db.get(`select count(*) as n from notifications where ${condition}`)?.n),
  );

/** One call of Анна's and a rule of hers, of which notifications are made by hand. */
const withCall = async (): Promise<TestPbx & { call: number }> => {
  const made = await staffedPbx();
  const { id } = await report(made, { outcome: 'busy' });
  return { ...made, call: id };
};

describe('calls are counted by their verdicts', () => {
  it('each once, and once more under a verdict that a repeat changes', async () => {
    const made = await staffedPbx();
    await made.pbx('createRules', { body: { subscribers: [ANNA] } });
    await report(made, { outcome: 'busy' });
    await report(made, { outcome: 'busy' });
    await report(made, { sourceCallId: '2', outcome: 'unknown' });
    const { of } = talliesIn(made.store);
    expect(['notify', 'silent', 'undecided'].map((verdict) => of('calls', verdict))).toEqual([
      0, 1, 1,
    ]);
    await report(made, { sourceCallId: '2', outcome: 'no-answer' });
    const later = talliesIn(made.store);
    expect(['notify', 'silent', 'undecided'].map((verdict) => later.of('calls', verdict))).toEqual([
      1, 1, 1,
    ]);
    expect(later.of('notifications', 'email', 'missed', 'waiting')).toBe(1);
  });

  it('not at all by a dry run', async () => {
    const made = await staffedPbx();
    const body = [{ source: 'test', sourceCallId: '9' }];
    await made.pbx('reportCalls', { query: { dryRun: true }, body });
    await report(made);
    const { of } = talliesIn(made.store);
    expect(['notify', 'silent', 'undecided'].map((verdict) => of('calls', verdict))).toEqual([
      0, 1, 0,
    ]);
  });

  it('A18: still, when they are too old to be kept', async () => {
    const made = await staffedPbx();
    await made.pbx('createRules', { body: { subscribers: [ANNA] } });
    await changeSettings(made, { retentionDays: 1 });
    await report(made);
    attempt(made, 'email', 'sent');
    await sweep(made.store, NOW + 48 * HOUR);
    expect(counted(made.store, 'true')).toBe(0);
    const { of } = talliesIn(made.store);
    expect(of('calls', 'notify')).toBe(1);
    expect(of('notifications', 'email', 'missed', 'sent')).toBe(1);
    expect(of('attempts', 'email', 'sent')).toBe(1);
  });
});

describe('delays are counted under the first bound that they do not exceed', () => {
  it.each([
    [0, '1000'],
    [1000, '1000'],
    [1001, '2000'],
    [86_400_000, '86400000'],
    [86_400_001, 'more'],
  ])('%i ms', async (delay, bound) => {
    const made = await staffedPbx();
    await made.pbx('createRules', { body: { subscribers: [ANNA] } });
    await report(made);
    made.clock.now += delay;
    attempt(made, 'email', 'sent');
    const { of } = talliesIn(made.store);
    expect(of('delays', 'email', bound)).toBe(1);
    expect(of('delay-milliseconds', 'email')).toBe(delay);
  });

  it('a clock that was set back makes no delay, and a test has none', async () => {
    const made = await staffedPbx();
    await made.pbx('createRules', { body: { subscribers: [ANNA] } });
    await report(made);
    await made.pbx('testNotification', { body: { subscriber: ANNA } });
    made.store.write((db) => db.run('update notifications set created_at = created_at + 5000'));
    attempt(made, 'email', 'sent');
    const { of } = talliesIn(made.store);
    expect([of('delays', 'email', '1000'), of('delay-milliseconds', 'email')]).toEqual([1, 0]);
  });
});

const channel = fc.constantFrom(...CHANNELS);
const step = fc.oneof(
  fc.record({ do: fc.constant('make' as const), channel, voice: fc.boolean() }),
  fc.record({ do: fc.constant('test' as const), channel }),
  fc.record({
    do: fc.constant('attempt' as const),
    channel,
    outcome: fc.constantFrom('sent' as const, 'temporary' as const, 'permanent' as const),
  }),
  fc.record({ do: fc.constantFrom('again' as const, 'withdraw' as const, 'remove' as const) }),
  fc.record({ do: fc.constant('wait' as const), milliseconds: fc.nat(100_000) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const perform = (made: TestPbx & { call: number }, one: Step): void => {
  const { store, clock, call } = made;
  if (one.do === 'wait') clock.now += one.milliseconds;
  else if (one.do === 'attempt') attempt(made, one.channel, one.outcome);
  else
    store.write((db) => {
      if (one.do === 'make') {
        const type = one.voice ? 'voicemail' : 'missed';
        const rules = [7];
        const { channel } = one;
        insertNotification(
          db,
          { callId: call, subscriberId: ANNA, type, channel, rules },
          clock.now,
        );
      } else if (one.do === 'test')
        insertTest(db, { subscriberId: ANNA, channel: one.channel }, clock.now);
      else if (one.do === 'withdraw') withdrawOrphans(db, [7]);
      else if (one.do === 'remove') db.run("delete from notifications where type = 'voicemail'");
      else
        for (const row of db.all("select id from notifications where status = 'failed'"))
          dueAgain(db, Number(row.id), clock.now);
    });
};

describe('whatever becomes of notifications', () => {
  it('the queue is as long as it is, no count shrinks, and each end has a beginning', async () => {
    const made = await withCall();
    const waiting = (by: string) => counted(made.store, `status = 'waiting' and channel = '${by}'`);
    let before = new Map<string, number>();
    forAll(
      fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) => {
        for (const one of steps) perform(made, one);
        for (const by of CHANNELS)
          expect(made.store.read((db) => queueOf(db, by)).length).toBe(waiting(by));
        const rows = made.store.read((db) => db.all('select name, labels, count from tallies'));
        const counts = new Map(rows.map((row) => [`${row.name} ${row.labels}`, Number(row.count)]));
        for (const [name, count] of before)
          if (!name.startsWith('waiting')) expect(counts.get(name)).toBeGreaterThanOrEqual(count);
        before = counts;
      }),
      { numRuns: 40 },
    );
    const { of } = talliesIn(made.store);
    for (const by of CHANNELS) {
      const told = ['missed', 'voicemail'];
      const sent = told.reduce((sum, type) => sum + of('notifications', by, type, 'sent'), 0);
      const bounds = made.store.read((db) => db.all('select milliseconds from delay_bounds'));
      const delays = [...bounds.map((row) => String(row.milliseconds)), 'more'];
      expect(delays.reduce((sum, bound) => sum + of('delays', by, bound), 0)).toBe(sent);
    }
  });

  it('the oldest that waits and the first that is due are known', async () => {
    const made = await withCall();
    const queue = () => made.store.read((db) => queueOf(db, 'email'));
    expect(queue()).toEqual({ length: 0, oldest: null, firstDue: null });
    perform(made, { do: 'test', channel: 'email' });
    made.clock.now += HOUR;
    attempt(made, 'email', 'temporary');
    expect(queue()).toEqual({ length: 1, oldest: NOW, firstDue: NOW + HOUR + MINUTE });
  });
});

describe('a store that was made before there were counts', () => {
  const before = MIGRATIONS.findIndex((migration) => migration.includes('create table tallies'));

  it('has them of what it holds', async () => {
    const made = await withCall();
    const steps: Step[] = [
      { do: 'make', channel: 'email', voice: false },
      { do: 'make', channel: 'telegram', voice: true },
      { do: 'attempt', channel: 'email', outcome: 'temporary' },
      { do: 'wait', milliseconds: 70_000 },
      { do: 'attempt', channel: 'email', outcome: 'sent' },
      { do: 'test', channel: 'email' },
    ];
    for (const one of steps) perform(made, one);
    const path = temporaryPath();
    const old = new DatabaseSync(path);
    for (const migration of MIGRATIONS.slice(0, before)) old.exec(migration);
    old.exec(`pragma user_version = ${before}; attach '${made.path}' as made`);
    for (const table of ['subscribers', 'calls', 'notifications', 'attempts'])
      old.exec(`insert into ${table} select * from made.${table}`);
    old.close();
    const store = openStore({ path });
    const rows = (of: Store) => of.read((db) => db.all('select * from tallies'));
    expect(rows(store)).toEqual(rows(made.store));
    store.close();
  });
});
