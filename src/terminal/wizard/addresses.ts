/** The tab «Адреса»: whom the rules are for, found by the PBX as one types. */
import type { PlacedFault } from '../../contract/problem.ts';
import { cleanText } from '../../domain/names.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import { type Key, stepOf } from './key.ts';
import { EMPTY, edited, insert, type TextField } from './text-field.ts';

export type Found =
  | { kind: 'waiting' }
  | { kind: 'people'; people: readonly Subscriber[]; hasMore: boolean }
  | { kind: 'failed'; faults: readonly PlacedFault[] };

export type Addresses = {
  search: TextField;
  /** Counts the questions: an answer to another than the last is too late. */
  asked: number;
  /** The last question that was answered. */
  answered: number;
  /** Whether somebody was added for this search: the next letter begins another. */
  isSpent: boolean;
  /** Whether Enter was pressed while the answer was on its way: whoever is found alone is added then. */
  isEager: boolean;
  found: Found;
  chosen: readonly Subscriber[];
  at: At;
};

/** The line that is pointed at, among those found or those chosen. */
type At = { part: 'found' | 'chosen'; index: number };

const TOP: At = { part: 'found', index: 0 };

export const NO_ADDRESSES: Addresses = {
  search: EMPTY,
  asked: 0,
  answered: 0,
  isSpent: false,
  isEager: false,
  found: { kind: 'waiting' },
  chosen: [],
  at: TOP,
};

const WRITTEN_NUMBER = /^[+\d\s()-]*\d[\d\s()-]*$/;
const TRUNK = /^[78](?=\d{4})/;

/** What the PBX is asked for: of a number as people write it, the digits that every way of writing has. */
export const searchText = (text: string): string => {
  const clean = cleanText(text);
  return WRITTEN_NUMBER.test(clean) ? clean.replace(/\D/g, '').replace(TRUNK, '') : clean;
};

/** Whether what is on the screen answers an older question. */
export const isWaiting = ({ asked, answered }: Addresses): boolean => asked !== answered;

/** Those found who are not chosen yet. */
export const offered = ({ found, chosen }: Addresses): readonly Subscriber[] => {
  if (found.kind !== 'people') return [];
  const ids = new Set(chosen.map(({ id }) => id));
  return found.people.filter(({ id }) => !ids.has(id));
};

/** The line pointed at, as it stands on the screen: those found, then those chosen. */
const lineOf = ({ at, ...addresses }: Addresses): number =>
  at.part === 'found' ? at.index : offered({ at, ...addresses }).length + at.index;

const moved = (addresses: Addresses, by: number): Addresses => {
  const found = offered(addresses).length;
  const last = found + addresses.chosen.length - 1;
  const place = Math.max(0, Math.min(last, lineOf(addresses) + by));
  const at: At =
    place < found ? { part: 'found', index: place } : { part: 'chosen', index: place - found };
  return { ...addresses, at };
};

/** Stays in its part as long as there is a line in it: nobody who is chosen is ever pointed at unasked. */
const settled = (addresses: Addresses): Addresses => {
  const { part, index } = addresses.at;
  const lines = part === 'found' ? offered(addresses) : addresses.chosen;
  if (part === 'chosen' && lines.length === 0) return { ...addresses, at: TOP };
  return { ...addresses, at: { part, index: Math.max(0, Math.min(lines.length - 1, index)) } };
};

/** Asks anew; while the answer is on its way, what was found before stays on the screen. */
export const asking = (addresses: Addresses): Addresses => ({
  ...addresses,
  asked: addresses.asked + 1,
});

const searching = (before: Addresses, search: TextField): Addresses => {
  const addresses = { ...before, search, isSpent: false, isEager: false };
  return search.text === before.search.text ? addresses : asking({ ...addresses, at: TOP });
};

/** Adds who is pointed at, or takes him away again if he is chosen; nobody who was found for what was typed before. */
const toggled = (addresses: Addresses): Addresses => {
  const { at, chosen } = addresses;
  if (at.part === 'chosen')
    return settled({ ...addresses, chosen: chosen.filter((_, index) => index !== at.index) });
  if (isWaiting(addresses)) return { ...addresses, isEager: true };
  const added = offered(addresses)[at.index];
  if (added === undefined) return addresses;
  return settled({ ...addresses, chosen: [...chosen, added], isSpent: true });
};

/** What the key makes of the tab. A new `asked` means that the PBX is to be asked. */
export const addressesAfter = (before: Addresses, key: Key): Addresses => {
  const addresses = { ...before, isEager: false };
  const step = stepOf(key);
  if (step !== null) return moved(addresses, step);
  if (key.name === 'enter') return toggled(addresses);
  if (key.name === 'retry') return asking(addresses);
  if (key.name === 'delete' && addresses.at.part === 'chosen') return toggled(addresses);
  const isNew = addresses.isSpent && key.name === 'text';
  const search = edited(isNew ? EMPTY : addresses.search, key);
  return search ? searching(addresses, search) : addresses;
};

export const addressesPasted = (addresses: Addresses, text: string): Addresses =>
  searching(addresses, insert(addresses.isSpent ? EMPTY : addresses.search, cleanText(text)));

/** An answer that comes late never overwrites a newer one. */
export const addressesFound = (addresses: Addresses, asked: number, found: Found): Addresses => {
  if (asked !== addresses.asked) return addresses;
  const answered = settled({ ...addresses, isEager: false, answered: asked, found });
  return addresses.isEager && offered(answered).length === 1 ? toggled(answered) : answered;
};
