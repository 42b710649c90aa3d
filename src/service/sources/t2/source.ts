/** A T2 as a source of calls: its records are asked for again and again, and its position is kept. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../../contract/problem.ts';
import type { SourceCheck } from '../../../contract/sources.ts';
import type { Fault } from '../../../domain/fault.ts';
import type { SourcePosition } from '../../store/singles.ts';
import {
  notStarted,
  type RunningSource,
  type SourceDependencies,
  type SourceStatus,
} from '../source.ts';
import type { T2Address } from './address.ts';
import { type CallRecord, callOf, unknownIn } from './record.ts';
import { type RecordPage, recordPages, type Stretch, tryRecords } from './records.ts';
import type { T2Session } from './session.ts';

/** In milliseconds. */
export type T2Timing = {
  /** Records are found by when their call began, and are there when it has ended: so far back each look goes. */
  overlap: number;
  /** Some calls last longer: every so often a look goes further back. */
  farOverlap: number;
  farEvery: number;
  /** Before it is tried again: after the first failure, and at most. */
  firstPause: number;
  mostPause: number;
  /** At most where only new tokens help: nobody but a file is asked whether they are there. */
  tokensPause: number;
};

const MINUTE = 60_000;

export const T2_TIMING: T2Timing = {
  overlap: 15 * MINUTE,
  farOverlap: 6 * 60 * MINUTE,
  farEvery: 60 * MINUTE,
  firstPause: 5000,
  mostPause: 5 * MINUTE,
  tokensPause: MINUTE,
};

export type T2Dependencies = SourceDependencies & {
  position: { read: () => SourcePosition | null; save: (position: SourcePosition) => void };
  timing?: T2Timing;
};

const VERSION = 'T2 Open API';
const MOST_UNKNOWN = 100;
const UNREADABLE = 'unreadable';

/** What stands against it; what is no expected failure is a bug, and no reason to take no more calls. */
const faultOf = (error: unknown): Fault => {
  const [first] = error instanceof Problem ? error.faults : [];
  return (
    first?.fault ?? { code: 'bug', text: error instanceof Error ? error.message : String(error) }
  );
};

/** Signs in and asks for one record. */
export const checkT2 = async (
  session: T2Session,
  now: number,
  shown: string,
): Promise<Pick<SourceCheck, 'version' | 'problem'>> => {
  try {
    await tryRecords(session, now, shown);
    return { version: VERSION, problem: null };
  } catch (error) {
    return { version: null, problem: { fault: faultOf(error) } };
  }
};

/** Twice the one before, with up to half of it more or less; and not before T2 wants to be asked again. */
export const pauseAfter = (
  failures: number,
  fault: Fault,
  random: number,
  { firstPause, mostPause, tokensPause }: T2Timing,
): number => {
  const needsTokens = fault.code === 't2-tokens-dead' || fault.code === 't2-tokens-missing';
  const most = needsTokens ? tokensPause : mostPause;
  const pause = Math.min(most, firstPause * 2 ** Math.min(failures - 1, 20));
  const asked = fault.code === 't2-busy' ? (fault.seconds ?? 0) * 1000 : 0;
  return Math.max(asked, Math.round(pause * (0.5 + random)));
};

/** What was handed over already, by when it began: forgotten when no look goes so far back any more. */
const remembering = () => {
  const starts = new Map<string, number>();
  return {
    isNew: ({ uuid }: CallRecord): boolean => !starts.has(uuid),
    add: ({ uuid, start }: CallRecord): void => void starts.set(uuid, start),
    forgetBefore: (time: number): void => {
      for (const [uuid, start] of starts) if (start < time) starts.delete(uuid);
    },
  };
};

/** How often each value came that this program does not know; not without end, whatever comes. */
const countingUnknown = () => {
  const counts: Record<string, number> = {};
  const count = (value: string, by = 1): void => {
    const isRoom = Object.hasOwn(counts, value) || Object.keys(counts).length < MOST_UNKNOWN;
    if (by > 0 && isRoom) counts[value] = (counts[value] ?? 0) + by;
  };
  return { counts, count };
};

/**
 * Where to look from: so far back from where it had got to, though never before it was listened to at first (A8). A
 * clock that was put back makes the position a time to come, which is as good as now.
 */
const stretchOf = ({ since, until }: SourcePosition, now: number, back: number): Stretch => ({
  from: Math.max(Math.min(since, now), Math.min(until, now) - back),
  to: now,
});

export const t2Source = (
  session: T2Session,
  { name, shown, every }: T2Address,
  { clock, random, report, changed, position, timing = T2_TIMING }: T2Dependencies,
): RunningSource => {
  const source = `t2:${name}`;
  const stopping = new AbortController();
  const taken = remembering();
  const unknown = countingUnknown();
  let farAt = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let status: SourceStatus = { ...notStarted(clock()), unknown: unknown.counts };

  const become = (change: Partial<SourceStatus> & Pick<SourceStatus, 'state'>): void => {
    status = { ...status, retryAt: null, ...change, since: clock() };
    changed(status);
  };

  /** Done when the PBX has them: what is not done is asked for again. */
  const handOver = async ({ records, unreadable }: RecordPage, since: number): Promise<void> => {
    unknown.count(UNREADABLE, unreadable);
    const fresh = records.filter((record) => record.start >= since && taken.isNew(record));
    if (fresh.length > 0) status.lastEventAt = clock();
    await Promise.all(
      fresh.map((record) =>
        report((context) => [callOf(record, source, context)].filter((call) => call !== null)),
      ),
    );
    for (const record of fresh) {
      taken.add(record);
      for (const value of unknownIn(record)) unknown.count(value);
    }
  };

  /** One look at what came since the last. */
  const look = async (): Promise<void> => {
    const now = clock();
    const kept = position.read() ?? { since: now, until: now };
    const isFar = now - farAt >= timing.farEvery;
    const stretch = stretchOf(kept, now, isFar ? timing.farOverlap : timing.overlap);
    const since = Math.min(kept.since, now);
    for await (const page of recordPages(session, stretch, shown, stopping.signal)) {
      await handOver(page, since);
    }
    position.save({ since, until: now });
    taken.forgetBefore(now - 2 * timing.farOverlap);
    if (isFar) farAt = now;
  };

  const tryToLook = async (): Promise<number> => {
    try {
      await look();
      failures = 0;
      if (status.state !== 'connected') become({ state: 'connected', version: VERSION });
      return every;
    } catch (error) {
      if (stopping.signal.aborted) return 0;
      const fault = faultOf(error);
      failures += 1;
      const pause = pauseAfter(failures, fault, random(), timing);
      const now = clock();
      become({ state: 'waiting', retryAt: now + pause, error: { at: now, fault } });
      return pause;
    }
  };

  const run = async (): Promise<void> => {
    become({ state: 'connecting' });
    while (!stopping.signal.aborted) {
      const pause = await tryToLook();
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  return {
    start: () => void run(),
    stop: async () => {
      stopping.abort();
      become({ state: 'stopped' });
      await session.settled();
    },
    status: () => ({ ...status, tokens: session.expiries() }),
    check: () => checkT2(session, clock(), shown),
  };
};
