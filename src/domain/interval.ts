/** Intervals of the day: half open, over midnight if they end before they start (A10). */
import * as z from 'zod/mini';
import { once } from './remembered.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** `from` is 00:00 to 23:59, `to` is 00:00 to 24:00; both are wall-clock times of day. */
export type Interval = { from: string; to: string };

export const DAY_MINUTES = 24 * 60;
export const WHOLE_DAY: Interval = { from: '00:00', to: '24:00' };

export const intervalSchema = once(() =>
  z
    .strictObject({
      from: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'HH:MM' })),
      to: z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'HH:MM' })),
    })
    .check(
      z.superRefine(({ from, to }, context) => {
        if (from === to) {
          const fault = { code: 'period-interval-empty', time: from, text: `${from}-${to}`, at: 0 };
          context.addIssue({ code: 'custom', params: { fault } });
        }
      }),
    ),
);

type Day = { date: string; weekday: Weekday };

/** A moment on the wall: the local date, its weekday, the minute of the day, and the day before. */
export type WallClock = {
  date: string;
  weekday: Weekday;
  minute: number;
  yesterday: Day;
};

export const minuteOfDay = (time: string): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

export const timeOfDay = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Minutes from the start of the day on which the interval begins; the end may lie in the next day. */
const span = ({ from, to }: Interval): { start: number; end: number } => {
  const start = minuteOfDay(from);
  const end = minuteOfDay(to);
  return { start, end: end <= start ? end + DAY_MINUTES : end };
};

const written = ({ start, end }: { start: number; end: number }): Interval => ({
  from: timeOfDay(start),
  to: timeOfDay(end <= DAY_MINUTES ? end : end - DAY_MINUTES),
});

/**
 * Sorted, and joined where they overlap or touch. Two that would make a day or more together stay apart,
 * since an interval of over 24 hours cannot be written.
 */
export const joinIntervals = (intervals: readonly Interval[]): Interval[] => {
  const joined: { start: number; end: number }[] = [];
  for (const next of intervals.map(span).sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    const end = Math.max(last?.end ?? 0, next.end);
    const fits =
      last &&
      next.start <= last.end &&
      end - last.start <= (last.start ? DAY_MINUTES - 1 : DAY_MINUTES);
    if (fits) last.end = end;
    else joined.push(next);
  }
  return joined.map(written);
};

/**
 * The day whose intervals hold the moment: its own, or the day before if one that began then runs over midnight
 * (A10); null if none does. Judged by the wall clock alone, so a clock change neither doubles nor loses an hour (A11).
 */
export const coveringDay = (
  intervalsOn: (date: string, weekday: Weekday) => readonly Interval[],
  { date, weekday, minute, yesterday }: WallClock,
): Day | null => {
  const spans = (day: Day) => intervalsOn(day.date, day.weekday).map(span);
  const today = { date, weekday };
  if (spans(today).some(({ start, end }) => start <= minute && minute < end)) return today;
  return spans(yesterday).some(({ end }) => minute + DAY_MINUTES < end) ? yesterday : null;
};
