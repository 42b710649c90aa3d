/** Finding the subscribers that a request names, by id or by address (A14). */

import { fail, ok, type Result, type StateFault } from '../../domain/fault.ts';
import { type Finder, subscriberFinder } from '../../domain/find.ts';
import { nameWords } from '../../domain/names.ts';
import { parseNumber } from '../../domain/phone-number.ts';
import { once } from '../../domain/remembered.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import type { Database } from '../store/database.ts';
import { readSettings } from '../store/singles.ts';
import { allSubscribers, subscriberById, subscribersByWord } from '../store/subscribers.ts';
import { refuse } from './context.ts';

export type Who = number | string;
export type WhoFinder = (who: Who) => Result<Subscriber, StateFault>;

/** Whom the address hits exactly, if it is one word and hits only him: that needs no look at all the others. */
const exactly = (db: Database, address: string, region: string): Subscriber | null => {
  const [word, ...others] = nameWords(address);
  if (word === undefined || others.length > 0) return null;
  const number = parseNumber(address.trim(), region);
  const [one, another] = subscribersByWord(db, word, number.ok ? number.value : null);
  return one && !another ? one : null;
};

/**
 * Reads all subscribers once, when the first address asks for it that is not exactly one's; ids are looked up one by
 * one, each once.
 */
export const whoFinder = (db: Database): WhoFinder => {
  let finder: Finder | null = null;
  const region = once(() => readSettings(db).value.region);
  const known = new Map<number, Subscriber>();
  return (who) => {
    if (typeof who === 'string') {
      const exact = exactly(db, who, region());
      if (exact) return ok(exact);
      finder ??= subscriberFinder(allSubscribers(db), region());
      return finder(who);
    }
    const subscriber = known.get(who) ?? subscriberById(db, who);
    if (!subscriber) return fail({ code: 'not-found', resource: 'subscriber', id: who });
    known.set(who, subscriber);
    return ok(subscriber);
  };
};

export const findWho = (db: Database, who: Who, path: readonly (string | number)[]): Subscriber => {
  const found = whoFinder(db)(who);
  return found.ok ? found.value : refuse([{ path, fault: found.fault }]);
};
