/** Looking at calls, and at what became of each. */
import type { KeptCall } from '../../contract/calls.ts';
import { formatInstant, parseInstant } from '../../domain/instant.ts';
import { callById, pageOfCalls, type StoredCall } from '../store/calls.ts';
import { notificationsOfCall } from '../store/notifications.ts';
import { readSchedule } from '../store/singles.ts';
import { subscriberById } from '../store/subscribers.ts';
import { type Context, type Handler, pageAsked, pageOf, refuse } from './context.ts';
import { toNotification } from './notifications.ts';
import { findWho } from './who.ts';

const toKept = (
  { db }: Context,
  { id, call, subscriberId, receivedAt, verdict }: StoredCall,
  zone: string,
): KeptCall => ({
  id,
  call,
  subscriber: subscriberId === null ? null : subscriberById(db, subscriberId),
  receivedAt: formatInstant(receivedAt, zone),
  verdict,
  notifications: notificationsOfCall(db, id).map((notification) =>
    toNotification(notification, zone),
  ),
});

export const listCalls: Handler<'listCalls'> = (context, { query }) => {
  const { db } = context;
  const { zone } = readSchedule(db).value;
  const subscriberId =
    query.subscriber === undefined ? undefined : findWho(db, query.subscriber, ['subscriber']).id;
  const since = query.since === undefined ? undefined : parseInstant(query.since);
  const found = pageOfCalls(db, pageAsked(query), {
    verdict: query.verdict,
    subscriberId,
    since: since?.ok ? since.value : undefined,
  });
  const { items, nextCursor } = pageOf(found, query.limit);
  return { items: items.map((call) => toKept(context, call, zone)), nextCursor };
};

export const getCall: Handler<'getCall'> = (context, { params }) => {
  const call = callById(context.db, params.id);
  if (!call)
    return refuse([
      { path: ['id'], fault: { code: 'not-found', resource: 'call', id: params.id } },
    ]);
  return toKept(context, call, readSchedule(context.db).value.zone);
};
