/** Values that may stand in one row of a file only. */
import type { CsvRow } from './csv.ts';
import type { FaultInFile } from './file-fault.ts';

/** `value` is in its one form: what is equal is the same. */
export type RowValue<C extends string> = { column: C; value: string };

/**
 * Remembers the values row by row, and gives the faults of a row whose values an earlier one has: one fault for each
 * such row, since a line that was pasted twice is one mistake.
 */
export const earlierRows = <C extends string>(): ((
  row: CsvRow<C>,
  values: readonly RowValue<C>[],
) => FaultInFile[]) => {
  const lines = new Map<string, number>();
  return (row, values) => {
    const named = new Set<number>();
    return values.flatMap(({ column, value }): FaultInFile[] => {
      const key = `${column} ${value}`;
      const line = lines.get(key) ?? row.line;
      lines.set(key, line);
      if (line === row.line || named.has(line)) return [];
      named.add(line);
      return [row.faulty(column, { code: 'value-twice', value, line })];
    });
  };
};
