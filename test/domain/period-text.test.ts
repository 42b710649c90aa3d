import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/domain/check.ts';
import { type Interval, WEEKDAYS, type Weekday } from '../../src/domain/interval.ts';
import { canonicalPeriod, type Period, periodSchema } from '../../src/domain/period.ts';
import {
  parsePeriod,
  writeDays,
  writeIntervals,
  writePeriod,
} from '../../src/domain/period-text.ts';
import { period } from '../support/builders.ts';
import {
  anyCharacters,
  anyUnits,
  date,
  forAll,
  interval,
  textOf,
  tidyPeriod,
} from './arbitraries.ts';

const RUSSIAN: Record<Weekday, string> = {
  mon: 'пн',
  tue: 'вт',
  wed: 'ср',
  thu: 'чт',
  fri: 'пт',
  sat: 'сб',
  sun: 'вс',
};

type Written<T> = { text: string; means: T };

const space = fc.constantFrom(' ', '  ', '\t', '\u00a0', ' \n ');
const around = (mark: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('', '', ' ', '\u00a0 '), mark, fc.constantFrom('', '', ' '))
    .map((parts) => parts.join(''));
const dash = around(fc.constantFrom('-', '–', '—'));
const comma = around(fc.constant(','));

/** Items of a list with odd commas between them. */
const listed = <T>(item: fc.Arbitrary<Written<T>>): fc.Arbitrary<Written<T[]>> =>
  fc.array(fc.tuple(comma, item), { minLength: 1, maxLength: 4 }).map((items) => ({
    text: items.map(([mark, { text }], index) => (index === 0 ? text : `${mark}${text}`)).join(''),
    means: items.map(([, { means }]) => means),
  }));

const dayName = (day: Weekday): fc.Arbitrary<string> =>
  fc.constantFrom(day, day.toUpperCase(), RUSSIAN[day], RUSSIAN[day].toUpperCase());

const someDays: fc.Arbitrary<Written<Weekday[]>> = fc
  .tuple(fc.nat(6), fc.nat(6))
  .chain(([first, more]) => {
    const means = Array.from(
      { length: more + 1 },
      (_, index) => WEEKDAYS[(first + index) % 7] ?? 'mon',
    );
    const [start, end] = [means[0] ?? 'mon', means.at(-1) ?? 'mon'];
    const range = fc.tuple(dayName(start), dash, dayName(end)).map((parts) => parts.join(''));
    return (more === 0 ? dayName(start) : range).map((text) => ({ text, means }));
  });

const shortHour = (time: string): fc.Arbitrary<string> =>
  fc.constantFrom(time, time.replace(/^0/, ''));

const someHours: fc.Arbitrary<Written<Interval>> = interval.chain((means) =>
  fc
    .tuple(shortHour(means.from), dash, shortHour(means.to))
    .map((parts) => ({ text: parts.join(''), means })),
);

type Dates = Pick<Period, 'firstDate' | 'lastDate'>;

const someDates: fc.Arbitrary<Written<Dates>> = fc
  .tuple(date, date, around(fc.constant('..')), fc.constantFrom('one', 'first', 'last', 'both'))
  .map(([one, other, dots, form]) => {
    const [firstDate, lastDate] = one < other ? [one, other] : [other, one];
    if (form === 'one') return { text: one, means: { firstDate: one, lastDate: one } };
    if (form === 'first')
      return { text: `${firstDate}${dots}`, means: { firstDate, lastDate: null } };
    if (form === 'last')
      return { text: `${dots}${lastDate}`, means: { firstDate: null, lastDate } };
    return { text: `${firstDate}${dots}${lastDate}`, means: { firstDate, lastDate } };
  });

/** A period as somebody may write it, with what it means. */
const writtenPeriod: fc.Arbitrary<Written<Period>> = fc
  .record({
    days: fc.option(listed(someDays)),
    hours: fc.option(listed(someHours)),
    dates: fc.option(someDates),
    gaps: fc.tuple(space, space),
    edge: fc.constantFrom('', ' ', '\t '),
  })
  .filter(({ days, hours, dates }) => Boolean(days || hours || dates))
  .chain(({ days, hours, dates, gaps, edge }) => {
    const parts = [days, hours, dates].flatMap((part) => (part ? [part.text] : []));
    const means: Period = {
      kind: 'period',
      days: days?.means.flat() ?? null,
      intervals: hours?.means ?? null,
      firstDate: dates?.means.firstDate ?? null,
      lastDate: dates?.means.lastDate ?? null,
    };
    return fc.shuffledSubarray(parts, { minLength: parts.length }).map((shuffled) => {
      const text = shuffled
        .map((part, index) => (index === 0 ? part : `${gaps[index - 1] ?? ' '}${part}`))
        .join('');
      return { text: `${edge}${text}${edge}`, means };
    });
  });

