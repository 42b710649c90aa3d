/** Sending from the store: workers claim what is due, hold on to it while they send, and record every attempt. */
import type { Channel } from '../../domain/subscriber.ts';
import { integer } from './columns.ts';
import type { Database } from './database.ts';
import {
  SELECT_NOTIFICATIONS,
  type StoredAttempt,
  type StoredNotification,
  toNotification,
} from './notifications.ts';

const CLAIMABLE = `status = 'waiting' and channel = ? and due_at <= ?
  and (claimed_until is null or claimed_until <= ?) and (type = 'test' or not ?)`;

export type Due = {
  channel: Channel;
  now: number;
  /** Leaves all but tests where they are. */
  onlyTests: boolean;
};

const OLDEST_EACH = `select id from (
  select id, due_at, row_number() over (partition by subscriber_id order by due_at, id) as place
  from notifications n
  where ${CLAIMABLE} and not exists (
    select 1 from notifications c
    where c.subscriber_id = n.subscriber_id and c.channel = n.channel and c.claimed_by is not null
      and c.claimed_until > ?))`;

export const isAnyDue = (db: Database, { channel, now, onlyTests }: Due): boolean =>
  db.get(
    `select 1 from notifications where ${CLAIMABLE} limit 1`,
    channel,
    now,
    now,
    Number(onlyTests),
  ) !== undefined;

export type Claim = Due & {
  worker: string;
  until: number;
  limit: number;
  /** Takes the oldest for each subscriber, and nothing for whom something is claimed. */
  oneEach?: boolean;
};

/** Takes what is due for one worker until an instant; a claim that lapsed is free again. */
export const claimDue = (
  db: Database,
  { worker, channel, now, onlyTests, oneEach = false, until, limit }: Claim,
): StoredNotification[] => {
  const claimed = db.all(
    `update notifications set claimed_by = ?, claimed_until = ?
     where id in (${
       oneEach
         ? `${OLDEST_EACH} where place = 1`
         : `select id from notifications where ${CLAIMABLE}`
     } order by due_at, id limit ?) returning id`,
    worker,
    until,
    channel,
    now,
    now,
    Number(onlyTests),
    ...(oneEach ? [now] : []),
    limit,
  );
  const ids = JSON.stringify(claimed.map((row) => integer(row, 'id')));
  return db
    .all(
      `${SELECT_NOTIFICATIONS} where n.id in (select value from json_each(?)) order by n.due_at, n.id`,
      ids,
    )
    .map(toNotification);
};

/** Holds on to what the worker has claimed, as long as it still has it. */
export const renewClaims = (
  db: Database,
  { worker, ids, until }: { worker: string; ids: readonly number[]; until: number },
): void => {
  db.run(
    `update notifications set claimed_until = ?
     where claimed_by = ? and id in (select value from json_each(?))`,
    until,
    worker,
    JSON.stringify(ids),
  );
};

/** Gives back what is not sent after all; from `dueAt` on it is anybody's, behind what was due before. */
export const releaseClaims = (
  db: Database,
  worker: string,
  ids: readonly number[],
  dueAt: number,
): void => {
  db.run(
    `update notifications set claimed_by = null, claimed_until = null, due_at = max(due_at, ?)
     where claimed_by = ? and id in (select value from json_each(?))`,
    dueAt,
    worker,
    JSON.stringify(ids),
  );
};

/** The notification, if it is still to be sent and by this worker: meanwhile its rules may have gone. */
export const stillClaimed = (
  db: Database,
  id: number,
  worker: string,
): StoredNotification | null => {
  const row = db.get(
    `${SELECT_NOTIFICATIONS} where n.id = ? and n.claimed_by = ? and n.status = 'waiting'`,
    id,
    worker,
  );
  return row ? toNotification(row) : null;
};

export type Attempt = {
  id: number;
  worker: string;
  at: number;
  outcome: StoredAttempt['outcome'];
  answer: string;
  /** When to try again, for a temporary failure that is not the last. */
  retryAt: number | null;
};

/** What an attempt came to. That it failed only the worker that still holds the claim may say; what was sent is sent. */
export const recordAttempt = (
  db: Database,
  { id, worker, at, outcome, answer, retryAt }: Attempt,
): void => {
  const status = outcome === 'sent' ? 'sent' : retryAt === null ? 'failed' : 'waiting';
  db.run(
    'insert into attempts (notification_id, at, outcome, answer) values (?, ?, ?, ?)',
    id,
    at,
    outcome,
    answer,
  );
  db.run(
    `update notifications set status = ?, attempts = attempts + 1, due_at = coalesce(?, due_at), sent_at = ?,
       claimed_by = null, claimed_until = null
     where id = ? and (claimed_by = ? or ? = 'sent')`,
    status,
    retryAt,
    outcome === 'sent' ? at : null,
    id,
    worker,
    outcome,
  );
};
