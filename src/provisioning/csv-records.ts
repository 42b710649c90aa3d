/** CSV text as records that know where each of their cells stands. */
import { CsvError, type InfoField, type InfoRecord, parse } from 'csv-parse/sync';
import type { FileFault } from '../domain/fault.ts';
import { placeAfter } from './file-fault.ts';

type At = { line: number; column: number };
type Why = Extract<FileFault, { code: 'csv-broken' }>['why'];

/** One record; blank ones are left out. */
export type CsvRecord = {
  line: number;
  cells: readonly string[];
  /** The place of a cell; of the record where it has no such cell. */
  placeOf: (cell: number) => At;
};

/** What can be read of the text; a broken quote ends it. */
export type CsvRecords = { records: CsvRecord[]; broken: { why: Why; place: At } | null };

const REASONS: Partial<Record<string, Why>> = {
  CSV_QUOTE_NOT_CLOSED: 'quote-open',
  INVALID_OPENING_QUOTE: 'quote-inside',
};

const CR = 13;
const LF = 10;

/** Counted here: the parser takes a CRLF within quotes for two lines. */
const countBreaks = (bytes: Uint8Array, from: number, to: number): number => {
  let breaks = 0;
  for (let at = from; at < to; at += 1) {
    if (bytes[at] === CR || (bytes[at] === LF && bytes[at - 1] !== CR)) breaks += 1;
  }
  return breaks;
};

/** Follows the parser through the bytes: every record begins where the one before ended. */
const collector = (bytes: Buffer, divider: string, firstLine: number) => {
  const records: CsvRecord[] = [];
  let start = 0;
  let line = firstLine;
  let starts: number[] = [];
  const width = Buffer.byteLength(divider);
  const place = (from: number, fromLine: number, at: number): At =>
    placeAfter(bytes.toString('utf8', from, at), fromLine);
  return {
    records,
    onCell(text: string, { bytes: end }: InfoField): string {
      starts.push(end + width);
      return text.trim();
    },
    onRecord(cells: string[], { bytes: end }: InfoRecord): null {
      const record = { start, line, starts };
      const placeOf = (cell: number): At =>
        place(
          record.start,
          record.line,
          (cell === 0 ? undefined : record.starts[cell - 1]) ?? record.start,
        );
      if (cells.some((text) => text !== '')) records.push({ line, cells, placeOf });
      line += countBreaks(bytes, start, end);
      start = end;
      starts = [];
      return null;
    },
    placeOfLast: (): At => place(start, line, starts.at(-1) ?? start),
  };
};

/**
 * Reads the records of a CSV text, one heading among them.
 * @param most how many records to read at most
 */
export const readRecords = (
  bytes: Buffer,
  divider: string,
  firstLine: number,
  most?: number,
): CsvRecords => {
  const found = collector(bytes, divider, firstLine);
  try {
    parse(bytes, {
      delimiter: divider,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: 0,
      trim: true,
      ...(most !== undefined && { to: most }),
      cast: found.onCell,
      on_record: found.onRecord,
    });
    return { records: found.records, broken: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const why = REASONS[error.code] ?? 'text-after-quote';
    return { records: found.records, broken: { why, place: found.placeOfLast() } };
  }
};
