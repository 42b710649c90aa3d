/** The rows of a CSV file of rules: `subscribers,types,time,callers`. */
import { type CsvRow, type CsvTable, readCsv } from './csv.ts';
import type { FaultInFile } from './file-fault.ts';
import type { At } from './located.ts';
import { type ContentReader, contentReader, splitAddresses } from './rule-words.ts';
import {
  entryTaker,
  type RuleInFile,
  type RulesEntry,
  type RulesFileOptions,
} from './rules-in-file.ts';

const COLUMNS = ['subscribers', 'types', 'time', 'callers'] as const;
type Column = (typeof COLUMNS)[number];

const TABLE: CsvTable<Column> = {
  columns: {
    subscribers: ['subscriber', 'абоненты', 'абонент', 'сотрудники', 'сотрудник', 'адреса'],
    types: ['type', 'типы', 'тип'],
    time: ['время'],
    callers: ['номера', 'звонящие'],
  },
  required: [['subscribers']],
};

/** In the place of types: he shall have no rules. A cell cannot hold an empty list. */
const NONE = /^(none|нет)$/i;

/** A place is the number of the row with its column; the last one is the row itself. */
const placeAt = (row: number, column: Column | null): At =>
  row * (COLUMNS.length + 1) + (column === null ? COLUMNS.length : COLUMNS.indexOf(column));

const isColumn = (name: unknown): name is Column => COLUMNS.some((column) => column === name);

type Sorted = { rules: RuleInFile[]; faults: FaultInFile[] };

const readNone = (row: CsvRow<Column>): Sorted => {
  const beside = (['time', 'callers'] as const).filter((column) => row.cells[column]);
  const faults = beside.map((field) => row.faulty(field, { code: 'rules-and-criterion', field }));
  return { rules: [], faults };
};

const readRule = (row: CsvRow<Column>, index: number, contentOf: ContentReader): Sorted => {
  const { types, time, callers } = row.cells;
  if (NONE.test(types ?? '')) return readNone(row);
  const content = contentOf({
    types: types || undefined,
    time: time || undefined,
    callers: callers || undefined,
  });
  if (!content.ok) {
    const faults = content.fault.map(({ path: [name], fault }) =>
      row.faulty(isColumn(name) ? name : null, fault),
    );
    return { rules: [], faults };
  }
  const placed = (column: Column): At => placeAt(index, row.cells[column] ? column : null);
  const places = { types: placed('types'), time: placed('time'), callers: placed('callers') };
  return { rules: [{ ...content.value, at: placeAt(index, null), places }], faults: [] };
};

/** Every row is an entry of one rule; an empty cell is a criterion that is left out. */
export const readRulesTable = (
  text: string,
  { file, region }: RulesFileOptions,
): {
  entries: RulesEntry[];
  faults: FaultInFile[];
  placeOf: (at: At) => { line: number; column: number };
} => {
  const { rows, faults } = readCsv(text, file, TABLE);
  const contentOf = contentReader(region);
  const entries: RulesEntry[] = [];
  const take = entryTaker(entries);
  const tooMany: FaultInFile[] = [];
  for (const [index, row] of rows.entries()) {
    const { rules, faults: ofRow } = readRule(row, index, contentOf);
    faults.push(...ofRow);
    const at = placeAt(index, 'subscribers');
    const subscribers = splitAddresses(row.cells.subscribers ?? '', region);
    if (subscribers.length === 0) faults.push(row.faulty('subscribers', { code: 'field-missing' }));
    const named = subscribers.map((address) => ({ text: address, at }));
    take({ at: placeAt(index, null), subscribers: named, rules }, (fault) =>
      tooMany.push(row.faulty(null, fault)),
    );
  }
  const placeOf = (at: At) => {
    const row = rows[Math.floor(at / (COLUMNS.length + 1))];
    const { line, column } = row?.placeOf(COLUMNS[at % (COLUMNS.length + 1)] ?? null) ?? {};
    return { line: line ?? 1, column: column ?? 1 };
  };
  return tooMany.length > 0
    ? { entries: [], faults: tooMany, placeOf }
    : { entries, faults, placeOf };
};
