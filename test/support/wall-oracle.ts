/**
 * A second opinion on time, naive on purpose: Luxon tells what the clock on the wall shows, and a minute is judged by
 * comparing texts. It shares nothing with the program but the types.
 */
import { DateTime } from 'luxon';
import type { Interval, Weekday } from '../../src/domain/interval.ts';
import type { Period } from '../../src/domain/period.ts';
import type { WorkSchedule } from '../../src/domain/schedule.ts';

const DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

type LocalDay = { date: string; weekday: Weekday };
export type LocalMinute = { time: string; today: LocalDay; yesterday: LocalDay };

const localDay = (day: DateTime): LocalDay => ({
  date: day.toFormat('yyyy-MM-dd'),
  weekday: DAYS[day.weekday - 1] ?? 'mon',
});

export const localMinute = (milliseconds: number, zone: string): LocalMinute => {
  const local = DateTime.fromMillis(milliseconds, { zone });
  // Counting days in UTC keeps a clock change at midnight out of it.
  const day = DateTime.utc(local.year, local.month, local.day);
  return {
    time: local.toFormat('HH:mm'),
    today: localDay(day),
    yesterday: localDay(day.minus({ days: 1 })),
  };
};

/** Whether the intervals of these two days hold the time; `24:00` compares as later than any time. */
const holds = (time: string, today: readonly Interval[], yesterday: readonly Interval[]): boolean =>
  today.some(({ from, to }) => from <= time && (time < to || to < from)) ||
  yesterday.some(({ from, to }) => to < from && time < to);

export const inPeriod = (period: Period, { time, today, yesterday }: LocalMinute): boolean => {
  const on = ({ date, weekday }: LocalDay): readonly Interval[] => {
    if (period.days !== null && !period.days.includes(weekday)) return [];
    if (period.firstDate !== null && date < period.firstDate) return [];
    if (period.lastDate !== null && date > period.lastDate) return [];
    return period.intervals ?? [{ from: '00:00', to: '24:00' }];
  };
  return holds(time, on(today), on(yesterday));
};

export const isWorking = (
  schedule: WorkSchedule,
  { time, today, yesterday }: LocalMinute,
): boolean => {
  const on = ({ date, weekday }: LocalDay): readonly Interval[] => {
    const exceptions = schedule.exceptions.filter((exception) => exception.date === date);
    return exceptions.length > 0
      ? exceptions.flatMap(({ hours }) => hours)
      : schedule.hours[weekday];
  };
  return holds(time, on(today), on(yesterday));
};

/** Clock changes: an hour skipped, an hour repeated, half an hour of either. */
export const CLOCK_CHANGES = [
  { zone: 'Europe/Moscow', change: '2011-03-26T23:00:00Z' },
  { zone: 'Europe/Moscow', change: '2014-10-25T22:00:00Z' },
  { zone: 'Europe/Berlin', change: '2026-03-29T01:00:00Z' },
  { zone: 'Europe/Berlin', change: '2026-10-25T01:00:00Z' },
  { zone: 'America/New_York', change: '2026-03-08T07:00:00Z' },
  { zone: 'America/New_York', change: '2026-11-01T06:00:00Z' },
  { zone: 'Australia/Lord_Howe', change: '2026-04-04T15:00:00Z' },
  { zone: 'Australia/Lord_Howe', change: '2026-10-03T15:30:00Z' },
] as const;

/** Every minute from so many days before the clock change to as many after. */
export const minutesAround = (change: string, days: number): number[] => {
  const start = Date.parse(change) - days * DAY;
  return Array.from({ length: days * 2 * 24 * 60 }, (_, index) => start + index * MINUTE);
};
