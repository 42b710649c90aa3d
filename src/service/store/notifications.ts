/** Notifications in the store: what is due, and what became of each. */
import { ATTEMPT_OUTCOMES, NOTIFICATION_STATES, TOLD_TYPES } from '../../contract/calls.ts';
import type { NotificationType } from '../../domain/rule.ts';
import { CHANNELS, type Channel } from '../../domain/subscriber.ts';
import { integer, integerOrNull, json, oneOf, text, textOrNull } from './columns.ts';
import type { Database, Row } from './database.ts';
import { asked, equals, idsIn, newestFirst, type Page, where } from './filters.ts';

type NotificationState = (typeof NOTIFICATION_STATES)[number];

export type StoredNotification = {
  id: number;
  /** Null for a test. */
  callId: number | null;
  subscriberId: number | null;
  type: (typeof TOLD_TYPES)[number];
  channel: Channel;
  status: NotificationState;
  rules: number[];
  dueAt: number;
  attempts: number;
  sentAt: number | null;
  createdAt: number;
  answer: string | null;
};

export const toNotification = (row: Row): StoredNotification => ({
  id: integer(row, 'id'),
  callId: integerOrNull(row, 'call_id'),
  subscriberId: integerOrNull(row, 'subscriber_id'),
  type: oneOf(TOLD_TYPES, row, 'type'),
  channel: oneOf(CHANNELS, row, 'channel'),
  status: oneOf(NOTIFICATION_STATES, row, 'status'),
  rules: [json(row, 'rules')].flat().map(Number),
  dueAt: integer(row, 'due_at'),
  attempts: integer(row, 'attempts'),
  sentAt: integerOrNull(row, 'sent_at'),
  createdAt: integer(row, 'created_at'),
  answer: textOrNull(row, 'answer'),
});

export const SELECT_NOTIFICATIONS = `
  select n.id, n.call_id, n.subscriber_id, n.type, n.channel, n.status, n.due_at, n.attempts, n.sent_at, n.created_at,
    (select json_group_array(r.rule_id) from notification_rules r where r.notification_id = n.id) as rules,
    (select a.answer from attempts a where a.notification_id = n.id order by a.id desc limit 1) as answer
  from notifications n`;

export const notificationsOfCall = (db: Database, callId: number): StoredNotification[] =>
  db.all(`${SELECT_NOTIFICATIONS} where n.call_id = ? order by n.id`, callId).map(toNotification);

export const notificationById = (db: Database, id: number): StoredNotification | null => {
  const row = db.get(`${SELECT_NOTIFICATIONS} where n.id = ?`, id);
  return row ? toNotification(row) : null;
};

export type NotificationFilter = {
  ids?: string | undefined;
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
    ...idsIn('n.id', filter.ids),
    ...equals('n.status', filter.status),
    ...equals('n.channel', filter.channel),
    ...equals('n.subscriber_id', filter.subscriberId),
    ...asked(filter.since, (since) => ({ sql: 'n.created_at >= ?', parameters: [since] })),
  );
  return db
    .all(`${SELECT_NOTIFICATIONS} ${sql} order by n.id desc limit ?`, ...parameters, page.limit)
    .map(toNotification);
};

export type StoredAttempt = {
  at: number;
  outcome: (typeof ATTEMPT_OUTCOMES)[number];
  answer: string;
};

/** The oldest first. */
export const attemptsOf = (db: Database, id: number): StoredAttempt[] =>
  db
    .all('select at, outcome, answer from attempts where notification_id = ? order by id', id)
    .map((row) => ({
      at: integer(row, 'at'),
      outcome: oneOf(ATTEMPT_OUTCOMES, row, 'outcome'),
      answer: text(row, 'answer'),
    }));

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

/** A test, due at once. */
export const insertTest = (
  db: Database,
  { subscriberId, channel }: { subscriberId: number; channel: Channel },
  at: number,
): number =>
  db.run(
    `insert into notifications (subscriber_id, type, channel, status, due_at, created_at)
     values (?, 'test', ?, 'waiting', ?, ?)`,
    subscriberId,
    channel,
    at,
    at,
  ).id;

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

export const countWaiting = (db: Database, channel: Channel): number => {
  const row = db.get(
    "select count(*) as count from notifications where status = 'waiting' and channel = ?",
    channel,
  );
  return row ? integer(row, 'count') : 0;
};
