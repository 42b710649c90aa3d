import * as fc from 'fast-check';
import { DateTime, FixedOffsetZone } from 'luxon';
import { describe, expect, it, vi } from 'vitest';
import {
  formatInstant,
  formatWall,
  isDate,
  isZone,
  parseInstant,
  parseInstantIn,
  wallClock,
  weekdayOfDate,
} from '../../src/domain/instant.ts';
import { anyUnits, forAll, textOf } from './arbitraries.ts';

const millis = (text: string): number => Date.parse(text);

describe('A5: an instant', () => {
  it.each([
    '2026-11-22T14:06:16+03:00',
    '2026-11-22T11:06:16Z',
    '2026-11-22T11:06:16.000Z',
    '2026-11-22T03:06:16-08:00',
  ])('%s names one moment', (text) => {
    expect(parseInstant(text)).toEqual({ ok: true, value: millis('2026-11-22T11:06:16Z') });
  });

  it.each([
    ['2026-11-22T14:06:16', 'no offset'],
    ['2026-11-22', 'no time'],
    ['2026-02-30T00:00:00Z', 'no such day'],
    ['2026-11-22T25:00:00Z', 'no such hour'],
    ['2026-11-22T14:06:16+24:00', 'no such offset'],
    ['-271821-04-20T00:00:00Z', 'a year that RFC 3339 cannot write'],
    ['+010000-01-01T00:00:00Z', 'a year that RFC 3339 cannot write'],
    ['yesterday', 'no date'],
    ['', 'nothing'],
  ])('%j is refused: %s', (text) => {
    expect(parseInstant(text)).toEqual({ ok: false, fault: { code: 'instant-unreadable', text } });
  });

  it('is what Luxon reads, in every form that programs write, on every day of a month', () => {
    const written = fc.record({
      millisecond: fc.integer({
        min: millis('1990-01-01T00:00:00Z'),
        max: millis('2099-01-01T00:00:00Z'),
      }),
      offset: fc.integer({ min: -23 * 60, max: 23 * 60 }),
      form: fc.constantFrom(
        "yyyy-MM-dd'T'HH:mm:ssZZ",
        "yyyy-MM-dd'T'HH:mm:ss.SSSZZ",
        'yyyy-MM-dd HH:mm:ssZZ',
      ),
    });
    forAll(
      fc.property(written, ({ millisecond, offset, form }) => {
        const zone = FixedOffsetZone.instance(offset);
        const text = DateTime.fromMillis(millisecond, { zone }).toFormat(form);
        const exact = form.includes('SSS') ? millisecond : Math.floor(millisecond / 1000) * 1000;
        expect(parseInstant(text)).toEqual({ ok: true, value: exact });
      }),
    );
  });

  it('never throws, and what it reads has a clock on every wall', () => {
    const hostile = fc.oneof(
      anyUnits,
      textOf('2026-11-22', 'T', '14:06', ':16', '+03:00', 'Z', '[Europe/Moscow]', '-', '+', '9'),
    );
    forAll(
      fc.property(hostile, fc.constantFrom('Europe/Moscow', 'America/New_York'), (text, zone) => {
        for (const read of [parseInstant(text), parseInstantIn(text, zone)]) {
          if (read.ok) expect(wallClock(read.value, zone).minute).toBeGreaterThanOrEqual(0);
          else expect(read.fault.code).toMatch(/^(instant|moment)-(unreadable|skipped)$/);
        }
      }),
      { examples: [['-271821-04-20T00:00:00Z', 'America/New_York']] },
    );
  });
});

