/** Which rules a file wants for which subscribers of a PBX. */
import type { Result, StateFault } from '../domain/fault.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { type FaultInFile, unlessFaulty } from './file-fault.ts';
import type { At } from './located.ts';
import { sortRules } from './rules-file.ts';
import {
  faultAt,
  type RuleInFile,
  type RulesEntry,
  type RulesFile,
  type RulesFileOptions,
} from './rules-in-file.ts';

/** All rules that one subscriber shall have; none means that those he has go. */
export type WantedRules = {
  subscriber: Subscriber;
  /** Where he is named first. */
  at: At;
  rules: RuleInFile[];
  placeOf: RulesFile['placeOf'];
};

type Finder = (address: string) => Result<Subscriber, StateFault>;

/** Files name people again and again. */
const remembering = (find: Finder): Finder => {
  const known = new Map<string, ReturnType<Finder>>();
  return (address) => {
    const found = known.get(address) ?? find(address);
    known.set(address, found);
    return found;
  };
};

type Wanted = WantedRules & { keys: Map<string, At> };

/** Gives him the rules of an entry; a rule that he has from elsewhere, and none beside some, are told. */
const addRules = (
  file: RulesFile,
  wanted: Wanted,
  entry: RulesEntry,
  { at, isFirst }: { at: At; isFirst: boolean },
): FaultInFile[] => {
  const { name } = wanted.subscriber;
  const lineOf = (place: At): number => file.placeOf(place).line;
  if (!isFirst && (wanted.rules.length === 0 || entry.rules.length === 0))
    return [faultAt(file, at, { code: 'rules-none-and-some', name, line: lineOf(wanted.at) })];
  return entry.rules.flatMap((rule) => {
    const earlier = wanted.keys.get(rule.key);
    if (earlier !== undefined)
      return [faultAt(file, rule.at, { code: 'rule-twice', name, line: lineOf(earlier) })];
    wanted.keys.set(rule.key, rule.at);
    wanted.rules.push(rule);
    return [];
  });
};

/** The subscribers of one entry, each once. */
const subscribersOf = (
  file: RulesFile,
  { subscribers }: RulesEntry,
  find: Finder,
): { found: { subscriber: Subscriber; at: At }[]; faults: FaultInFile[] } => {
  const faults: FaultInFile[] = [];
  const found = new Map<number, { subscriber: Subscriber; at: At; text: string }>();
  for (const { text, at } of subscribers) {
    const one = find(text);
    const earlier = one.ok ? found.get(one.value.id) : undefined;
    if (!one.ok) faults.push(faultAt(file, at, one.fault, 'subscribers'));
    else if (earlier) {
      const { line } = file.placeOf(earlier.at);
      const fault = {
        code: 'subscriber-twice',
        address: text,
        earlier: earlier.text,
        line,
      } as const;
      faults.push(faultAt(file, at, fault, 'subscribers'));
    } else found.set(one.value.id, { subscriber: one.value, at, text });
  }
  return { found: [...found.values()], faults };
};

/**
 * What the file wants for each subscriber that it names, in the order in which it names them; or every address that
 * nobody or several have, and everything that it says twice.
 * @param find as A14 says, over the subscribers of the PBX
 */
const wantedRules = (file: RulesFile, find: Finder): Result<WantedRules[], FaultInFile[]> => {
  const faults: FaultInFile[][] = [];
  const all = new Map<number, Wanted>();
  const findOnce = remembering(find);
  for (const entry of file.entries) {
    const { found, faults: ofAddresses } = subscribersOf(file, entry, findOnce);
    faults.push(ofAddresses);
    for (const { subscriber, at } of found) {
      const known = all.get(subscriber.id);
      const { placeOf } = file;
      const wanted = known ?? { subscriber, at, rules: [], placeOf, keys: new Map() };
      if (!known) all.set(subscriber.id, wanted);
      faults.push(addRules(file, wanted, entry, { at, isFirst: !known }));
    }
  }
  const wanted = [...all.values()].map(({ keys: _, ...rest }) => rest);
  return unlessFaulty(wanted, faults.flat());
};

/** An entry whose rules are all at fault seems to have none: only a whole file can be said to contradict itself. */
const isSure = ({ fault }: FaultInFile): boolean => fault.code !== 'rules-none-and-some';

/** The rules of a text for the subscribers of a PBX, or all that is wrong with the text and with whom it names. */
export const readWantedRules = async (
  text: string,
  options: RulesFileOptions,
  find: Finder,
): Promise<Result<WantedRules[], FaultInFile[]>> => {
  const { rules, faults } = await sortRules(text, options);
  const wanted = wantedRules(rules, find);
  if (faults.length === 0) return wanted;
  const ofSubscribers = wanted.ok ? [] : wanted.fault.filter(isSure);
  return unlessFaulty([], [...faults, ...ofSubscribers]);
};
