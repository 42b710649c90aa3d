/** Whether the store can be read and written, has room and makes sense, and whether somebody delivers from it. */
import { Problem } from '../../contract/problem.ts';
import type { Check } from '../../contract/service.ts';
import type { Fault } from '../../domain/fault.ts';
import { formatInstant, isZone } from '../../domain/instant.ts';
import { CHANNELS, type Channel } from '../../domain/subscriber.ts';
import { spaceOf } from '../space.ts';
import { text } from '../store/columns.ts';
import type { Database, Store } from '../store/database.ts';
import { keptZone } from '../store/singles.ts';
import { failedSince, lastWritten } from '../store/state.ts';
import { queueOf } from '../store/tallies.ts';

type Of<Name extends Check['check']> = Extract<Check, { check: Name }>;

export const problemsOf = (faults: readonly Fault[]): Check['problems'] =>
  faults.map((fault) => ({ fault }));

const faultsOf = ({ faults }: Problem): Fault[] => faults.map(({ fault }) => fault);

/** What it was refused for; an error that is none of the store is a bug. */
const refusalBy = (work: () => unknown): Fault[] => {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return faultsOf(error);
  }
};

/** A store that cannot be used for a check is what is wrong with it. */
export const refused = (refusal: Problem): Pick<Check, 'status' | 'problems'> => ({
  status: 'failed',
  problems: problemsOf(faultsOf(refusal)),
});

/** Every page, every index and every reference. */
const damageIn = (db: Database): string | null => {
  const row = db.get('pragma integrity_check(1)');
  const found = row ? text(row, 'integrity_check') : '';
  if (found !== 'ok') return found;
  const lost = db.get('pragma foreign_key_check');
  return lost ? `${lost.table} ${lost.rowid} refers to ${lost.parent} that is gone` : null;
};

/** To write, and take it back, needs the lock and the right to write. */
const tryToWrite = (store: Store): void =>
  store.write((db) => void db.run('update singles set revision = revision'), { dryRun: true });

export const checkStore = (store: Store, thoroughly: boolean): Of<'store'> => {
  const { path, used } = spaceOf(store);
  const faults = refusalBy(() => tryToWrite(store));
  const why = thoroughly ? store.read(damageIn) : null;
  if (why !== null) faults.push({ code: 'store-damaged', path, why });
  return {
    check: 'store',
    status: faults.length > 0 ? 'failed' : 'ok',
    problems: problemsOf(faults),
    bytes: used,
    isSound: thoroughly ? why === null : null,
  };
};

const MEGABYTE = 1_000_000;
const LEAST_FREE = 100 * MEGABYTE;
const ENOUGH_FREE = 1000 * MEGABYTE;

/** Backups and upgrades want as much again as the store has. */
export const diskState = (
  free: number,
  used: number,
): { status: Check['status']; faults: Fault[] } => {
  if (free < LEAST_FREE) return { status: 'failed', faults: [{ code: 'disk-full', free }] };
  if (free < Math.max(ENOUGH_FREE, used))
    return { status: 'warning', faults: [{ code: 'disk-short', free, used }] };
  return { status: 'ok', faults: [] };
};

export const checkDisk = (store: Store): Of<'disk'> => {
  const { used, free } = spaceOf(store);
  if (free === null) return { check: 'disk', status: 'off', problems: [], free };
  const { status, faults } = diskState(free, used);
  return { check: 'disk', status, problems: problemsOf(faults), free };
};

const zoneToTell = (db: Database): string => {
  const zone = keptZone(db);
  return isZone(zone) ? zone : 'UTC';
};

/** Clocks of several machines that write into one store differ by less. */
const CLOCK_MILLISECONDS = 60_000;

/** A clock that went back makes calls of today too old or impossible. */
export const checkClock = (store: Store, now: number): Of<'clock'> => {
  const { zone, last } = store.read((db) => ({ zone: zoneToTell(db), last: lastWritten(db) }));
  const isBehind = last !== null && last > now + CLOCK_MILLISECONDS;
  const faults: Fault[] = isBehind
    ? [{ code: 'clock-behind', instant: formatInstant(last, zone) }]
    : [];
  return {
    check: 'clock',
    status: isBehind ? 'failed' : 'ok',
    problems: problemsOf(faults),
    now: formatInstant(now, zone),
  };
};

export const checkZone = (store: Store): Of<'zone'> => {
  const zone = store.read(keptZone);
  const isKnown = isZone(zone);
  return {
    check: 'zone',
    status: isKnown ? 'ok' : 'failed',
    problems: isKnown ? [] : problemsOf([{ code: 'zone-unknown', text: zone }]),
    zone,
  };
};

/** What is due is sent within seconds; a message that waits for so long is delivered by nobody. */
const OVERDUE_MILLISECONDS = 15 * 60_000;
const LATELY_HOURS = 24;

const HOUR = 3_600_000;

const queueIn = (db: Database, channel: Channel, now: number, zone: string) => {
  const { length: waiting, oldest, firstDue } = queueOf(db, channel);
  const isOverdue = firstDue !== null && firstDue < now - OVERDUE_MILLISECONDS;
  const count = failedSince(db, channel, now - LATELY_HOURS * HOUR);
  return {
    told: { channel, waiting, oldest: oldest === null ? null : formatInstant(oldest, zone) },
    overdue: isOverdue
      ? [{ code: 'queue-overdue', channel, waiting, since: formatInstant(firstDue, zone) } as const]
      : [],
    failed:
      count > 0
        ? [{ code: 'notifications-failed', channel, count, hours: LATELY_HOURS } as const]
        : [],
  };
};

export const checkQueue = (store: Store, now: number): Of<'queue'> => {
  const queues = store.read((db) => {
    const zone = zoneToTell(db);
    return CHANNELS.map((channel) => queueIn(db, channel, now, zone));
  });
  const overdue = queues.flatMap((queue) => queue.overdue);
  const failed = queues.flatMap((queue) => queue.failed);
  return {
    check: 'queue',
    status: overdue.length > 0 ? 'failed' : failed.length > 0 ? 'warning' : 'ok',
    problems: problemsOf([...overdue, ...failed]),
    channels: queues.map(({ told }) => told),
  };
};
