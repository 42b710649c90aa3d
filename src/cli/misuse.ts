/** What oclif's parser says of a command line, as faults: it has sentences in English, we have two languages. */
import { stripVTControlCharacters } from 'node:util';
import type { PlacedFault } from '../contract/problem.ts';
import type { Misuse } from '../domain/fault.ts';
import { closest } from '../domain/nearest.ts';

type Groups = Readonly<Record<string, string>>;

const listed = (text: string | undefined): string[] => text?.split(', ') ?? [];

/** Its sentences, each with what it tells; whatever is none of them is told as it stands. */
const SENTENCES: readonly [RegExp, (groups: Groups) => Misuse][] = [
  [
    /^Expected (?:(?<flag>--[\w-]+)=)?(?<value>.*) to be one of: (?<allowed>.*)$/s,
    ({ flag, value = '', allowed }) => ({
      kind: 'value-unknown',
      flag: flag ?? null,
      value,
      allowed: listed(allowed),
    }),
  ],
  [
    /^Flag (?<flag>--[\w-]+) expects (?:a value|one of these values: (?<allowed>.*))$/,
    ({ flag = '', allowed }) => ({ kind: 'value-missing', flag, allowed: listed(allowed) }),
  ],
  [
    /^Flag (?<flag>--[\w-]+) can only be specified once$/,
    ({ flag = '' }) => ({ kind: 'flag-twice', flag }),
  ],
  [
    /^Missing required flag (?<flag>[\w-]+)$/,
    ({ flag = '' }) => ({ kind: 'flag-missing', flag: `--${flag}` }),
  ],
  [
    /^(?<flag>--[\w-]+?)(?:=.*)? cannot also be provided when using (?<other>--[\w-]+)$/s,
    ({ flag = '', other = '' }) => ({ kind: 'flags-exclusive', flag, other }),
  ],
  [
    /^All of the following must be provided when using (?<flag>--[\w-]+): (?<others>.*)$/,
    ({ flag = '', others }) => ({ kind: 'flags-together', flag, others: listed(others) }),
  ],
  [
    /^Parsing (?<flag>--[\w-]+)\s+Expected an integer.* but received: (?<value>.*)$/s,
    ({ flag = '', value = '' }) => ({ kind: 'number-wanted', flag, value }),
  ],
];

const ofSentence = (sentence: string): Misuse | null => {
  for (const [pattern, told] of SENTENCES) {
    const found = pattern.exec(sentence);
    if (found) return told(found.groups ?? {});
  }
  return null;
};

const namesIn = (value: unknown): string[] => Object.keys(Object(value));

const nearestFlag = (flag: string, error: object): string | null => {
  const known = namesIn(Object(Reflect.get(error, 'parse')).input?.flags);
  const typed = flag.replace(/^-+/, '');
  const [nearest] = closest(
    typed,
    known.map((name) => ({ text: name, value: `--${name}` })),
  );
  return nearest ?? null;
};

/** Those errors that say by their fields what they are about. */
const ofFields = (error: object): Misuse[] => {
  const flags: unknown = Reflect.get(error, 'flags');
  if (Array.isArray(flags)) {
    return flags.map(String).map((flag) => {
      return { kind: 'flag-unknown', flag, nearest: nearestFlag(flag, error) };
    });
  }
  const args: unknown = Reflect.get(error, 'args');
  if (!Array.isArray(args)) return [];
  return args.map((argument: unknown) =>
    typeof argument === 'string'
      ? { kind: 'argument-unexpected', text: argument }
      : { kind: 'argument-missing', name: String(Object(argument).name) },
  );
};

const HEAD = /^The following errors? occurred:\n/;

/** The sentences of the error: of several flags that do not go together each is one. */
const sentencesOf = ({ message }: Error): string[] => {
  const [told = ''] = stripVTControlCharacters(message).split('\nSee more help');
  return HEAD.test(told)
    ? told
        .replace(HEAD, '')
        .split('\n')
        .map((line) => line.trim())
    : [told.trim()];
};

/** An error of oclif about flags and arguments as faults that either language can tell. */
export const misuseFaults = (error: Error): PlacedFault[] => {
  const sentences = sentencesOf(error);
  const [first = ''] = sentences;
  const typed = ofFields(error).map((misuse) => ({ text: first, misuse }));
  const told =
    typed.length > 0 ? typed : sentences.map((text) => ({ text, misuse: ofSentence(text) }));
  return told.map((said) => ({ path: [], fault: { code: 'usage', ...said } }));
};
