/** Filters of lists as conditions in SQL, each with its parameters; what is not asked for is not there. */
import type { SQLInputValue } from 'node:sqlite';

export type Condition = { sql: string; parameters: SQLInputValue[] };

export type Where = { sql: string; parameters: SQLInputValue[] };

/** One condition, unless its value is null: then it does not limit. */
export const asked = <T>(
  value: T | null | undefined,
  condition: (value: T) => Condition,
): Condition[] => (value === null || value === undefined ? [] : [condition(value)]);

export const equals = (column: string, value: SQLInputValue | undefined): Condition[] =>
  asked(value, (wanted) => ({ sql: `${column} = ?`, parameters: [wanted] }));

/** A part of any of the columns; text in them is folded or ASCII. */
export const partOf = (columns: readonly string[], part: string | undefined): Condition[] =>
  asked(part || null, (wanted) => ({
    sql: `(${columns.map((column) => `instr(${column}, ?)`).join(' or ')})`,
    parameters: columns.map(() => wanted),
  }));

/** `12,15-20`, as the contract's schema has let it through. */
export const idsIn = (column: string, ids: string | undefined): Condition[] =>
  asked(ids, (written) => {
    const ranges = written.split(',').map((piece) => piece.split('-').map(Number));
    const singles = ranges.filter(({ length }) => length === 1).flat();
    const wide = ranges.filter(({ length }) => length === 2);
    const between = wide.map(() => `${column} between ? and ?`);
    return {
      sql: `(${[`${column} in (select value from json_each(?))`, ...between].join(' or ')})`,
      parameters: [JSON.stringify(singles), ...wide.flat()],
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
