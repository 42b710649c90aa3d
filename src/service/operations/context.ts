/** What an operation works with: a transaction of the store, who asks, and when. */
import type { Answer, Checked } from '../../contract/operation.ts';
import { MOST_FAULTS, type OperationName, type Operations } from '../../contract/pbx.ts';
import { Problem, type ProblemType } from '../../contract/problem.ts';
import type { LocatedFault, Result } from '../../domain/fault.ts';
import type { ChannelOptions } from '../delivery/senders.ts';
import type { ListeningSources } from '../sources/source.ts';
import type { Audit } from '../store/audit.ts';
import type { Database, Store } from '../store/database.ts';
import type { Listening } from '../telegram/bot.ts';

export type Context = {
  db: Database;
  audit: Audit;
  /** Milliseconds of Unix time, one instant for the whole operation. */
  now: number;
  /** By what is delivered from here; undefined where whoever asks delivers himself. */
  channels: ChannelOptions | undefined;
};

/** What an operation does, inside one transaction; it refuses by throwing a `Problem`. */
export type Handler<Name extends OperationName> = (
  context: Context,
  input: Checked<Operations[Name]>,
) => Answer<Operations[Name]>;

/** A running service, by what it works with. */
export type Live = {
  store: Store;
  /** Milliseconds of Unix time. */
  clock: () => number;
  sources: ListeningSources | undefined;
  /** By what is delivered from here. */
  channels: ChannelOptions;
  /** Null where none listens. */
  bot: Pick<Listening, 'state'> | null;
};

/** What an operation does that is about the running service. */
export type LiveHandler<Name extends OperationName> = (
  live: Live,
  input: Checked<Operations[Name]>,
) => Promise<Answer<Operations[Name]>>;

/** One problem for all faults of a request: `not-found` or `stale` only if every fault is of that sort. */
const problemType = (faults: readonly LocatedFault[]): ProblemType => {
  const codes = new Set(faults.map(({ fault }) => fault.code));
  const only = (...allowed: string[]): boolean =>
    [...codes].every((code) => allowed.includes(code));
  if (only('not-found', 'address-unknown')) return 'not-found';
  if (only('revision-stale', 'rules-stale')) return 'stale';
  if (
    only(
      'rule-equal',
      'revision-stale',
      'taken',
      'contact-number-taken',
      'token-name-taken',
      'not-failed',
    )
  )
    return 'conflict';
  return 'invalid';
};

export const refuse = (faults: readonly LocatedFault[]): never => {
  throw new Problem(problemType(faults), faults.slice(0, MOST_FAULTS));
};

export const refuseAny = (faults: readonly LocatedFault[]): void => {
  if (faults.length > 0) refuse(faults);
};

/** The faults of a part of a request as faults of the request. */
export const below = (
  path: readonly (string | number)[],
  faults: readonly LocatedFault[],
): LocatedFault[] => faults.map((located) => ({ ...located, path: [...path, ...located.path] }));

/** The value, or a problem with its faults, each below the path. */
export const accepted = <T>(
  result: Result<T, LocatedFault[]>,
  path: readonly (string | number)[] = [],
): T => (result.ok ? result.value : refuse(below(path, result.fault)));

export const refuseStale = (seen: number | undefined, current: number): void => {
  if (seen !== undefined && seen !== current) {
    refuse([{ path: [], fault: { code: 'revision-stale', seen, current } }]);
  }
};

/** The items of a page that was asked for with one more than its limit, and where the next one begins. */
export const pageOf = <T extends { id: number }>(found: readonly T[], limit: number) => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last && found.length > limit ? String(last.id) : null };
};

/** The page that a query asks for, with one more item, which tells whether there is a next page. */
export const pageAsked = ({ limit, cursor }: { limit: number; cursor?: string | undefined }) => ({
  after: Number(cursor ?? 0),
  limit: limit + 1,
});

/** Does every item before it refuses, so that the faults of a request are told at once. */
export const forEach = <T>(items: readonly T[], work: (item: T, index: number) => void): void => {
  const faults: LocatedFault[] = [];
  for (const [index, item] of items.entries()) {
    try {
      work(item, index);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      faults.push(...error.faults);
    }
    if (faults.length >= MOST_FAULTS) break;
  }
  refuseAny(faults);
};

export type Counts = { created: number; updated: number; unchanged: number };

/**
 * Takes the rows of a list one by one and counts what became of them. Two rows that mean the same one are a fault
 * that names the first.
 */
export const upsertRows = <T>(
  rows: readonly T[],
  upsert: (row: T, path: (string | number)[]) => { id: number; result: keyof Counts },
): Counts => {
  const counts: Counts = { created: 0, updated: 0, unchanged: 0 };
  const firstOf = new Map<number, number>();
  forEach(rows, (row, index) => {
    const path = ['upsert', index];
    const { id, result } = upsert(row, path);
    const first = firstOf.get(id);
    if (first !== undefined) refuse([{ path, fault: { code: 'row-twice', of: first } }]);
    firstOf.set(id, index);
    counts[result] += 1;
  });
  return counts;
};
