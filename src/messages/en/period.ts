/** English: a period as people say it. */
import type { PeriodTexts } from '../types.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const period: PeriodTexts = {
  days: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
  and: 'and',
  daily: 'daily',
  interval: (from, to, isNextDay) => `from ${from} to ${to}${isNextDay ? ' the next day' : ''}`,
  date: (year, month, day) => `${day} ${MONTHS[month - 1]} ${year}`,
  dates: (first, last) => {
    if (first === null) return `until ${last}`;
    if (last === null) return `from ${first} on`;
    return first === last ? first : `from ${first} to ${last}`;
  },
  shortDate: (year, month, day) =>
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
};
