/** The operations on rules. */
import * as z from 'zod/mini';
import { callSchema } from '../domain/call.ts';
import { once } from '../domain/remembered.ts';
import {
  CALLER_KINDS,
  NOTIFICATION_TYPES,
  ruleContentSchema,
  rulePatchSchema,
  ruleSchema,
  TIME_KINDS,
} from '../domain/rule.ts';
import { subscriberSchema } from '../domain/subscriber.ts';
import { verdictSchema } from '../domain/verdict.ts';
import { idSetSchema, type Operation, page, paging, writing } from './operation.ts';

const MOST_SUBSCRIBERS = 10_000;
const MOST_CHANGES = 100_000;
const MOST_PROPOSED = 1000;

/** A subscriber by his id, or by an address as A14 finds it. */
export const whoSchema = once(() => z.union([z.int(), z.string()]));

/** One rule for each subscriber (R2). */
const draftSchema = once(() =>
  z.strictObject({
    subscribers: z.array(whoSchema()).check(z.minLength(1), z.maxLength(MOST_SUBSCRIBERS)),
    ...ruleContentSchema().shape,
  }),
);

const listRules = {
  method: 'GET',
  path: '/rules',
  scope: 'rules:read',
  query: once(() =>
    z.strictObject({
      ...paging(),
      ids: z.optional(idSetSchema()),
      /** An address, as A14 finds it. */
      subscriber: z.optional(z.string()),
      type: z.optional(z.enum(NOTIFICATION_TYPES)),
      time: z.optional(z.enum(TIME_KINDS)),
      /** A kind of callers, or a number that the rule lists. */
      callers: z.optional(z.union([z.enum(CALLER_KINDS), z.string()])),
      /** A part of the subscriber's name, number, extension or e-mail. */
      q: z.optional(z.string()),
    }),
  ),
  answer: once(() => z.extend(page(ruleSchema()), { revision: z.int() })),
} as const satisfies Operation;

const createRules = {
  method: 'POST',
  path: '/rules',
  scope: 'rules:write',
  query: once(() => z.strictObject(writing())),
  body: draftSchema,
  answer: once(() =>
    z.strictObject({ created: z.array(ruleSchema()), unchanged: z.array(ruleSchema()) }),
  ),
} as const satisfies Operation;

const idParams = once(() => z.strictObject({ id: z.int() }));

const getRule = {
  method: 'GET',
  path: '/rules/{id}',
  scope: 'rules:read',
  params: idParams,
  answer: ruleSchema,
} as const satisfies Operation;

/** What is left out stays as it is. */
const patchRule = {
  method: 'PATCH',
  path: '/rules/{id}',
  scope: 'rules:write',
  conditional: true,
  params: idParams,
  query: once(() => z.strictObject(writing())),
  body: rulePatchSchema,
  answer: ruleSchema,
} as const satisfies Operation;

/** Answers the rule that is gone. */
const deleteRule = {
  method: 'DELETE',
  path: '/rules/{id}',
  scope: 'rules:write',
  conditional: true,
  params: idParams,
  query: once(() => z.strictObject(writing())),
  answer: ruleSchema,
} as const satisfies Operation;

/** A rule as it was seen. */
const seenRule = once(() => z.strictObject({ id: z.int(), revision: z.int() }));

/**
 * All of it or nothing, conditional on the revision of the whole set if one is given, and on what was seen of single
 * subscribers.
 */
const batchRules = {
  method: 'POST',
  path: '/rules/batch',
  scope: 'rules:write',
  conditional: true,
  bulk: true,
  query: once(() =>
    z.strictObject({
      ...writing(),
      /** Answers the counts only: the lists of rules stay empty. */
      brief: z._default(z.boolean(), false),
    }),
  ),
  body: once(() =>
    z.strictObject({
      /** All rules that each of these subscribers had when the change was thought out; if one has others, it is stale. */
      seen: z._default(
        z
          .array(
            z.strictObject({
              subscriber: z.int(),
              rules: z.array(seenRule()).check(z.maxLength(MOST_CHANGES)),
            }),
          )
          .check(z.maxLength(MOST_CHANGES)),
        [],
      ),
      create: z._default(z.array(draftSchema()).check(z.maxLength(MOST_CHANGES)), []),
      update: z._default(
        z
          .array(
            z.strictObject({
              id: z.int(),
              revision: z.optional(z.int()),
              ...rulePatchSchema().shape,
            }),
          )
          .check(z.maxLength(MOST_CHANGES)),
        [],
      ),
      remove: z._default(
        z
          .array(z.strictObject({ id: z.int(), revision: z.optional(z.int()) }))
          .check(z.maxLength(MOST_CHANGES)),
        [],
      ),
    }),
  ),
  answer: once(() =>
    z.strictObject({
      created: z.array(ruleSchema()),
      updated: z.array(ruleSchema()),
      unchanged: z.array(ruleSchema()),
      removed: z.array(ruleSchema()),
      counts: z.strictObject({
        created: z.int(),
        updated: z.int(),
        unchanged: z.int(),
        removed: z.int(),
      }),
      revision: z.int(),
    }),
  ),
} as const satisfies Operation;

/** A call that has not happened: what is left out is now, no-answer, and the kind that the caller's number suggests. */
const decideCall = {
  method: 'POST',
  path: '/rules/decide',
  scope: 'rules:read',
  asks: true,
  body: once(() =>
    z.strictObject({
      call: z.extend(
        z.pick(callSchema(), { caller: true, straight: true, dialled: true, voicemail: true }),
        {
          subscriber: whoSchema(),
          startedAt: z.optional(callSchema().shape.startedAt),
          kind: z.optional(callSchema().shape.kind),
          outcome: z._default(callSchema().shape.outcome, 'no-answer'),
        },
      ),
      /** Rules that are only proposed, judged in the place of those that he has. */
      rules: z.optional(z.array(ruleContentSchema()).check(z.maxLength(MOST_PROPOSED))),
    }),
  ),
  answer: once(() =>
    z.strictObject({
      call: callSchema(),
      subscriber: subscriberSchema(),
      verdict: verdictSchema(),
    }),
  ),
} as const satisfies Operation;

export const ruleOperations = {
  listRules,
  createRules,
  getRule,
  patchRule,
  deleteRule,
  batchRules,
  decideCall,
};
