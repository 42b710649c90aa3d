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

/** Reads all subscribers once, when the first address asks for it; ids are looked up one by one. */
export const whoFinder = (db: Database): WhoFinder => {
  let finder: Finder | null = null;
  return (who) => {
    if (typeof who === 'string') {
      finder ??= subscriberFinder(allSubscribers(db), readSettings(db).value.region);
      return finder(who);
    }
    const subscriber = subscriberById(db, who);
    return subscriber
      ? ok(subscriber)
      : fail({ code: 'not-found', resource: 'subscriber', id: who });
  };
};

export const findWho = (db: Database, who: Who, path: readonly (string | number)[]): Subscriber => {
  const found = whoFinder(db)(who);
  return found.ok ? found.value : refuse([{ path, fault: found.fault }]);
};
