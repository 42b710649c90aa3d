/** Of whose missed calls rules tell in one week, by the clock on the wall. */
import { DAY_MINUTES, timeOfDay, type WallClock } from './interval.ts';
import { edgesOf, holdsAt } from './moments.ts';
import type { RuleContent } from './rule.ts';
import type { WorkSchedule } from './schedule.ts';

/** From the most to the least: of every caller, of those whom a rule lists, of VIP contacts only, of nobody. */
export const TOLD_OF = ['all', 'listed', 'vip', 'nobody'] as const;
export type ToldOf = (typeof TOLD_OF)[number];

/** At that moment, of a missed call that counts (R10 to R12). */
export const toldAt = (
  rules: readonly RuleContent[],
  schedule: WorkSchedule,
  at: WallClock,
): ToldOf => {
  const holding = rules.filter(
    ({ types, time }) => types.includes('missed') && holdsAt(schedule, time, at),
  );
  return TOLD_OF.find((kind) => holding.some(({ callers }) => callers.kind === kind)) ?? 'nobody';
};

type Moment = { date: string; time: string };

/** From one moment on and up to another, which is no longer in it. */
export type Stretch = { from: Moment; to: Moment; told: ToldOf };

/** The days from their first midnight to their last in as few stretches as possible. */
export const stretchesOf = (
  rules: readonly RuleContent[],
  schedule: WorkSchedule,
  days: readonly WallClock[],
): Stretch[] => {
  const edges = edgesOf(
    schedule,
    rules.map(({ time }) => time),
  );
  const stretches: Stretch[] = [];
  for (const day of days) {
    for (const [index, minute] of edges.entries()) {
      const told = toldAt(rules, schedule, { ...day, minute });
      const to = { date: day.date, time: timeOfDay(edges[index + 1] ?? DAY_MINUTES) };
      const last = stretches.at(-1);
      if (last?.told === told) last.to = to;
      else stretches.push({ from: { date: day.date, time: timeOfDay(minute) }, to, told });
    }
  }
  return stretches;
};
