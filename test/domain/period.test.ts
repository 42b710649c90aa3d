import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/domain/check.ts';
import { wallClock } from '../../src/domain/instant.ts';
import { type WallClock, WEEKDAYS } from '../../src/domain/interval.ts';
import {
  canonicalPeriod,
  type Period,
  periodContains,
  periodSchema,
} from '../../src/domain/period.ts';
import { period, wall } from '../support/builders.ts';
import {
  CLOCK_CHANGES,
  inPeriod,
  type LocalMinute,
  localMinute,
  minutesAround,
} from '../support/wall-oracle.ts';
import { forAll, periodWith, untidyPeriod } from './arbitraries.ts';

const HOUR = 3_600_000;

type Moment = { clock: WallClock; local: LocalMinute };

const momentsAround = CLOCK_CHANGES.map(({ zone, change }) => {
  const moments = minutesAround(change, 2).map(
    (at): Moment => ({ clock: wallClock(at, zone), local: localMinute(at, zone) }),
  );
  const dates = [...new Set(moments.map(({ local }) => local.today.date))];
  return { name: `${zone} ${change.slice(0, 10)}`, moments, dates };
});

/** The moments on which the two opinions differ: none, if all is well. */
const differences = (those: Period, moments: readonly Moment[]): LocalMinute[] =>
  moments
    .filter(({ clock, local }) => periodContains(those, clock) !== inPeriod(those, local))
    .map(({ local }) => local);

const bare: Period = {
  kind: 'period',
  days: null,
  intervals: null,
  firstDate: null,
  lastDate: null,
};

describe('A10: a period has any of days, intervals and dates', () => {
  it.each([
    ['days', { days: ['sat', 'sun'] }],
    ['intervals', { intervals: [{ from: '09:00', to: '18:00' }] }],
    ['a first date', { firstDate: '2026-12-31' }],
    ['a last date', { lastDate: '2026-12-31' }],
  ])('%s alone will do', (_, part) => {
    expect(check(periodSchema(), { kind: 'period', ...part })).toEqual({
      ok: true,
      value: { ...bare, ...part },
    });
  });

  it.each([{}, { days: null, intervals: null, firstDate: null, lastDate: null }])(
    'with none of them it is refused: %j',
    (parts) => {
      expect(check(periodSchema(), { kind: 'period', ...parts })).toEqual({
        ok: false,
        fault: [{ path: [], fault: { code: 'period-empty' } }],
      });
    },
  );

  it.each([
    [{ days: [] }, ['days'], { code: 'field-too-short', least: 1 }],
    [{ intervals: [] }, ['intervals'], { code: 'field-too-short', least: 1 }],
    [{ days: ['sat', 'sunday'] }, ['days', 1], { code: 'field-value', allowed: [...WEEKDAYS] }],
    [{ firstDate: '2026-02-29' }, ['firstDate'], { code: 'field-format', format: 'YYYY-MM-DD' }],
    [{ lastDate: '31.12.2026' }, ['lastDate'], { code: 'field-format', format: 'YYYY-MM-DD' }],
    [
      { firstDate: '2027-01-01', lastDate: '2026-12-31' },
      ['lastDate'],
      {
        code: 'period-dates-reversed',
        first: '2027-01-01',
        last: '2026-12-31',
        text: '2027-01-01..2026-12-31',
        at: 12,
      },
    ],
  ])('%j is refused', (parts, path, fault) => {
    expect(check(periodSchema(), { kind: 'period', ...parts })).toEqual({
      ok: false,
      fault: [{ path, fault }],
    });
  });
});

