/** The tab «Критерии»: of what, when and by whose calls; as data, and what keys make of it. */
import { parseNumbers, splitNumbers, writeTime } from '../../domain/criteria-text.ts';
import { type DomainFault, fail, ok, type Result } from '../../domain/fault.ts';
import { cleanText } from '../../domain/names.ts';
import { parsePeriod } from '../../domain/period-text.ts';
import { parseNumber } from '../../domain/phone-number.ts';
import {
  CALLER_KINDS,
  type Callers,
  NOTIFICATION_TYPES,
  type NotificationType,
  type RuleContent,
  type RulePatch,
  TIME_KINDS,
  type Time,
} from '../../domain/rule.ts';
import { type Key, stepOf } from './key.ts';
import { EMPTY, edited, fieldOf, insert, type TextField } from './text-field.ts';

/** Null is «разные»: the rules that are edited differ in it, and it stays as it is in each. */
export type Criteria = {
  types: readonly NotificationType[] | null;
  time: Time['kind'] | null;
  period: TextField;
  callers: Callers['kind'] | null;
  number: TextField;
  numbers: readonly string[];
  /** What is wrong with the number that was to be added. */
  numberFault: DomainFault | null;
  at: Row;
};

/** A line of the tab that one can stand on. */
export type Row =
  | `type ${NotificationType}`
  | `time ${Time['kind']}`
  | 'period'
  | `callers ${Callers['kind']}`
  | 'number'
  | `listed ${string}`;

const FIRST: Row = 'type missed';

/** The defaults of the PBX's page (R4 to R6). */
export const DEFAULT_CRITERIA: Criteria = {
  types: ['missed'],
  time: 'all',
  period: EMPTY,
  callers: 'all',
  number: EMPTY,
  numbers: [],
  numberFault: null,
  at: FIRST,
};

const shared = <T>(values: readonly T[]): T | null => {
  const [first] = values;
  const isShared = values.every((value) => JSON.stringify(value) === JSON.stringify(first));
  return first !== undefined && isShared ? first : null;
};

/** What the rules have in common, filled in; where they differ, «разные». */
export const criteriaOfRules = (rules: readonly RuleContent[]): Criteria => {
  const time = shared(rules.map((rule) => rule.time));
  const callers = shared(rules.map((rule) => rule.callers));
  return {
    ...DEFAULT_CRITERIA,
    types: shared(rules.map(({ types }) => types)),
    time: time?.kind ?? null,
    period: time?.kind === 'period' ? fieldOf(writeTime(time)) : EMPTY,
    callers: callers?.kind ?? null,
    numbers: callers?.kind === 'listed' ? callers.numbers : [],
  };
};

/** Time and callers are of missed calls only (R7); where the types differ, some rules may have them. */
export const isOfMissed = ({ types }: Criteria): boolean =>
  types === null || types.includes('missed');

const rowsOf = (criteria: Criteria): Row[] => {
  const types = NOTIFICATION_TYPES.map((type): Row => `type ${type}`);
  if (!isOfMissed(criteria)) return types;
  return [
    ...types,
    ...TIME_KINDS.map((kind): Row => `time ${kind}`),
    ...(criteria.time === 'period' ? ['period' as const] : []),
    ...CALLER_KINDS.flatMap((kind): Row[] => [
      `callers ${kind}`,
      ...(kind === 'listed' && criteria.callers === 'listed'
        ? ['number' as const, ...criteria.numbers.map((number): Row => `listed ${number}`)]
        : []),
    ]),
  ];
};

const moved = (criteria: Criteria, by: number): Criteria => {
  const rows = rowsOf(criteria);
  const place = Math.max(0, Math.min(rows.length - 1, rows.indexOf(criteria.at) + by));
  return { ...criteria, at: rows[place] ?? FIRST };
};

const withType = (criteria: Criteria, type: NotificationType): Criteria => {
  const types = criteria.types ?? [];
  const chosen = types.includes(type) ? types.filter((one) => one !== type) : [...types, type];
  return { ...criteria, types: NOTIFICATION_TYPES.filter((one) => chosen.includes(one)) };
};

const withoutNumber = (criteria: Criteria, number: string): Criteria => {
  const place = criteria.numbers.indexOf(number);
  const numbers = criteria.numbers.filter((one) => one !== number);
  const next = numbers[Math.min(place, numbers.length - 1)];
  return { ...criteria, numbers, at: next === undefined ? 'number' : `listed ${next}` };
};

