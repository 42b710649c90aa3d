/** Finding a subscriber by what a person calls him (A14). */

import { fail, type Named, ok, type Result, type StateFault } from './fault.ts';
import { foldName, nameWords } from './names.ts';
import { closest } from './nearest.ts';
import { parseNumber } from './phone-number.ts';
import { foldEmail, type Subscriber } from './subscriber.ts';

const MOST_LISTED = 8;
/** Whoever asks for so many that are not there has the wrong list: the search for each takes long. */
const MOST_NEAREST = 100;

export const named = ({ id, name, number, extension, email }: Named): Named => ({
  id,
  name,
  number,
  extension,
  email,
});

type Index = Map<string, Subscriber[]>;

const add = (index: Index, key: string | null, subscriber: Subscriber): void => {
  if (key === null) return;
  const there = index.get(key);
  if (there) there.push(subscriber);
  else index.set(key, [subscriber]);
};

/** The words of a full name in one order, since people write either first. */
const nameKey = (name: string): string => nameWords(name).sort().join(' ');

/** Where an address can hit exactly: number and extension, e-mail, full name. */
const exactIndex = (subscribers: readonly Subscriber[]): Index => {
  const index: Index = new Map();
  for (const subscriber of subscribers) {
    add(index, subscriber.number, subscriber);
    add(index, subscriber.extension, subscriber);
    add(index, subscriber.email && foldEmail(subscriber.email), subscriber);
    add(index, nameKey(subscriber.name), subscriber);
  }
  return index;
};

const distinct = (subscribers: readonly Subscriber[]): Subscriber[] => [...new Set(subscribers)];

const partOfName = (
  folded: readonly { name: string; subscriber: Subscriber }[],
  address: string,
): Subscriber[] => {
  const words = nameWords(address);
  return folded
    .filter(({ name }) => words.every((word) => name.includes(word)))
    .map(({ subscriber }) => subscriber);
};

export type Finder = (address: string) => Result<Subscriber, StateFault>;

/**
 * A finder over all subscribers. An exact number, extension, e-mail or full name wins; otherwise a part of the
 * name, case, ё/е and the order of words ignored. Several are a fault that lists them, none one with the nearest,
 * which are looked for the first hundred times.
 */
export const subscriberFinder = (subscribers: readonly Subscriber[], region: string): Finder => {
  const exact = exactIndex(subscribers);
  const folded = subscribers.map((subscriber) => ({ name: foldName(subscriber.name), subscriber }));
  let unknown = 0;
  return (address) => {
    const text = address.trim();
    if (text === '') return fail({ code: 'address-empty' });
    const number = parseNumber(text, region);
    const keys = [number.ok ? number.value : null, foldEmail(text), nameKey(text)];
    const hits = distinct(keys.flatMap((key) => (key === null ? [] : (exact.get(key) ?? []))));
    const found = hits.length > 0 ? hits : partOfName(folded, text);
    const [only] = found;
    if (only && found.length === 1) return ok(only);
    if (only) {
      const candidates = found.slice(0, MOST_LISTED).map(named);
      return fail({
        code: 'address-ambiguous',
        address: text,
        candidates,
        more: found.length - candidates.length,
      });
    }
    unknown += 1;
    const nearest = unknown > MOST_NEAREST ? [] : nearestTo(text, subscribers);
    return fail({ code: 'address-unknown', address: text, nearest });
  };
};

const nearestTo = (address: string, subscribers: readonly Subscriber[]): Named[] =>
  closest(
    foldName(address),
    subscribers.flatMap((subscriber) =>
      spellings(subscriber).map((text) => ({ text, value: subscriber })),
    ),
  ).map(named);

/** What a mistyped address may have meant: the name, its words, the e-mail, the extension. */
const spellings = ({ name, email, extension }: Subscriber): string[] =>
  [foldName(name), ...nameWords(name), email && foldEmail(email), extension].filter(
    (text) => text !== null,
  );
