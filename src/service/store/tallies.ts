/** What the store counts by itself, and the queue as it stands: read without going through calls or messages. */
import type { Channel } from '../../domain/subscriber.ts';
import { integer, integerOrNull, text } from './columns.ts';
import type { Database } from './database.ts';

/** `waiting` is how many there are now; the others only grow. */
type Tally = 'calls' | 'notifications' | 'waiting' | 'attempts' | 'delays' | 'delay-milliseconds';

/** How much was counted under a name and its labels: `of('notifications', 'email', 'missed', 'sent')`. */
export type Tallies = { of: (name: Tally, ...labels: readonly string[]) => number };

const keyOf = (...words: readonly string[]): string => words.join(' ');

export const readTallies = (db: Database): Tallies => {
  const counts = new Map(
    db
      .all('select name, labels, count from tallies')
      .map((row) => [keyOf(text(row, 'name'), text(row, 'labels')), integer(row, 'count')]),
  );
  return { of: (name, ...labels) => counts.get(keyOf(name, ...labels)) ?? 0 };
};

/** Milliseconds, growing; a delay is counted under the first that it does not exceed, else under `more`. */
export const delayBounds = (db: Database): number[] =>
  db
    .all('select milliseconds from delay_bounds order by milliseconds')
    .map((row) => integer(row, 'milliseconds'));

/** Instants in milliseconds of Unix time; null where nothing waits. */
export type Queue = {
  length: number;
  /** When the one that waits longest was made. */
  oldest: number | null;
  /** When the one was due that is due for longest, or will first be. */
  firstDue: number | null;
};

const firstWaiting = (
  db: Database,
  column: 'created_at' | 'due_at',
  channel: Channel,
): number | null => {
  const row = db.get(
    `select min(${column}) as first from notifications where status = 'waiting' and channel = ?`,
    channel,
  );
  return row ? integerOrNull(row, 'first') : null;
};

export const queueOf = (db: Database, channel: Channel): Queue => ({
  length: readTallies(db).of('waiting', channel),
  oldest: firstWaiting(db, 'created_at', channel),
  firstDue: firstWaiting(db, 'due_at', channel),
});
