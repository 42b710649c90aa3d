/** The subscribers that a command is given: by ids, or by what people call them (A14). */
import type { Pbx } from '../contract/pbx.ts';
import { problem } from '../contract/problem.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { everyGiven, idsOf, refuseMissing } from './ids.ts';
import type { People } from './rules-of-pbx.ts';

const IDS = /^(-|\d+(-\d+)?([\s,]+\d+(-\d+)?)*)$/;

/** Digits are ids, as every list prints them; anything else is an e-mail or a name, and numbers begin with `+`. */
export const subscribersGiven = async (
  pbx: Pbx,
  words: readonly string[],
): Promise<Subscriber[]> => {
  const addresses = words.filter((word) => !IDS.test(word));
  const idWords = words.filter((word) => IDS.test(word));
  const found = new Map<number, Subscriber>();
  for (const who of addresses) {
    const { rules: _, ...subscriber } = await pbx('getSubscriber', { params: { who } });
    found.set(subscriber.id, subscriber);
  }
  if (idWords.length > 0 || words.length === 0) {
    const ids = await idsOf(idWords);
    const byId = await everyGiven(ids, (query) => pbx('listSubscribers', { query }));
    refuseMissing(ids, byId, 'subscriber');
    for (const subscriber of byId) found.set(subscriber.id, subscriber);
  }
  return [...found.values()];
};

/** The one whom an address means (A14); digits are an extension or a number here, as everywhere in rules. */
export const subscriberAmong = ({ find }: People, address: string): Subscriber => {
  const found = find(address);
  if (found.ok) return found.value;
  const type = found.fault.code === 'address-unknown' ? 'not-found' : 'invalid';
  throw problem(type, found.fault, ['subscriber']);
};

/** The fields of a subscriber as the flags that give them. */
export const SUBSCRIBER_FIELDS = {
  name: '--name',
  number: '--number',
  extension: '--extension',
  email: '--email',
  who: '<who…>',
};
