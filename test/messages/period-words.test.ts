import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Period } from '../../src/domain/period.ts';
import { parsePeriod } from '../../src/domain/period-text.ts';
import { periodReading, shortPeriod } from '../../src/messages/period-words.ts';
import { LANGUAGES } from '../../src/messages/types.ts';
import { forAll, tidyPeriod } from '../domain/arbitraries.ts';

const period = (text: string): Period => {
  const read = parsePeriod(text);
  if (!read.ok) throw new Error(read.fault.code);
  return read.value;
};

describe('a period', () => {
  test.each([
    ['sat,sun', 'сб и вс', 'Sat and Sun', 'сб, вс'],
    [
      'sat,sun 10:00-16:00',
      'сб и вс с 10:00 до 16:00',
      'Sat and Sun from 10:00 to 16:00',
      'сб, вс 10:00–16:00',
    ],
    ['mon-fri,sun', 'пн–пт и вс', 'Mon–Fri and Sun', 'пн–пт, вс'],
    ['mon,wed,fri', 'пн, ср и пт', 'Mon, Wed and Fri', 'пн, ср, пт'],
    [
      'fri 22:00-06:00',
      'пт с 22:00 до 06:00 следующего дня',
      'Fri from 22:00 to 06:00 the next day',
      'пт 22:00–06:00',
    ],
    [
      '09:00-13:00,14:00-18:00',
      'ежедневно с 09:00 до 13:00 и с 14:00 до 18:00',
      'daily from 09:00 to 13:00 and from 14:00 to 18:00',
      '09:00–13:00, 14:00–18:00',
    ],
    ['20:00-24:00', 'ежедневно с 20:00 до 24:00', 'daily from 20:00 to 24:00', '20:00–24:00'],
    ['2026-12-31', '31 декабря 2026', '31 December 2026', '31.12.2026'],
    [
      '2026-12-31..2027-01-08',
      'с 31 декабря 2026 по 8 января 2027',
      'from 31 December 2026 to 8 January 2027',
      '31.12.2026–08.01.2027',
    ],
    ['..2026-08-31', 'по 31 августа 2026', 'until 31 August 2026', '–31.08.2026'],
    ['2026-06-01..', 'начиная с 1 июня 2026', 'from 1 June 2026 on', '01.06.2026–'],
    [
      'sat 2026-06-01..2026-08-31',
      'сб, с 1 июня 2026 по 31 августа 2026',
      'Sat, from 1 June 2026 to 31 August 2026',
      'сб 01.06.2026–31.08.2026',
    ],
  ])('%s', (text, russian, english, short) => {
    expect(periodReading('ru', period(text))).toBe(russian);
    expect(periodReading('en', period(text))).toBe(english);
    expect(shortPeriod('ru', period(text))).toBe(short);
  });

  test.each(LANGUAGES)('reads otherwise if it says something else (%s)', (language) => {
    forAll(
      fc.property(tidyPeriod, tidyPeriod, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(periodReading(language, one) === periodReading(language, other)).toBe(isSame);
        expect(shortPeriod(language, one) === shortPeriod(language, other)).toBe(isSame);
      }),
    );
  });
});
