/** A period as people say it, and briefly for a table. */
import { WEEKDAYS, type Weekday } from '../domain/interval.ts';
import type { Period } from '../domain/period.ts';
import { writeDays } from '../domain/period-text.ts';
import { period as english } from './en/period.ts';
import { period as russian } from './ru/period.ts';
import type { InLanguages, Language, PeriodTexts } from './types.ts';

const TEXTS: InLanguages<PeriodTexts> = { en: () => english, ru: () => russian };

/** `пн–пт`, `вс`: as the written form has them, with the language's own names. */
const dayRuns = (days: readonly Weekday[], { days: names }: PeriodTexts): string[] => {
  const named = WEEKDAYS.reduce((text, day) => text.replaceAll(day, names[day]), writeDays(days));
  return named.replaceAll('-', '–').split(',').filter(Boolean);
};

const inProse = (items: readonly string[], and: string): string =>
  items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} ${and} ${items[items.length - 1]}`;

type Written = (year: number, month: number, day: number) => string;

const dateIn = (write: Written, date: string | null): string | null => {
  if (date === null) return null;
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return write(year, month, day);
};

/** `сб и вс с 10:00 до 16:00, с 1 июня 2026 по 31 августа 2026`; of a canonical period. */
export const periodReading = (language: Language, period: Period): string => {
  const texts = TEXTS[language]();
  const intervals = (period.intervals ?? []).map(({ from, to }) =>
    texts.interval(from, to, to <= from),
  );
  const days = period.days ? [inProse(dayRuns(period.days, texts), texts.and)] : [];
  const when = [...(days.length > 0 || intervals.length === 0 ? days : [texts.daily])];
  if (intervals.length > 0) when.push(inProse(intervals, texts.and));
  const { firstDate, lastDate } = period;
  const hasDates = firstDate !== null || lastDate !== null;
  const dates = hasDates
    ? [texts.dates(dateIn(texts.date, firstDate), dateIn(texts.date, lastDate))]
    : [];
  return [when.join(' '), ...dates].filter((part) => part !== '').join(', ');
};

/** `сб, вс 10:00–16:00 01.06.2026–31.08.2026` */
export const shortPeriod = (language: Language, period: Period): string => {
  const texts = TEXTS[language]();
  const { days, intervals, firstDate, lastDate } = period;
  const [first, last] = [firstDate, lastDate].map((date) => dateIn(texts.shortDate, date) ?? '');
  return [
    dayRuns(days ?? [], texts).join(', '),
    (intervals ?? []).map(({ from, to }) => `${from}–${to}`).join(', '),
    first === last ? first : `${first}–${last}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
};
