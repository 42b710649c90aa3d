import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { judgeTime } from '../../src/domain/criteria.ts';
import { midnights, weekOf } from '../../src/domain/instant.ts';
import { holdsAt, lastDateOf, timesUnder } from '../../src/domain/moments.ts';
import type { Time } from '../../src/domain/rule.ts';
import { DEFAULT_SCHEDULE, type WorkSchedule } from '../../src/domain/schedule.ts';
import { period } from '../support/builders.ts';
import { anySchedule, anyTime, forAll, periodWith } from './arbitraries.ts';

const time = (text: string): Time =>
  text === 'all' || text === 'working' || text === 'non-working' ? { kind: text } : period(text);

const withExceptions = (...exceptions: WorkSchedule['exceptions']): WorkSchedule => ({
  ...DEFAULT_SCHEDULE,
  exceptions,
});

/** Every quarter of an hour, and the minute before it, of the weeks in which the small world's dates lie. */
const everywhere = ['2026-03-19', '2026-11-09'].flatMap((first) =>
  midnights(first, 0, 25).flatMap((day) =>
    Array.from({ length: 96 }, (_, index) => index * 15).flatMap((minute) => [
      { ...day, minute },
      { ...day, minute: minute + 14 },
    ]),
  ),
);

describe('days in a row', () => {
  it('begin at midnight, each with the day before', () => {
    expect(midnights('2026-03-01', -1, 2)).toEqual([
      {
        date: '2026-02-28',
        weekday: 'sat',
        minute: 0,
        yesterday: { date: '2026-02-27', weekday: 'fri' },
      },
      {
        date: '2026-03-01',
        weekday: 'sun',
        minute: 0,
        yesterday: { date: '2026-02-28', weekday: 'sat' },
      },
    ]);
  });

  it('end with the years that can be written', () => {
    expect(midnights('9999-12-30', 0, 5).map(({ date }) => date)).toEqual([
      '9999-12-30',
      '9999-12-31',
    ]);
    expect(midnights('0000-01-01', -3, 4).map(({ date }) => date)).toEqual(['0000-01-01']);
  });

  it.each(['2026-12-28', '2026-12-31', '2027-01-03'])(
    'the week of %s is from Monday to Sunday',
    (date) => {
      const week = weekOf(date);
      expect(week.map(({ weekday }) => weekday).join()).toBe('mon,tue,wed,thu,fri,sat,sun');
      expect([week[0]?.date, week[6]?.date]).toEqual(['2026-12-28', '2027-01-03']);
    },
  );
});

test('a time holds when its criterion does', () => {
  forAll(
    fc.property(anySchedule, anyTime, fc.constantFrom(...everywhere), (schedule, drawn, at) => {
      expect(holdsAt(schedule, drawn, at)).toBe(judgeTime(schedule, drawn, at)?.holds ?? true);
    }),
  );
});

