/** A call: one finished attempt to reach one subscriber, with how it ended. */
import * as z from 'zod/mini';
import type { DomainFault } from './fault.ts';
import { parseInstant } from './instant.ts';
import { callerName, cleanText } from './names.ts';
import { callerNumber } from './phone-number.ts';
import { once } from './remembered.ts';

export const CALL_KINDS = ['internal', 'multichannel', 'direct', 'unknown'] as const;
export const OUTCOMES = [
  'no-answer',
  'caller-cancelled',
  'answered',
  'answered-elsewhere',
  'busy',
  'declined',
  'unavailable',
  'denied',
  'failed',
  'unknown',
] as const;

export type CallKind = (typeof CALL_KINDS)[number];
export type Outcome = (typeof OUTCOMES)[number];

const instantSchema = once(() =>
  z.string().check(
    z.superRefine((text, context) => {
      const read = parseInstant(text);
      if (!read.ok) context.addIssue({ code: 'custom', params: { fault: read.fault } });
    }),
  ),
);

const LONGEST = 256;
const identitySchema = once(() => z.string().check(z.minLength(1), z.maxLength(LONGEST)));

/** As a source reports it. What a source cannot know it leaves out; `straight` left out is a missing fact (A3). */
export const callSchema = once(() =>
  z.strictObject({
    source: identitySchema(),
    sourceCallId: identitySchema(),
    startedAt: instantSchema(),
    endedAt: z.optional(instantSchema()),
    rangSeconds: z.optional(z.number().check(z.minimum(0), z.maximum(86_400))),
    /** Extension or number of the subscriber who was called. */
    subscriber: z.optional(z.string().check(z.maxLength(LONGEST))),
    caller: z.strictObject({
      number: z._default(z.nullable(z.string()), null),
      name: z._default(z.nullable(z.string()), null),
    }),
    dialled: z.optional(z.string().check(z.maxLength(LONGEST))),
    kind: z.enum(CALL_KINDS),
    straight: z.optional(z.boolean()),
    outcome: z.enum(OUTCOMES),
    voicemail: z.optional(
      z.strictObject({
        durationSeconds: z.optional(z.number().check(z.minimum(0))),
        mailbox: z.optional(z.string().check(z.maxLength(LONGEST))),
      }),
    ),
    /** What the source's PBX really said, kept for questions; never judged by. */
    raw: z.optional(z.record(z.string(), z.unknown())),
  }),
);

export type Call = z.output<ReturnType<typeof callSchema>>;

/** When the call began, in milliseconds of Unix time; its schema let only an instant through. */
export const startOf = ({ startedAt }: Call): number => {
  const start = parseInstant(startedAt);
  if (!start.ok) throw new Error(`a call that was checked has no instant: ${startedAt}`);
  return start.value;
};

/** When it was over, as far as its source tells. */
export const endOf = (call: Call): number => {
  const end = call.endedAt === undefined ? null : parseInstant(call.endedAt);
  return Math.max(startOf(call), end?.ok ? end.value : 0);
};

const EARLIEST = Date.UTC(2000, 0, 1);
/** A clock that is a zone off is no reason to lose a call. */
const MOST_AHEAD_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Why a finished call cannot have begun then: the clock of its source is wrong. Null if it can. */
export const impossibleStart = (call: Call, now: number): DomainFault | null => {
  const start = startOf(call);
  const ahead = start > now + MOST_AHEAD_MILLISECONDS;
  return ahead || start < EARLIEST
    ? { code: 'start-impossible', text: call.startedAt, ahead }
    : null;
};

/**
 * The call with its numbers in their one form and its texts cleaned; nothing in it is refused any more (A13).
 * @param region the country of numbers without `+`
 */
export const canonicalCall = (call: Call, region: string): Call => ({
  ...call,
  caller: {
    number: cleanNumber(call.caller.number, region),
    name: callerName(call.caller.name),
  },
  ...(call.subscriber !== undefined && { subscriber: cleanNumber(call.subscriber, region) ?? '' }),
  ...(call.dialled !== undefined && { dialled: cleanNumber(call.dialled, region) ?? '' }),
});

const cleanNumber = (text: string | null, region: string): string | null =>
  callerNumber(text === null ? null : [...cleanText(text)].slice(0, LONGEST).join(''), region);

/** Its facts without those that are undefined, which would wipe what they are spread over. */
const said = (call: Call) =>
  Object.fromEntries(Object.entries(call).filter(([, fact]) => fact !== undefined));

/**
 * The call with what a repeat newly tells (A7): an unknown outcome, kind or straightness becomes known, a voice
 * message is added. What was known stays, whatever the repeat says.
 */
export const mergeRepeat = (known: Call, repeat: Call): Call => ({
  ...repeat,
  ...said(known),
  kind: known.kind === 'unknown' ? repeat.kind : known.kind,
  outcome: known.outcome === 'unknown' ? repeat.outcome : known.outcome,
});
