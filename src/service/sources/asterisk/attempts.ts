/** A call that has ended as the attempts to reach subscribers that it was: how each came, and how it ended. */
import type { Call, Outcome } from '../../../domain/call.ts';
import { isExtension } from '../../../domain/phone-number.ts';
import type { People } from '../people.ts';
import type { EndedCall } from './call-tracker.ts';
import { type CallFacts, callingExtension, howItCame, originOf } from './kind.ts';
import { deciding, legOutcomes } from './leg-outcomes.ts';
import { type Reached, reachedIn, straightness } from './reach.ts';
import { type CallRecord, type Leg, startInId, type TrackedCall } from './tracked-call.ts';

/** All that rang to reach one subscriber, by his extension or number: one phone may have several addresses. */
type Attempt = { subscriber: string; legs: Reached[] };

/** Whom the leg calls: a subscriber, else an extension that nobody has yet; null: a trunk, or who is none of the PBX's. */
const subscriberOf = ({ addresses }: Leg, people: People): string | null => {
  for (const address of addresses) {
    const person = people(address);
    if (person) return person.extension ?? person.number;
  }
  const [first] = addresses;
  return first !== undefined && isExtension(first) ? first : null;
};

const SECOND = 1000;
/** More is no call to the PBX; clocks that jump can tell anything. */
const LONGEST_RING = 86_400;
/** Time zones differ by quarters of an hour, and nobody lets it ring for as long as one. */
const QUARTER = 900;

/** Seconds from an instant to the end of a record, which is told on a wall clock of an unknown zone. */
const secondsUntil = ({ end }: CallRecord, start: number): number | null => {
  const wall = Date.parse(`${end.replace(' ', 'T')}Z`);
  if (Number.isNaN(wall)) return null;
  return ((((wall - start) / SECOND) % QUARTER) + QUARTER) % QUARTER;
};

/** How long it rang: by the times of what was heard, else by Asterisk's own record of the leg. */
const ringing = (call: TrackedCall, legs: readonly Leg[], start: number): number | null => {
  const begins = legs.map(({ beganAt }) => beganAt).filter((at) => at !== null);
  const ends = legs.map(({ endedAt }) => endedAt).filter((at) => at !== null);
  if (begins.length > 0 && ends.length > 0) {
    const seconds = Math.round((Math.max(...ends) - Math.min(...begins)) / SECOND);
    return Math.min(LONGEST_RING, Math.max(0, seconds));
  }
  const records = call.records.filter((record) =>
    legs.some((leg) => leg.status !== 'ANSWER' && leg.channelName === record.destination),
  );
  const seconds = records
    .map((record) => secondsUntil(record, start))
    .filter((one) => one !== null);
  return seconds.length > 0 ? Math.max(...seconds) : null;
};

/** Of what a source calls its calls. */
const LONGEST_ID = 256;

const MAILBOX = /^([^@]+)/;

/** Whose mailbox it is: `101@default`. */
const ownerOf = (mailbox: string, people: People): string => {
  const [, name = mailbox] = MAILBOX.exec(mailbox) ?? [];
  const person = people(name);
  return person?.extension ?? person?.number ?? name;
};

type LeftMessage = { durationSeconds?: number; mailbox: string; channel: string };

/** The messages that were left, each by its owner. */
const voicemailsOf = (call: TrackedCall, people: People): Map<string, LeftMessage> =>
  new Map(
    call.messages.map(({ mailbox, channel, seconds }) => {
      const recorded = call.records.find(
        (record) =>
          record.application === 'VoiceMail' && record.channel === call.channels.get(channel)?.name,
      );
      const duration = seconds ?? recorded?.seconds ?? Number.NaN;
      return [
        ownerOf(mailbox, people),
        {
          mailbox,
          channel,
          ...(duration >= 0 && { durationSeconds: Math.round(duration) }),
        },
      ];
    }),
  );

/** What Asterisk really said of a leg. */
const saidOf = (call: TrackedCall, { id, status }: Leg) => ({
  dialStatus: status,
  cause: call.channels.get(id)?.cause ?? null,
});

/** What the whole of a call says of each of its legs. */
type Reading = {
  outcomeOf: (reached: Reached) => Outcome;
  isStraight: (reached: Reached) => boolean | null;
};

