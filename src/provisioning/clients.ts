/** Clients from a CSV file: `name,numbers,vip`. */
import { check } from '../domain/check.ts';
import { type ContactPatch, canonicalContactPatch, contactPatchSchema } from '../domain/contact.ts';
import { splitNumbers } from '../domain/criteria-text.ts';
import { type Fault, fail, type LocatedFault, ok, type Result } from '../domain/fault.ts';
import { parseNumber } from '../domain/phone-number.ts';
import { type CsvRow, type CsvTable, readCsv } from './csv.ts';
import { earlierRows, type RowValue } from './earlier-rows.ts';
import { type FaultInFile, unlessFaulty } from './file-fault.ts';

type Column = 'name' | 'numbers' | 'vip';

/** An absent column is left out of the patch. */
export type ClientEntry = { line: number; patch: ContactPatch };

const TABLE: CsvTable<Column> = {
  columns: {
    name: ['имя', 'клиент'],
    numbers: ['номера', 'номер', 'телефон', 'телефоны'],
    vip: [],
  },
  required: [['numbers']],
};

const YES = ['yes', 'да', '1', 'true', '+'];
const NO = ['no', 'нет', '0', 'false', '-', ''];

const readYesNo = (text: string): Result<boolean, Fault> => {
  const word = text.toLowerCase();
  if (YES.includes(word)) return ok(true);
  return NO.includes(word) ? ok(false) : fail({ code: 'cell-yes-no', text });
};

/** The comma of `7,91612E+10` divides nothing: the cell is one number that Excel spoiled. */
const numbersIn = (text: string, region: string): string[] => {
  const whole = parseNumber(text, region);
  const spoiled = !whole.ok && whole.fault.code === 'number-from-excel';
  return spoiled ? [text] : splitNumbers(text, region);
};

const checkPatch = (patch: ContactPatch, region: string): Result<ContactPatch, LocatedFault[]> => {
  const checked = check(contactPatchSchema(), patch);
  return checked.ok ? canonicalContactPatch(checked.value, region) : checked;
};

const readCell = (
  column: Column,
  text: string,
  region: string,
): Result<ContactPatch, LocatedFault[]> => {
  if (column === 'name') return checkPatch({ name: text }, region);
  if (column === 'numbers') return checkPatch({ numbers: numbersIn(text, region) }, region);
  const vip = readYesNo(text);
  return vip.ok ? ok({ vip: vip.value }) : fail([{ path: [column], fault: vip.fault }]);
};

/** Each cell by itself, so that a bad one does not hide what the others have to say. */
const readRow = (
  row: CsvRow<Column>,
  region: string,
): { patch: ContactPatch; faults: FaultInFile[] } => {
  let patch: ContactPatch = {};
  const faults: FaultInFile[] = [];
  for (const column of ['name', 'numbers', 'vip'] as const) {
    const text = row.cells[column];
    const read = text === undefined ? ok({}) : readCell(column, text, region);
    if (read.ok) patch = { ...patch, ...read.value };
    else faults.push(...read.fault.map(({ fault }) => row.faulty(column, fault)));
  }
  return { patch, faults };
};

/** The numbers that can be read, also where another in the cell cannot. */
const numbersOf = ({ cells }: CsvRow<Column>, region: string): RowValue<Column>[] =>
  numbersIn(cells.numbers ?? '', region).flatMap((number) => {
    const read = parseNumber(number, region);
    return read.ok ? [{ column: 'numbers', value: read.value }] : [];
  });

/**
 * The clients that a CSV text names, or everything that is wrong with it. A number belongs to one client only.
 * @param region the country of numbers without `+`
 */
export const readClients = (
  text: string,
  file: string,
  region: string,
): Result<{ entries: ClientEntry[] }, FaultInFile[]> => {
  const { rows, faults } = readCsv(text, file, TABLE);
  const sameAsEarlier = earlierRows<Column>();
  const entries = rows.map((row) => {
    const { patch, faults: ofRow } = readRow(row, region);
    faults.push(...ofRow, ...sameAsEarlier(row, numbersOf(row, region)));
    return { line: row.line, patch };
  });
  return unlessFaulty({ entries }, faults);
};
