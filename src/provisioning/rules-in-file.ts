/** What a file says of rules: who shall have which, and where in the file each of them stands. */
import type { Fault } from '../domain/fault.ts';
import type { RuleContent } from '../domain/rule.ts';
import type { FaultInFile } from './file-fault.ts';
import type { At } from './located.ts';

export const RULE_FORMATS = ['yaml', 'json', 'csv'] as const;
export type RuleFormat = (typeof RULE_FORMATS)[number];

/** A rule in its canonical form; a criterion that is left out has the place of the whole. */
export type RuleInFile = {
  content: RuleContent;
  /** The content as one text, by which equal ones are known. */
  key: string;
  at: At;
  places: { types: At; time: At; callers: At };
};

/** A subscriber as the file calls him (A14). */
export type AddressInFile = { text: string; at: At };

/** These subscribers shall each have these rules, beside those that other entries give them; none means none at all. */
export type RulesEntry = { at: At; subscribers: AddressInFile[]; rules: RuleInFile[] };

export type RulesFile = {
  file: string;
  entries: RulesEntry[];
  /** The line and column of anything in it, both from 1. */
  placeOf: (at: At) => { line: number; column: number };
};

export type RulesFileOptions = {
  file: string;
  format: RuleFormat;
  /** The country of numbers without `+`. */
  region: string;
};

/** What one file may give, since it becomes one change: rules, one for each subscriber of each entry. */
const MOST_RULES = 100_000;
/** Rules of people take far less; the file is whole in memory. */
export const MOST_RULES_BYTES = 32 * 1024 * 1024;

/** A fault at a place of the file. */
export const faultAt = (
  { file, placeOf }: Pick<RulesFile, 'file' | 'placeOf'>,
  at: At,
  fault: Fault,
  field: string | null = null,
): FaultInFile => ({ file, ...placeOf(at), field, fault });

/** Takes entries until they give more rules than one change may have; that is told once. */
export const entryTaker = (entries: RulesEntry[]) => {
  let rules = 0;
  return (entry: RulesEntry, tell: (most: number) => void): void => {
    const before = rules;
    rules += entry.subscribers.length * Math.max(1, entry.rules.length);
    if (rules <= MOST_RULES) entries.push(entry);
    else if (before <= MOST_RULES) tell(MOST_RULES);
  };
};
