import { describe, expect, test } from 'vitest';
import { weekdayOfDate } from '../../src/domain/instant.ts';
import {
  DEFAULT_SCHEDULE,
  parseWeeklyHours,
  workScheduleSchema,
} from '../../src/domain/schedule.ts';
import { readExceptions } from '../../src/provisioning/exceptions.ts';
import { briefly, faultsOf, valueIn } from './faults.ts';

const week = (...texts: string[]) => {
  const hours = parseWeeklyHours(texts);
  if (!hours.ok) throw new Error(hours.fault.code);
  return hours.value;
};

const FIVE_DAYS = DEFAULT_SCHEDULE.hours;
const SIX_DAYS = week('mon-fri 09:00-18:00', 'sat 10:00-15:00');

const read = (text: string, hours = FIVE_DAYS) => readExceptions(text, 'f', hours);
/** `2026-12-31 09:00-17:00`, or the date alone for a closed day. */
const exceptions = (text: string, hours = FIVE_DAYS): string[] =>
  valueIn(read(text, hours)).entries.map(({ exception }) =>
    [exception.date, ...exception.hours.map(({ from, to }) => `${from}-${to}`)].join(' '),
  );

describe('a table of exceptions', () => {
  test('gives each date its hours, and its line', () => {
    const text =
      'date,hours\n2026-12-31,09:00-17:00\n\n2027-01-01,\n2027-01-02,"09:00-13:00,14:00-17:00"\n';
    expect(valueIn(read(text)).entries).toEqual([
      { line: 2, exception: { date: '2026-12-31', hours: [{ from: '09:00', to: '17:00' }] } },
      { line: 4, exception: { date: '2027-01-01', hours: [] } },
      {
        line: 5,
        exception: {
          date: '2027-01-02',
          hours: [
            { from: '09:00', to: '13:00' },
            { from: '14:00', to: '17:00' },
          ],
        },
      },
    ]);
  });

  test('is read in Russian, with the dates of Russian Excel', () => {
    expect(exceptions('Дата;Часы\n31.12.2026;9:00-17:00\n1.1.2027;')).toEqual([
      '2026-12-31 09:00-17:00',
      '2027-01-01',
    ]);
  });

  test.each([
    ['09:00-13:00;14:00-17:00', '09:00-13:00 14:00-17:00'],
    ['14:00-17:00,09:00-14:00', '09:00-17:00'],
    ['00:00-24:00', '00:00-24:00'],
    ['22:00-06:00', '22:00-06:00'],
    ['9:00 – 18:00', '09:00-18:00'],
  ])('has hours as %j', (cell, hours) => {
    expect(exceptions(`date,hours\n2026-12-31,"${cell}"`)).toEqual([`2026-12-31 ${hours}`]);
  });

  test.each(['2026-02-30', '30.02.2026', '31.12.26', '12/31/2026', '2026-1-1', 'завтра'])(
    'has no date %j',
    (text) => {
      expect(faultsOf(read(`date,hours\n${text},`))).toEqual([
        { file: 'f', line: 2, column: 1, field: 'date', fault: { code: 'date-unreadable', text } },
      ]);
    },
  );

  test('has a date in every row', () => {
    expect(briefly(read('date,hours\n,09:00-18:00'))).toEqual(['2:1 date field-missing']);
  });

  test.each([
    ['mon 09:00-18:00', 'hours-unreadable'],
    ['выходной', 'hours-unreadable'],
    ['2026-12-31', 'hours-unreadable'],
    ['2026-12-31 09:00-18:00', 'hours-unreadable'],
    ['9-18', 'period-time-invalid'],
    ['18:00-18:00', 'period-interval-empty'],
    ['25:00-26:00', 'period-time-invalid'],
    ['09:00', 'period-interval-open'],
    ['?', 'period-word-unknown'],
  ])('has no hours %j', (text, code) => {
    expect(briefly(read(`date,hours\n2026-12-31,${text}`))).toEqual([`2:12 hours ${code}`]);
  });

  test('has a date once, however it is written', () => {
    expect(faultsOf(read('date,hours\n2026-12-31,\n31.12.2026,09:00-17:00'))).toEqual([
      {
        file: 'f',
        line: 3,
        column: 1,
        field: 'date',
        fault: { code: 'value-twice', value: '2026-12-31', line: 2 },
      },
    ]);
  });

  test('is told of every fault in it', () => {
    expect(briefly(read('date,hours\nx,y\n2026-12-31'))).toEqual([
      '2:1 date date-unreadable',
      '2:3 hours hours-unreadable',
      '3:- - csv-cells',
    ]);
    expect(briefly(read('day\n1'))).toContain('1:- - csv-column-missing');
  });
});

