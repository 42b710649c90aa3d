/** Columns of a row as what the schema says they are; anything else is a bug or a damaged file. */
import type { Row } from './database.ts';

const wrong = (row: Row, column: string): Error =>
  new Error(`column ${column} holds ${typeof row[column]}`);

export const integer = (row: Row, column: string): number => {
  const value = row[column];
  if (typeof value !== 'number') throw wrong(row, column);
  return value;
};

export const text = (row: Row, column: string): string => {
  const value = row[column];
  if (typeof value !== 'string') throw wrong(row, column);
  return value;
};

export const textOrNull = (row: Row, column: string): string | null =>
  row[column] === null ? null : text(row, column);

export const integerOrNull = (row: Row, column: string): number | null =>
  row[column] === null ? null : integer(row, column);

export const json = (row: Row, column: string): unknown => JSON.parse(text(row, column));

/** One of the names that the column may hold; another is a damaged file. */
export const oneOf = <T extends string>(names: readonly T[], row: Row, column: string): T => {
  const name = names.find((candidate) => candidate === row[column]);
  if (name === undefined) throw new Error(`column ${column} holds ${String(row[column])}`);
  return name;
};
