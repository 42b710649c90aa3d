/** По-русски: период словами. */
import type { PeriodTexts } from '../types.ts';

const MONTHS = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
];

export const period: PeriodTexts = {
  days: { mon: 'пн', tue: 'вт', wed: 'ср', thu: 'чт', fri: 'пт', sat: 'сб', sun: 'вс' },
  and: 'и',
  daily: 'ежедневно',
  interval: (from, to, isNextDay) => `с ${from} до ${to}${isNextDay ? ' следующего дня' : ''}`,
  date: (year, month, day) => `${day} ${MONTHS[month - 1]} ${year}`,
  dates: (first, last) => {
    if (first === null) return `по ${last}`;
    if (last === null) return `начиная с ${first}`;
    return first === last ? first : `с ${first} по ${last}`;
  },
  shortDate: (year, month, day) =>
    `${String(day).padStart(2, '0')}.${String(month).padStart(2, '0')}.${year}`,
};
