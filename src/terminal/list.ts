/** Lists: a table for people, tab-separated rows for scripts, CSV, YAML or ids if asked for. */
import { cleanText } from '../domain/names.ts';
import { csvRow } from './csv.ts';
import { outPaged } from './pager.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

export const LIST_FORMATS = ['table', 'csv', 'yaml', 'ids'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** One column of a list; `key` is its heading in CSV, which never changes with the language. */
export type Column<T> = {
  key: string;
  heading: string;
  /** What people and scripts read. */
  text: (item: T) => string;
  /** What people see in a table so many columns wide, where `text` is for scripts or may be long. */
  short?: (item: T, columns: number) => string;
  /** What a program reads back; the same as `text` if left out. */
  csv?: (item: T) => string;
  /** Whether what it says of the item is a warning. */
  isWarning?: (item: T) => boolean;
  /** Never cut: half a number or half a date is worse than none. */
  isRigid?: true;
  /** Only for programs. */
  isOnlyCsv?: true;
};

type Listing<T> = {
  items: readonly T[];
  columns: readonly Column<T>[];
  /** Null: as a table for people, else as tab-separated rows. */
  format: ListFormat | undefined;
};

const tabbed = <T>({ items, columns }: Listing<T>): string =>
  [
    columns.map(({ heading }) => heading),
    ...items.map((item) => columns.map(({ text }) => cleanText(text(item)))),
  ]
    .map((cells) => cells.join('\t'))
    .join('\n');

const csv = <T>({ items, columns }: Listing<T>): string =>
  [
    columns.map(({ key }) => key),
    ...items.map((item) => columns.map((column) => (column.csv ?? column.text)(item))),
  ]
    .map(csvRow)
    .join('\n');

/** YAML leaves DEL and C1 as they are, and some terminals obey those. */
const CONTROLS = /[\p{Cc}--[\n]]/gv;

const yaml = async (items: readonly unknown[]): Promise<string> => {
  const { stringify } = await import('yaml');
  return stringify(items, { aliasDuplicateObjects: false }).trimEnd().replace(CONTROLS, ' ');
};

/** As people see it: shortly, unless the table may be as wide as it likes. */
const drawn = <T>(terminal: Terminal, { items, columns }: Listing<T>): Promise<string> => {
  const headings = columns.map(({ heading, isRigid = false }) => ({ heading, isRigid }));
  const rows = items.map((item) =>
    columns.map(({ text, short = text }) => cleanText(short(item, terminal.columns))),
  );
  const isWarning = (row: number, place: number): boolean => {
    const item = items[row];
    return item !== undefined && columns[place]?.isWarning?.(item) === true;
  };
  return table(terminal, headings, rows, isWarning);
};

/** What is known by a name has no other id. */
const idOf = (item: { id: number } | { name: string }): number | string =>
  'id' in item ? item.id : item.name;

/** Prints the items in the form that was asked for. An empty list of ids is no line at all. */
export const printList = async <T extends { id: number } | { name: string }>(
  terminal: Terminal,
  listing: Listing<T>,
): Promise<void> => {
  const { items, format } = listing;
  const columns = listing.columns.filter(({ isOnlyCsv }) => !isOnlyCsv);
  if (format === 'ids') {
    if (items.length > 0) terminal.out(items.map(idOf).join('\n'));
  } else if (format === 'csv') terminal.out(csv(listing));
  else if (format === 'yaml') terminal.out(await yaml(items));
  else if (format === 'table' || terminal.isForPeople) {
    await outPaged(terminal, await drawn(terminal, { ...listing, columns }));
  } else terminal.out(tabbed({ ...listing, columns }));
};
