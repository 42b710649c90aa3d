/** Filters of lists as conditions in SQL, each with its parameters; what is not asked for is not there. */
import type { SQLInputValue } from 'node:sqlite';
import { nameWords } from '../../domain/names.ts';

export type Condition = { sql: string; parameters: SQLInputValue[] };

export type Where = { sql: string; parameters: SQLInputValue[] };

/** One condition, unless its value is null: then it does not limit. */
export const asked = <T>(
  value: T | null | undefined,
  condition: (value: T) => Condition,
): Condition[] => (value === null || value === undefined ? [] : [condition(value)]);

export const equals = (column: string, value: SQLInputValue | undefined): Condition[] =>
  asked(value, (wanted) => ({ sql: `${column} = ?`, parameters: [wanted] }));

/** Every word is a part of any of the columns, in whatever order (A14); text in them is folded or ASCII. */
export const partOf = (columns: readonly string[], words: string | undefined): Condition[] =>
  asked(words || null, (wanted) => ({
    sql: `not exists (select 1 from json_each(?) as word
      where (${columns.map((column) => `instr(${column}, word.value)`).join(' or ')}) is not true)`,
    parameters: [JSON.stringify(nameWords(wanted))],
  }));

/** `12,15-20`, as the contract's schema has let it through; as many as there are, in one condition. */
export const idsIn = (column: string, ids: string | undefined): Condition[] =>
  asked(ids, (written) => {
    const pieces = written.split(',').map((piece) => piece.split('-').map(Number));
    const ofLength = (wanted: number) => pieces.filter(({ length }) => length === wanted);
    return {
      sql: `(${column} in (select value from json_each(?)) or exists (
        select 1 from json_each(?) as range where ${column} between range.value ->> 0 and range.value ->> 1))`,
      parameters: [JSON.stringify(ofLength(1).flat()), JSON.stringify(ofLength(2))],
    };
  });

export const where = (...conditions: readonly Condition[]): Where => ({
  sql: conditions.length > 0 ? `where ${conditions.map(({ sql }) => sql).join(' and ')}` : '',
  parameters: conditions.flatMap(({ parameters }) => parameters),
});

/** A page in order of ids: `after` is the last id of the page before. */
export type Page = { after: number; limit: number };

export const idsAfter = (column: string, { after }: Page): Condition => ({
  sql: `${column} > ?`,
  parameters: [after],
});

/** Pages from the newest on: `after` is the last id of the page before, or 0. */
export const newestFirst = (column: string, { after }: Page): Condition[] =>
  after === 0 ? [] : [{ sql: `${column} < ?`, parameters: [after] }];
