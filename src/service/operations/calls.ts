/** Taking calls, and looking at what became of them. */
import type { KeptCall, Notification, ReportResult } from '../../contract/calls.ts';
import { type Call, callSchema, canonicalCall, mergeRepeat } from '../../domain/call.ts';
import { check } from '../../domain/check.ts';
import { formatInstant, parseInstant } from '../../domain/instant.ts';
import { NOTIFICATION_TYPES, type NotificationType } from '../../domain/rule.ts';
import { straightTarget } from '../../domain/settings.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import type { Verdict } from '../../domain/verdict.ts';
import {
  callById,
  callByIdentity,
  insertCall,
  pageOfCalls,
  type StoredCall,
  updateCall,
} from '../store/calls.ts';
import {
  type Channel,
  insertNotification,
  notificationsOfCall,
  type StoredNotification,
} from '../store/notifications.ts';
import { readSchedule, readSettings } from '../store/singles.ts';
import { subscriberById } from '../store/subscribers.ts';
import { type Context, type Handler, pageAsked, pageOf, refuse } from './context.ts';
import { judge, subscriberAt } from './judge.ts';
import { findWho } from './who.ts';

type Judged = { call: Call; subscriber: Subscriber | null; verdict: Verdict };

/** The subscriber whom the call names, or whom the company's straight numbers name for it (A2). */
const judged = ({ db, now }: Context, call: Call): Judged => {
  const settings = readSettings(db).value;
  const schedule = readSchedule(db).value;
  const number = call.subscriber ?? straightTarget(settings, call.dialled);
  const subscriber = subscriberAt(db, number);
  return {
    call,
    subscriber,
    verdict: judge({ db, call, subscriber, schedule, settings, judgedAt: now }),
  };
};

const channelsOf = ({ email, telegram }: Subscriber): Channel[] => [
  ...(email === null ? [] : (['email'] as const)),
  ...(telegram === 'connected' ? (['telegram'] as const) : []),
];

/** One notification for each channel and type that is due, naming every rule that asks for it (A6, R9). */
const enqueue = (
  { db, now }: Context,
  callId: number,
  { subscriber, verdict }: Judged,
  due: readonly NotificationType[],
): void => {
  if (!subscriber) return;
  for (const type of due.filter((name) => verdict.types.includes(name))) {
    const rules = verdict.rules.flatMap(({ id, types }) =>
      id !== null && types.includes(type) ? [id] : [],
    );
    for (const channel of channelsOf(subscriber)) {
      insertNotification(db, { callId, subscriberId: subscriber.id, type, channel, rules }, now);
    }
  }
};

const takeNew = (context: Context, call: Call): { id: number; verdict: Verdict } => {
  const outcome = judged(context, call);
  const start = parseInstant(call.startedAt);
  const id = insertCall(context.db, outcome, start.ok ? start.value : context.now, context.now);
  enqueue(context, id, outcome, NOTIFICATION_TYPES);
  return { id, verdict: outcome.verdict };
};

/**
 * What a repeat can newly make due (A7): a missed call that was undecided, a voice message that was not there, and
 * all of a call that was nobody's.
 */
const newlyDue = (before: StoredCall, call: Call): readonly NotificationType[] => {
  if (before.verdict.reason === 'no-such-subscriber') return NOTIFICATION_TYPES;
  const wasOpen = before.verdict.verdict === 'undecided' || before.verdict.missing.length > 0;
  return [
    ...(wasOpen ? (['missed'] as const) : []),
    ...(call.voicemail && !before.call.voicemail ? (['voicemail'] as const) : []),
  ];
};

const takeRepeat = (
  context: Context,
  before: StoredCall,
  repeat: Call,
): Pick<ReportResult, 'result' | 'verdict'> => {
  const call = mergeRepeat(before.call, repeat);
  const merged = callSchema.parse(JSON.parse(JSON.stringify(call)));
  if (JSON.stringify(merged) === JSON.stringify(before.call))
    return { result: 'known', verdict: before.verdict };
  const outcome = judged(context, merged);
  // Whoever was told stays told, though by now it is too late, or the rule is gone.
  const untold = before.verdict.verdict === 'notify' && outcome.verdict.verdict !== 'notify';
  const verdict = untold ? before.verdict : outcome.verdict;
  updateCall(context.db, before.id, { ...outcome, verdict });
  enqueue(context, before.id, outcome, newlyDue(before, merged));
  return { result: 'taken', verdict };
};

/** The one way in for calls, whoever brings them: call, verdict and notifications in one transaction. */
const takeCall = (context: Context, value: unknown, index: number): ReportResult => {
  const checked = check(callSchema, value);
  if (!checked.ok) {
    const problem = checked.fault.map(({ path, fault }) => ({ path: [...path], fault }));
    return { index, result: 'refused', id: null, verdict: null, problem };
  }
  const call = canonicalCall(checked.value, readSettings(context.db).value.region);
  const before = callByIdentity(context.db, call);
  if (before) return { index, id: before.id, ...takeRepeat(context, before, call), problem: [] };
  return { index, result: 'taken', ...takeNew(context, call), problem: [] };
};

export const reportCalls: Handler<'reportCalls'> = (context, { body }) =>
  body.map((value, index) => takeCall(context, value, index));

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
  const found = pageOfCalls(db, pageAsked(query), { verdict: query.verdict, subscriberId });
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
