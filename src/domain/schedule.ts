/** The work schedule: a time zone, hours per weekday, exceptions by date (A9). */
import * as z from 'zod/mini';
import { type DomainFault, fail, ok, type Result } from './fault.ts';
import { isDate, isZone } from './instant.ts';
import {
  coveringDay,
  type Interval,
  intervalSchema,
  joinIntervals,
  type WallClock,
  WEEKDAYS,
  WHOLE_DAY,
} from './interval.ts';
import { parsePeriod } from './period-text.ts';
import { once } from './remembered.ts';

const hoursSchema = once(() => z.array(intervalSchema()));

const zoneSchema = once(() =>
  z.string().check(
    z.superRefine((text, context) => {
      if (!isZone(text))
        context.addIssue({ code: 'custom', params: { fault: { code: 'zone-unknown', text } } });
    }),
  ),
);

const exceptionSchema = once(() =>
  z.strictObject({
    date: z.string().check(z.refine(isDate, { error: 'YYYY-MM-DD' })),
    hours: hoursSchema(),
  }),
);

/** No hours on a weekday: it is free. An exception without hours: closed that day. */
export const workScheduleSchema = once(() =>
  z.strictObject({
    zone: zoneSchema(),
    hours: z.strictObject({
      mon: hoursSchema(),
      tue: hoursSchema(),
      wed: hoursSchema(),
      thu: hoursSchema(),
      fri: hoursSchema(),
      sat: hoursSchema(),
      sun: hoursSchema(),
    }),
    exceptions: z.array(exceptionSchema()).check(
      z.superRefine((exceptions, context) => {
        const seen = new Set<string>();
        for (const [index, { date }] of exceptions.entries()) {
          const fault = { code: 'date-twice', date };
          if (seen.has(date))
            context.addIssue({ code: 'custom', path: [index, 'date'], params: { fault } });
          seen.add(date);
        }
      }),
    ),
  }),
);

export type WorkSchedule = z.output<ReturnType<typeof workScheduleSchema>>;
export type ScheduleException = z.output<ReturnType<typeof exceptionSchema>>;
export type WeeklyHours = WorkSchedule['hours'];

const NINE_TO_SIX: Interval[] = [{ from: '09:00', to: '18:00' }];

export const DEFAULT_SCHEDULE: WorkSchedule = {
  zone: 'Europe/Moscow',
  hours: {
    mon: NINE_TO_SIX,
    tue: NINE_TO_SIX,
    wed: NINE_TO_SIX,
    thu: NINE_TO_SIX,
    fri: NINE_TO_SIX,
    sat: [],
    sun: [],
  },
  exceptions: [],
};

/** Hours sorted and joined, exceptions by date. */
export const canonicalSchedule = ({ zone, hours, exceptions }: WorkSchedule): WorkSchedule => ({
  zone,
  hours: {
    mon: joinIntervals(hours.mon),
    tue: joinIntervals(hours.tue),
    wed: joinIntervals(hours.wed),
    thu: joinIntervals(hours.thu),
    fri: joinIntervals(hours.fri),
    sat: joinIntervals(hours.sat),
    sun: joinIntervals(hours.sun),
  },
  exceptions: exceptions
    .map((exception) => ({ date: exception.date, hours: joinIntervals(exception.hours) }))
    .sort((a, b) => (a.date < b.date ? -1 : 1)),
});

/** Whether a moment is working time, and the hours that decide about it: those of the day that covers it. */
export type Working = { working: boolean; hours: readonly Interval[]; exception: boolean };

/** Everything that is not working time is `non-working` (A9). */
export const workingAt = (schedule: WorkSchedule, at: WallClock): Working => {
  const exceptionOn = (date: string) =>
    schedule.exceptions.find((exception) => exception.date === date);
  const covering = coveringDay(
    (date, weekday) => exceptionOn(date)?.hours ?? schedule.hours[weekday],
    at,
  );
  const { date, weekday } = covering ?? at;
  const exception = exceptionOn(date);
  return {
    working: covering !== null,
    hours: exception?.hours ?? schedule.hours[weekday],
    exception: exception !== undefined,
  };
};

/**
 * Weekly hours from written periods without dates: `mon-fri 09:00-18:00`. A weekday that none names is free;
 * without days it means every day, without intervals the whole day.
 */
export const parseWeeklyHours = (texts: readonly string[]): Result<WeeklyHours, DomainFault> => {
  const hours: WeeklyHours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  for (const text of texts) {
    const period = parsePeriod(text);
    if (!period.ok) return period;
    const { days, intervals, firstDate, lastDate } = period.value;
    if (firstDate || lastDate) return fail({ code: 'schedule-hours-dates', text });
    for (const day of days ?? WEEKDAYS) hours[day].push(...(intervals ?? [WHOLE_DAY]));
  }
  return ok(hours);
};