describe('A10: when a moment lies in a period', () => {
  // 2026-11-20 is a Friday.
  it.each([
    ['fri', '2026-11-20T00:00', true],
    ['fri', '2026-11-20T23:59', true],
    ['fri', '2026-11-21T00:00', false],
    ['sat,sun', '2026-11-21T12:00', true],
    ['sat,sun', '2026-11-23T00:00', false],
    ['09:00-18:00', '2026-11-20T09:00', true],
    ['09:00-18:00', '2026-11-20T17:59', true],
    ['09:00-18:00', '2026-11-20T18:00', false],
    ['fri 20:00-24:00', '2026-11-20T23:59', true],
    ['fri 20:00-24:00', '2026-11-21T00:00', false],
    ['fri 22:00-06:00', '2026-11-20T05:59', false],
    ['fri 22:00-06:00', '2026-11-21T05:59', true],
    ['fri 22:00-06:00', '2026-11-21T06:00', false],
    ['fri 22:00-06:00', '2026-11-21T22:00', false],
    ['sun 22:00-06:00', '2026-11-23T05:59', true],
    ['22:00-06:00 ..2026-11-20', '2026-11-21T05:59', true],
    ['22:00-06:00 ..2026-11-20', '2026-11-21T22:00', false],
    ['22:00-06:00 2026-11-20..', '2026-11-20T05:59', false],
    ['22:00-06:00 2026-11-20..', '2026-11-20T22:00', true],
    ['2026-11-20', '2026-11-20T23:59', true],
    ['2026-11-20', '2026-11-21T00:00', false],
    ['2026-12-31..2027-01-08', '2027-01-08T23:59', true],
    ['2026-12-31..2027-01-08', '2027-01-09T00:00', false],
    ['mon-thu 09:00-13:00,14:00-18:00 2026-11-01..', '2026-11-19T13:30', false],
    ['mon-thu 09:00-13:00,14:00-18:00 2026-11-01..', '2026-11-19T14:00', true],
    ['mon-thu 09:00-13:00,14:00-18:00 2026-11-01..', '2026-10-29T14:00', false],
  ])('%s at %s: %s', (text, at, holds) => {
    expect(periodContains(period(text), wall(at))).toBe(holds);
  });

  it('counts whole minutes: 17:59:59 is in 09:00-18:00, 18:00:00 is not', () => {
    const office = period('09:00-18:00');
    expect(periodContains(office, wall('2026-11-20T17:59:59.999'))).toBe(true);
    expect(periodContains(office, wall('2026-11-20T18:00:00'))).toBe(false);
  });
});