/** The numbers of the field in the list, each once; what cannot be read stays in the field, with why. */
const addNumbers = (criteria: Criteria, text: string, region: string): Criteria => {
  const pieces = splitNumbers(text, region);
  const read = pieces.map((piece) => ({ piece, number: parseNumber(piece, region) }));
  const good = read.flatMap(({ number }) => (number.ok ? [number.value] : []));
  const left = read.filter(({ number }) => !number.ok).map(({ piece }) => piece);
  const [fault = null] = read.flatMap(({ number }) => (number.ok ? [] : [number.fault]));
  return {
    ...criteria,
    numbers: [...new Set([...criteria.numbers, ...good])],
    number: fieldOf(left.join(', ')),
    numberFault: fault,
  };
};

/** Enter and Space choose what is pointed at; a choice that opens a text field goes on into it. */
const chosen = (criteria: Criteria, region: string): Criteria => {
  const [kind, value = ''] = criteria.at.split(/ (.*)/s);
  const type = NOTIFICATION_TYPES.find((one) => one === value);
  const time = TIME_KINDS.find((one) => one === value);
  const callers = CALLER_KINDS.find((one) => one === value);
  if (kind === 'type' && type) return withType(criteria, type);
  if (kind === 'time' && time)
    return { ...criteria, time, at: time === 'period' ? 'period' : criteria.at };
  if (kind === 'callers' && callers)
    return { ...criteria, callers, at: callers === 'listed' ? 'number' : criteria.at };
  if (kind === 'number' && criteria.number.text.trim() !== '')
    return addNumbers(criteria, criteria.number.text, region);
  if (kind === 'listed') return withoutNumber(criteria, value);
  return moved(criteria, 1);
};

const inField = (criteria: Criteria, key: Key): Criteria | null => {
  if (criteria.at === 'period') {
    const period = edited(criteria.period, key);
    return period && { ...criteria, period };
  }
  if (criteria.at !== 'number') return null;
  const number = edited(criteria.number, key);
  return number && { ...criteria, number, numberFault: null };
};

/** @param region the country of numbers without `+` */
export const criteriaAfter = (criteria: Criteria, key: Key, region: string): Criteria => {
  const step = stepOf(key);
  if (step !== null) return moved(criteria, step);
  const typed = inField(criteria, key);
  if (typed) return typed;
  if (key.name === 'enter' || key.name === 'space') return chosen(criteria, region);
  const isRemoval = key.name === 'delete' || key.name === 'backspace';
  return isRemoval && criteria.at.startsWith('listed ')
    ? withoutNumber(criteria, criteria.at.slice('listed '.length))
    : criteria;
};

/** A list of numbers is taken whole; in the period's field lines are one. */
export const criteriaPasted = (criteria: Criteria, text: string, region: string): Criteria => {
  if (criteria.at === 'period')
    return { ...criteria, period: insert(criteria.period, cleanText(text)) };
  if (criteria.at !== 'number') return criteria;
  const pasted = insert(criteria.number, text.replace(/[^\P{Cc}\n\r\t]/gu, ''));
  const isOne = splitNumbers(pasted.text, region).length < 2;
  return isOne
    ? { ...criteria, number: fieldOf(cleanText(pasted.text)), numberFault: null }
    : addNumbers(criteria, pasted.text.replace(/\t/g, '\n'), region);
};

/** A fault and the line where it stands. */
export type RowFault = { row: Row; fault: DomainFault };

const timeOf = ({ time, period }: Criteria): Result<Time | null, RowFault> => {
  if (time !== 'period') return ok(time && { kind: time });
  const read = parsePeriod(period.text);
  return read.ok ? read : fail({ row: 'period', fault: read.fault });
};

const callersOf = (criteria: Criteria, region: string): Result<Callers | null, RowFault> => {
  const { callers, number, numbers } = criteria;
  if (callers !== 'listed') return ok(callers && { kind: callers });
  const isTyped = number.text.trim() !== '';
  if (numbers.length > 0 && !isTyped) return ok({ kind: 'listed', numbers: [...numbers] });
  const typed = parseNumbers(number.text, region);
  if (!typed.ok) return fail({ row: 'number', fault: typed.fault });
  return ok({ kind: 'listed', numbers: [...new Set([...numbers, ...typed.value])] });
};

/**
 * What the tab says, without what it leaves as it is; or what is wrong, and where. A number that is still in its field
 * counts. Without missed calls the other blocks say nothing, whatever was entered in them (R7).
 */
export const patchOf = (criteria: Criteria, region: string): Result<RulePatch, RowFault> => {
  const { types } = criteria;
  if (types?.length === 0) return fail({ row: FIRST, fault: { code: 'types-empty' } });
  const typesPatch = types === null ? {} : { types: [...types] };
  if (!isOfMissed(criteria))
    return ok({ ...typesPatch, time: { kind: 'all' }, callers: { kind: 'all' } });
  const time = timeOf(criteria);
  if (!time.ok) return time;
  const callers = callersOf(criteria, region);
  if (!callers.ok) return callers;
  return ok({
    ...typesPatch,
    ...(time.value && { time: time.value }),
    ...(callers.value && { callers: callers.value }),
  });
};
