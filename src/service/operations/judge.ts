/** One call judged by what the store knows: the way to `decide` for reported calls and for questions alike. */
import type { Call } from '../../domain/call.ts';
import type { JudgedRule } from '../../domain/criteria.ts';
import { decide } from '../../domain/decide.ts';
import { parseInstant } from '../../domain/instant.ts';
import { isExtension } from '../../domain/phone-number.ts';
import type { WorkSchedule } from '../../domain/schedule.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { contactsByNumbers } from '../store/contacts.ts';
import type { Database } from '../store/database.ts';
import { rulesOfSubscriber } from '../store/rules.ts';
import { subscriberBy } from '../store/subscribers.ts';

/** The subscriber with exactly that extension or number. */
export const subscriberAt = (db: Database, number: string | undefined): Subscriber | null => {
  if (!number) return null;
  return subscriberBy(db, isExtension(number) ? 'extension' : 'number', number);
};

/** The caller, if he is a subscriber. From outside, a few digits are no extension (A13). */
export const callerOf = (db: Database, { caller, kind }: Call): Subscriber | null => {
  const { number } = caller;
  if (number === null) return null;
  const fromOutside = kind === 'multichannel' || kind === 'direct';
  return fromOutside && isExtension(number) ? null : subscriberAt(db, number);
};

type Judging = {
  db: Database;
  call: Call;
  subscriber: Subscriber | null;
  /** Those of the subscriber unless others are proposed. */
  rules?: readonly JudgedRule[] | undefined;
  schedule: WorkSchedule;
  settings: Settings;
  /** Milliseconds of Unix time; null: at its own start, so that it is never too old. */
  judgedAt: number | null;
};

export const judge = (judging: Judging): Verdict => {
  const { db, call, subscriber, schedule, settings, judgedAt } = judging;
  const callingSubscriber = callerOf(db, call);
  const numbers = [call.caller.number, callingSubscriber?.number, callingSubscriber?.extension];
  const start = parseInstant(call.startedAt);
  return decide({
    call,
    subscriber,
    callingSubscriber,
    rules: judging.rules ?? (subscriber ? rulesOfSubscriber(db, subscriber.id, schedule.zone) : []),
    schedule,
    contacts: contactsByNumbers(
      db,
      numbers.filter((number) => typeof number === 'string'),
    ),
    settings,
    judgedAt: judgedAt ?? (start.ok ? start.value : 0),
  });
};
