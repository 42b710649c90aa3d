/** The verdict on a call, with every fact that decided it: what the service sends by and what people are shown. */
import * as z from 'zod/mini';
import { CALL_KINDS, OUTCOMES } from './call.ts';
import { intervalSchema, WEEKDAYS } from './interval.ts';
import { once } from './remembered.ts';
import { NOTIFICATION_TYPES } from './rule.ts';

/** What a source could not tell (A3). */
const MISSING_FACTS = ['outcome', 'kind', 'straight'] as const;
export type MissingFact = (typeof MISSING_FACTS)[number];

const missingSchema = once(() => z.array(z.enum(MISSING_FACTS)));

const atSchema = once(() => ({ date: z.string(), weekday: z.enum(WEEKDAYS), time: z.string() }));
const hoursSchema = once(() => ({
  ...atSchema(),
  hours: z.array(intervalSchema()),
  exception: z.boolean(),
}));
const periodSchema = once(() => ({ ...atSchema(), period: z.string() }));

export const factSchema = once(() =>
  z.discriminatedUnion('code', [
    z.strictObject({ code: z.literal('rang-out'), kind: z.enum(CALL_KINDS) }),
    z.strictObject({ code: z.literal('ended-otherwise'), outcome: z.enum(OUTCOMES) }),
    z.strictObject({ code: z.literal('not-straight') }),
    z.strictObject({ code: z.literal('direct-not-notified') }),
    z.strictObject({ code: z.literal('voice-message-left') }),
    z.strictObject({ code: z.literal('no-voice-message') }),
    z.strictObject({ code: z.literal('not-known'), missing: missingSchema() }),
    z.strictObject({ code: z.literal('in-working-hours'), ...hoursSchema() }),
    z.strictObject({ code: z.literal('outside-working-hours'), ...hoursSchema() }),
    z.strictObject({ code: z.literal('in-period'), ...periodSchema() }),
    z.strictObject({ code: z.literal('outside-period'), ...periodSchema() }),
    z.strictObject({ code: z.literal('caller-listed'), number: z.string() }),
    z.strictObject({ code: z.literal('caller-not-listed'), number: z.string() }),
    z.strictObject({ code: z.literal('caller-vip'), number: z.string(), name: z.string() }),
    z.strictObject({ code: z.literal('caller-not-vip'), number: z.string() }),
    z.strictObject({ code: z.literal('caller-hidden') }),
    z.strictObject({ code: z.literal('caller-no-number'), text: z.string() }),
  ]),
);

export type Fact = z.output<ReturnType<typeof factSchema>>;

/** True, false, or null where a missing fact decides. */
export type Holds = boolean | null;

const criterionSchema = once(() =>
  z.strictObject({ holds: z.nullable(z.boolean()), fact: factSchema() }),
);

export type Criterion = z.output<ReturnType<typeof criterionSchema>>;

/** One rule on one call. A criterion that the rule does not have is left out. */
const ruleVerdictSchema = once(() =>
  z.strictObject({
    id: z.nullable(z.int()),
    matches: z.nullable(z.boolean()),
    /** The types of the rule that held. */
    types: z.array(z.enum(NOTIFICATION_TYPES)),
    type: criterionSchema(),
    time: z.optional(criterionSchema()),
    callers: z.optional(criterionSchema()),
  }),
);

export type RuleVerdict = z.output<ReturnType<typeof ruleVerdictSchema>>;

export const VERDICTS = ['notify', 'silent', 'undecided'] as const;

export const REASONS = [
  'matched',
  'missing-facts',
  'no-such-subscriber',
  'too-old',
  'past',
  'no-rules',
  'not-straight',
  'direct-not-notified',
  'no-rule-matches',
  'caller-cancelled',
  'answered',
  'answered-elsewhere',
  'busy',
  'declined',
  'unavailable',
  'denied',
  'failed',
] as const;

export type Reason = (typeof REASONS)[number];

export const verdictSchema = once(() =>
  z.strictObject({
    verdict: z.enum(VERDICTS),
    reason: z.enum(REASONS),
    /** What he is told of; for `undecided` nothing yet. */
    types: z.array(z.enum(NOTIFICATION_TYPES)),
    /** What would have to be known to decide about the missed call. */
    missing: missingSchema(),
    rules: z.array(ruleVerdictSchema()),
  }),
);

export type Verdict = z.output<ReturnType<typeof verdictSchema>>;
