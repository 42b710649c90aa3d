// Days to ask `rules test` about.
import { wallClock } from '../../src/domain/instant.ts';
import type { Weekday } from '../../src/domain/interval.ts';
import { DEFAULT_SCHEDULE } from '../../src/domain/schedule.ts';

const DAY = 86_400_000;

/** The date of the next such day after today, as a new PBX counts days. */
export const next = (weekday: Weekday, now: number): string => {
  const days = Array.from({ length: 7 }, (_, index) =>
    wallClock(now + (index + 1) * DAY, DEFAULT_SCHEDULE.zone),
  );
  const day = days.find((clock) => clock.weekday === weekday);
  if (!day) throw new Error(`no ${weekday} within a week`);
  return day.date;
};
