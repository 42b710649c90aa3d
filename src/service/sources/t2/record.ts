/** A call record of T2 as a call of the domain: what it tells, and no more than it tells. */
import * as z from 'zod/mini';
import type { Call, CallKind, Outcome } from '../../../domain/call.ts';
import { parseInstant } from '../../../domain/instant.ts';
import { once } from '../../../domain/remembered.ts';
import type { CallContext } from '../source.ts';

const LONGEST = 256;
const text = once(() => {
  const short = z.transform((value: string) => value.trim().slice(0, LONGEST));
  return z.catch(z.nullish(z.pipe(z.string(), short)), null);
});
const seconds = once(() => z.catch(z.nullish(z.number().check(z.minimum(0))), null));

/** Whatever does not apply is left out by T2; what cannot be read is as if it were. */
const recordSchema = once(() =>
  z.object({
    uuid: z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST)),
    date: z.string(),
    callType: text(),
    callStatus: text(),
    callerNumber: text(),
    callerName: text(),
    destinationNumber: text(),
    calleeNumber: text(),
    calleeName: text(),
    callDuration: seconds(),
    conversationDuration: seconds(),
  }),
);

export type CallRecord = Omit<z.output<ReturnType<typeof recordSchema>>, 'date'> & {
  /** Milliseconds of Unix time. */
  start: number;
};

/** `+0300` too, which RFC 3339 does not have. */
const SHORT_OFFSET = /([+-]\d\d)(\d\d)$/;

/** Null if nobody can tell which call it is, or when it was. */
export const readRecord = (value: unknown): CallRecord | null => {
  const read = recordSchema().safeParse(value);
  if (!read.success) return null;
  const { date, ...record } = read.data;
  const start = parseInstant(date.trim().replace(SHORT_OFFSET, '$1:$2'));
  return start.ok ? { ...record, start: start.value } : null;
};

/** Subscribers who call out, call themselves or confer: no attempt to reach a subscriber. */
const NO_ATTEMPTS: readonly string[] = [
  'OUTGOING',
  'CRM_OUTGOING',
  'CALLBACK',
  'CRM_CALLBACK',
  'HIMSELF',
  'CONFERENCE',
];

/** Of a queue called from inside nobody is told, as of no call that did not come straight (A2). */
const KINDS: ReadonlyMap<string, CallKind> = new Map([
  ['INTERNAL', 'internal'],
  ['SINGLE_CHANNEL', 'direct'],
  ['MULTI_CHANNEL', 'multichannel'],
  ['INTERNAL_QUEUE', 'multichannel'],
]);

/** Known, but it does not tell how the call came. */
const KINDLESS: readonly string[] = ['PICKUP_CALL', 'VOICEMAIL', 'FAX', 'UNKNOWN_CALL'];

const OUTCOMES: ReadonlyMap<string, Outcome> = new Map([
  ['ANSWERED_COMMON', 'answered'],
  ['ANSWERED_BY_ORIGINAL_CLIENT', 'answered'],
  ['ANSWERED_BY_BUSY_FORWARD_CLIENT', 'answered-elsewhere'],
  ['ANSWERED_BY_NO_ANSWER_FORWARD_CLIENT', 'answered-elsewhere'],
  ['NOT_ANSWERED_COMMON', 'no-answer'],
  ['CANCELLED_BY_CALLER', 'caller-cancelled'],
  ['CANCELLED_BY_PICKUP', 'answered-elsewhere'],
  ['DESTINATION_BUSY', 'busy'],
  ['DENIED_NOT_IN_WHITE_LIST', 'denied'],
]);
const DENIED = /^DENIED_DUE_TO_/;
/** The multichannel number ended the attempt: whether somebody else answered, or its time ran out, is not said. */
const OPEN: readonly string[] = ['CANCELLED_BY_MCN'];

const outcomeOf = (status: string): Outcome =>
  OUTCOMES.get(status) ?? (DENIED.test(status) ? 'denied' : 'unknown');

