/** What rules of one subscriber have in common: whether one says all that another does, and what would say both. */
import { writeCallers } from './criteria-text.ts';
import { WEEKDAYS, WHOLE_DAY } from './interval.ts';
import type { Times } from './moments.ts';
import { canonicalPeriod, type Period } from './period.ts';
import { writeIntervals } from './period-text.ts';
import {
  type Callers,
  MOST_NUMBERS,
  NOTIFICATION_TYPES,
  type RuleContent,
  type Time,
} from './rule.ts';

/** What rules refer to. */
export type Surroundings = {
  times: Times;
  /** The numbers of all contacts that are VIP. */
  vipNumbers: ReadonlySet<string>;
};

const numbersOf = (callers: Callers, { vipNumbers }: Surroundings): ReadonlySet<string> =>
  callers.kind === 'listed' ? new Set(callers.numbers) : vipNumbers;

const callersCover = (around: Surroundings, wide: Callers, narrow: Callers): boolean => {
  if (wide.kind === 'all') return true;
  if (narrow.kind === 'all') return false;
  if (wide.kind === 'vip' && narrow.kind === 'vip') return true;
  const within = numbersOf(wide, around);
  return [...numbersOf(narrow, around)].every((number) => within.has(number));
};

const isFor = (type: RuleContent['types'][number], ...rules: readonly RuleContent[]): boolean =>
  rules.every(({ types }) => types.includes(type));

/** Whether nothing that the narrow rule tells would be lost without it, as the schedule and the contacts are now. */
export const ruleCovers = (around: Surroundings, wide: RuleContent, narrow: RuleContent): boolean =>
  narrow.types.every((type) => wide.types.includes(type)) &&
  (!isFor('missed', narrow) ||
    (callersCover(around, wide.callers, narrow.callers) &&
      around.times.covers(wide.time, narrow.time)));

/** What a covering rests on besides the two rules: it may end when that changes. */
export type CoverBasis = 'schedule' | 'contacts';

export const coverRestsOn = (wide: RuleContent, narrow: RuleContent): CoverBasis[] => {
  const differ = (one: { kind: string }, other: { kind: string }): boolean =>
    one.kind !== 'all' && one.kind !== other.kind;
  if (!isFor('missed', narrow)) return [];
  return [
    ...(differ(wide.time, narrow.time) ? (['schedule'] as const) : []),
    ...(differ(wide.callers, narrow.callers) ? (['contacts'] as const) : []),
  ];
};

const earlier = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : a < b ? a : b;

const later = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : a > b ? a : b;

/**
 * The period that might say both: with the days of both, the hours of both, or from the first date to the last, where
 * the two have the rest in common.
 */
const unionOfPeriods = (a: Period, b: Period): Period | null => {
  const [days, otherDays] = [a.days ?? WEEKDAYS, b.days ?? WEEKDAYS];
  const [hours, otherHours] = [a.intervals ?? [WHOLE_DAY], b.intervals ?? [WHOLE_DAY]];
  const sameDays = days.join() === otherDays.join();
  const sameHours = writeIntervals(hours) === writeIntervals(otherHours);
  const sameDates = a.firstDate === b.firstDate && a.lastDate === b.lastDate;
  if (sameHours && sameDates) return { ...a, days: [...days, ...otherDays] };
  if (sameDays && sameDates) return { ...a, intervals: [...hours, ...otherHours] };
  if (!sameDays || !sameHours) return null;
  return {
    ...a,
    firstDate: earlier(a.firstDate, b.firstDate),
    lastDate: later(a.lastDate, b.lastDate),
  };
};

const ALWAYS: Time = { kind: 'all' };

/** One time that holds exactly when one of the two does, whatever the schedule is; null if none can be written. */
const unionOf = (times: Times, a: Time, b: Time): Time | null => {
  const kinds = [a.kind, b.kind];
  if (kinds.includes('working') && kinds.includes('non-working')) return ALWAYS;
  if (a.kind !== 'period' || b.kind !== 'period') return null;
  const union = unionOfPeriods(a, b);
  if (!union) return null;
  const whole = times.covers(union, ALWAYS) ? ALWAYS : canonicalPeriod(union);
  return times.isUnion(whole, [a, b]) ? whole : null;
};

/** The time and the callers of one rule for the missed calls of both. */
const missedOfBoth = (
  times: Times,
  a: RuleContent,
  b: RuleContent,
): Pick<RuleContent, 'time' | 'callers'> | null => {
  if (writeCallers(a.callers) === writeCallers(b.callers)) {
    const time = unionOf(times, a.time, b.time);
    return time && { time, callers: a.callers };
  }
  if (a.callers.kind !== 'listed' || b.callers.kind !== 'listed') return null;
  if (!times.isSame(a.time, b.time)) return null;
  const numbers = [...new Set([...a.callers.numbers, ...b.callers.numbers])].sort();
  return numbers.length <= MOST_NUMBERS
    ? { time: a.time, callers: { kind: 'listed', numbers } }
    : null;
};

/**
 * One rule that tells what two tell, neither of which covers the other, whatever the schedule and the contacts are;
 * null if there is none.
 */
export const ruleForBoth = (times: Times, a: RuleContent, b: RuleContent): RuleContent | null => {
  const types = NOTIFICATION_TYPES.filter((type) => isFor(type, a) || isFor(type, b));
  if (isFor('missed', a, b)) {
    const missed = missedOfBoth(times, a, b);
    return missed && { types, ...missed };
  }
  const { time, callers } = isFor('missed', a) ? a : b;
  return { types, time, callers };
};
