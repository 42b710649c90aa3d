/** The operation by which a service tells of itself: what it found when it looked at everything that it rests on. */
import * as z from 'zod';
import { CHANNELS } from '../domain/subscriber.ts';
import type { Operation } from './operation.ts';
import { faultSchema } from './problem.ts';

/** `off`: it is not set up, which may be meant. A warning is no failure. */
const CHECK_STATES = ['ok', 'warning', 'failed', 'off'] as const;

/** What is wrong, each with its next step; none where all is well. */
const looked = {
  status: z.enum(CHECK_STATES),
  problems: z.array(faultSchema.pick({ fault: true })),
};

const queueSchema = z.strictObject({
  channel: z.enum(CHANNELS),
  waiting: z.int(),
  /** When the one that waits longest was made. */
  oldest: z.string().nullable(),
});

/** What is null could not be found out. Sizes are bytes. */
const checkSchema = z.discriminatedUnion('check', [
  z.strictObject({
    check: z.literal('store'),
    ...looked,
    bytes: z.int().nullable(),
    /** Whether every page of it was read and found sound; null where that was not looked at, as it takes long. */
    isSound: z.boolean().nullable(),
  }),
  z.strictObject({ check: z.literal('disk'), ...looked, free: z.int().nullable() }),
  z.strictObject({ check: z.literal('clock'), ...looked, now: z.string().nullable() }),
  z.strictObject({ check: z.literal('zone'), ...looked, zone: z.string().nullable() }),
  z.strictObject({
    check: z.literal('email'),
    ...looked,
    /** `smtp://mail.firm.ru:587`, without any secret. */
    server: z.string().nullable(),
    isEncrypted: z.boolean().nullable(),
  }),
  z.strictObject({
    check: z.literal('telegram'),
    ...looked,
    /** `@firm_pbx_bot` */
    bot: z.string().nullable(),
  }),
  z.strictObject({ check: z.literal('queue'), ...looked, channels: z.array(queueSchema) }),
  z.strictObject({
    check: z.literal('sources'),
    ...looked,
    connected: z.array(z.string()),
    /** How many there are. */
    all: z.int(),
  }),
]);

export type Check = z.output<typeof checkSchema>;

/** Looks at everything anew: the mail server is signed in to, nothing is sent. */
const diagnose = {
  method: 'POST',
  path: '/diagnosis',
  scope: 'service:read',
  asks: true,
  answer: z.strictObject({ checks: z.array(checkSchema) }),
} as const satisfies Operation;

export const serviceOperations = { diagnose };
