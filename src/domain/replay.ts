/** Calls that happened, judged again: what was told of each, and what these rules would tell. */
import type { Call } from './call.ts';
import type { Contact } from './contact.ts';
import type { JudgedRule } from './criteria.ts';
import { decide } from './decide.ts';
import { calledIn, callingIn, identitiesOf, type SubscriberNumbered } from './people-of-call.ts';
import type { NotificationType } from './rule.ts';
import type { WorkSchedule } from './schedule.ts';
import type { Settings } from './settings.ts';
import { type Channel, channelsTo, type Subscriber } from './subscriber.ts';
import type { Reason, Verdict } from './verdict.ts';

/** One message about a call: of what, and by which channel. */
export type Message = { type: NotificationType; channel: Channel };

/** What calls are judged by again. */
export type Present = {
  numbered: SubscriberNumbered;
  rulesOf: (subscriber: Subscriber) => readonly JudgedRule[];
  /** The VIP contact with that number. */
  vipNumbered: (number: string) => Contact | undefined;
  schedule: WorkSchedule;
  settings: Settings;
};

/** A call as the PBX keeps it. */
export type PastCall = {
  call: Call;
  /** Whom it was found to be for; null if he was nobody, or is gone. */
  subscriber: Subscriber | null;
  /** Milliseconds of Unix time. */
  receivedAt: number;
  reason: Reason;
  messages: readonly Message[];
};

export type Replayed = {
  subscriber: Subscriber | null;
  rules: readonly JudgedRule[];
  verdict: Verdict;
  would: Message[];
  /** Messages that would come, and were not. */
  more: Message[];
  /** Messages that were, and would not come. */
  fewer: Message[];
};

const without = (those: readonly Message[], others: readonly Message[]): Message[] =>
  those.filter(
    ({ type, channel }) => !others.some((one) => one.type === type && one.channel === channel),
  );

/**
 * The call as it would be judged at the moment when the PBX received it: what was too old to be told of then stays so,
 * whatever the rules are (A8).
 */
export const replay = (present: Present, past: PastCall): Replayed => {
  const { schedule, settings, numbered } = present;
  const { call, messages } = past;
  const subscriber = past.subscriber ?? calledIn(call, settings, numbered);
  const callingSubscriber = callingIn(call, numbered);
  const rules = subscriber ? present.rulesOf(subscriber) : [];
  const contacts = identitiesOf(call, callingSubscriber).flatMap(
    (number) => present.vipNumbered(number) ?? [],
  );
  const judgedAt = past.reason === 'too-old' ? Number.POSITIVE_INFINITY : past.receivedAt;
  const verdict = decide({
    call,
    subscriber,
    callingSubscriber,
    rules,
    contacts,
    schedule,
    settings,
    judgedAt,
  });
  const channels = subscriber ? channelsTo(subscriber) : [];
  const would = verdict.types.flatMap((type) => channels.map((channel) => ({ type, channel })));
  return {
    subscriber,
    rules,
    verdict,
    would,
    more: without(would, messages),
    fewer: without(messages, would),
  };
};

export type Tally = { calls: number; were: number; would: number; more: number; fewer: number };

export const NO_CALLS: Tally = { calls: 0, were: 0, would: 0, more: 0, fewer: 0 };

export const tallyOf = ({ messages }: PastCall, { would, more, fewer }: Replayed): Tally => ({
  calls: 1,
  were: messages.length,
  would: would.length,
  more: more.length,
  fewer: fewer.length,
});

export const addTallies = (a: Tally, b: Tally): Tally => ({
  calls: a.calls + b.calls,
  were: a.were + b.were,
  would: a.would + b.would,
  more: a.more + b.more,
  fewer: a.fewer + b.fewer,
});
