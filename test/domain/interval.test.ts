import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/domain/check.ts';
import {
  coveringDay,
  type Interval,
  intervalSchema,
  joinIntervals,
  minuteOfDay,
  timeOfDay,
} from '../../src/domain/interval.ts';
import { wall } from '../support/builders.ts';
import { forAll, intervals } from './arbitraries.ts';

const read = (text: string): Interval[] =>
  text.split(',').map((piece) => ({ from: piece.slice(0, 5), to: piece.slice(6) }));
const write = (those: readonly Interval[]): string =>
  those.map(({ from, to }) => `${from}-${to}`).join(',');

/** The minutes of the day on which they begin and of the next that the intervals hold, one by one. */
const minutesOf = (those: readonly Interval[]): number[] => {
  const held = new Set<number>();
  for (const { from, to } of those) {
    let minute = Number(from.slice(0, 2)) * 60 + Number(from.slice(3));
    const end = Number(to.slice(0, 2)) * 60 + Number(to.slice(3)) + (to < from ? 1440 : 0);
    for (; minute < end; minute += 1) held.add(minute);
  }
  return [...held].sort((a, b) => a - b);
};

describe('A10: an interval', () => {
  it.each([
    '00:00-24:00',
    '09:00-18:00',
    '22:00-06:00',
    '22:00-00:00',
    '23:59-24:00',
    '00:01-00:00',
  ])('%s is one', (text) => {
    const [interval] = read(text);
    expect(check(intervalSchema(), interval)).toEqual({ ok: true, value: interval });
  });

  it.each([
    [{ from: '24:00', to: '06:00' }, 'from'],
    [{ from: '9:00', to: '18:00' }, 'from'],
    [{ from: '09:60', to: '18:00' }, 'from'],
    [{ from: '09:00', to: '24:01' }, 'to'],
    [{ from: '09:00', to: '18:60' }, 'to'],
    [{ from: '09:00', to: '18:00\n' }, 'to'],
  ])('%j is none, because of %s', (value, field) => {
    expect(check(intervalSchema(), value)).toEqual({
      ok: false,
      fault: [{ path: [field], fault: { code: 'field-format', format: 'HH:MM' } }],
    });
  });

  it('that starts where it ends is refused', () => {
    expect(check(intervalSchema(), { from: '09:00', to: '09:00' })).toEqual({
      ok: false,
      fault: [
        {
          path: [],
          fault: { code: 'period-interval-empty', time: '09:00', text: '09:00-09:00', at: 0 },
        },
      ],
    });
  });
});

describe('A10: the day whose intervals hold a moment', () => {
  const sometimes = (text: string) => (_: string, weekday: string) =>
    weekday === 'fri' ? read(text) : [];

  it.each([
    ['09:00-18:00', '2026-11-20T08:59', null],
    ['09:00-18:00', '2026-11-20T09:00', '2026-11-20'],
    ['09:00-18:00', '2026-11-20T17:59', '2026-11-20'],
    ['09:00-18:00', '2026-11-20T18:00', null],
    ['00:00-24:00', '2026-11-20T00:00', '2026-11-20'],
    ['00:00-24:00', '2026-11-20T23:59', '2026-11-20'],
    ['00:00-24:00', '2026-11-21T00:00', null],
    ['22:00-06:00', '2026-11-20T05:59', null],
    ['22:00-06:00', '2026-11-20T22:00', '2026-11-20'],
    ['22:00-06:00', '2026-11-21T05:59', '2026-11-20'],
    ['22:00-06:00', '2026-11-21T06:00', null],
    ['22:00-00:00', '2026-11-20T23:59', '2026-11-20'],
    ['22:00-00:00', '2026-11-21T00:00', null],
    ['00:00-24:00,22:00-06:00', '2026-11-21T05:59', '2026-11-20'],
  ])('%s on Fridays at %s: %s', (text, at, day) => {
    expect(coveringDay(sometimes(text), wall(at))?.date ?? null).toBe(day);
  });

  it('is the day itself where the night before also holds the moment', () => {
    expect(coveringDay(() => read('22:00-06:00,05:00-07:00'), wall('2026-11-20T05:30'))).toEqual({
      date: '2026-11-20',
      weekday: 'fri',
    });
  });
});

describe('A15: intervals that say the same are joined into one form', () => {
  it.each([
    ['14:00-18:00,09:00-13:00', '09:00-13:00,14:00-18:00'],
    ['09:00-13:00,13:00-18:00', '09:00-18:00'],
    ['09:00-13:00,12:00-18:00', '09:00-18:00'],
    ['09:00-18:00,10:00-11:00', '09:00-18:00'],
    ['09:00-18:00,09:00-18:00', '09:00-18:00'],
    ['09:00-12:00,09:00-18:00', '09:00-18:00'],
    ['22:00-24:00,23:00-06:00', '22:00-06:00'],
    ['22:00-02:00,01:00-06:00', '01:00-06:00,22:00-02:00'],
    ['22:00-00:00', '22:00-24:00'],
    ['00:00-12:00,12:00-24:00', '00:00-24:00'],
    ['00:01-12:00,12:00-00:01', '00:01-12:00,12:00-00:01'],
    ['09:00-18:00,18:00-08:59', '09:00-08:59'],
  ])('%s is %s', (text, joined) => {
    expect(write(joinIntervals(read(text)))).toBe(joined);
  });

  it.each(['09:00-18:00,18:00-09:00', '00:00-24:00,22:00-06:00'])(
    '%s, over 24 hours, stay apart',
    (text) => {
      expect(write(joinIntervals(read(text)))).toBe(text);
    },
  );

  it('none are none', () => {
    expect(joinIntervals([])).toEqual([]);
  });

  it('joining keeps every minute, and joining once more changes nothing', () => {
    forAll(
      fc.property(intervals, (those) => {
        const joined = joinIntervals(those);
        expect(minutesOf(joined)).toEqual(minutesOf(those));
        expect(joinIntervals(joined)).toEqual(joined);
      }),
      { numRuns: 300 },
    );
  });

  it('the order, and how often one is given, are nothing', () => {
    const shuffled = intervals.chain((those) =>
      fc
        .shuffledSubarray([...those, ...those], { minLength: those.length })
        .map((again) => [those, [...those, ...again]] as const),
    );
    forAll(
      fc.property(shuffled, ([those, again]) => {
        const mixed = [...again].reverse();
        expect(joinIntervals(mixed)).toEqual(joinIntervals(those));
      }),
      { numRuns: 300 },
    );
  });

  it('does not touch what it is given', () => {
    const given = Object.freeze(
      read('12:00-18:00,09:00-13:00').map((interval) => Object.freeze(interval)),
    );
    expect(write(joinIntervals(given))).toBe('09:00-18:00');
  });
});

describe('times of day', () => {
  it.each([
    ['00:00', 0],
    ['09:05', 545],
    ['23:59', 1439],
    ['24:00', 1440],
  ])('%s is minute %i', (time, minute) => {
    expect(minuteOfDay(time)).toBe(minute);
    expect(timeOfDay(minute)).toBe(time);
  });
});