describe('one time holds whenever another does', () => {
  const SATURDAY = withExceptions({ date: '2026-11-21', hours: [{ from: '09:00', to: '18:00' }] });
  const NIGHT = withExceptions({ date: '2026-11-20', hours: [{ from: '22:00', to: '06:00' }] });

  it.each([
    ['all', 'working', DEFAULT_SCHEDULE, true],
    ['working', 'all', DEFAULT_SCHEDULE, false],
    ['working', 'working', DEFAULT_SCHEDULE, true],
    ['mon-sun', 'all', DEFAULT_SCHEDULE, true],
    ['mon-fri', 'working', DEFAULT_SCHEDULE, true],
    ['mon-fri', 'working', SATURDAY, false],
    ['mon-sat', 'working', SATURDAY, true],
    ['mon-fri', 'working', NIGHT, false],
    ['non-working', 'sat,sun', DEFAULT_SCHEDULE, true],
    ['non-working', 'sat,sun', SATURDAY, false],
    ['non-working', 'sat 07:00-09:00', NIGHT, true],
    ['non-working', 'sat 05:00-06:00', NIGHT, false],
    ['fri 22:00-06:00', 'sat 00:00-06:00', DEFAULT_SCHEDULE, true],
    ['fri 22:00-06:00', 'sat 00:00-06:01', DEFAULT_SCHEDULE, false],
    ['fri 22:00-06:00', 'sat 00:00-06:00 2026-11-21', DEFAULT_SCHEDULE, true],
    ['fri 22:00-06:00 2026-11-20', 'sat 00:00-06:00', DEFAULT_SCHEDULE, false],
    ['2026-11-01..', '2026-11-15..2026-11-20', DEFAULT_SCHEDULE, true],
    ['2026-11-16..', '2026-11-15..2026-11-20', DEFAULT_SCHEDULE, false],
    ['..2026-11-19', '2026-11-15..2026-11-20', DEFAULT_SCHEDULE, false],
    ['sat', 'sat 2026-11-21..9999-12-31', DEFAULT_SCHEDULE, true],
  ])('%s, %s: %#', (wide, narrow, schedule, covers) => {
    expect(timesUnder(schedule).covers(time(wide), time(narrow))).toBe(covers);
  });

  it('exactly if there is no minute that speaks against it', () => {
    forAll(
      fc.property(anySchedule, anyTime, anyTime, (schedule, wide, narrow) => {
        const against = everywhere.find(
          (at) => holdsAt(schedule, narrow, at) && !holdsAt(schedule, wide, at),
        );
        const times = timesUnder(schedule);
        const covers = times.covers(wide, narrow);
        // The minutes looked at here are not all there are.
        if (against) expect({ against, covers }).toEqual({ against, covers: false });
        expect(times.isUnion(wide, [wide, narrow])).toBe(covers);
        expect(times.isSame(wide, narrow)).toBe(covers && times.covers(narrow, wide));
        expect(times.isSame(wide, wide)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('one time is the same as another', () => {
  it.each([
    ['mon-sun', 'all', true],
    ['mon-fri 09:00-18:00', 'working', true],
    ['mon-fri 09:00-12:00,12:00-18:00', 'mon-fri 09:00-18:00', true],
    ['fri 22:00-00:00', 'fri 22:00-24:00', true],
    ['sat,sun', 'sat', false],
    ['sun', 'mon-sun', false],
    ['mon 00:00-09:00', 'sun 00:00-09:00', false],
    ['sat', 'sat 2026-11-21..', false],
    ['sat 2026-11-16..2026-11-21', '2026-11-21..2026-11-21', true],
  ])('%s, %s: %s', (a, b, same) => {
    expect(timesUnder(DEFAULT_SCHEDULE).isSame(time(a), time(b))).toBe(same);
    expect(timesUnder(DEFAULT_SCHEDULE).isSame(time(b), time(a))).toBe(same);
  });
});

describe('the last date of a period', () => {
  it.each([
    ['sat,sun', null],
    ['2026-11-20..', null],
    ['..2026-11-20', '2026-11-20'],
    ['mon ..2026-11-20', '2026-11-16'],
    ['22:00-06:00 ..2026-11-20', '2026-11-21'],
    ['22:00-00:00 ..2026-11-20', '2026-11-20'],
    ['fri 22:00-06:00 2026-11-20', '2026-11-21'],
    ['sat 2026-11-16..2026-11-20', 'never'],
    ['sat 2026-11-16..2026-11-21', '2026-11-21'],
    ['..9999-12-31', '9999-12-31'],
  ])('%s: %s', (text, last) => {
    expect(lastDateOf(DEFAULT_SCHEDULE, period(text))).toBe(last);
  });

  it('has a minute of it, and no later date has one', () => {
    forAll(
      fc.property(
        anySchedule,
        periodWith(fc.constantFrom('2026-11-18', '2026-11-20', '2026-11-23')),
        (schedule, drawn) => {
          const last = lastDateOf(schedule, drawn);
          const dates = new Set(
            everywhere.filter((at) => holdsAt(schedule, drawn, at)).map(({ date }) => date),
          );
          if (last === 'never') expect([...dates]).toEqual([]);
          else if (last !== null) expect([...dates].filter((date) => date > last)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
