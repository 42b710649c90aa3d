/** A CSV file with known columns: finds its divider and headings, gives its rows with their places. */
import type { Fault } from '../domain/fault.ts';
import { foldName } from '../domain/names.ts';
import { closest } from '../domain/nearest.ts';
import { type CsvRecord, readRecords } from './csv-records.ts';
import { type FaultInFile, linesOf } from './file-fault.ts';

/** Of which columns a file may consist. */
export type CsvTable<C extends string> = {
  /** Further names of each column, besides its own. */
  columns: Readonly<Record<C, readonly string[]>>;
  /** Of each group one column has to be there. */
  required: readonly (readonly C[])[];
};

/** A row: an absent column is undefined, an empty cell is an empty text. */
export type CsvRow<C extends string> = {
  line: number;
  cells: Readonly<Partial<Record<C, string>>>;
  /** Where a cell begins; of the whole row only the line is known. */
  placeOf: (column: C | null) => { line: number; column: number | null };
  /** A fault of one cell, or of the whole row, with its place. */
  faulty: (column: C | null, fault: Fault) => FaultInFile;
};

/** What the API takes in one batch. */
const MOST_ROWS = 100_000;

const DIVIDERS = [',', ';', '\t'];
/** The line by which Excel is told the divider. */
const SEP = /^"?sep=([^"\r\n])"?[^\S\r\n]*(?:\r\n|\r|\n|$)/iu;
/** Lines without any cell above the heading, as Excel saves an empty first row. */
const BLANK_LINES = /^(?:[ \t\xa0,;]*(?:\r\n|\r|\n))*/;

type Columns = ReadonlyMap<string, string>;

const foldHeading = (heading: string): string => foldName(heading).replaceAll(' ', '');

const spellings = ({ columns }: CsvTable<string>): Columns =>
  new Map(
    Object.entries(columns).flatMap(([column, names]) =>
      [column, ...names].map((name) => [foldHeading(name), column]),
    ),
  );

/** The divider by which the heading line gives most columns that are known; else simply most. */
const findDivider = (bytes: Buffer, names: Columns): string => {
  const scored = DIVIDERS.map((divider) => {
    const cells = readRecords(bytes, divider, 1, 1).records[0]?.cells ?? [];
    return {
      divider,
      known: cells.filter((cell) => names.has(foldHeading(cell))).length,
      cells: cells.length,
    };
  });
  return scored.sort((a, b) => b.known - a.known || b.cells - a.cells)[0]?.divider ?? ',';
};

const unknownColumn = (heading: string, names: Columns, known: string[]): Fault => {
  const spelled = [...names.keys()].map((text) => ({ text, value: text }));
  return {
    code: 'csv-column-unknown',
    column: heading,
    known,
    nearest: closest(foldHeading(heading), spelled)[0] ?? null,
  };
};

type Heading<C extends string> = { columns: (C | null)[]; faults: FaultInFile[] };

const missingColumns = <C extends string>(
  { required }: CsvTable<C>,
  there: readonly (C | null)[],
  file: string,
  line: number,
): FaultInFile[] =>
  required
    .filter((group) => !group.some((column) => there.includes(column)))
    .map((group) => {
      const fault: Fault = { code: 'csv-column-missing', columns: [...group] };
      return { file, line, column: null, field: null, fault };
    });

const readHeading = <C extends string>(
  record: CsvRecord,
  file: string,
  table: CsvTable<C>,
): Heading<C> => {
  const names = spellings(table);
  const known = Object.keys(table.columns) as C[];
  const columns = record.cells.map(
    (cell) => known.find((column) => column === names.get(foldHeading(cell))) ?? null,
  );
  const faults = columns.flatMap((column, index): FaultInFile[] => {
    const place = { file, ...record.placeOf(index), field: column };
    if (column === null) {
      return [{ ...place, fault: unknownColumn(record.cells[index] ?? '', names, known) }];
    }
    return columns.indexOf(column) < index
      ? [{ ...place, fault: { code: 'csv-column-twice', column } }]
      : [];
  });
  return { columns, faults: [...faults, ...missingColumns(table, columns, file, record.line)] };
};

const rowOf = <C extends string>(
  record: CsvRecord,
  file: string,
  columns: readonly (C | null)[],
): CsvRow<C> => {
  const cells: Partial<Record<C, string>> = {};
  for (const [index, column] of columns.entries()) {
    if (column !== null) cells[column] = record.cells[index] ?? '';
  }
  const placeOf = (column: C | null) =>
    column === null ? { line: record.line, column: null } : record.placeOf(columns.indexOf(column));
  return {
    line: record.line,
    cells,
    placeOf,
    faulty: (column, fault) => ({ file, ...placeOf(column), field: column, fault }),
  };
};

/** The text from its heading on, the divider that a `sep=` line names, and the line of the heading. */
const skipToHeading = (
  text: string,
): { divider: string | null; bytes: Buffer; firstLine: number } => {
  const sep = SEP.exec(text);
  const start = sep?.[0].length ?? 0;
  const blank = BLANK_LINES.exec(text.slice(start))?.[0].length ?? 0;
  const skipped = text.slice(0, start + blank);
  return {
    divider: sep?.[1] ?? null,
    bytes: Buffer.from(text.slice(skipped.length)),
    firstLine: linesOf(skipped).length,
  };
};

/**
 * The rows of a CSV text and what is wrong with it. A heading at fault ends the reading, since every row would only
 * repeat it; rows with a wrong number of cells are left out, and a broken quote hides what follows it.
 */
export const readCsv = <C extends string>(
  text: string,
  file: string,
  table: CsvTable<C>,
): { rows: CsvRow<C>[]; faults: FaultInFile[] } => {
  const { divider, bytes, firstLine } = skipToHeading(text);
  const chosen = divider ?? findDivider(bytes, spellings(table));
  const { records, broken } = readRecords(bytes, chosen, firstLine, MOST_ROWS + 2);
  const tooMany = records[MOST_ROWS + 1];
  if (tooMany) {
    const fault: Fault = { code: 'file-too-many', most: MOST_ROWS };
    const place = { file, line: tooMany.line, column: null, field: null };
    return { rows: [], faults: [{ ...place, fault }] };
  }
  const faults: FaultInFile[] = [];
  if (broken) {
    const fault: Fault = { code: 'csv-broken', why: broken.why };
    faults.push({ file, ...broken.place, field: null, fault });
  }
  const [first, ...rest] = records;
  if (!first) {
    return { rows: [], faults: broken ? faults : missingColumns(table, [], file, firstLine) };
  }
  const heading = readHeading(first, file, table);
  if (heading.faults.length > 0) return { rows: [], faults: [...heading.faults, ...faults] };
  const expected = heading.columns.length;
  const rows: CsvRow<C>[] = [];
  for (const record of rest) {
    const row = rowOf(record, file, heading.columns);
    const found = record.cells.length;
    if (found === expected) rows.push(row);
    else faults.push(row.faulty(null, { code: 'csv-cells', expected, found }));
  }
  return { rows, faults };
};
