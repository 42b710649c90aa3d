/** Finding the subscribers that a request names, by id or by address (A14). */

import { fail, ok, type Result, type StateFault } from '../../domain/fault.ts';
import { type Finder, subscriberFinder } from '../../domain/find.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import type { Database } from '../store/database.ts';
import { readSettings } from '../store/singles.ts';
import { allSubscribers, subscriberById } from '../store/subscribers.ts';
import { refuse } from './context.ts';

export type Who = number | string;
export type WhoFinder = (who: Who) => Result<Subscriber, StateFault>;

/** Reads all subscribers once, when the first address asks for it; ids are looked up one by one, each once. */
export const whoFinder = (db: Database): WhoFinder => {
  let finder: Finder | null = null;
  const known = new Map<number, Subscriber>();
  return (who) => {
    if (typeof who === 'string') {
      finder ??= subscriberFinder(allSubscribers(db), readSettings(db).value.region);
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
