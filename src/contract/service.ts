/** The operation by which a service tells of itself: what it found when it looked at everything that it rests on. */
import * as z from 'zod/mini';
import { once } from '../domain/remembered.ts';
import { CHANNELS } from '../domain/subscriber.ts';
import type { Operation } from './operation.ts';
import { faultSchema } from './problem.ts';

/** `off`: it is not set up, which may be meant. A warning is no failure. */
const CHECK_STATES = ['ok', 'warning', 'failed', 'off'] as const;

/** What is wrong, each with its next step; none where all is well. */
const looked = once(() => ({
  status: z.enum(CHECK_STATES),
  problems: z.array(z.pick(faultSchema(), { fault: true })),
}));

const queueSchema = once(() =>
  z.strictObject({
    channel: z.enum(CHANNELS),
    waiting: z.int(),
    /** When the one that waits longest was made. */
    oldest: z.nullable(z.string()),
  }),
);

/** What is null could not be found out. Sizes are bytes. */
const checkSchema = once(() =>
  z.discriminatedUnion('check', [
    z.strictObject({
      check: z.literal('store'),
      ...looked(),
      bytes: z.nullable(z.int()),
      /** Whether every page of it was read and found sound; null where that was not looked at, as it takes long. */
      isSound: z.nullable(z.boolean()),
    }),
    z.strictObject({ check: z.literal('disk'), ...looked(), free: z.nullable(z.int()) }),
    z.strictObject({ check: z.literal('clock'), ...looked(), now: z.nullable(z.string()) }),
    z.strictObject({ check: z.literal('zone'), ...looked(), zone: z.nullable(z.string()) }),
    z.strictObject({
      check: z.literal('email'),
      ...looked(),
      /** `smtp://mail.firm.ru:587`, without any secret. */
      server: z.nullable(z.string()),
      isEncrypted: z.nullable(z.boolean()),
    }),
    z.strictObject({
      check: z.literal('telegram'),
      ...looked(),
      /** `@firm_pbx_bot` */
      bot: z.nullable(z.string()),
    }),
    z.strictObject({ check: z.literal('queue'), ...looked(), channels: z.array(queueSchema()) }),
    z.strictObject({
      check: z.literal('sources'),
      ...looked(),
      connected: z.array(z.string()),
      /** How many there are. */
      all: z.int(),
    }),
  ]),
);

export type Check = z.output<ReturnType<typeof checkSchema>>;

/** Looks at everything anew: the mail server is signed in to, nothing is sent. */
const diagnose = {
  method: 'POST',
  path: '/diagnosis',
  scope: 'service:read',
  asks: true,
  answer: once(() => z.strictObject({ checks: z.array(checkSchema()) })),
} as const satisfies Operation;

export const serviceOperations = { diagnose };
