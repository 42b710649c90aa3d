/** The written form of a period (A12): `mon-fri 09:00-13:00,14:00-18:00 2026-06-01..2026-08-31`. */
import { fail, ok, type PeriodFault, type Result } from './fault.ts';
import { isDate } from './instant.ts';
import { type Interval, minuteOfDay, timeOfDay, WEEKDAYS, type Weekday } from './interval.ts';
import { canonicalPeriod, type Period } from './period.ts';

const RUSSIAN_DAYS = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'];
const SPACE = /\s+/y;
const DASH = /\s*[-–—]\s*/y;
const COMMA = /\s*,\s*/y;
const LETTERS = /\p{L}+/uy;
const DATE = /\d{4}-\d{2}-\d{2}/y;
/** The space after it is its own only before a date, else it parts `2026-12-31..` from what comes next. */
const DOTS = /\s*\.\.(?:\s*(?=\d{4}-\d{2}-\d{2}))?/y;
const TIME = /\d+(:\d+)?/y;
const WORD = /[^\s,]+/y;

/** Thrown within this module only, so that the grammar reads as one; `parsePeriod` returns its fault. */
class Unreadable extends Error {
  readonly fault: PeriodFault;
  constructor(fault: PeriodFault) {
    super(fault.code);
    this.fault = fault;
  }
}

class Scanner {
  readonly text: string;
  at = 0;
  constructor(text: string) {
    this.text = text;
  }
  sees(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0] ?? null;
  }
  take(pattern: RegExp): string | null {
    const found = this.sees(pattern);
    this.at += found?.length ?? 0;
    return found;
  }
}

const unknownWord = (from: Scanner, at: number): Unreadable => {
  from.at = at;
  const word = from.sees(WORD) ?? from.text.slice(at, at + 1);
  return new Unreadable({ code: 'period-word-unknown', word, text: from.text, at });
};

const readDay = (from: Scanner): Weekday => {
  const at = from.at;
  const word = from.take(LETTERS)?.toLowerCase();
  const day = WEEKDAYS.find((name, index) => word === name || word === RUSSIAN_DAYS[index]);
  if (!day) throw unknownWord(from, at);
  return day;
};

/** `fri-mon` goes over the week's end: Friday to Monday. */
const daysBetween = (first: Weekday, last: Weekday): Weekday[] => {
  const start = WEEKDAYS.indexOf(first);
  const length = ((WEEKDAYS.indexOf(last) - start + 7) % 7) + 1;
  return [...WEEKDAYS, ...WEEKDAYS].slice(start, start + length);
};

const readDays = (from: Scanner): Weekday[] => {
  const days: Weekday[] = [];
  do {
    const first = readDay(from);
    days.push(...daysBetween(first, from.take(DASH) === null ? first : readDay(from)));
  } while (from.take(COMMA) !== null);
  return days;
};

const readTime = (from: Scanner, latest: number): string => {
  const { at, text } = from;
  const time = from.take(TIME);
  if (!time) throw unknownWord(from, at);
  const minute = /^\d{1,2}:[0-5]\d$/.test(time) ? minuteOfDay(time.padStart(5, '0')) : Number.NaN;
  if (!(minute <= latest)) throw new Unreadable({ code: 'period-time-invalid', time, text, at });
  return timeOfDay(minute);
};

const readInterval = (from: Scanner): Interval => {
  const { at, text } = from;
  const start = readTime(from, 23 * 60 + 59);
  if (from.take(DASH) === null)
    throw new Unreadable({ code: 'period-interval-open', time: start, text, at });
  const end = readTime(from, 24 * 60);
  if (start === end) throw new Unreadable({ code: 'period-interval-empty', time: start, text, at });
  return { from: start, to: end };
};

const readIntervals = (from: Scanner): Interval[] => {
  const intervals: Interval[] = [];
  do intervals.push(readInterval(from));
  while (from.take(COMMA) !== null);
  return intervals;
};

const readDate = (from: Scanner): string | null => {
  const { at, text } = from;
  const date = from.take(DATE);
  if (date && !isDate(date)) throw new Unreadable({ code: 'period-date-invalid', date, text, at });
  return date;
};

const readDates = (from: Scanner): { firstDate: string | null; lastDate: string | null } => {
  const start = from.at;
  const first = readDate(from);
  if (from.take(DOTS) === null) return { firstDate: first, lastDate: first };
  const at = from.at;
  const last = readDate(from);
  if (!first && !last) throw unknownWord(from, start);
  if (first && last && last < first) {
    throw new Unreadable({ code: 'period-dates-reversed', first, last, text: from.text, at });
  }
  return { firstDate: first, lastDate: last };
};

type Parts = { days?: Weekday[]; intervals?: Interval[]; dates?: ReturnType<typeof readDates> };

const nextPart = (from: Scanner): keyof Parts => {
  if (from.sees(DATE) || from.sees(DOTS)) return 'dates';
  if (from.sees(LETTERS)) return 'days';
  if (from.sees(TIME)) return 'intervals';
  throw unknownWord(from, from.at);
};

const readParts = (from: Scanner): Parts => {
  let parts: Parts = {};
  from.take(SPACE);
  while (from.at < from.text.length) {
    const { at, text } = from;
    const part = nextPart(from);
    if (parts[part]) throw new Unreadable({ code: 'period-part-twice', part, text, at });
    if (part === 'days') parts = { ...parts, days: readDays(from) };
    else if (part === 'intervals') parts = { ...parts, intervals: readIntervals(from) };
    else parts = { ...parts, dates: readDates(from) };
    const end = from.at;
    if (from.take(SPACE) === null && end < text.length) throw unknownWord(from, end);
  }
  return parts;
};

/**
 * Reads the written form; English and Russian day names, any order of the three parts.
 * A fault says where in the text it stands. The period comes back in its canonical form.
 */
export const parsePeriod = (text: string): Result<Period, PeriodFault> => {
  try {
    const { days, intervals, dates } = readParts(new Scanner(text));
    if (!days && !intervals && !dates) return fail({ code: 'period-empty' });
    const { firstDate = null, lastDate = null } = dates ?? {};
    return ok(
      canonicalPeriod({
        kind: 'period',
        days: days ?? null,
        intervals: intervals ?? null,
        firstDate,
        lastDate,
      }),
    );
  } catch (error) {
    if (error instanceof Unreadable) return fail(error.fault);
    throw error;
  }
};

/** `mon-fri,sun`: a run of three or more days is a range. */
export const writeDays = (days: readonly Weekday[]): string => {
  const runs: Weekday[][] = [];
  for (const day of WEEKDAYS.filter((name) => days.includes(name))) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && WEEKDAYS.indexOf(last) + 1 === WEEKDAYS.indexOf(day)) run.push(day);
    else runs.push([day]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}-${run.at(-1)}` : run.join(','))).join(',');
};

export const writeIntervals = (intervals: readonly Interval[]): string =>
  intervals.map(({ from, to }) => `${from}-${to}`).join(',');

const writeDates = ({ firstDate, lastDate }: Period): string => {
  if (firstDate === lastDate) return firstDate ?? '';
  return `${firstDate ?? ''}..${lastDate ?? ''}`;
};

/** The one text of a canonical period; reading it gives the same period. */
export const writePeriod = (period: Period): string =>
  [writeDays(period.days ?? []), writeIntervals(period.intervals ?? []), writeDates(period)]
    .filter((part) => part !== '')
    .join(' ');