/** What this program does not know of it: `callType=NEW`. */
export const unknownIn = ({ callType, callStatus }: CallRecord): string[] => {
  const type = callType ?? '';
  const status = callStatus ?? '';
  const isKnownType = KINDS.has(type) || [...NO_ATTEMPTS, ...KINDLESS].includes(type);
  const isKnownStatus = outcomeOf(status) !== 'unknown' || OPEN.includes(status);
  return [
    ...(isKnownType ? [] : [`callType=${type}`]),
    ...(isKnownStatus ? [] : [`callStatus=${status}`]),
  ];
};

/** By T2's word to a subscriber's own number. */
const isOwn = ({ callType }: CallRecord): boolean =>
  callType === 'INTERNAL' || callType === 'SINGLE_CHANNEL';

const isAttempt = ({ callType }: CallRecord): boolean => !NO_ATTEMPTS.includes(callType ?? '');

/**
 * A call to a subscriber's own number, by T2's word; where the number dialled is nobody's, and somebody else rang, it
 * was a number of several, and how it came to him is not said (R10).
 */
const kindOf = (record: CallRecord, { people }: CallContext): CallKind => {
  const { callType, destinationNumber, calleeNumber } = record;
  const kind = KINDS.get(callType ?? '') ?? 'unknown';
  if (!isOwn(record) || !destinationNumber || people(destinationNumber)) return kind;
  return calleeNumber && people(calleeNumber) ? 'unknown' : kind;
};

/** The subscriber whom one of these numbers belongs to, else the first of them that there is. */
const subscriberAmong = (
  numbers: readonly (string | null | undefined)[],
  { people }: CallContext,
): string | undefined => {
  const given = numbers.filter((number) => typeof number === 'string' && number !== '');
  const person = given.map((number) => people(String(number))).find(Boolean);
  return person?.extension ?? person?.number ?? given[0] ?? undefined;
};

/**
 * Whom it tried to reach. A call to his own number is his, wherever it was sent on (A4); one to a multichannel number
 * is that of him to whom the company says it goes straight (A2), else of the one whom T2 names.
 */
const calledOf = (record: CallRecord, context: CallContext): string | undefined => {
  const { destinationNumber, calleeNumber } = record;
  if (isOwn(record)) return subscriberAmong([destinationNumber, calleeNumber], context);
  const straight = destinationNumber ? context.straightTo(destinationNumber) : null;
  return straight ?? subscriberAmong([calleeNumber], context);
};

const SECOND = 1000;
const LONGEST_CALL = 86_400;

/** How long the phone rang is told only where nothing was before it: no greeting, no menu. */
const times = (record: CallRecord, { instant }: CallContext) => {
  const { start, callDuration, conversationDuration } = record;
  if (typeof callDuration !== 'number' || callDuration > LONGEST_CALL) return {};
  const rang = Math.max(0, callDuration - (conversationDuration ?? 0));
  return {
    endedAt: instant(Math.round(start + callDuration * SECOND)),
    ...(isOwn(record) && { rangSeconds: rang }),
  };
};

/** What of it is kept as T2 said it. */
const rawOf = ({ uuid: _, start: __, callerNumber: ___, callerName: ____, ...said }: CallRecord) =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null && value !== ''));

/** Null if it was no attempt to reach a subscriber. */
export const callOf = (record: CallRecord, source: string, context: CallContext): Call | null => {
  if (!isAttempt(record)) return null;
  const { uuid, start, callType, callStatus, callerNumber, callerName, destinationNumber } = record;
  const subscriber = calledOf(record, context);
  return {
    source,
    sourceCallId: uuid,
    startedAt: context.instant(start),
    ...times(record, context),
    ...(subscriber !== undefined && { subscriber }),
    caller: { number: callerNumber || null, name: callerName || null },
    ...(destinationNumber && { dialled: destinationNumber }),
    kind: kindOf(record, context),
    ...(callType === 'INTERNAL_QUEUE' && { straight: false }),
    outcome: outcomeOf(callStatus ?? ''),
    raw: rawOf(record),
  };
};
