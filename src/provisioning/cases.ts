/** A file of calls that have not happened, each with what the rules should say to it. */
import { CALL_KINDS, type CallKind, OUTCOMES, type Outcome } from '../domain/call.ts';
import { parseTypes } from '../domain/criteria-text.ts';
import { type Fault, fail, ok, type Result, type StateFault } from '../domain/fault.ts';
import { parseInstantIn } from '../domain/instant.ts';
import { cleanText } from '../domain/names.ts';
import type { NotificationType } from '../domain/rule.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { REASONS, type Reason, VERDICTS, type Verdict } from '../domain/verdict.ts';
import { readEntries } from './entries.ts';
import { type FaultInFile, ofWholeFile, unlessFaulty } from './file-fault.ts';
import { type Field, type Located, type Path, type Tell, valuesOf } from './located.ts';

const MOST_CASES = 10_000;

const KEYS = [
  'name',
  'to',
  'from',
  'at',
  'outcome',
  'kind',
  'straight',
  'dialled',
  'voicemail',
  'expect',
  'reason',
  'types',
  'rules',
] as const;

type Key = (typeof KEYS)[number];

type CaseCall = {
  to: Subscriber;
  /** Null: hidden. */
  from: string | null;
  /** Milliseconds of Unix time. */
  at: number;
  outcome: Outcome;
  /** As the caller suggests, if left out. */
  kind: CallKind | undefined;
  /** Undefined: not known. */
  straight: boolean | undefined;
  dialled: string | undefined;
  voicemail: boolean;
};

/** What is left out is not asked about. */
export type Expected = {
  verdict: Verdict['verdict'];
  reason: Reason | undefined;
  types: NotificationType[] | undefined;
  /** The rules that hold, by their ids, or by their lines where they are of a file. */
  rules: number[] | undefined;
};

export type Case = { name: string; line: number; call: CaseCall; expected: Expected };

export type CasesContext = {
  file: string;
  /** Where the clock hangs that `at` is read from, unless it has an offset. */
  zone: string;
  find: (address: string) => Result<Subscriber, StateFault>;
};

type Reader<T> = (text: string) => Result<T>;

/** Reads the fields of one entry, each by itself, and tells what is wrong with them. */
const fieldReader = (
  fields: Partial<Record<Key, Field>>,
  entry: Located,
  tell: Tell,
  path: Path,
) => {
  const optional = <T>(key: Key, read: Reader<T>): T | undefined => {
    const value = fields[key]?.value;
    if (!value) return undefined;
    if (value.kind !== 'text') {
      tell(value.at, { code: 'field-type', expected: 'string' }, [...path, key]);
      return undefined;
    }
    const result = read(value.text.trim());
    if (result.ok) return result.value;
    tell(value.at, result.fault, [...path, key]);
    return undefined;
  };
  const required = <T>(key: Key, read: Reader<T>): T | undefined => {
    if (!fields[key]) tell(entry.at, { code: 'field-missing' }, [...path, key]);
    return optional(key, read);
  };
  /** The texts of a list, or of one text divided by commas. */
  const several = <T>(key: Key, read: Reader<T[]>): T[] | undefined => {
    const value = fields[key]?.value;
    if (value?.kind !== 'list') return optional(key, read);
    const texts = value.items.map((item) => (item.kind === 'text' ? item.text : ''));
    if (texts.length === 0) return [];
    const result = read(texts.join(','));
    if (result.ok) return result.value;
    tell(value.at, result.fault, [...path, key]);
    return undefined;
  };
  return { optional, required, several };
};

const oneOf =
  <T extends string>(allowed: readonly T[]): Reader<T> =>
  (text) => {
    const found = allowed.find((value) => value === text);
    return found === undefined ? fail({ code: 'field-value', allowed: [...allowed] }) : ok(found);
  };

const YES = ['yes', 'true', 'да'];
const NO = ['no', 'false', 'нет'];

const yesNo: Reader<boolean> = (text) => {
  if (YES.includes(text)) return ok(true);
  return NO.includes(text) ? ok(false) : fail({ code: 'field-value', allowed: ['yes', 'no'] });
};

const straightness: Reader<boolean | 'unknown'> = (text) => {
  if (text === 'unknown') return ok(text);
  const read = yesNo(text);
  return read.ok ? read : fail({ code: 'field-value', allowed: ['yes', 'no', 'unknown'] });
};

