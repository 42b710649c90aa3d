/** Looking at notifications, and trying a failed one again. */
import type { Notification, SentNotification } from '../../contract/calls.ts';
import { formatInstant, parseInstant } from '../../domain/instant.ts';
import { type Channel, channelsTo } from '../../domain/subscriber.ts';
import type { ChannelOptions } from '../delivery/senders.ts';
import type { Database } from '../store/database.ts';
import {
  attemptsOf,
  dueAgain,
  insertTest,
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
  history: attemptsOf(db, notification.id).map(({ at, outcome, answer }) => ({
    at: formatInstant(at, zone),
    outcome,
    answer,
  })),
});

export const listNotifications: Handler<'listNotifications'> = (context, { query }) => {
  const { db } = context;
  const { ids, status, channel, subscriber } = query;
  const since = query.since === undefined ? undefined : parseInstant(query.since);
  const found = pageOfNotifications(db, pageAsked(query), {
    ids,
    status,
    channel,
    subscriberId: subscriber === undefined ? undefined : findWho(db, subscriber, ['subscriber']).id,
    since: since?.ok ? since.value : undefined,
  });
  const { zone } = readSchedule(db).value;
  const { items, nextCursor } = pageOf(found, query.limit);
  return { items: items.map((notification) => toSent(context, notification, zone)), nextCursor };
};

const kept = (db: Database, id: number): StoredNotification =>
  notificationById(db, id) ??
  refuse([{ path: ['id'], fault: { code: 'not-found', resource: 'notification', id } }]);

export const getNotification: Handler<'getNotification'> = (context, { params }) =>
  toSent(context, kept(context.db, params.id), readSchedule(context.db).value.zone);

export const retryNotification: Handler<'retryNotification'> = (context, { params }) => {
  const { db, now } = context;
  const { id } = params;
  const { status } = kept(db, id);
  if (status !== 'failed') refuse([{ path: ['id'], fault: { code: 'not-failed', id, status } }]);
  dueAgain(db, id, now);
  return toSent(context, kept(db, id), readSchedule(db).value.zone);
};

const sendsBy = ({ mail, telegram }: ChannelOptions, channel: Channel): boolean =>
  (channel === 'email' ? mail : telegram) !== null;

export const testNotification: Handler<'testNotification'> = (context, { body }) => {
  const { db, now, channels } = context;
  const { channel } = body;
  // It would wait for a service that nobody may ever start.
  if (channels && !sendsBy(channels, channel))
    refuse([{ path: ['channel'], fault: { code: 'channel-off', channel } }]);
  const subscriber = findWho(db, body.subscriber, ['subscriber']);
  if (!channelsTo(subscriber).includes(channel)) {
    const { name, telegram } = subscriber;
    const isBlocked = channel === 'telegram' && telegram === 'blocked';
    refuse([
      {
        path: ['subscriber'],
        fault: isBlocked
          ? { code: 'chat-blocked', name }
          : { code: 'channel-missing', channel, name },
      },
    ]);
  }
  const id = insertTest(db, { subscriberId: subscriber.id, channel }, now);
  return toSent(context, kept(db, id), readSchedule(db).value.zone);
};
