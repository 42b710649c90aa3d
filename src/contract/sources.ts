/** The operations on sources of calls: how each that the service listens to is doing. */
import * as z from 'zod/mini';
import { once } from '../domain/remembered.ts';
import type { Operation } from './operation.ts';
import { faultSchema } from './problem.ts';

const SOURCE_KINDS = ['asterisk', 't2'] as const;
export const SOURCE_STATES = ['connecting', 'connected', 'waiting', 'stopped'] as const;
/** What a source may not be told, because its account on the PBX lacks the right. */
export const EVENT_CLASSES = ['call', 'dialplan', 'dtmf'] as const;

/** When the tokens die with which the service signs in to a PBX; null where they do not say. */
const tokensSchema = once(() =>
  z.nullable(
    z.strictObject({ accessUntil: z.nullable(z.string()), refreshUntil: z.nullable(z.string()) }),
  ),
);

const sourceSchema = once(() =>
  z.strictObject({
    name: z.string(),
    kind: z.enum(SOURCE_KINDS),
    /** Without any secret. */
    address: z.string(),
    state: z.enum(SOURCE_STATES),
    /** Since when it is in this state. */
    since: z.string(),
    /** When it will be tried again. */
    retryAt: z.nullable(z.string()),
    /** What the PBX says it is. */
    version: z.nullable(z.string()),
    lastEventAt: z.nullable(z.string()),
    lastCallAt: z.nullable(z.string()),
    /** How many calls go on now; how many have ended and are not taken yet. */
    underWay: z.int(),
    pending: z.int(),
    /** Since the service was started. */
    calls: z.strictObject({ taken: z.int(), known: z.int(), refused: z.int(), lost: z.int() }),
    /** How many were undecided, by what was not known of them. */
    undecided: z.record(z.string(), z.int()),
    /** What it said that this version does not know, since the service was started: `callStatus=NEW`. */
    unknown: z.record(z.string(), z.int()),
    /** Events heard since it was connected, by their class; of a source that tells events. */
    events: z.partialRecord(z.enum(EVENT_CLASSES), z.int()),
    /** Null for a source that has none. */
    tokens: tokensSchema(),
    /** What went wrong last, and when. */
    error: z.nullable(
      z.strictObject({ at: z.string(), ...z.pick(faultSchema(), { fault: true }).shape }),
    ),
  }),
);

export type Source = z.output<ReturnType<typeof sourceSchema>>;

/** In the order in which they were given. `running` is false for a PBX that is only a file: nothing listens for it. */
const listSources = {
  method: 'GET',
  path: '/sources',
  scope: 'calls:read',
  answer: once(() => z.strictObject({ running: z.boolean(), items: z.array(sourceSchema()) })),
} as const satisfies Operation;

const sourceCheckSchema = once(() =>
  z.strictObject({
    name: z.string(),
    address: z.string(),
    version: z.nullable(z.string()),
    tokens: tokensSchema(),
    /** Why it cannot be connected to; null if it can. */
    problem: z.nullable(z.pick(faultSchema(), { fault: true })),
  }),
);

export type SourceCheck = z.output<ReturnType<typeof sourceCheckSchema>>;

/** Connects and signs in to the source once more, beside the connection that it may have. */
const checkSource = {
  method: 'POST',
  path: '/sources/{name}/check',
  scope: 'calls:read',
  asks: true,
  params: once(() => z.strictObject({ name: z.string() })),
  answer: sourceCheckSchema,
} as const satisfies Operation;

export const sourceOperations = { listSources, checkSource };
