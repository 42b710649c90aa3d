/** YAML and JSON as texts, lists and maps that know where in the file they stand. Scalars are all text. */
import type { Fault } from '../domain/fault.ts';
import { closest } from '../domain/nearest.ts';

/** A place in a file, as an offset of its text; `placesIn` tells its line and column. */
export type At = number;

export type Field = { key: string; at: At; value: Located };

export type Located =
  | { kind: 'text'; at: At; text: string }
  | { kind: 'list'; at: At; items: Located[] }
  | { kind: 'map'; at: At; fields: Field[] };

/** Entries come one by one, so that a long file is never a tree. */
export type OnEntry = (entry: Located, index: number) => void;

export type Path = readonly (string | number)[];

/** Tells a fault at a place of the file that is read; `path` is the field as the file has it. */
export type Tell = (at: At, fault: Fault, path: Path) => void;

/** Nothing that is read here is nested as deeply. */
export const DEEPEST = 32;

const BREAK = /\r\n|\r|\n/g;

/**
 * Line and column of an offset, both from 1; columns count characters. The lines are found when first asked for, and
 * a place is counted from the one before it: a file of one long line may have a hundred thousand faults.
 */
export const placesIn = (text: string): ((at: At) => { line: number; column: number }) => {
  let starts: number[] | null = null;
  let last = { line: 0, at: 0, column: 1 };
  return (at) => {
    starts ??= [0, ...Array.from(text.matchAll(BREAK), ({ index, 0: end }) => index + end.length)];
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const isAfter = last.line === low && last.at <= at;
    const from = isAfter ? last : { at: starts[low] ?? 0, column: 1 };
    const column = from.column + [...text.slice(from.at, at)].length;
    last = { line: low, at, column };
    return { line: low + 1, column };
  };
};

/** Each key once: the first stays, the others are told. */
export const eachOnce = (
  fields: readonly Field[],
  tellTwice: (field: Field, first: Field) => void,
): Field[] => {
  const firsts = new Map<string, Field>();
  for (const field of fields) {
    const first = firsts.get(field.key);
    if (first) tellTwice(field, first);
    else firsts.set(field.key, field);
  }
  return [...firsts.values()];
};

const unknownKey = (key: string, known: readonly string[]): Fault => {
  const candidates = known.map((name) => ({ text: name, value: name }));
  const [nearest = null] = closest(key.toLowerCase(), candidates);
  return { code: 'key-unknown', key, known: [...known], nearest };
};

/** The values of a map by the names of its keys; one that is not known is told. */
export const valuesOf = <Name extends string>(
  fields: readonly Field[],
  known: readonly Name[],
  tell: Tell,
  path: Path,
): Partial<Record<Name, Field>> => {
  const values: Partial<Record<Name, Field>> = {};
  for (const field of fields) {
    const name = known.find((one) => one === field.key);
    if (name) values[name] = field;
    else tell(field.at, unknownKey(field.key, known), [...path, field.key]);
  }
  return values;
};