describe('A5: a moment without an offset is read on the wall clock of the zone', () => {
  it.each([
    ['2026-11-22 14:06', 'Europe/Moscow', '2026-11-22T14:06:00+03:00'],
    ['2026-11-22T14:06:16', 'Europe/Moscow', '2026-11-22T14:06:16+03:00'],
    [' 2026-11-22 14:06 ', 'Asia/Vladivostok', '2026-11-22T14:06:00+10:00'],
    ['2026-11-22', 'Europe/Moscow', '2026-11-22T00:00:00+03:00'],
    ['2026-07-01 14:06', 'Europe/Berlin', '2026-07-01T14:06:00+02:00'],
  ])('%j in %s is %s', (text, zone, instant) => {
    expect(parseInstantIn(text, zone)).toEqual({ ok: true, value: millis(instant) });
  });

  it.each([
    '2026-11-22T14:06:16+05:00',
    ' 2026-11-22T14:06:16+05:00',
    '2026-11-22T14:06:16+05:00\n',
  ])('an offset is honoured: %j', (text) => {
    expect(parseInstantIn(text, 'Europe/Moscow')).toEqual({
      ok: true,
      value: millis('2026-11-22T14:06:16+05:00'),
    });
  });

  it.each([
    '2026-11-22T14:06[America/New_York]',
    '2026-11-22 14:06 MSK',
    '14:06',
    'yesterday',
    '',
    '2026-02-30 10:00',
  ])('what names another zone, or no moment, is refused: %j', (text) => {
    expect(parseInstantIn(text, 'Europe/Moscow')).toEqual({
      ok: false,
      fault: { code: 'moment-unreadable', text },
    });
  });

  it.each([
    ['2026-03-29 02:00', 'Europe/Berlin'],
    ['2026-03-29 02:59', 'Europe/Berlin'],
    ['2011-03-27 02:30', 'Europe/Moscow'],
    ['2026-10-04 02:15', 'Australia/Lord_Howe'],
  ])('A11: %s, skipped in %s, does not exist', (text, zone) => {
    expect(parseInstantIn(text, zone)).toEqual({
      ok: false,
      fault: { code: 'instant-skipped', text, zone },
    });
  });

  it.each([
    ['2026-03-29 03:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['2026-10-25 02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['2014-10-26 01:30', 'Europe/Moscow', '2014-10-25T21:30:00Z'],
    ['2026-04-05 01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00Z'],
  ])('A11: %s in %s is its first: %s', (text, zone, instant) => {
    expect(parseInstantIn(text, zone)).toEqual({ ok: true, value: millis(instant) });
  });
});

describe('A5: what is shown is the moment in the zone that is named', () => {
  it.each([
    ['Europe/Moscow', '2026-11-22T14:06:16+03:00', '2026-11-22 14:06'],
    ['UTC', '2026-11-22T11:06:16+00:00', '2026-11-22 11:06'],
    ['America/New_York', '2026-11-22T06:06:16-05:00', '2026-11-22 06:06'],
    ['Australia/Lord_Howe', '2026-11-22T22:06:16+11:00', '2026-11-22 22:06'],
  ])('%s: %s', (zone, instant, onTheWall) => {
    const at = millis('2026-11-22T11:06:16.999Z');
    expect(formatInstant(at, zone)).toBe(instant);
    expect(formatWall(at, zone)).toBe(onTheWall);
  });

  it('what is written is read as the same second', () => {
    const second = fc.integer({
      min: millis('2000-01-01T00:00:00Z') / 1000,
      max: millis('2040-01-01T00:00:00Z') / 1000,
    });
    forAll(
      fc.property(
        second,
        fc.constantFrom('Europe/Moscow', 'Europe/Berlin', 'Australia/Lord_Howe'),
        (at, zone) => {
          expect(parseInstant(formatInstant(at * 1000, zone))).toEqual({
            ok: true,
            value: at * 1000,
          });
        },
      ),
    );
  });

  it.each(['America/New_York', 'Asia/Vladivostok'])(
    'whatever the zone of the machine: %s',
    (machine) => {
      vi.stubEnv('TZ', machine);
      try {
        const at = millis('2026-11-22T11:06:16Z');
        expect(new Date(at).getHours()).not.toBe(14);
        expect(formatWall(at, 'Europe/Moscow')).toBe('2026-11-22 14:06');
        expect(wallClock(at, 'Europe/Moscow')).toMatchObject({
          date: '2026-11-22',
          minute: 14 * 60 + 6,
        });
        expect(parseInstantIn('2026-11-22 14:06:16', 'Europe/Moscow')).toEqual({
          ok: true,
          value: at,
        });
      } finally {
        vi.unstubAllEnvs();
      }
    },
  );
});

describe('A10: the clock on the wall', () => {
  it('names the day, the minute and the day before', () => {
    expect(wallClock(millis('2026-12-31T21:05:59Z'), 'Europe/Moscow')).toEqual({
      date: '2027-01-01',
      weekday: 'fri',
      minute: 5,
      yesterday: { date: '2026-12-31', weekday: 'thu' },
    });
  });

  it('is what Luxon shows, at any moment in any zone', () => {
    const moment = fc.integer({
      min: millis('1990-01-01T00:00:00Z'),
      max: millis('2040-01-01T00:00:00Z'),
    });
    const zone = fc.constantFrom(
      'Europe/Moscow',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'America/St_Johns',
      'UTC',
    );
    forAll(
      fc.property(moment, zone, (at, where) => {
        const local = DateTime.fromMillis(at, { zone: where });
        const { date, weekday, minute } = wallClock(at, where);
        expect({ date, weekday, minute }).toEqual({
          date: local.toISODate(),
          weekday: local.setLocale('en').toFormat('ccc').toLowerCase(),
          minute: local.hour * 60 + local.minute,
        });
      }),
    );
  });
});

describe('A10: a date', () => {
  it.each(['2026-12-31', '2028-02-29', '0001-01-01'])('%s is one', (text) => {
    expect(isDate(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '31.12.2026',
    '2026-12-31T00:00',
    '2026-12-31\n',
    '+002026-12-31',
    '',
  ])('%j is none', (text) => {
    expect(isDate(text)).toBe(false);
  });

  it.each([
    ['2026-11-16', 'mon'],
    ['2026-11-22', 'sun'],
    ['2028-02-29', 'tue'],
  ])('%s is a %s', (text, weekday) => {
    expect(weekdayOfDate(text)).toBe(weekday);
  });
});

describe('A9: a time zone is an IANA name', () => {
  it.each(['Europe/Moscow', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT-3'])(
    '%s is one',
    (text) => {
      expect(isZone(text)).toBe(true);
    },
  );

  it.each([
    '+03:00',
    'Europe/Nowhere',
    'MSK+3',
    'T00:00+03:00',
    'Z',
    '',
    'Europe/Moscow ',
    '2026-01-01T00:00[Europe/Moscow]',
  ])('%j is none', (text) => {
    expect(isZone(text)).toBe(false);
  });
});
