/** The production calendar of xmlcalendar.ru as exceptions from the company's own week (A9). */
import * as z from 'zod/mini';
import { check } from '../domain/check.ts';
import { fail, type LocatedFault, ok, type Result } from '../domain/fault.ts';
import { isDate, weekdayOfDate } from '../domain/instant.ts';
import {
  DAY_MINUTES,
  type Interval,
  joinIntervals,
  minuteOfDay,
  timeOfDay,
  WEEKDAYS,
  type Weekday,
} from '../domain/interval.ts';
import { once } from '../domain/remembered.ts';
import type { ScheduleException, WeeklyHours } from '../domain/schedule.ts';

/** A day that is not listed is a working one; `*` is a short working day, `+` one that was moved to free. */
type Mark = 'working' | 'free' | '*' | '+';

const calendarSchema = once(() =>
  z.looseObject({
    year: z.int().check(z.minimum(1000), z.maximum(9999)),
    months: z
      .array(z.looseObject({ month: z.int().check(z.minimum(1), z.maximum(12)), days: z.string() }))
      .check(z.minLength(1)),
  }),
);

type Calendar = z.output<ReturnType<typeof calendarSchema>>;
type Month = Calendar['months'][number];

const DAY = /^(\d{1,2})([*+]?)$/;
const WEEKEND: readonly Weekday[] = ['sat', 'sun'];
const SHORTER = 60;

const isWeekend = (date: string): boolean => WEEKEND.includes(weekdayOfDate(date));

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const datesOf = (year: number, month: number): string[] =>
  Array.from(
    { length: 31 },
    (_, index) => `${year}-${twoDigits(month)}-${twoDigits(index + 1)}`,
  ).filter(isDate);

/** The hours without their last hour, which may lie in more than one interval. */
const shortened = (hours: readonly Interval[]): Interval[] => {
  let over = SHORTER;
  const kept: Interval[] = [];
  for (const { from, to } of joinIntervals(hours).reverse()) {
    const start = minuteOfDay(from);
    const end = minuteOfDay(to) + (minuteOfDay(to) <= start ? DAY_MINUTES : 0);
    const cut = Math.min(over, end - start);
    over -= cut;
    if (cut < end - start)
      kept.unshift({ from, to: timeOfDay((end - cut) % DAY_MINUTES || DAY_MINUTES) });
  }
  return kept;
};

/** The hours that a day gets instead of those of its weekday; null if it keeps them. */
const otherHours = (weekday: Weekday, mark: Mark, hours: WeeklyHours): Interval[] | null => {
  const own = hours[weekday];
  const weekend = WEEKEND.includes(weekday);
  if (mark === 'free') return own.length > 0 && !weekend ? [] : null;
  if (mark === '+') return own.length > 0 ? [] : null;
  const moved = WEEKDAYS.find((day) => !WEEKEND.includes(day) && hours[day].length > 0);
  // On a weekday without hours the company never works, whatever the country does.
  const day = own.length > 0 || !weekend || !moved ? own : hours[moved];
  if (day.length === 0) return null;
  if (mark === '*') return shortened(day);
  return day === own ? null : [...day];
};

/** The marks of a month by date, and what in its list is no day of it. */
const readMonth = (
  year: number,
  { month, days }: Month,
): { marks: Map<string, Mark>; faults: LocatedFault[] } => {
  const path = ['days'];
  const marks = new Map<string, Mark>();
  const faults: LocatedFault[] = [];
  const dates = datesOf(year, month);
  for (const text of days.split(',').map((piece) => piece.trim())) {
    const [, day, mark] = DAY.exec(text) ?? [];
    const date = dates[Number(day) - 1];
    if (date === undefined) faults.push({ path, fault: { code: 'date-unreadable', text } });
    else if (marks.has(date)) faults.push({ path, fault: { code: 'date-twice', date } });
    else marks.set(date, mark === '*' || mark === '+' ? mark : 'free');
  }
  // A list of holidays only would make every Saturday and Sunday a working day.
  const weekends = [...marks.keys()].some(isWeekend);
  if (faults.length === 0 && !weekends)
    faults.push({ path, fault: { code: 'calendar-unreadable' } });
  return { marks, faults };
};

const exceptionsOf = (
  dates: readonly string[],
  marks: Map<string, Mark>,
  hours: WeeklyHours,
): ScheduleException[] =>
  dates.flatMap((date) => {
    const other = otherHours(weekdayOfDate(date), marks.get(date) ?? 'working', hours);
    return other ? [{ date, hours: other }] : [];
  });

/**
 * What the calendar changes in the company's week: holidays close a day, moved days open a Saturday, a day before a
 * holiday is an hour shorter. Months that the calendar does not have stay as they are.
 */
export const calendarExceptions = (
  value: unknown,
  hours: WeeklyHours,
): Result<ScheduleException[], LocatedFault[]> => {
  const read = check(calendarSchema(), value);
  if (!read.ok)
    return fail(read.fault.map(({ path }) => ({ path, fault: { code: 'calendar-unreadable' } })));
  const { year, months } = read.value;
  const faults: LocatedFault[] = [];
  const exceptions: ScheduleException[] = [];
  for (const [index, month] of months.entries()) {
    const path = ['months', index];
    const { marks, faults: ofMonth } = readMonth(year, month);
    faults.push(...ofMonth.map((located) => ({ ...located, path: [...path, ...located.path] })));
    if (months.findIndex((other) => other.month === month.month) < index) {
      faults.push({ path: [...path, 'month'], fault: { code: 'calendar-unreadable' } });
    }
    exceptions.push(...exceptionsOf(datesOf(year, month.month), marks, hours));
  }
  return faults.length > 0
    ? fail(faults)
    : ok(exceptions.sort((a, b) => (a.date < b.date ? -1 : 1)));
};
