import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { check } from '../../src/domain/check.ts';
import { parseInstant, wallClock } from '../../src/domain/instant.ts';
import {
  canonicalSchedule,
  DEFAULT_SCHEDULE,
  parseWeeklyHours,
  type WorkSchedule,
  workingAt,
  workScheduleSchema,
} from '../../src/domain/schedule.ts';
import { wall } from '../support/builders.ts';
import { CLOCK_CHANGES, isWorking, localMinute, minutesAround } from '../support/wall-oracle.ts';
import { date, forAll, scheduleWith } from './arbitraries.ts';

const OFFICE = [{ from: '09:00', to: '18:00' }];
const NIGHT = [{ from: '22:00', to: '06:00' }];

const schedule = (change: Partial<WorkSchedule> = {}): WorkSchedule => ({
  ...DEFAULT_SCHEDULE,
  ...change,
});
const withHours = (change: Partial<WorkSchedule['hours']>): WorkSchedule =>
  schedule({ hours: { ...DEFAULT_SCHEDULE.hours, ...change } });

describe('A9: the work schedule', () => {
  it('is Mon to Fri, 09:00 to 18:00 in Moscow, until something else is set', () => {
    expect(DEFAULT_SCHEDULE).toEqual({
      zone: 'Europe/Moscow',
      hours: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE, sat: [], sun: [] },
      exceptions: [],
    });
    expect(check(workScheduleSchema(), DEFAULT_SCHEDULE)).toEqual({
      ok: true,
      value: DEFAULT_SCHEDULE,
    });
  });

  // 2026-11-20 is a Friday.
  it.each([
    ['2026-11-20T08:59', false],
    ['2026-11-20T09:00', true],
    ['2026-11-20T17:59', true],
    ['2026-11-20T18:00', false],
    ['2026-11-21T12:00', false],
    ['2026-11-23T09:00', true],
  ])('%s: %s', (at, working) => {
    expect(workingAt(DEFAULT_SCHEDULE, wall(at))).toMatchObject({ working, exception: false });
  });

  it('the hours that decide are those of the day', () => {
    expect(workingAt(DEFAULT_SCHEDULE, wall('2026-11-20T20:00')).hours).toEqual(OFFICE);
    expect(workingAt(DEFAULT_SCHEDULE, wall('2026-11-21T20:00')).hours).toEqual([]);
  });
});

describe('A9: exceptions by date', () => {
  const special = schedule({
    exceptions: [
      { date: '2026-11-21', hours: OFFICE },
      { date: '2026-12-31', hours: [{ from: '09:00', to: '17:00' }] },
      { date: '2027-01-01', hours: [] },
      { date: '2027-01-04', hours: NIGHT },
    ],
  });

  it.each([
    ['a working Saturday', '2026-11-21T10:00', true, true],
    ['the Saturday after it', '2026-11-28T10:00', false, false],
    ['a short day, before it ends', '2026-12-31T16:59', true, true],
    ['a short day, after it ended', '2026-12-31T17:00', false, true],
    ['a holiday', '2027-01-01T10:00', false, true],
    ['a night shift that evening', '2027-01-04T23:00', true, true],
    ['a night shift, the morning after', '2027-01-05T05:59', true, true],
    ['after that night shift', '2027-01-05T06:00', false, false],
    ['other hours replace those of the weekday', '2027-01-04T10:00', false, true],
  ])('%s (%s): %s', (_, at, working, exception) => {
    expect(workingAt(special, wall(at))).toMatchObject({ working, exception });
  });

  it('the hours that decide are those of the exception', () => {
    expect(workingAt(special, wall('2027-01-01T10:00')).hours).toEqual([]);
    expect(workingAt(special, wall('2027-01-05T05:59')).hours).toEqual(NIGHT);
  });
});

