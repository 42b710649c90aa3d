/** Notifications in the store: the outbox from which messages are sent, and what became of each. */
import { CHANNELS, NOTIFICATION_STATES } from '../../contract/calls.ts';
import { NOTIFICATION_TYPES, type NotificationType } from '../../domain/rule.ts';
import { integer, integerOrNull, json, oneOf, textOrNull } from './columns.ts';
import type { Database, Row } from './database.ts';
import { asked, equals, newestFirst, type Page, where } from './filters.ts';

export type Channel = (typeof CHANNELS)[number];
type NotificationState = (typeof NOTIFICATION_STATES)[number];

export type StoredNotification = {
  id: number;
  callId: number;
  subscriberId: number | null;
  type: NotificationType;
  channel: Channel;
  status: NotificationState;
  rules: number[];
  dueAt: number;
  attempts: number;
  sentAt: number | null;
  createdAt: number;
  answer: string | null;
};

const toNotification = (row: Row): StoredNotification => ({
  id: integer(row, 'id'),
  callId: integer(row, 'call_id'),
  subscriberId: integerOrNull(row, 'subscriber_id'),
  type: oneOf(NOTIFICATION_TYPES, row, 'type'),
  channel: oneOf(CHANNELS, row, 'channel'),
  status: oneOf(NOTIFICATION_STATES, row, 'status'),
  rules: [json(row, 'rules')].flat().map(Number),
  dueAt: integer(row, 'due_at'),
  attempts: integer(row, 'attempts'),
  sentAt: integerOrNull(row, 'sent_at'),
  createdAt: integer(row, 'created_at'),
  answer: textOrNull(row, 'answer'),
});

const select = `
  select n.id, n.call_id, n.subscriber_id, n.type, n.channel, n.status, n.due_at, n.attempts, n.sent_at, n.created_at,
    (select json_group_array(r.rule_id) from notification_rules r where r.notification_id = n.id) as rules,
    (select a.answer from attempts a where a.notification_id = n.id order by a.id desc limit 1) as answer
  from notifications n`;

export const notificationsOfCall = (db: Database, callId: number): StoredNotification[] =>
  db.all(`${select} where n.call_id = ? order by n.id`, callId).map(toNotification);

export const notificationById = (db: Database, id: number): StoredNotification | null => {
  const row = db.get(`${select} where n.id = ?`, id);
  return row ? toNotification(row) : null;
};

export type NotificationFilter = {
  status?: string | undefined;
  channel?: string | undefined;
  subscriberId?: number | undefined;
  since?: number | undefined;
};

export const pageOfNotifications = (
  db: Database,
  page: Page,
  filter: NotificationFilter,
): StoredNotification[] => {
  const { sql, parameters } = where(
    ...newestFirst('n.id', page),
    ...equals('n.status', filter.status),
    ...equals('n.channel', filter.channel),
    ...equals('n.subscriber_id', filter.subscriberId),
    ...asked(filter.since, (since) => ({ sql: 'n.created_at >= ?', parameters: [since] })),
  );
  return db
    .all(`${select} ${sql} order by n.id desc limit ?`, ...parameters, page.limit)
    .map(toNotification);
};

/** Makes a failed notification due again, with all its time before it. */
export const dueAgain = (db: Database, id: number, at: number): void => {
  db.run(
    `update notifications set status = 'waiting', attempts = 0, due_at = ?, created_at = ? where id = ?`,
    at,
    at,
    id,
  );
};

type NewNotification = {
  callId: number;
  subscriberId: number;
  type: NotificationType;
  channel: Channel;
  rules: readonly number[];
};

/** One for each call, type and channel, however many rules ask for it (A6); what is there already stays. */
export const insertNotification = (
  db: Database,
  notification: NewNotification,
  at: number,
): void => {
  const { callId, subscriberId, type, channel, rules } = notification;
  const { id, changes } = db.run(
    `insert into notifications (call_id, subscriber_id, type, channel, status, due_at, created_at)
     values (?, ?, ?, ?, 'waiting', ?, ?) on conflict do nothing`,
    callId,
    subscriberId,
    type,
    channel,
    at,
    at,
  );
  if (changes === 0) return;
  for (const rule of rules)
    db.run('insert into notification_rules (notification_id, rule_id) values (?, ?)', id, rule);
};

/** After rules were removed: what waits and no remaining rule asks for is not sent any more (R3). */
export const withdrawOrphans = (db: Database, removedRules: readonly number[]): void => {
  db.run(
    `update notifications set status = 'withdrawn', claimed_by = null, claimed_until = null
     where status = 'waiting'
       and id in (select notification_id from notification_rules where rule_id in (select value from json_each(?)))
       and not exists (
         select 1 from notification_rules n join rules r on r.id = n.rule_id where n.notification_id = notifications.id)`,
    JSON.stringify(removedRules),
  );
};

/** Takes what is due for one worker until an instant; a claim that lapsed is free again. */
export const claimDue = (
  db: Database,
  claim: { worker: string; channel: Channel; now: number; until: number; limit: number },
): StoredNotification[] => {
  const { worker, channel, now, until, limit } = claim;
  const claimed = db.all(
    `update notifications set claimed_by = ?, claimed_until = ?
     where id in (
       select id from notifications
       where status = 'waiting' and channel = ? and due_at <= ? and (claimed_until is null or claimed_until <= ?)
       order by due_at, id limit ?)
     returning id`,
    worker,
    until,
    channel,
    now,
    now,
    limit,
  );
  const ids = JSON.stringify(claimed.map((row) => integer(row, 'id')));
  return db
    .all(`${select} where n.id in (select value from json_each(?)) order by n.due_at, n.id`, ids)
    .map(toNotification);
};

export const releaseClaims = (db: Database, worker: string): void => {
  db.run(
    'update notifications set claimed_by = null, claimed_until = null where claimed_by = ?',
    worker,
  );
};

export const countWaiting = (db: Database, channel: Channel): number => {
  const row = db.get(
    "select count(*) as count from notifications where status = 'waiting' and channel = ?",
    channel,
  );
  return row ? integer(row, 'count') : 0;
};

export type Attempt = {
  id: number;
  worker: string;
  at: number;
  outcome: 'sent' | 'temporary' | 'permanent';
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
