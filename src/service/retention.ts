/** Personal data is kept for `retentionDays`, and then removed by a daily sweep (A18). */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Store } from './store/database.ts';
import { removeOldTests, type SweepPlace, sweepStep } from './store/retention.ts';
import { readSettings } from './store/singles.ts';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Removes what is too old, a few rows in a transaction. Answers how many calls, tests and audit entries went. */
export const sweep = async (store: Store, now: number): Promise<number> => {
  const days = store.read((db) => readSettings(db).value.retentionDays);
  const before = now - days * DAY_MILLISECONDS;
  let removed = store.write((db) => removeOldTests(db, before));
  let place: SweepPlace = { call: 0, audit: 0 };
  for (let isOver = false; !isOver; ) {
    const step = store.write((db) => sweepStep(db, place, before));
    removed += step.removed;
    place = step.next;
    isOver = step.isOver;
    await breathe();
  }
  return removed;
};

export type Sweeping = { stop: () => Promise<void> };

/** Sweeps now and then every day. A store that fails is tried again the next day. */
export const sweepDaily = (
  store: Store,
  clock: () => number,
  tell: (swept: { removed: number } | { why: string }) => void,
): Sweeping => {
  const once = async (): Promise<void> => {
    try {
      tell({ removed: await sweep(store, clock()) });
    } catch (error) {
      tell({ why: error instanceof Error ? error.message : String(error) });
    }
  };
  let running = once();
  const timer = setInterval(() => {
    running = once();
  }, DAY_MILLISECONDS);
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
};
