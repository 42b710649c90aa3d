import { describe, expect, it } from 'vitest';
import { sweep } from '../../src/service/retention.ts';
import {
  ANNA,
  changeSettings,
  dueFor,
  HOUR,
  NOW,
  report,
  staffedPbx,
  type TestPbx,
} from '../support/pbx.ts';
import { deliverTo, mailServer } from '../support/smtp.ts';

const DAY = 24 * HOUR;

/** One call whose message was sent, a day before the next. */
const kept = async (): Promise<TestPbx> => {
  const made = await staffedPbx();
  await made.pbx('createRules', { body: { subscribers: [ANNA] } });
  await changeSettings(made, { retentionDays: 10 });
  await report(made);
  await deliverTo(made, (await mailServer()).url);
  made.clock.now += DAY;
  return made;
};

const count = ({ store }: TestPbx, table: string): number =>
  Number(store.read((db) => db.get(`select count(*) as count from ${table}`)?.count));

describe('A18: calls, notifications and audit are kept for `retentionDays` and then removed', () => {
  it('to the millisecond, with everything that belongs to them', async () => {
    const made = await kept();
    const at = new Date(made.clock.now).toISOString();
    await report(made, { sourceCallId: '2', startedAt: at, outcome: 'busy' });
    await sweep(made.store, NOW + 10 * DAY);
    expect(count(made, 'calls')).toBe(2);
    await sweep(made.store, NOW + 10 * DAY + 1);
    expect([count(made, 'calls'), count(made, 'notifications'), count(made, 'attempts')]).toEqual([
      1, 0, 0,
    ]);
    expect(count(made, 'audit')).toBe(0);
    expect([count(made, 'rules'), count(made, 'subscribers')]).toEqual([1, 3]);
  });

  it('a call of which a message still waits stays until it does not', async () => {
    const made = await kept();
    const { id } = await report(made, {
      sourceCallId: '2',
      startedAt: new Date(made.clock.now).toISOString(),
    });
    await sweep(made.store, made.clock.now + 100 * DAY);
    expect(await dueFor(made, id)).toEqual(['missed email waiting']);
    await deliverTo(made, (await mailServer()).url);
    await sweep(made.store, made.clock.now + 100 * DAY);
    expect(count(made, 'calls')).toBe(0);
  });

  it('tests go too', async () => {
    const made = await kept();
    await made.pbx('testNotification', { body: { subscriber: '101' } });
    await deliverTo(made, (await mailServer()).url);
    await sweep(made.store, made.clock.now + 100 * DAY);
    expect(count(made, 'notifications')).toBe(0);
  });

  it('in steps: of thousands of calls none that is old remains, and none that is not is lost', async () => {
    const made = await staffedPbx();
    for (let from = 0; from < 2000; from += 1000) {
      const body = Array.from({ length: 1000 }, (_, index) => ({
        source: 'test',
        sourceCallId: String(from + index),
        startedAt: new Date(made.clock.now).toISOString(),
        caller: {},
        kind: 'internal' as const,
        outcome: 'busy' as const,
      }));
      await made.pbx('reportCalls', { body });
      made.clock.now += DAY;
    }
    await sweep(made.store, NOW + 365 * DAY + 1);
    expect(count(made, 'calls')).toBe(1000);
  });
});
