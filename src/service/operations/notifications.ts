/** Looking at notifications, and trying a failed one again. */
import type { Notification, SentNotification } from '../../contract/calls.ts';
import { formatInstant, parseInstant } from '../../domain/instant.ts';
import {
  dueAgain,
  notificationById,
  pageOfNotifications,
  type StoredNotification,
} from '../store/notifications.ts';
import { readSchedule } from '../store/singles.ts';
import { subscriberById } from '../store/subscribers.ts';
import { type Context, type Handler, pageAsked, pageOf, refuse } from './context.ts';
import { findWho } from './who.ts';

export const toNotification = (notification: StoredNotification, zone: string): Notification => {
  const { id, type, channel, status, rules, attempts, dueAt, sentAt, answer } = notification;
  return {
    id,
    type,
    channel,
    status,
    rules,
    attempts,
    dueAt: formatInstant(dueAt, zone),
    sentAt: sentAt === null ? null : formatInstant(sentAt, zone),
    answer,
  };
};

const toSent = (
  { db }: Context,
  notification: StoredNotification,
  zone: string,
): SentNotification => ({
  ...toNotification(notification, zone),
  callId: notification.callId,
  subscriber:
    notification.subscriberId === null ? null : subscriberById(db, notification.subscriberId),
  createdAt: formatInstant(notification.createdAt, zone),
});

export const listNotifications: Handler<'listNotifications'> = (context, { query }) => {
  const { db } = context;
  const { status, channel, subscriber } = query;
  const since = query.since === undefined ? undefined : parseInstant(query.since);
  const found = pageOfNotifications(db, pageAsked(query), {
    status,
    channel,
    subscriberId: subscriber === undefined ? undefined : findWho(db, subscriber, ['subscriber']).id,
    since: since?.ok ? since.value : undefined,
  });
  const { zone } = readSchedule(db).value;
  const { items, nextCursor } = pageOf(found, query.limit);
  return { items: items.map((notification) => toSent(context, notification, zone)), nextCursor };
};

export const retryNotification: Handler<'retryNotification'> = (context, { params }) => {
  const { db, now } = context;
  const { id } = params;
  const before = notificationById(db, id);
  if (!before) {
    return refuse([{ path: ['id'], fault: { code: 'not-found', resource: 'notification', id } }]);
  }
  if (before.status !== 'failed') {
    refuse([{ path: ['id'], fault: { code: 'not-failed', id, status: before.status } }]);
  }
  dueAgain(db, id, now);
  return toSent(context, notificationById(db, id) ?? before, readSchedule(db).value.zone);
};
