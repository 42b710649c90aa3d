/** Calls judged by what the store knows: the way to `decide` for reported calls and for questions alike. */
import type { Call } from '../../domain/call.ts';
import type { JudgedRule } from '../../domain/criteria.ts';
import { decide } from '../../domain/decide.ts';
import {
  calledIn,
  callingIn,
  identitiesOf,
  type SubscriberNumbered,
} from '../../domain/people-of-call.ts';
import { isExtension } from '../../domain/phone-number.ts';
import { remembered } from '../../domain/remembered.ts';
import type { WorkSchedule } from '../../domain/schedule.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import type { Verdict } from '../../domain/verdict.ts';
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
  subscriberNumbered: SubscriberNumbered;
  /** Whom the call is for, if he is a subscriber. */
  calledBy: (call: Call) => Subscriber | null;
  /** The caller, if he is a subscriber. */
  callerOf: (call: Call) => Subscriber | null;
  verdictOn: (judged: Judged) => Verdict;
};

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
  const calledBy: Judge['calledBy'] = (call) => calledIn(call, settings, subscriberNumbered);
  const callerOf: Judge['callerOf'] = (call) => callingIn(call, subscriberNumbered);
  const verdictOn: Judge['verdictOn'] = (judged) => {
    const { call, subscriber, judgedAt } = judged;
    const rules = judged.rules ?? (subscriber ? rulesOf(subscriber.id) : []);
    // Only what a rule asks about is looked up.
    const asksCaller = rules.some(({ callers }) => callers.kind !== 'all');
    const callingSubscriber = asksCaller ? callerOf(call) : null;
    const asksVip = rules.some(({ callers }) => callers.kind === 'vip');
    const contacts = asksVip ? contactsByNumbers(db, identitiesOf(call, callingSubscriber)) : [];
    const question = { call, subscriber, callingSubscriber, rules, contacts, judgedAt };
    return decide({ ...question, schedule, settings });
  };
  return { settings, schedule, subscriberNumbered, calledBy, callerOf, verdictOn };
};
