/** Exceptions of the work schedule from a file: a CSV of `date,hours`, or the production calendar as JSON. */
import { type Fault, fail, ok, type Result } from '../domain/fault.ts';
import { isDate } from '../domain/instant.ts';
import { type Interval, WHOLE_DAY } from '../domain/interval.ts';
import { parsePeriod } from '../domain/period-text.ts';
import type { ScheduleException, WeeklyHours } from '../domain/schedule.ts';
import { calendarExceptions } from './calendar.ts';
import { type CsvRow, type CsvTable, readCsv } from './csv.ts';
import { earlierRows } from './earlier-rows.ts';
import { type FaultInFile, ofWholeFile, unlessFaulty, writePath } from './file-fault.ts';
import { readJson } from './json.ts';

type Column = 'date' | 'hours';

/** The line is null where the file is no table. */
type ExceptionEntry = { line: number | null; exception: ScheduleException };
type Read = Result<{ entries: ExceptionEntry[] }, FaultInFile[]>;

const TABLE: CsvTable<Column> = {
  columns: { date: ['дата'], hours: ['часы'] },
  required: [['date'], ['hours']],
};

const RUSSIAN_DATE = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

/** `2026-12-31`, or `31.12.2026` as Excel writes it. */
const readDate = (text: string): Result<string, Fault> => {
  if (text === '') return fail({ code: 'field-missing' });
  const [, day = '', month = '', year] = RUSSIAN_DATE.exec(text) ?? [];
  const date = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  return isDate(date) ? ok(date) : fail({ code: 'date-unreadable', text });
};

/** The intervals of a period's written form, without days and dates; nothing means closed. */
const readHours = (text: string): Result<Interval[], Fault> => {
  if (text === '') return ok([]);
  if (/\p{L}/u.test(text)) return fail({ code: 'hours-unreadable', text });
  const period = parsePeriod(text.replace(/[;\r\n]/g, ','));
  if (!period.ok) return period;
  const { intervals, firstDate, lastDate } = period.value;
  // The canonical period of a whole day has no intervals.
  return firstDate || lastDate
    ? fail({ code: 'hours-unreadable', text })
    : ok(intervals ?? [WHOLE_DAY]);
};

const readTable = (text: string, file: string): Read => {
  const { rows, faults } = readCsv(text, file, TABLE);
  const sameAsEarlier = earlierRows<Column>();
  const entries = rows.flatMap((row: CsvRow<Column>): ExceptionEntry[] => {
    const date = readDate(row.cells.date ?? '');
    const hours = readHours(row.cells.hours ?? '');
    if (!date.ok) faults.push(row.faulty('date', date.fault));
    else faults.push(...sameAsEarlier(row, [{ column: 'date', value: date.value }]));
    if (!hours.ok) faults.push(row.faulty('hours', hours.fault));
    return date.ok && hours.ok
      ? [{ line: row.line, exception: { date: date.value, hours: hours.value } }]
      : [];
  });
  return unlessFaulty({ entries }, faults);
};

const readCalendar = (text: string, file: string, hours: WeeklyHours): Read => {
  const json = readJson(text, file);
  if (!json.ok) return fail([json.fault]);
  const read = calendarExceptions(json.value, hours);
  return read.ok
    ? ok({ entries: read.value.map((exception) => ({ line: null, exception })) })
    : fail(
        read.fault.map(({ path, fault }) => ({
          ...ofWholeFile(file, fault),
          field: writePath(path),
        })),
      );
};

/**
 * The exceptions that a file names, or everything that is wrong with it. Text that begins with `{` is the JSON of
 * xmlcalendar.ru, all else a CSV.
 * @param hours the company's week, from which the calendar makes short and moved days
 */
export const readExceptions = (text: string, file: string, hours: WeeklyHours): Read =>
  text.trimStart().startsWith('{') ? readCalendar(text, file, hours) : readTable(text, file);
