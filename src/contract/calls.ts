/** The operations on calls: the way in for any source, and what became of each. */
import * as z from 'zod/mini';
import { callSchema } from '../domain/call.ts';
import { once } from '../domain/remembered.ts';
import { NOTIFICATION_TYPES } from '../domain/rule.ts';
import { CHANNELS, subscriberSchema } from '../domain/subscriber.ts';
import { VERDICTS, verdictSchema } from '../domain/verdict.ts';
import { idSetSchema, type Operation, page, paging, writing } from './operation.ts';
import { faultSchema } from './problem.ts';

export const MOST_CALLS = 1000;

export const NOTIFICATION_STATES = ['waiting', 'sent', 'failed', 'withdrawn'] as const;

/** What a notification tells of; a `test` tells of no call, only that messages arrive. */
export const TOLD_TYPES = [...NOTIFICATION_TYPES, 'test'] as const;

/** `withdrawn`: the last rule that asked for it was removed before it was sent (R3). */
const notificationSchema = once(() =>
  z.strictObject({
    id: z.int(),
    type: z.enum(TOLD_TYPES),
    channel: z.enum(CHANNELS),
    status: z.enum(NOTIFICATION_STATES),
    rules: z.array(z.int()),
    attempts: z.int(),
    dueAt: z.string(),
    sentAt: z.nullable(z.string()),
    /** What the server answered to the last attempt. */
    answer: z.nullable(z.string()),
  }),
);

export const ATTEMPT_OUTCOMES = ['sent', 'temporary', 'permanent'] as const;

/** A notification by itself: with the call that it tells of, whom it tells, and every attempt to send it. */
const sentNotificationSchema = once(() =>
  z.extend(notificationSchema(), {
    callId: z.nullable(z.int()),
    subscriber: z.nullable(subscriberSchema()),
    createdAt: z.string(),
    history: z.array(
      z.strictObject({ at: z.string(), outcome: z.enum(ATTEMPT_OUTCOMES), answer: z.string() }),
    ),
  }),
);

export type SentNotification = z.output<ReturnType<typeof sentNotificationSchema>>;

export type Notification = z.output<ReturnType<typeof notificationSchema>>;

const keptCallSchema = once(() =>
  z.strictObject({
    id: z.int(),
    call: callSchema(),
    subscriber: z.nullable(subscriberSchema()),
    receivedAt: z.string(),
    verdict: verdictSchema(),
    notifications: z.array(notificationSchema()),
  }),
);

export type KeptCall = z.output<ReturnType<typeof keptCallSchema>>;

/** `known`: reported before, with nothing new in it. */
const reportResult = once(() =>
  z.strictObject({
    index: z.int(),
    result: z.enum(['taken', 'known', 'refused']),
    id: z.nullable(z.int()),
    verdict: z.nullable(verdictSchema()),
    problem: z.array(faultSchema()),
  }),
);

export type ReportResult = z.output<ReturnType<typeof reportResult>>;

/**
 * Each call is checked by itself, so that one bad call never holds up the others. With `recorded` each is judged as of
 * its own time, so that none is too old, and nobody is told of it: it is history. What a source that the service
 * listens to will report by itself is left to it, and answered as `known`.
 */
const reportCalls = {
  method: 'POST',
  path: '/calls',
  scope: 'calls:write',
  query: once(() => z.strictObject({ ...writing(), recorded: z._default(z.boolean(), false) })),
  body: once(() => z.array(z.unknown()).check(z.minLength(1), z.maxLength(MOST_CALLS))),
  answer: once(() => z.array(reportResult())),
} as const satisfies Operation;

const listCalls = {
  method: 'GET',
  path: '/calls',
  scope: 'calls:read',
  query: once(() =>
    z.strictObject({
      ...paging(),
      verdict: z.optional(z.enum(VERDICTS)),
      subscriber: z.optional(z.string()),
      /** Began at this instant or later. */
      since: z.optional(callSchema().shape.startedAt),
    }),
  ),
  answer: once(() => page(keptCallSchema())),
} as const satisfies Operation;

const getCall = {
  method: 'GET',
  path: '/calls/{id}',
  scope: 'calls:read',
  params: once(() => z.strictObject({ id: z.int() })),
  answer: keptCallSchema,
} as const satisfies Operation;

/** The newest first. */
const listNotifications = {
  method: 'GET',
  path: '/notifications',
  scope: 'calls:read',
  query: once(() =>
    z.strictObject({
      ...paging(),
      ids: z.optional(idSetSchema()),
      status: z.optional(z.enum(NOTIFICATION_STATES)),
      channel: z.optional(z.enum(CHANNELS)),
      subscriber: z.optional(z.string()),
      /** Made at this instant or later. */
      since: z.optional(callSchema().shape.startedAt),
    }),
  ),
  answer: once(() => page(sentNotificationSchema())),
} as const satisfies Operation;

const getNotification = {
  method: 'GET',
  path: '/notifications/{id}',
  scope: 'calls:read',
  params: once(() => z.strictObject({ id: z.int() })),
  answer: sentNotificationSchema,
} as const satisfies Operation;

/** A message marked as a test, by the way that every message goes. It is tried once. */
const testNotification = {
  method: 'POST',
  path: '/notifications/test',
  scope: 'calls:write',
  makes: true,
  once: true,
  body: once(() =>
    z.strictObject({
      subscriber: z.union([z.int(), z.string()]),
      channel: z._default(z.enum(CHANNELS), 'email'),
    }),
  ),
  answer: sentNotificationSchema,
} as const satisfies Operation;

/** Tries a failed notification again, from now on like a new one. */
const retryNotification = {
  method: 'POST',
  path: '/notifications/{id}/retry',
  scope: 'calls:write',
  once: true,
  params: once(() => z.strictObject({ id: z.int() })),
  answer: sentNotificationSchema,
} as const satisfies Operation;

export const callOperations = {
  reportCalls,
  listCalls,
  getCall,
  listNotifications,
  getNotification,
  testNotification,
  retryNotification,
};
