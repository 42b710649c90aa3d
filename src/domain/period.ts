/** The period of a rule: days of the week, intervals of the day, first and last date, any of them (A10). */
import * as z from 'zod/mini';
import { isDate } from './instant.ts';
import {
  coveringDay,
  type Interval,
  intervalSchema,
  joinIntervals,
  type WallClock,
  WEEKDAYS,
  WHOLE_DAY,
} from './interval.ts';
import { once } from './remembered.ts';

const dateSchema = once(() => z.string().check(z.refine(isDate, { error: 'YYYY-MM-DD' })));

/** What is null does not limit. Dates count for the day on which an interval begins. */
export const periodSchema = once(() =>
  z
    .strictObject({
      kind: z.literal('period'),
      days: z._default(z.nullable(z.array(z.enum(WEEKDAYS)).check(z.minLength(1))), null),
      intervals: z._default(z.nullable(z.array(intervalSchema()).check(z.minLength(1))), null),
      firstDate: z._default(z.nullable(dateSchema()), null),
      lastDate: z._default(z.nullable(dateSchema()), null),
    })
    .check(
      z.superRefine(({ days, intervals, firstDate, lastDate }, context) => {
        if (!days && !intervals && !firstDate && !lastDate) {
          context.addIssue({ code: 'custom', params: { fault: { code: 'period-empty' } } });
        }
        if (firstDate && lastDate && lastDate < firstDate) {
          const fault = {
            code: 'period-dates-reversed',
            first: firstDate,
            last: lastDate,
            text: `${firstDate}..${lastDate}`,
            at: firstDate.length + 2,
          };
          context.addIssue({ code: 'custom', path: ['lastDate'], params: { fault } });
        }
      }),
    ),
);

export type Period = z.output<ReturnType<typeof periodSchema>>;

const isWholeDay = (intervals: readonly Interval[]): boolean =>
  intervals.length === 1 &&
  intervals[0]?.from === WHOLE_DAY.from &&
  intervals[0].to === WHOLE_DAY.to;

/**
 * One form for periods that say the same: sorted, joined, without what does not limit. Only intervals that make more
 * than a day together can say the same in two forms.
 */
export const canonicalPeriod = (period: Period): Period => {
  const days = period.days && WEEKDAYS.filter((day) => period.days?.includes(day));
  const intervals = period.intervals && joinIntervals(period.intervals);
  const someDays = days?.length === WEEKDAYS.length ? null : days;
  const someIntervals = intervals && isWholeDay(intervals) ? null : intervals;
  const { firstDate, lastDate } = period;
  const always = !someDays && !someIntervals && !firstDate && !lastDate;
  return {
    kind: 'period',
    days: always ? [...WEEKDAYS] : someDays,
    intervals: someIntervals,
    firstDate,
    lastDate,
  };
};

/** Whether the moment lies in the period, by the wall clock (A10, A11). */
export const periodContains = (period: Period, at: WallClock): boolean =>
  coveringDay((date, weekday) => {
    const begins =
      (!period.days || period.days.includes(weekday)) &&
      (!period.firstDate || period.firstDate <= date) &&
      (!period.lastDate || date <= period.lastDate);
    return begins ? (period.intervals ?? [WHOLE_DAY]) : [];
  }, at) !== null;
