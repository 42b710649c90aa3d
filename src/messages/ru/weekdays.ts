/** По-русски: дни недели коротко. */
import type { Weekday } from '../../domain/interval.ts';

export const SHORT: Record<Weekday, string> = {
  mon: 'Пн',
  tue: 'Вт',
  wed: 'Ср',
  thu: 'Чт',
  fri: 'Пт',
  sat: 'Сб',
  sun: 'Вс',
};
