/** The operations on rules. */
import * as z from 'zod';
import { callSchema } from '../domain/call.ts';
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
export const whoSchema = z.union([z.int(), z.string()]);

/** One rule for each subscriber (R2). */
const draftSchema = z.strictObject({
  subscribers: z.array(whoSchema).min(1).max(MOST_SUBSCRIBERS),
  ...ruleContentSchema.shape,
});

const listRules = {
  method: 'GET',
  path: '/rules',
  scope: 'rules:read',
  query: z.strictObject({
    ...paging,
    ids: idSetSchema.optional(),
    /** An address, as A14 finds it. */
    subscriber: z.string().optional(),
    type: z.enum(NOTIFICATION_TYPES).optional(),
    time: z.enum(TIME_KINDS).optional(),
    /** A kind of callers, or a number that the rule lists. */
    callers: z.union([z.enum(CALLER_KINDS), z.string()]).optional(),
    /** A part of the subscriber's name, number, extension or e-mail. */
    q: z.string().optional(),
  }),
  answer: page(ruleSchema).extend({ revision: z.int() }),
} as const satisfies Operation;

const createRules = {
  method: 'POST',
  path: '/rules',
  scope: 'rules:write',
  query: z.strictObject(writing),
  body: draftSchema,
  answer: z.strictObject({ created: z.array(ruleSchema), unchanged: z.array(ruleSchema) }),
} as const satisfies Operation;

const idParams = z.strictObject({ id: z.int() });

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
  query: z.strictObject(writing),
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
  query: z.strictObject(writing),
  answer: ruleSchema,
} as const satisfies Operation;

/** A rule as it was seen. */
const seenRule = z.strictObject({ id: z.int(), revision: z.int() });

const changeCounts = { created: z.int(), updated: z.int(), unchanged: z.int(), removed: z.int() };

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
  query: z.strictObject({
    ...writing,
    /** Answers the counts only: the lists of rules stay empty. */
    brief: z.boolean().default(false),
  }),
  body: z.strictObject({
    /** All rules that each of these subscribers had when the change was thought out; if one has others, it is stale. */
    seen: z
      .array(z.strictObject({ subscriber: z.int(), rules: z.array(seenRule).max(MOST_CHANGES) }))
      .max(MOST_CHANGES)
      .default([]),
    create: z.array(draftSchema).max(MOST_CHANGES).default([]),
    update: z
      .array(
        z.strictObject({ id: z.int(), revision: z.int().optional(), ...rulePatchSchema.shape }),
      )
      .max(MOST_CHANGES)
      .default([]),
    remove: z
      .array(z.strictObject({ id: z.int(), revision: z.int().optional() }))
      .max(MOST_CHANGES)
      .default([]),
  }),
  answer: z.strictObject({
    created: z.array(ruleSchema),
    updated: z.array(ruleSchema),
    unchanged: z.array(ruleSchema),
    removed: z.array(ruleSchema),
    counts: z.strictObject(changeCounts),
    revision: z.int(),
  }),
} as const satisfies Operation;

/** A call that has not happened: what is left out is now, no-answer, and the kind that the caller's number suggests. */
const decideCall = {
  method: 'POST',
  path: '/rules/decide',
  scope: 'rules:read',
  asks: true,
  body: z.strictObject({
    call: callSchema.pick({ caller: true, straight: true, dialled: true, voicemail: true }).extend({
      subscriber: whoSchema,
      startedAt: callSchema.shape.startedAt.optional(),
      kind: callSchema.shape.kind.optional(),
      outcome: callSchema.shape.outcome.default('no-answer'),
    }),
    /** Rules that are only proposed, judged in the place of those that he has. */
    rules: z.array(ruleContentSchema).max(MOST_PROPOSED).optional(),
  }),
  answer: z.strictObject({
    call: callSchema,
    subscriber: subscriberSchema,
    verdict: verdictSchema,
  }),
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
