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
/** Numbers that its rules list, each as often as somebody gets the rule. */
const MOST_NUMBERS = 2_000_000;
/** Rules of people take far less; the file is whole in memory. */
export const MOST_RULES_BYTES = 32 * 1024 * 1024;

/** A fault at a place of the file. */
export const faultAt = (
  { file, placeOf }: Pick<RulesFile, 'file' | 'placeOf'>,
  at: At,
  fault: Fault,
  field: string | null = null,
): FaultInFile => ({ file, ...placeOf(at), field, fault });

const numbersIn = ({ content: { callers } }: RuleInFile): number =>
  callers.kind === 'listed' ? callers.numbers.length : 0;

/** Takes entries until they give more than one change may have; that is told once. */
export const entryTaker = (entries: RulesEntry[]) => {
  const all = { rules: 0, numbers: 0 };
  let isFull = false;
  return (entry: RulesEntry, tell: (fault: Fault) => void): void => {
    const { subscribers, rules } = entry;
    all.rules += subscribers.length * Math.max(1, rules.length);
    all.numbers += subscribers.length * rules.reduce((sum, rule) => sum + numbersIn(rule), 0);
    const wasFull = isFull;
    isFull = all.rules > MOST_RULES || all.numbers > MOST_NUMBERS;
    if (!isFull) entries.push(entry);
    else if (!wasFull)
      tell(
        all.rules > MOST_RULES
          ? { code: 'file-too-many', most: MOST_RULES }
          : { code: 'numbers-too-many', most: MOST_NUMBERS },
      );
  };
};
