/** Hands the calls of a source to the PBX, in batches, and keeps them until they are taken. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ReportResult } from '../../contract/calls.ts';
import { Problem } from '../../contract/problem.ts';
import type { Untold } from './source.ts';

export type ReporterOptions = {
  /** Tells the calls and takes them: all of them or, thrown, none. */
  take: (untold: readonly Untold[]) => Promise<ReportResult[]>;
  onTaken: (results: readonly ReportResult[]) => void;
  /** Told of each try that failed; the calls are kept, but for one that can never be told. */
  onFailure: (error: unknown) => void;
};

export type Reporter = {
  /** Done when the calls are taken, or given up. */
  add: (calls: Untold) => Promise<void>;
  pending: () => number;
  /** How many were given up. */
  lost: () => number;
  /** Tries to hand over what is left, for so many milliseconds. */
  stop: (milliseconds: number) => Promise<void>;
};

/** Calls that wait, and whom to tell when they do no more. */
type Waiting = { tell: Untold; done: () => void };

const MOST_AT_ONCE = 200;
/** Calls of many days; what comes beyond them is given up, so that a store that never comes back fills no memory. */
const MOST_PENDING = 100_000;
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 30_000;

export const callReporter = ({ take, onTaken, onFailure }: ReporterOptions): Reporter => {
  const pending: Waiting[] = [];
  const waking = new AbortController();
  let lost = 0;
  let failures = 0;
  let running: Promise<void> | null = null;
  let isStopping = false;

  /** A store that fails may be back soon; a call that nobody can tell is given up, by itself. */
  const failed = (error: unknown, size: number): void => {
    failures += 1;
    onFailure(error);
    if (error instanceof Problem || size > 1) return;
    pending.shift()?.done();
    lost += 1;
  };

  const handOver = async (): Promise<void> => {
    const isSuspect = failures > 0;
    const batch = pending.slice(0, isSuspect ? 1 : MOST_AT_ONCE);
    try {
      const results = await take(batch.map(({ tell }) => tell));
      pending.splice(0, batch.length);
      for (const { done } of batch) done();
      failures = 0;
      onTaken(results);
    } catch (error) {
      failed(error, batch.length);
      const milliseconds = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(failures - 1, 10));
      await pause(milliseconds, undefined, { signal: waking.signal }).catch(() => undefined);
    }
  };

  const run = async (): Promise<void> => {
    // What ends together is handed over together.
    await Promise.resolve();
    while (pending.length > 0 && !(isStopping && failures > 0)) await handOver();
    running = null;
  };

  const wake = (): void => {
    running ??= run();
  };

  return {
    add: (tell) => {
      if (pending.length >= MOST_PENDING) {
        lost += 1;
        return Promise.resolve();
      }
      return new Promise((done) => {
        pending.push({ tell, done });
        wake();
      });
    },
    pending: () => pending.length,
    lost: () => lost,
    stop: async (milliseconds) => {
      isStopping = true;
      failures = 0;
      waking.abort();
      wake();
      const late = new AbortController();
      await Promise.race([
        running,
        pause(milliseconds, undefined, { signal: late.signal }).catch(() => undefined),
      ]);
      late.abort();
    },
  };
};
