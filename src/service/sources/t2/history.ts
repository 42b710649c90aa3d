/** Calls of a time that is over, day by day; and requests that are made again where one failure should not end it all. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../../contract/problem.ts';
import type { Call } from '../../../domain/call.ts';
import type { Fault } from '../../../domain/fault.ts';
import type { CallContext } from '../source.ts';
import { callOf } from './record.ts';
import { recordPages, type Stretch } from './records.ts';
import type { T2Session } from './session.ts';

const DAY = 86_400_000;
const PAUSES = [1000, 2000, 4000, 8000];

/** How long to wait before it is asked once more, in milliseconds; null if that would change nothing. */
const pauseFor = (error: unknown, failures: number): number | null => {
  const fault: Fault | undefined = error instanceof Problem ? error.faults[0]?.fault : undefined;
  const pause = PAUSES[failures] ?? null;
  if (pause === null || !fault) return null;
  if (fault.code === 't2-busy') return Math.max(pause, (fault.seconds ?? 0) * 1000);
  const isPassing =
    fault.code === 't2-unreachable' || (fault.code === 't2-failed' && fault.status >= 500);
  return isPassing ? pause : null;
};

/** The session, with requests that are made again after what may pass. */
export const patient = (
  { get }: Pick<T2Session, 'get'>,
  pause: (milliseconds: number) => Promise<unknown> = sleep,
): Pick<T2Session, 'get'> => ({
  get: async (path, signal) => {
    for (let failures = 0; ; failures += 1) {
      try {
        return await get(path, signal);
      } catch (error) {
        const milliseconds = pauseFor(error, failures);
        if (milliseconds === null) throw error;
        await pause(milliseconds);
      }
    }
  },
});

type Where = { source: string; shown: string };

/** From the oldest day on; `faults` is how many records were none, once all are read. */
export const pastCalls = (
  session: Pick<T2Session, 'get'>,
  { source, shown }: Where,
  { from, to }: Stretch,
  context: CallContext,
): { calls: AsyncGenerator<Call[]>; faults: () => number } => {
  let faults = 0;
  const read = async function* (): AsyncGenerator<Call[]> {
    for (let day = from; day < to; day += DAY) {
      const stretch = { from: day, to: Math.min(to, day + DAY) };
      for await (const { records, unreadable } of recordPages(session, stretch, shown)) {
        faults += unreadable;
        yield records
          .map((record) => callOf(record, source, context))
          .filter((call) => call !== null);
      }
    }
  };
  return { calls: read(), faults: () => faults };
};