describe('A9, A10: a shift over midnight belongs to the day on which it begins', () => {
  const shifts = withHours({ fri: NIGHT, sat: [] });

  it.each([
    ['2026-11-20T05:59', false],
    ['2026-11-20T22:00', true],
    ['2026-11-21T05:59', true],
    ['2026-11-21T06:00', false],
  ])('%s: %s', (at, working) => {
    expect(workingAt(shifts, wall(at)).working).toBe(working);
  });

  it('even into a day that is closed', () => {
    const closed = { ...shifts, exceptions: [{ date: '2026-11-21', hours: [] }] };
    expect(workingAt(closed, wall('2026-11-21T05:59'))).toEqual({
      working: true,
      hours: NIGHT,
      exception: false,
    });
    expect(workingAt(closed, wall('2026-11-21T06:00'))).toEqual({
      working: false,
      hours: [],
      exception: true,
    });
  });

  it('and not out of a day that is closed', () => {
    const closed = { ...shifts, exceptions: [{ date: '2026-11-20', hours: [] }] };
    expect(workingAt(closed, wall('2026-11-21T02:00'))).toEqual({
      working: false,
      hours: [],
      exception: false,
    });
  });
});

describe('A5: the zone of the schedule decides, not that of the machine', () => {
  it.each(['UTC', 'America/New_York', 'Asia/Vladivostok'])('a machine in %s', (machine) => {
    vi.stubEnv('TZ', machine);
    try {
      const start = parseInstant('2026-11-20T14:59:00Z');
      if (!start.ok) throw new Error('no instant');
      expect(workingAt(DEFAULT_SCHEDULE, wallClock(start.value, 'Europe/Moscow')).working).toBe(
        true,
      );
      expect(workingAt(DEFAULT_SCHEDULE, wallClock(start.value, 'Asia/Vladivostok')).working).toBe(
        false,
      );
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe('A9, A11: minute by minute around clock changes', () => {
  it.each(CLOCK_CHANGES)('$zone, $change: any schedule', ({ zone, change }) => {
    const minutes = minutesAround(change, 1);
    const moments = minutes.map((at) => ({
      clock: wallClock(at, zone),
      local: localMinute(at, zone),
    }));
    const dates = fc.constantFrom(...new Set(moments.map(({ local }) => local.today.date)));
    forAll(
      fc.property(scheduleWith(fc.constant(zone), dates), (any) => {
        const differences = moments.filter(
          ({ clock, local }) => workingAt(any, clock).working !== isWorking(any, local),
        );
        expect(differences).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

describe('A9: the schema of a schedule', () => {
  const accepts = (change: object) =>
    check(workScheduleSchema(), { ...DEFAULT_SCHEDULE, ...change });

  it.each([
    [{ weekend: [] }, ['weekend'], { code: 'field-unknown', field: 'weekend' }],
    [
      { exceptions: [{ date: '2026-12-31', hours: [], name: 'x' }] },
      ['exceptions', 0, 'name'],
      { code: 'field-unknown', field: 'name' },
    ],
    [{ zone: '+03:00' }, ['zone'], { code: 'zone-unknown', text: '+03:00' }],
    [{ zone: 'Москва' }, ['zone'], { code: 'zone-unknown', text: 'Москва' }],
    [
      { exceptions: [{ date: '2026-02-29', hours: [] }] },
      ['exceptions', 0, 'date'],
      { code: 'field-format', format: 'YYYY-MM-DD' },
    ],
    [
      {
        exceptions: [
          { date: '2026-12-31', hours: [] },
          { date: '2027-01-01', hours: [] },
          { date: '2026-12-31', hours: OFFICE },
        ],
      },
      ['exceptions', 2, 'date'],
      { code: 'date-twice', date: '2026-12-31' },
    ],
    [
      { hours: { ...DEFAULT_SCHEDULE.hours, mon: [{ from: '09:00', to: '9:30' }] } },
      ['hours', 'mon', 0, 'to'],
      { code: 'field-format', format: 'HH:MM' },
    ],
    [
      { hours: { ...DEFAULT_SCHEDULE.hours, mon: undefined } },
      ['hours', 'mon'],
      { code: 'field-missing' },
    ],
    [
      { hours: { ...DEFAULT_SCHEDULE.hours, monday: [] } },
      ['hours', 'monday'],
      { code: 'field-unknown', field: 'monday' },
    ],
  ])('%j is refused', (change, path, fault) => {
    expect(accepts(change)).toEqual({ ok: false, fault: [{ path, fault }] });
  });

  it('in its one form it has its hours joined and its exceptions by date', () => {
    const halves = [
      { from: '13:00', to: '18:00' },
      { from: '09:00', to: '13:00' },
    ];
    const untidy = schedule({
      hours: { mon: halves, tue: halves, wed: halves, thu: halves, fri: halves, sat: [], sun: [] },
      exceptions: [
        { date: '2027-01-01', hours: [] },
        { date: '2026-12-31', hours: halves },
        { date: '2027-01-02', hours: [] },
      ],
    });
    expect(canonicalSchedule(untidy)).toEqual(
      schedule({
        exceptions: [
          { date: '2026-12-31', hours: OFFICE },
          { date: '2027-01-01', hours: [] },
          { date: '2027-01-02', hours: [] },
        ],
      }),
    );
  });

  it('the one form says the same at every minute, and is one for good', () => {
    const minutes = minutesAround('2028-02-28T00:00:00Z', 2).map((at) => wallClock(at, 'UTC'));
    forAll(
      fc.property(scheduleWith(fc.constant('UTC'), date), (untidy) => {
        const tidy = canonicalSchedule(untidy);
        expect(canonicalSchedule(tidy)).toEqual(tidy);
        expect(check(workScheduleSchema(), tidy)).toEqual({ ok: true, value: tidy });
        const differs = minutes.filter(
          (at) => workingAt(tidy, at).working !== workingAt(untidy, at).working,
        );
        expect(differs).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

describe('A9, A12: weekly hours in their written form', () => {
  const FREE = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  const WHOLE = [{ from: '00:00', to: '24:00' }];

  it.each([
    [[], FREE],
    [['mon-fri 09:00-18:00'], DEFAULT_SCHEDULE.hours],
    [
      ['пн-чт 9:00-18:00', 'пт 9:00-17:00'],
      { ...DEFAULT_SCHEDULE.hours, fri: [{ from: '09:00', to: '17:00' }] },
    ],
    [['sat'], { ...FREE, sat: WHOLE }],
    [['sat', 'sun 10:00-12:00'], { ...FREE, sat: WHOLE, sun: [{ from: '10:00', to: '12:00' }] }],
    [
      ['mon 09:00-12:00', 'mon 13:00-18:00'],
      {
        ...FREE,
        mon: [
          { from: '09:00', to: '12:00' },
          { from: '13:00', to: '18:00' },
        ],
      },
    ],
    [
      ['00:00-24:00'],
      { mon: WHOLE, tue: WHOLE, wed: WHOLE, thu: WHOLE, fri: WHOLE, sat: WHOLE, sun: WHOLE },
    ],
    [
      ['09:00-18:00'],
      { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE, sat: OFFICE, sun: OFFICE },
    ],
  ])('%j', (texts, hours) => {
    expect(parseWeeklyHours(texts)).toEqual({ ok: true, value: hours });
  });

  it.each([
    [
      ['mon 09:00-18:00', 'tue 2026-12-31'],
      { code: 'schedule-hours-dates', text: 'tue 2026-12-31' },
    ],
    [['mon ..2026-12-31'], { code: 'schedule-hours-dates', text: 'mon ..2026-12-31' }],
    [['mon', 'funday'], { code: 'period-word-unknown', word: 'funday', text: 'funday', at: 0 }],
    [[''], { code: 'period-empty' }],
  ])('%j is refused', (texts, fault) => {
    expect(parseWeeklyHours(texts)).toEqual({ ok: false, fault });
  });
});