describe('A12: the written form of a period is read', () => {
  it.each([
    ['sat,sun', { days: ['sat', 'sun'] }],
    [
      'mon-fri 18:00-09:00',
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], intervals: [{ from: '18:00', to: '09:00' }] },
    ],
    [
      '09:00-13:00,14:00-18:00',
      {
        intervals: [
          { from: '09:00', to: '13:00' },
          { from: '14:00', to: '18:00' },
        ],
      },
    ],
    ['2026-12-31..2027-01-08', { firstDate: '2026-12-31', lastDate: '2027-01-08' }],
    ['2026-12-31', { firstDate: '2026-12-31', lastDate: '2026-12-31' }],
    ['2026-12-31..', { firstDate: '2026-12-31' }],
    ['..2026-12-31', { lastDate: '2026-12-31' }],
    ['fri-mon', { days: ['mon', 'fri', 'sat', 'sun'] }],
    ['mon-sun 2026-12-31..', { firstDate: '2026-12-31' }],
    [
      'sat,sun 10:00-16:00 2026-06-01..2026-08-31',
      {
        days: ['sat', 'sun'],
        intervals: [{ from: '10:00', to: '16:00' }],
        firstDate: '2026-06-01',
        lastDate: '2026-08-31',
      },
    ],
  ] satisfies [string, Partial<Period>][])('%s', (text, parts) => {
    const bare: Period = {
      kind: 'period',
      days: null,
      intervals: null,
      firstDate: null,
      lastDate: null,
    };
    expect(parsePeriod(text)).toEqual({ ok: true, value: { ...bare, ...parts } });
  });
});

describe('A12: whatever the spelling, one text is written', () => {
  it.each([
    ['сб,вс', 'sat,sun'],
    ['пн-пт', 'mon-fri'],
    ['ПН - Пт 9:00–18:00', 'mon-fri 09:00-18:00'],
    ['Mon—FRI', 'mon-fri'],
    ['mon,tue,wed', 'mon-wed'],
    ['sun,mon', 'mon,sun'],
    ['mon,mon', 'mon'],
    ['mon-tue', 'mon,tue'],
    ['sat-tue', 'mon,tue,sat,sun'],
    ['пн-вс', 'mon-sun'],
    ['00:00-24:00', 'mon-sun'],
    ['mon 00:00-24:00', 'mon'],
    ['22:00-00:00', '22:00-24:00'],
    ['14:00-18:00 , 09:00-13:00', '09:00-13:00,14:00-18:00'],
    ['09:00-13:00,13:00-18:00', '09:00-18:00'],
    ['2026-06-01 .. 2026-08-31', '2026-06-01..2026-08-31'],
    ['2026-12-31..2026-12-31', '2026-12-31'],
    ['10:00-16:00 2026-12-31 sat', 'sat 10:00-16:00 2026-12-31'],
    ['2026-12-31.. sat,sun', 'sat,sun 2026-12-31..'],
    ['2026-12-31 ..  22:00-06:00', '22:00-06:00 2026-12-31..'],
    ['..2026-12-31 sat', 'sat ..2026-12-31'],
    [' \t sat\u00a0', 'sat'],
  ])('%j is %j', (text, one) => {
    expect(writePeriod(period(text))).toBe(one);
    expect(writePeriod(period(one))).toBe(one);
  });

  it('writes any of the seven days, a run of three or more as a range', () => {
    expect(writeDays([])).toBe('');
    expect(writeDays(['sun', 'sat', 'mon', 'tue', 'wed'])).toBe('mon-wed,sat,sun');
    expect(writeDays(['mon', 'wed', 'thu', 'fri', 'sun'])).toBe('mon,wed-fri,sun');
  });

  it('writes intervals as they are', () => {
    expect(writeIntervals([{ from: '22:00', to: '06:00' }])).toBe('22:00-06:00');
    expect(writeIntervals([])).toBe('');
  });

  it('reads its own text as the same period', () => {
    forAll(
      fc.property(tidyPeriod, (tidy) => {
        expect(parsePeriod(writePeriod(tidy))).toEqual({ ok: true, value: tidy });
      }),
      { numRuns: 300 },
    );
  });

  it('reads any spelling as what it means, and writes it in one way for good', () => {
    forAll(
      fc.property(writtenPeriod, ({ text, means }) => {
        const read = period(text);
        expect(read).toEqual(canonicalPeriod(means));
        expect(writePeriod(period(writePeriod(read)))).toBe(writePeriod(read));
      }),
      { numRuns: 300 },
    );
  });
});