const named: Reader<string> = (text) =>
  cleanText(text) === '' ? fail({ code: 'name-empty' }) : ok(cleanText(text));

const numbers: Reader<number[]> = (text) => {
  const words = text.split(/[\s,]+/).filter(Boolean);
  const wrong = words.find((word) => !/^\d{1,15}$/.test(word));
  return wrong === undefined
    ? ok(words.map(Number))
    : fail({ code: 'ids-unreadable', text: wrong });
};

const readCase = (
  context: CasesContext,
  entry: Located,
  index: number,
  tell: Tell,
): Omit<Case, 'line'> | null => {
  const path = ['cases', index];
  if (entry.kind !== 'map') {
    tell(entry.at, { code: 'field-type', expected: 'object' }, path);
    return null;
  }
  const { optional, required, several } = fieldReader(
    valuesOf(entry.fields, KEYS, tell, path),
    entry,
    tell,
    path,
  );
  const name = required('name', named);
  const to = required('to', context.find);
  const at = required('at', (text) => parseInstantIn(text, context.zone));
  const verdict = required('expect', oneOf(VERDICTS));
  const straight = optional('straight', straightness) ?? true;
  const call = {
    from: optional('from', (text) => ok(text === '' ? null : text)) ?? null,
    outcome: optional('outcome', oneOf(OUTCOMES)) ?? 'no-answer',
    kind: optional('kind', oneOf(CALL_KINDS)),
    straight: straight === 'unknown' ? undefined : straight,
    dialled: optional('dialled', ok),
    voicemail: optional('voicemail', yesNo) ?? false,
  };
  const expected = {
    reason: optional('reason', oneOf(REASONS)),
    types: several('types', (text) => (text === '' ? ok([]) : parseTypes(text))),
    rules: several('rules', numbers),
  };
  if (name === undefined || !to || at === undefined || !verdict) return null;
  return { name, call: { to, at, ...call }, expected: { verdict, ...expected } };
};

/**
 * The cases of a YAML text, or of a JSON one if the file's name says so; or everything that is wrong with it. Every
 * case has its instant: what a case without one says would change with the day.
 */
export const readCases = async (
  text: string,
  context: CasesContext,
): Promise<Result<Case[], FaultInFile[]>> => {
  const { file } = context;
  const format = /\.json$/i.test(file) ? 'json' : 'yaml';
  const found: { at: number; read: Omit<Case, 'line'> }[] = [];
  let count = 0;
  const { faults, placeOf } = await readEntries(
    text,
    { file, format, list: 'cases' },
    (entry, index, tell) => {
      count += 1;
      if (count === MOST_CASES + 1) tell(entry.at, { code: 'file-too-many', most: MOST_CASES }, []);
      if (count > MOST_CASES) return;
      const read = readCase(context, entry, index, tell);
      if (read) found.push({ at: entry.at, read });
    },
  );
  if (count === 0 && faults.length === 0) {
    const fault: Fault = { code: 'field-too-short', least: 1 };
    return fail([{ ...ofWholeFile(file, fault), field: 'cases' }]);
  }
  const cases = found.map(({ at, read }) => ({ ...read, line: placeOf(at).line }));
  return unlessFaulty(cases, faults);
};

/** What the rules say otherwise than they should. */
export type Difference = {
  field: 'expect' | 'reason' | 'types' | 'rules';
  expected: string;
  actual: string;
};

/** @param names of the rules, in the order of the verdict: their ids or lines */
export const differencesFrom = (
  { verdict, reason, types, rules }: Expected,
  actual: Verdict,
  names: readonly (number | null)[],
): Difference[] => {
  const holding = actual.rules.flatMap(({ matches }, index) =>
    matches === true ? [names[index] ?? 0] : [],
  );
  const written = (values: readonly (string | number)[]): string =>
    [...values].map(String).sort().join(',');
  const asked: Difference[] = [
    { field: 'expect', expected: verdict, actual: actual.verdict },
    { field: 'reason', expected: reason ?? actual.reason, actual: actual.reason },
    { field: 'types', expected: written(types ?? actual.types), actual: written(actual.types) },
    { field: 'rules', expected: written(rules ?? holding), actual: written(holding) },
  ];
  return asked.filter((one) => one.expected !== one.actual);
};
