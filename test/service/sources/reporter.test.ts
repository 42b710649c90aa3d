import { describe, expect, it, vi } from 'vitest';
import type { ReportResult } from '../../../src/contract/calls.ts';
import { problem } from '../../../src/contract/problem.ts';
import { callReporter } from '../../../src/service/sources/reporter.ts';
import type { Untold } from '../../../src/service/sources/source.ts';
import { factsWith } from '../../support/ami.ts';
import { call } from '../../support/builders.ts';

const untold =
  (id: number): Untold =>
  () => [call({ sourceCallId: String(id) })];

const LOCKED = problem('unavailable', { code: 'store-locked', path: 'office.db' });

/** What takes calls fails so many times before it works. */
const failing = (errors: readonly unknown[], tell = factsWith()) => {
  const left = [...errors];
  const batches: string[][] = [];
  const failures: unknown[] = [];
  const taken: ReportResult[] = [];
  const reporter = callReporter({
    take: async (calls) => {
      const ids = calls.flatMap((one) => one(tell)).map(({ sourceCallId }) => sourceCallId);
      batches.push(ids);
      if (left.length > 0) throw left.shift();
      return ids.map((_, index) => ({ index, result: 'taken', id: 1, verdict: null, problem: [] }));
    },
    onTaken: (results) => taken.push(...results),
    onFailure: (error) => failures.push(error),
  });
  return { reporter, batches, failures, taken };
};

const idle = (pending: () => number) => vi.waitUntil(() => pending() === 0, { timeout: 5000 });

describe('calls are handed over', () => {
  it('at once, and in batches while others are under way', async () => {
    const { reporter, batches, taken } = failing([]);
    for (let id = 0; id < 450; id += 1) void reporter.add(untold(id));
    await idle(reporter.pending);
    expect([batches.map(({ length }) => length), taken.length]).toEqual([[200, 200, 50], 450]);
  });

  it('again, until the store takes them: none is lost, and the order stays', async () => {
    const { reporter, batches, failures } = failing([LOCKED, LOCKED]);
    void reporter.add(untold(1));
    void reporter.add(untold(2));
    await idle(reporter.pending);
    expect(failures).toEqual([LOCKED, LOCKED]);
    expect(batches.at(-1)).toContain('2');
    expect(reporter.lost()).toBe(0);
  });

  it('without the one that nobody can tell, which holds up no other', async () => {
    const { reporter, taken } = failing([]);
    void reporter.add(untold(1));
    void reporter.add(() => {
      throw new TypeError('a bug');
    });
    void reporter.add(untold(3));
    await idle(reporter.pending);
    expect([taken.length, reporter.lost()]).toEqual([2, 1]);
  });

  it('once more when it stops, without waiting for the next try', async () => {
    const { reporter, batches } = failing([LOCKED]);
    void reporter.add(untold(1));
    await vi.waitUntil(() => batches.length === 1);
    await reporter.stop(2000);
    expect([batches.length, reporter.pending()]).toEqual([2, 0]);
  });

  it('as many as fill no memory: what comes beyond them is counted as lost', async () => {
    const { reporter } = failing(Array.from({ length: 10 }, () => LOCKED));
    for (let id = 0; id < 100_005; id += 1) void reporter.add(untold(id));
    expect([reporter.pending(), reporter.lost()]).toEqual([100_000, 5]);
    await reporter.stop(100);
  });

  it('but not for ever: a store that does not come back ends the wait', async () => {
    const { reporter } = failing(Array.from({ length: 100 }, () => LOCKED));
    void reporter.add(untold(1));
    await reporter.stop(300);
    expect(reporter.pending()).toBe(1);
  });
});
