/** Of whose missed calls rules tell in one week, by the clock on the wall. */
import { DAY_MINUTES, timeOfDay, type WallClock } from './interval.ts';
import { edgesOf, holdsAt } from './moments.ts';
import type { RuleContent } from './rule.ts';
import type { WorkSchedule } from './schedule.ts';
import type { Subscriber } from './subscriber.ts';

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

/** Subscribers who are told of the same callers all week long. */
export type SharedWeek = { subscribers: Subscriber[]; voicemail: boolean; stretches: Stretch[] };

/** What of the rules decides about the week: many subscribers have the same. */
const weekKey = (rules: readonly RuleContent[]): string =>
  JSON.stringify(
    rules.map(({ types, time, callers }) => JSON.stringify([types, time, callers.kind])).sort(),
  );

/** The weeks of all the subscribers, those that most of them share first. */
export const sharedWeeks = (
  subscribers: readonly Subscriber[],
  rulesOf: (subscriber: Subscriber) => readonly RuleContent[],
  schedule: WorkSchedule,
  days: readonly WallClock[],
): SharedWeek[] => {
  const keys = new Map<string, SharedWeek>();
  const weeks = new Map<string, SharedWeek>();
  for (const subscriber of subscribers) {
    const rules = rulesOf(subscriber);
    const key = weekKey(rules);
    const known = keys.get(key);
    if (known) {
      known.subscribers.push(subscriber);
      continue;
    }
    const stretches = stretchesOf(rules, schedule, days);
    const voicemail = rules.some(({ types }) => types.includes('voicemail'));
    const shape = JSON.stringify([voicemail, stretches]);
    const week = weeks.get(shape) ?? { subscribers: [], voicemail, stretches };
    week.subscribers.push(subscriber);
    weeks.set(shape, week);
    keys.set(key, week);
  }
  return [...weeks.values()].sort((a, b) => b.subscribers.length - a.subscribers.length);
};