const YEAR_2026 = {
  year: 2026,
  months: [
    { month: 1, days: '1,2,3,4,5,6,7,8,9+,10,11,17,18,24,25,31' },
    { month: 2, days: '1,7,8,14,15,21,22,23,28' },
    { month: 3, days: '1,7,8,9+,14,15,21,22,28,29' },
    { month: 4, days: '4,5,11,12,18,19,25,26,30*' },
    { month: 5, days: '1,2,3,8*,9,10,11+,16,17,23,24,30,31' },
    { month: 6, days: '6,7,11*,12,13,14,20,21,27,28' },
    { month: 7, days: '4,5,11,12,18,19,25,26' },
    { month: 8, days: '1,2,8,9,15,16,22,23,29,30' },
    { month: 9, days: '5,6,12,13,19,20,26,27' },
    { month: 10, days: '3,4,10,11,17,18,24,25,31' },
    { month: 11, days: '1,3*,4,7,8,14,15,21,22,28,29' },
    { month: 12, days: '5,6,12,13,19,20,26,27,31+' },
  ],
  transitions: [{ from: '01.03', to: '01.09' }],
  statistic: { workdays: 247, holidays: 118 },
};

const month = (year: number, number: number, days: string): string =>
  JSON.stringify({ year, months: [{ month: number, days }] });
/** April 2024: Saturday the 27th is a working day, Monday and Tuesday after it are free. */
const APRIL_2024 = month(2024, 4, '6,7,13,14,20,21,28,29+,30+');
/** November 2025: Saturday the 1st is a short working day. */
const NOVEMBER_2025 = month(2025, 11, '1*,2,3+,4,8,9,15,16,22,23,29,30');