/** The attempt as a call of the domain; null if nobody can tell when it began. */
const toCall = (
  call: TrackedCall,
  { subscriber, legs }: Attempt,
  { outcomeOf, isStraight }: Reading,
  facts: CallFacts,
): Call | null => {
  const [first] = legs;
  const start = first && (startInId(first.leg.id) ?? first.leg.beganAt ?? startInId(call.id));
  if (!first || start === undefined || start === null) return null;
  const { caller: channel, leg } = first;
  const outcomes = legs.map(outcomeOf);
  const outcome = deciding(outcomes);
  const origin = originOf(channel, leg.callerNumber, facts);
  const extension = callingExtension(leg.callerNumber, channel, facts.people);
  const number = origin === 'inside' ? (extension ?? leg.callerNumber) : leg.callerNumber;
  const together = legs.filter(({ round }) => round === first.round);
  const rang = ringing(
    call,
    together.map((reached) => reached.leg),
    start,
  );
  return {
    source: facts.source,
    sourceCallId: leg.id,
    startedAt: facts.instant(start),
    ...(rang !== null && { endedAt: facts.instant(start + rang * SECOND), rangSeconds: rang }),
    subscriber,
    caller: { number, name: leg.callerName },
    ...(channel.dialled !== null && { dialled: channel.dialled }),
    ...howItCame(origin, channel.dialled, subscriber, isStraight(first), facts),
    outcome,
    raw: saidOf(call, legs[outcomes.indexOf(outcome)]?.leg ?? leg),
  };
};

/** A message for somebody whom nobody rang: his phone was not tried, so he missed no call. */
const messageOnly = (
  { call }: EndedCall,
  subscriber: string,
  { channel: id, ...voicemail }: LeftMessage,
  facts: CallFacts,
): Call | null => {
  const channel = call.channels.get(id);
  const start = startInId(id) ?? startInId(call.id);
  if (!channel || start === null) return null;
  const { callerNumber: number, callerName: name, dialled } = channel;
  return {
    source: facts.source,
    sourceCallId: `${id}:${voicemail.mailbox}`.slice(0, LONGEST_ID),
    startedAt: facts.instant(start),
    subscriber,
    caller: { number, name },
    ...(dialled !== null && { dialled }),
    ...howItCame(originOf(channel, number, facts), dialled, subscriber, null, facts),
    outcome: 'unavailable',
    voicemail,
  };
};

/** The legs by whom they were for, each with those that rang with the first: what came later is the same attempt. */
const attemptsIn = (all: readonly Reached[], people: People): Attempt[] => {
  const attempts = new Map<string, Attempt>();
  for (const reached of all) {
    const subscriber = subscriberOf(reached.leg, people);
    if (subscriber === null) continue;
    const attempt = attempts.get(subscriber);
    if (!attempt) attempts.set(subscriber, { subscriber, legs: [reached] });
    else if (attempt.legs[0]?.round === reached.round || reached.leg.status === 'ANSWER') {
      attempt.legs.push(reached);
    }
  }
  return [...attempts.values()];
};

/**
 * The calls of the domain that one call of Asterisk was: one for each subscriber who was rung, or to whom a message was
 * left. Outgoing calls, what Asterisk itself originates and halves of Local channels are none.
 */
export const callsOf = (ended: EndedCall, facts: CallFacts): Call[] => {
  const { call } = ended;
  const { people } = facts;
  const all = reachedIn(call);
  const reading = {
    outcomeOf: legOutcomes(ended, all),
    isStraight: straightness(call, all, (leg) => subscriberOf(leg, people) ?? leg.id),
  };
  const messages = voicemailsOf(call, people);
  const calls = attemptsIn(all, people).map((attempt) => {
    const made = toCall(call, attempt, reading, facts);
    const left = messages.get(attempt.subscriber);
    messages.delete(attempt.subscriber);
    if (!made || !left) return made;
    const { channel: _, ...voicemail } = left;
    return { ...made, voicemail };
  });
  const unrung = [...messages].map(([subscriber, left]) =>
    messageOnly(ended, subscriber, left, facts),
  );
  return [...calls, ...unrung].filter((made) => made !== null);
};
