/** The operations on calls: the way in for any source, and what became of each. */
import * as z from 'zod';
import { callSchema } from '../domain/call.ts';
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
const notificationSchema = z.strictObject({
  id: z.int(),
  type: z.enum(TOLD_TYPES),
  channel: z.enum(CHANNELS),
  status: z.enum(NOTIFICATION_STATES),
  rules: z.array(z.int()),
  attempts: z.int(),
  dueAt: z.string(),
  sentAt: z.string().nullable(),
  /** What the server answered to the last attempt. */
  answer: z.string().nullable(),
});

export const ATTEMPT_OUTCOMES = ['sent', 'temporary', 'permanent'] as const;

/** A notification by itself: with the call that it tells of, whom it tells, and every attempt to send it. */
const sentNotificationSchema = notificationSchema.extend({
  callId: z.int().nullable(),
  subscriber: subscriberSchema.nullable(),
  createdAt: z.string(),
  history: z.array(
    z.strictObject({ at: z.string(), outcome: z.enum(ATTEMPT_OUTCOMES), answer: z.string() }),
  ),
});

export type SentNotification = z.output<typeof sentNotificationSchema>;

export type Notification = z.output<typeof notificationSchema>;

const keptCallSchema = z.strictObject({
  id: z.int(),
  call: callSchema,
  subscriber: subscriberSchema.nullable(),
  receivedAt: z.string(),
  verdict: verdictSchema,
  notifications: z.array(notificationSchema),
});

export type KeptCall = z.output<typeof keptCallSchema>;

/** `known`: reported before, with nothing new in it. */
const reportResult = z.strictObject({
  index: z.int(),
  result: z.enum(['taken', 'known', 'refused']),
  id: z.int().nullable(),
  verdict: verdictSchema.nullable(),
  problem: z.array(faultSchema),
});

export type ReportResult = z.output<typeof reportResult>;

/**
 * Each call is checked by itself, so that one bad call never holds up the others. With `recorded` each is judged as of
 * its own time, so that none is too old, and nobody is told of it: it is history. What a source that the service
 * listens to will report by itself is left to it, and answered as `known`.
 */
const reportCalls = {
  method: 'POST',
  path: '/calls',
  scope: 'calls:write',
  query: z.strictObject({ ...writing, recorded: z.boolean().default(false) }),
  body: z.array(z.unknown()).min(1).max(MOST_CALLS),
  answer: z.array(reportResult),
} as const satisfies Operation;

const listCalls = {
  method: 'GET',
  path: '/calls',
  scope: 'calls:read',
  query: z.strictObject({
    ...paging,
    verdict: z.enum(VERDICTS).optional(),
    subscriber: z.string().optional(),
    /** Began at this instant or later. */
    since: callSchema.shape.startedAt.optional(),
  }),
  answer: page(keptCallSchema),
} as const satisfies Operation;

const getCall = {
  method: 'GET',
  path: '/calls/{id}',
  scope: 'calls:read',
  params: z.strictObject({ id: z.int() }),
  answer: keptCallSchema,
} as const satisfies Operation;

/** The newest first. */
const listNotifications = {
  method: 'GET',
  path: '/notifications',
  scope: 'calls:read',
  query: z.strictObject({
    ...paging,
    ids: idSetSchema.optional(),
    status: z.enum(NOTIFICATION_STATES).optional(),
    channel: z.enum(CHANNELS).optional(),
    subscriber: z.string().optional(),
    /** Made at this instant or later. */
    since: callSchema.shape.startedAt.optional(),
  }),
  answer: page(sentNotificationSchema),
} as const satisfies Operation;

const getNotification = {
  method: 'GET',
  path: '/notifications/{id}',
  scope: 'calls:read',
  params: z.strictObject({ id: z.int() }),
  answer: sentNotificationSchema,
} as const satisfies Operation;

/** A message marked as a test, by the way that every message goes. It is tried once. */
const testNotification = {
  method: 'POST',
  path: '/notifications/test',
  scope: 'calls:write',
  makes: true,
  once: true,
  body: z.strictObject({
    subscriber: z.union([z.int(), z.string()]),
    channel: z.enum(CHANNELS).default('email'),
  }),
  answer: sentNotificationSchema,
} as const satisfies Operation;

/** Tries a failed notification again, from now on like a new one. */
const retryNotification = {
  method: 'POST',
  path: '/notifications/{id}/retry',
  scope: 'calls:write',
  once: true,
  params: z.strictObject({ id: z.int() }),
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