describe('the production calendar', () => {
  test('closes holidays, shortens the days before them and leaves weekends alone', () => {
    expect(exceptions(JSON.stringify(YEAR_2026))).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-01-05',
      '2026-01-06',
      '2026-01-07',
      '2026-01-08',
      '2026-01-09',
      '2026-02-23',
      '2026-03-09',
      '2026-04-30 09:00-17:00',
      '2026-05-01',
      '2026-05-08 09:00-17:00',
      '2026-05-11',
      '2026-06-11 09:00-17:00',
      '2026-06-12',
      '2026-11-03 09:00-17:00',
      '2026-11-04',
      '2026-12-31',
    ]);
  });

  test('is a schedule that the PBX takes, whatever the week', () => {
    for (const hours of [
      FIVE_DAYS,
      SIX_DAYS,
      week('mon-sun 20:00-06:00'),
      week('fri 23:30-24:00'),
    ]) {
      for (const text of [JSON.stringify(YEAR_2026), APRIL_2024, NOVEMBER_2025]) {
        const list = valueIn(read(text, hours)).entries.map(({ exception }) => exception);
        expect(
          workScheduleSchema().safeParse({ zone: 'UTC', hours, exceptions: list }).success,
        ).toBe(true);
      }
    }
  });

  test('has no lines to speak of', () => {
    expect(valueIn(read(`\n  ${APRIL_2024}`)).entries[0]).toMatchObject({ line: null });
  });

  test('comes in the order of the dates', () => {
    const months = [YEAR_2026.months[4], YEAR_2026.months[0]];
    const dates = exceptions(JSON.stringify({ year: 2026, months })).map((text) =>
      text.slice(0, 10),
    );
    expect(dates).toEqual([...dates].sort());
  });

  test('makes a Saturday that is not listed a day of work with the hours of the first weekday', () => {
    const hours = week('tue-fri 10:00-19:00', 'wed 08:00-09:00');
    expect(weekdayOfDate('2024-04-27')).toBe('sat');
    expect(exceptions(APRIL_2024, hours)).toEqual(['2024-04-27 10:00-19:00', '2024-04-30']);
  });

  test('makes a short Saturday one hour shorter than that', () => {
    expect(exceptions(NOVEMBER_2025)).toEqual([
      '2025-11-01 09:00-17:00',
      '2025-11-03',
      '2025-11-04',
    ]);
  });

  describe('in a six-day week', () => {
    test('leaves the own hours of a Saturday, listed or not', () => {
      expect(exceptions(APRIL_2024, SIX_DAYS)).toEqual(['2024-04-29', '2024-04-30']);
    });

    test('shortens a short Saturday by its own hours', () => {
      expect(exceptions(NOVEMBER_2025, SIX_DAYS)[0]).toBe('2025-11-01 10:00-14:00');
    });

    test('closes a Saturday that was moved to free', () => {
      expect(exceptions(month(2026, 5, '2+,3,9,10,16,17,23,24,30,31'), SIX_DAYS)).toEqual([
        '2026-05-02',
      ]);
    });
  });

  describe('for a company that is closed', () => {
    test('on a weekday, opens it neither as a normal nor as a short day', () => {
      const hours = week('tue-fri 09:00-18:00');
      // Monday 22 June and Monday 29 June 2026.
      expect(exceptions(month(2026, 6, '6,7,13,14,20,21,22*,27,28,29'), hours)).toEqual([]);
    });

    test('from Monday to Friday, changes nothing', () => {
      expect(exceptions(NOVEMBER_2025, week('sun 10:00-12:00'))).toEqual([]);
    });
  });

  test.each([
    ['09:00-13:00,14:00-18:00', '09:00-13:00 14:00-17:00'],
    ['09:00-13:00,14:00-15:00', '09:00-13:00'],
    ['09:00-13:00,14:00-14:30', '09:00-12:30'],
    ['00:00-24:00', '00:00-23:00'],
    ['22:00-06:00', '22:00-05:00'],
    ['22:00-01:00', '22:00-24:00'],
    ['22:00-00:30', '22:00-23:30'],
    ['09:00-10:00', ''],
  ])('makes of %s a short day of %s', (normal, short) => {
    const text = month(2026, 4, '4,5,30*');
    const [thursday] = exceptions(text, week(`thu ${normal}`)).filter((line) =>
      line.startsWith('2026-04-30'),
    );
    expect(thursday).toBe(['2026-04-30', short].filter(Boolean).join(' '));
  });
});

describe('what is no production calendar', () => {
  test('text that begins as JSON and is none is named with its place', () => {
    expect(faultsOf(read('{"year": 2026,\n "months": [}'))).toEqual([
      { file: 'f', line: 2, column: 13, field: null, fault: { code: 'json-broken', found: '}' } },
    ]);
  });

  test.each([
    ['{}', ['year', 'months']],
    ['{"year":2026,"months":[]}', ['months']],
    [
      '{"year":"2026","months":[{"month":13,"days":[1]}]}',
      ['year', 'months[0].month', 'months[0].days'],
    ],
    [month(2026, 3, '9'), ['months[0].days']],
  ])('%s', (text, fields) => {
    expect(briefly(read(text))).toEqual(fields.map((field) => `-:- ${field} calendar-unreadable`));
  });

  test.each(['', 'x', '0', '31', '1**', '8-9'])('a day %j in a month of thirty', (day) => {
    expect(faultsOf(read(month(2026, 4, `4, 5,${day}`)))).toMatchObject([
      { field: 'months[0].days', fault: { code: 'date-unreadable', text: day } },
    ]);
  });

  test('a day or a month twice', () => {
    const days = '4,5,5*';
    const months = [
      { month: 4, days },
      { month: 5, days: '2' },
      { month: 4, days: '4' },
    ];
    expect(briefly(read(JSON.stringify({ year: 2026, months })))).toEqual([
      '-:- months[0].days date-twice',
      '-:- months[2].month calendar-unreadable',
    ]);
  });
});
