/**
 * When times hold, over the clock on the wall. A time repeats from week to week but at a few dates, and changes within
 * a day at a few minutes only: judged at those moments alone, it is known for ever.
 */
import { judgeTime } from './criteria.ts';
import { midnights, weekOf } from './instant.ts';
import { DAY_MINUTES, type Interval, minuteOfDay, type WallClock, WEEKDAYS } from './interval.ts';
import type { Period } from './period.ts';
import type { Time } from './rule.ts';
import type { WorkSchedule } from './schedule.ts';

const WEEK = WEEKDAYS.length;
const ANY_DATE = '2026-01-01';

/** Whether a rule with this time can hold at the moment, as `decide` judges it. */
export const holdsAt = (schedule: WorkSchedule, time: Time, at: WallClock): boolean =>
  judgeTime(schedule, time, at)?.holds !== false;

const intervalsOf = (schedule: WorkSchedule, time: Time): readonly Interval[] => {
  if (time.kind === 'all') return [];
  if (time.kind === 'period') return time.intervals ?? [];
  return [
    ...Object.values(schedule.hours),
    ...schedule.exceptions.map(({ hours }) => hours),
  ].flat();
};

/** The minutes of the day, 0 among them, from each of which to the next none of the times changes on any day. */
export const edgesOf = (schedule: WorkSchedule, times: readonly Time[]): number[] => {
  const ends = times
    .flatMap((time) => intervalsOf(schedule, time))
    .flatMap(({ from, to }) => [minuteOfDay(from), minuteOfDay(to) % DAY_MINUTES]);
  return [...new Set([0, ...ends])].sort((a, b) => a - b);
};

/** The dates around which the weeks of a time differ. */
const datesOf = (schedule: WorkSchedule, time: Time): string[] => {
  if (time.kind === 'all') return [];
  if (time.kind === 'period')
    return [time.firstDate, time.lastDate].filter((date) => date !== null);
  return schedule.exceptions.map(({ date }) => date);
};

/**
 * Days among which each sort of day of these times is: an ordinary week, and around every date that matters a week
 * before and a week after, counted from the day after, into which the hours of the date may run.
 */
const daysOf = (schedule: WorkSchedule, times: readonly Time[]): WallClock[] => {
  const dates = new Set(times.flatMap((time) => datesOf(schedule, time)));
  if (dates.size === 0) return weekOf(ANY_DATE);
  const days = [...dates].flatMap((date) => midnights(date, -WEEK, 2 * WEEK + 2));
  return [...new Map(days.map((day) => [day.date, day])).values()];
};

/** Moments among which each sort of moment of these times is. */
const momentsOf = (schedule: WorkSchedule, times: readonly Time[]): WallClock[] => {
  const edges = edgesOf(schedule, times);
  return daysOf(schedule, times).flatMap((day) => edges.map((minute) => ({ ...day, minute })));
};

/** Whether one time holds at every moment at which the other does. */
export const timeCovers = (schedule: WorkSchedule, wide: Time, narrow: Time): boolean =>
  momentsOf(schedule, [wide, narrow]).every(
    (at) => !holdsAt(schedule, narrow, at) || holdsAt(schedule, wide, at),
  );

/** Whether the whole holds exactly when one of the parts does. */
export const isUnion = (schedule: WorkSchedule, whole: Time, parts: readonly Time[]): boolean =>
  momentsOf(schedule, [whole, ...parts]).every(
    (at) => holdsAt(schedule, whole, at) === parts.some((part) => holdsAt(schedule, part, at)),
  );

/**
 * The last date with a minute of the period, which may be the morning after its own last date; `never` if there is no
 * such minute at all, null if it has no end.
 */
export const lastDateOf = (schedule: WorkSchedule, period: Period): string | 'never' | null => {
  if (period.lastDate === null) return null;
  const edges = edgesOf(schedule, [period]);
  const held = midnights(period.lastDate, 1 - WEEK, WEEK + 1).filter((day) =>
    edges.some((minute) => holdsAt(schedule, period, { ...day, minute })),
  );
  return held.at(-1)?.date ?? 'never';
};