describe('A11: a clock change neither doubles nor loses an hour', () => {
  const TABLE = [
    '00:00-24:00 mon-sat',
    'sun',
    'sat 22:00-06:00',
    'sun 00:00-02:00',
    'sun 02:00-03:00',
    'sun 01:30-02:30',
    'sun 01:45-02:15',
    '23:30-00:30',
    'fri-sun 18:00-09:00',
    'mon-fri 09:00-13:00,14:00-18:00',
    '03:00-02:00',
    '02:00-01:59',
    'sat 23:00-01:15',
    'sun 01:00-00:59',
    '2011-03-27 01:00-03:00',
    '22:00-04:00 2014-10-25',
    '2026-03-28..2026-03-29 02:30-04:00',
    '..2026-10-25 02:59-03:01',
    '2026-11-01.. 01:00-01:01',
    'sun 2026-03-08 02:00-03:00',
    '2026-04-04..2026-04-04 20:00-02:00',
    '2026-10-04.. 02:00-02:30',
  ];

  it.each(CLOCK_CHANGES)('in $zone the clock is changed at $change', ({ zone, change }) => {
    const offset = (milliseconds: number): number =>
      DateTime.fromMillis(milliseconds, { zone }).offset;
    expect(offset(Date.parse(change))).not.toBe(offset(Date.parse(change) - 1));
  });

  describe.each(momentsAround)('$name, minute by minute', ({ moments, dates }) => {
    it('the clock on the wall is what Luxon shows', () => {
      const ours = moments.map(({ clock }) => [
        clock.date,
        clock.weekday,
        clock.minute,
        clock.yesterday,
      ]);
      const theirs = moments.map(({ local }) => {
        const minute = Number(local.time.slice(0, 2)) * 60 + Number(local.time.slice(3));
        return [local.today.date, local.today.weekday, minute, local.yesterday];
      });
      expect(ours).toEqual(theirs);
    });

    it.each(TABLE)('%s', (text) => {
      expect(differences(period(text), moments)).toEqual([]);
    });

    it('any period', () => {
      forAll(
        fc.property(periodWith(fc.constantFrom(...dates)), (those) => {
          expect(differences(those, moments)).toEqual([]);
        }),
        { numRuns: 30 },
      );
    });
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', '02:00-03:00', 0],
    ['Europe/Berlin', '2026-03-29', '00:00-24:00', 23 * 60],
    ['Europe/Berlin', '2026-10-25', '02:00-03:00', 120],
    ['Europe/Berlin', '2026-10-25', '00:00-24:00', 25 * 60],
    ['Europe/Moscow', '2014-10-26', '01:00-02:00', 120],
    ['America/New_York', '2026-11-01', '01:00-02:00', 120],
    ['Australia/Lord_Howe', '2026-04-05', '01:30-02:00', 60],
    ['Australia/Lord_Howe', '2026-10-04', '02:00-02:30', 0],
    ['Australia/Lord_Howe', '2026-10-04', '00:00-24:00', 23 * 60 + 30],
  ])('%s %s: %s lasts %i minutes', (zone, date, hours, lasts) => {
    const there = period(`${hours} ${date}`);
    const around = Date.parse(`${date}T00:00:00Z`) - 24 * HOUR;
    const minutes = Array.from({ length: 72 * 60 }, (_, index) => around + index * 60_000);
    expect(minutes.filter((at) => periodContains(there, wallClock(at, zone)))).toHaveLength(lasts);
  });
});

describe('A15: periods that say the same have one form', () => {
  it.each([
    [{ days: ['sun', 'mon', 'sun'] }, { days: ['mon', 'sun'] }],
    [{ days: [...WEEKDAYS], firstDate: '2026-12-31' }, { firstDate: '2026-12-31' }],
    [{ days: ['mon'], intervals: [{ from: '00:00', to: '24:00' }] }, { days: ['mon'] }],
    [
      {
        intervals: [
          { from: '12:00', to: '18:00' },
          { from: '09:00', to: '12:00' },
        ],
      },
      { intervals: [{ from: '09:00', to: '18:00' }] },
    ],
    [{ intervals: [{ from: '00:00', to: '24:00' }] }, { days: [...WEEKDAYS] }],
    [{ days: [...WEEKDAYS] }, { days: [...WEEKDAYS] }],
    [{ days: [...WEEKDAYS], lastDate: '2026-12-31' }, { lastDate: '2026-12-31' }],
  ] satisfies [Partial<Period>, Partial<Period>][])('%j is %j', (given, tidy) => {
    expect(canonicalPeriod({ ...bare, ...given })).toEqual({ ...bare, ...tidy });
  });

  it('is idempotent, and says at every minute of a week what the untidy one says', () => {
    const start = Date.UTC(2028, 1, 26);
    const week = Array.from({ length: 7 * 1440 }, (_, index) =>
      wallClock(start + index * 60_000, 'UTC'),
    );
    const dates = fc.constantFrom(
      '2028-02-27',
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
      '2028-03-02',
    );
    forAll(
      fc.property(periodWith(dates), (untidy) => {
        const tidy = canonicalPeriod(untidy);
        expect(canonicalPeriod(tidy)).toEqual(tidy);
        expect(
          week.filter((clock) => periodContains(tidy, clock) !== periodContains(untidy, clock)),
        ).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('is a period that the schema lets through', () => {
    forAll(
      fc.property(untidyPeriod, (untidy) => {
        const tidy = canonicalPeriod(untidy);
        expect(check(periodSchema(), tidy)).toEqual({ ok: true, value: tidy });
      }),
    );
  });
});
