/** Staff from a CSV file: `name,number,extension,email`. */
import { check } from '../domain/check.ts';
import { type LocatedFault, ok, type Result } from '../domain/fault.ts';
import {
  canonicalSubscriberPatch,
  foldEmail,
  type SubscriberPatch,
  subscriberPatchSchema,
} from '../domain/subscriber.ts';
import { type CsvRow, type CsvTable, readCsv } from './csv.ts';
import { earlierRows } from './earlier-rows.ts';
import { type FaultInFile, unlessFaulty } from './file-fault.ts';

type Column = 'name' | 'number' | 'extension' | 'email';

/** An absent column is left out of the patch, an empty cell is null in it. */
export type StaffEntry = { line: number; patch: SubscriberPatch };

/** By any of these it is known whom a row means. */
const KEYS = ['number', 'extension', 'email'] as const;
const FIELDS = ['name', ...KEYS] as const;

const TABLE: CsvTable<Column> = {
  columns: {
    name: ['имя', 'фио'],
    number: ['номер', 'телефон'],
    extension: ['добавочный', 'внутренний'],
    email: ['почта', 'e-mail'],
  },
  required: [KEYS],
};

const readCell = (
  column: Column,
  text: string,
  region: string,
): Result<SubscriberPatch, LocatedFault[]> => {
  const checked = check(subscriberPatchSchema(), { [column]: text });
  return checked.ok ? canonicalSubscriberPatch(checked.value, region) : checked;
};

/** Each cell by itself, so that a bad one does not hide what the others have to say. */
const readRow = (
  row: CsvRow<Column>,
  region: string,
): { patch: SubscriberPatch; faults: FaultInFile[] } => {
  let patch: SubscriberPatch = {};
  const faults: FaultInFile[] = [];
  for (const column of FIELDS) {
    const text = row.cells[column];
    const read = text === undefined ? ok({}) : readCell(column, text, region);
    if (read.ok) patch = { ...patch, ...read.value };
    else faults.push(...read.fault.map(({ fault }) => row.faulty(column, fault)));
  }
  if (KEYS.every((key) => !row.cells[key])) faults.push(row.faulty(null, { code: 'row-nobody' }));
  return { patch, faults };
};

/**
 * The staff that a CSV text names, or everything that is wrong with it. Two rows must not name the same number,
 * extension or e-mail.
 * @param region the country of numbers without `+`
 */
export const readStaff = (
  text: string,
  file: string,
  region: string,
): Result<{ entries: StaffEntry[] }, FaultInFile[]> => {
  const { rows, faults } = readCsv(text, file, TABLE);
  const sameAsEarlier = earlierRows<Column>();
  const entries = rows.map((row) => {
    const { patch, faults: ofRow } = readRow(row, region);
    const values = KEYS.flatMap((column) => {
      const value = patch[column];
      return value ? [{ column, value: column === 'email' ? foldEmail(value) : value }] : [];
    });
    faults.push(...ofRow, ...sameAsEarlier(row, values));
    return { line: row.line, patch };
  });
  return unlessFaulty({ entries }, faults);
};
