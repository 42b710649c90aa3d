import { describe, expect, it } from 'vitest';
import { pastCalls, patient } from '../../../../src/service/sources/t2/history.ts';
import { factsWith } from '../../../support/ami.ts';
import { problemOf } from '../../../support/pbx.ts';
import { sessionWith, t2Server } from '../../../support/t2.ts';

const DAY = 86_400_000;
const WHERE = { source: 't2:main', shown: 't2' };

describe('the history of a T2', () => {
  it('is read day by day, the oldest first, and nothing of it is missed or cut', async () => {
    const t2 = await t2Server();
    const to = Date.now();
    for (let index = 0; index < 2400; index += 1) {
      t2.add({ uuid: `${index}`, date: new Date(to - index * 60_000).toISOString() });
    }
    t2.add({ date: 'never' });
    const past = pastCalls(sessionWith(t2), WHERE, { from: to - 1.5 * DAY, to }, factsWith());
    const batches: number[] = [];
    const ids = new Set<string>();
    for await (const calls of past.calls) {
      batches.push(calls.length);
      for (const { sourceCallId } of calls) ids.add(sourceCallId);
    }
    expect(ids.size).toBe(2160);
    expect(batches.every((length) => length <= 1000)).toBe(true);
    expect(t2.asked.map(({ path }) => /page=(\d)/.exec(path)?.[1])).toEqual(['0', '1', '0']);
  });

  it('counts what is no record', async () => {
    const t2 = await t2Server();
    const to = Date.now();
    t2.add({ uuid: '', date: new Date(to - 1000).toISOString() });
    const past = pastCalls(sessionWith(t2), WHERE, { from: to - DAY, to }, factsWith());
    for await (const calls of past.calls) expect(calls).toEqual([]);
    expect(past.faults()).toBe(1);
  });
});

describe('a patient session', () => {
  const waiting = async (
    mishaps: Parameters<Awaited<ReturnType<typeof t2Server>>['meet']>[1][],
  ) => {
    const t2 = await t2Server();
    t2.meet('/employees', ...mishaps);
    const pauses: number[] = [];
    const session = patient(sessionWith(t2), async (milliseconds) => {
      pauses.push(milliseconds);
    });
    return { session, pauses };
  };

  it('asks again after what may pass, and as late as T2 wants', async () => {
    const busy = { status: 429, headers: { 'retry-after': '30' } };
    const { session, pauses } = await waiting([
      { status: 503 },
      'cut-before',
      busy,
      { status: 429 },
    ]);
    expect(await session.get('/employees')).toEqual([]);
    expect(pauses).toEqual([1000, 2000, 30_000, 8000]);
  });

  it('gives up after four times, and at once where it would change nothing', async () => {
    const failing = await waiting(Array.from({ length: 9 }, () => ({ status: 500 })));
    const problem = await problemOf(failing.session.get('/employees'));
    expect(problem.faults).toMatchObject([{ fault: { code: 't2-failed' } }]);
    expect(failing.pauses.length).toBe(4);
    const wrong = await waiting([{ status: 400 }]);
    await problemOf(wrong.session.get('/employees'));
    expect(wrong.pauses).toEqual([]);
  });
});
