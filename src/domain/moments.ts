/**
 * When times hold, over the clock on the wall. A time repeats from week to week but at a few dates, and changes within
 * a day at a few minutes only: judged at those moments alone, it is known for ever.
 */
import { midnights, weekOf } from './instant.ts';
import { DAY_MINUTES, type Interval, minuteOfDay, type WallClock, WEEKDAYS } from './interval.ts';
import { type Period, periodContains } from './period.ts';
import { remembered } from './remembered.ts';
import type { Time } from './rule.ts';
import { type WorkSchedule, workingAt } from './schedule.ts';

const WEEK = WEEKDAYS.length;

/** Whether a rule with this time can hold at the moment: what `judgeTime` says, without the fact behind it. */
export const holdsAt = (schedule: WorkSchedule, time: Time, at: WallClock): boolean => {
  if (time.kind === 'all') return true;
  if (time.kind === 'period') return periodContains(time, at);
  return workingAt(schedule, at).working === (time.kind === 'working');
};

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

type DaysAround = (date: string) => readonly WallClock[];

/** A week before the date and a week after, counted from the day after, into which the hours of the date may run. */
const daysAround: DaysAround = (date) => midnights(date, -WEEK, 2 * WEEK + 2);

const ORDINARY_WEEK = weekOf('2026-01-05');

/** Whether it is so at every moment, one of each sort that these times have: enough days and enough minutes of each. */
const atEveryMoment = (
  schedule: WorkSchedule,
  times: readonly Time[],
  around: DaysAround,
  isSo: (at: WallClock) => boolean,
): boolean => {
  const dates = new Set(times.flatMap((time) => datesOf(schedule, time)));
  const edges = edgesOf(schedule, times);
  const isSoOn = (day: WallClock): boolean => edges.every((minute) => isSo({ ...day, minute }));
  if (dates.size === 0) return ORDINARY_WEEK.every(isSoOn);
  return [...dates].every((date) => around(date).every(isSoOn));
};

/** The minutes of a week at which a time without dates begins or ceases to hold; null of one that has dates. */
const changesInWeek = (schedule: WorkSchedule, time: Time): string | null => {
  if (datesOf(schedule, time).length > 0) return null;
  const edges = edgesOf(schedule, [time]);
  const moments = ORDINARY_WEEK.flatMap((day, place) =>
    edges.map((minute) => ({
      at: place * DAY_MINUTES + minute,
      holds: holdsAt(schedule, time, { ...day, minute }),
    })),
  );
  const changes = moments.filter(
    ({ holds }, place) => holds !== (moments[place - 1]?.holds ?? false),
  );
  return changes.map(({ at }) => at).join();
};

export type Times = {
  /** Whether one time holds at every moment at which the other does. */
  covers: (wide: Time, narrow: Time) => boolean;
  /** Whether both hold at the same moments. */
  isSame: (a: Time, b: Time) => boolean;
  /** Whether the whole holds exactly when one of the parts does. */
  isUnion: (whole: Time, parts: readonly Time[]) => boolean;
};

/** Compares times under a schedule, and remembers what it compared: many rules have the same times. */
export const timesUnder = (schedule: WorkSchedule): Times => {
  const around = remembered(daysAround);
  const holds = (time: Time, at: WallClock): boolean => holdsAt(schedule, time, at);
  const covers = remembered((wide: string) =>
    remembered((narrow: string) => {
      const [outer, inner]: [Time, Time] = [JSON.parse(wide), JSON.parse(narrow)];
      return atEveryMoment(
        schedule,
        [outer, inner],
        around,
        (at) => !holds(inner, at) || holds(outer, at),
      );
    }),
  );
  const coversOther = (wide: Time, narrow: Time): boolean =>
    covers(JSON.stringify(wide))(JSON.stringify(narrow));
  const changesOf = remembered((time: Time) => changesInWeek(schedule, time));
  return {
    covers: coversOther,
    isSame: (a, b) => {
      const [changes, others] = [changesOf(a), changesOf(b)];
      // Of a thousand rules each is compared with every other: known once for each, this is quick.
      if (changes !== null && others !== null) return changes === others;
      return coversOther(a, b) && coversOther(b, a);
    },
    isUnion: (whole, parts) =>
      atEveryMoment(
        schedule,
        [whole, ...parts],
        around,
        (at) => holds(whole, at) === parts.some((part) => holds(part, at)),
      ),
  };
};

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
