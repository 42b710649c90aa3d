/** Hours and moments within a fact, the same in every language. */
import type { Fact } from '../domain/verdict.ts';
import { plain } from './quote.ts';

type Hours = Extract<Fact, { code: 'in-working-hours' | 'outside-working-hours' }>;
type InPeriod = Extract<Fact, { code: 'in-period' | 'outside-period' }>;

/** `09:00-13:00,14:00-18:00` */
export const hoursText = ({ hours }: Pick<Hours, 'hours'>): string =>
  plain(hours.map(({ from, to }) => `${from}-${to}`).join(','));

/** Whether the hours that hold the moment began on the day before and ran over midnight. */
export const beganTheDayBefore = ({ time, hours }: Pick<Hours, 'time' | 'hours'>): boolean =>
  !hours.some(({ from, to }) => from <= time && (time < to || to <= from));

/** The weekday and the time; the date too where the period has dates. */
export const momentText = ({ date, time, period }: InPeriod, weekday: string): string => {
  const day = /\d{4}-/.test(period) ? `${weekday} ${plain(date)}` : weekday;
  return `${day} ${plain(time)}`;
};