describe('A10, A12: what is no period is refused, with the place', () => {
  it.each([
    ['', { code: 'period-empty' }],
    [' \t\n', { code: 'period-empty' }],
    ['weekend', { code: 'period-word-unknown', word: 'weekend', at: 0 }],
    ['mon tues', { code: 'period-part-twice', part: 'days', at: 4 }],
    ['mon,tues 10:00-12:00', { code: 'period-word-unknown', word: 'tues', at: 4 }],
    ['mon-', { code: 'period-word-unknown', word: '', at: 4 }],
    ['mon,', { code: 'period-word-unknown', word: '', at: 4 }],
    [',mon', { code: 'period-word-unknown', word: ',', at: 0 }],
    ['mon;tue', { code: 'period-word-unknown', word: ';tue', at: 3 }],
    ['mon10:00-12:00', { code: 'period-word-unknown', word: '10:00-12:00', at: 3 }],
    ['10:00-12:00mon', { code: 'period-word-unknown', word: 'mon', at: 11 }],
    ['10:00-noon', { code: 'period-word-unknown', word: 'noon', at: 6 }],
    ['10:00', { code: 'period-interval-open', time: '10:00', at: 0 }],
    ['mon 9:00 18:00', { code: 'period-interval-open', time: '09:00', at: 4 }],
    ['10:00-25:00', { code: 'period-time-invalid', time: '25:00', at: 6 }],
    ['10:00-24:01', { code: 'period-time-invalid', time: '24:01', at: 6 }],
    ['24:00-10:00', { code: 'period-time-invalid', time: '24:00', at: 0 }],
    ['10:60-12:00', { code: 'period-time-invalid', time: '10:60', at: 0 }],
    ['9-18', { code: 'period-time-invalid', time: '9', at: 0 }],
    ['009:00-18:00', { code: 'period-time-invalid', time: '009:00', at: 0 }],
    ['mon 09:00-09:00', { code: 'period-interval-empty', time: '09:00', at: 4 }],
    ['00:00-00:00', { code: 'period-interval-empty', time: '00:00', at: 0 }],
    ['2026-02-29', { code: 'period-date-invalid', date: '2026-02-29', at: 0 }],
    ['mon 2026-01-01..2026-02-30', { code: 'period-date-invalid', date: '2026-02-30', at: 16 }],
    [
      '2027-01-01..2026-12-31',
      { code: 'period-dates-reversed', first: '2027-01-01', last: '2026-12-31', at: 12 },
    ],
    ['2026-12-311', { code: 'period-word-unknown', word: '1', at: 10 }],
    ['2026-12-31..sat', { code: 'period-word-unknown', word: 'sat', at: 12 }],
    ['..', { code: 'period-word-unknown', word: '..', at: 0 }],
    ['mon .. tue', { code: 'period-word-unknown', word: '..', at: 4 }],
    ['mon mon', { code: 'period-part-twice', part: 'days', at: 4 }],
    ['10:00-11:00 12:00-13:00', { code: 'period-part-twice', part: 'intervals', at: 12 }],
    ['2026-12-31 mon 2027-01-01', { code: 'period-part-twice', part: 'dates', at: 15 }],
  ])('%j', (text, fault) => {
    expect(parsePeriod(text)).toEqual({
      ok: false,
      fault: 'at' in fault ? { ...fault, text } : fault,
    });
  });

  it('never throws, gives what the schema lets through, or a place that is in the text', () => {
    const pieces = [
      'mon',
      'пн',
      'сб',
      '-',
      '–',
      ',',
      ' ',
      '..',
      '10:00',
      '24:00',
      '9:00',
      '2026-12-31',
      '2026-02-30',
      '𝕞',
    ];
    forAll(
      fc.property(fc.oneof(anyUnits, textOf(...pieces), anyCharacters(0, 10)), (text) => {
        const read = parsePeriod(text);
        if (read.ok) {
          expect(check(periodSchema(), read.value)).toEqual({ ok: true, value: read.value });
        } else if (read.fault.code !== 'period-empty') {
          expect(read.fault.text).toBe(text);
          expect(read.fault.at).toBeGreaterThanOrEqual(0);
          expect(read.fault.at).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('what is no text is a bug and not a fault', () => {
    expect(() => parsePeriod(undefined as never)).toThrow(TypeError);
  });

  it('is quick with a long text', () => {
    const long = `mon${' '.repeat(50_000)},${'10:00-11:00,'.repeat(5_000)}`;
    expect(parsePeriod(long)).toMatchObject({ ok: false, fault: { code: 'period-word-unknown' } });
  });
});
