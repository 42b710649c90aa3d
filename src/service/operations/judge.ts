/** Calls judged by what the store knows: the way to `decide` for reported calls and for questions alike. */
import type { Call } from '../../domain/call.ts';
import type { JudgedRule } from '../../domain/criteria.ts';
import { decide } from '../../domain/decide.ts';
import { isExtension } from '../../domain/phone-number.ts';
import type { WorkSchedule } from '../../domain/schedule.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { remembered } from '../remembered.ts';
import { contactsByNumbers } from '../store/contacts.ts';
import type { Database } from '../store/database.ts';
import { judgedRuleReader } from '../store/rules.ts';
import { readSchedule, readSettings } from '../store/singles.ts';
import { subscriberBy } from '../store/subscribers.ts';

type Judged = {
  call: Call;
  subscriber: Subscriber | null;
  /** Those of the subscriber unless others are proposed. */
  rules?: readonly JudgedRule[] | undefined;
  /** Milliseconds of Unix time; at the call's own start it is never too old. */
  judgedAt: number;
};

export type Judge = {
  settings: Settings;
  schedule: WorkSchedule;
  /** The subscriber with exactly that extension or number. */
  subscriberAt: (number: string | undefined) => Subscriber | null;
  /** The caller, if he is a subscriber. */
  callerOf: (call: Call) => Subscriber | null;
  verdictOn: (judged: Judged) => Verdict;
};

/** The numbers by which the address book may know who called. */
const identities = ({ caller }: Call, calling: Subscriber | null): string[] =>
  [caller.number, calling?.number, calling?.extension].filter(
    (number) => typeof number === 'string',
  );

/**
 * A judge for one transaction: nothing that verdicts rest on can change within it, so that what was looked up for one
 * call serves the next.
 */
export const judgeOn = (db: Database): Judge => {
  const settings = readSettings(db).value;
  const schedule = readSchedule(db).value;
  const rulesOf = remembered(judgedRuleReader(db));
  const subscriberNumbered = remembered((number: string) =>
    subscriberBy(db, isExtension(number) ? 'extension' : 'number', number),
  );
  const subscriberAt: Judge['subscriberAt'] = (number) =>
    number ? subscriberNumbered(number) : null;
  // From outside, a few digits are no extension (A13).
  const callerOf: Judge['callerOf'] = ({ caller, kind }) => {
    const { number } = caller;
    const fromOutside = kind === 'multichannel' || kind === 'direct';
    if (number === null || (fromOutside && isExtension(number))) return null;
    return subscriberAt(number);
  };
  const verdictOn: Judge['verdictOn'] = (judged) => {
    const { call, subscriber, judgedAt } = judged;
    const rules = judged.rules ?? (subscriber ? rulesOf(subscriber.id) : []);
    // Only what a rule asks about is looked up.
    const asksCaller = rules.some(({ callers }) => callers.kind !== 'all');
    const callingSubscriber = asksCaller ? callerOf(call) : null;
    const asksVip = rules.some(({ callers }) => callers.kind === 'vip');
    const contacts = asksVip ? contactsByNumbers(db, identities(call, callingSubscriber)) : [];
    const question = { call, subscriber, callingSubscriber, rules, contacts, judgedAt };
    return decide({ ...question, schedule, settings });
  };
  return { settings, schedule, subscriberAt, callerOf, verdictOn };
};
