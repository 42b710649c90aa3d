/** What the properties draw from. */
import * as fc from 'fast-check';
import type { Call } from '../../src/domain/call.ts';
import type { JudgedRule, Question } from '../../src/domain/criteria.ts';
import { type Interval, WEEKDAYS, type Weekday } from '../../src/domain/interval.ts';
import { canonicalPeriod, type Period } from '../../src/domain/period.ts';
import type { Callers, RuleContent, Time } from '../../src/domain/rule.ts';
import type { WorkSchedule } from '../../src/domain/schedule.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { call, contact, rule, subscriber } from '../support/builders.ts';

/** The property holds of all that is drawn. It is `fc.assert`, which may return a promise, for those that do not. */
export const forAll = <T>(property: fc.IProperty<T>, options: fc.Parameters<T> = {}): void =>
  fc.assert(property, options);

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Minutes of the day, mostly round ones, so that intervals often touch or share an end. */
const minute = (most: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.nat(Math.floor(most / 60)).map((hour) => hour * 60) },
    { weight: 1, arbitrary: fc.nat(most) },
  );

export const interval: fc.Arbitrary<Interval> = fc
  .tuple(minute(1439), minute(1440))
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => ({ from: clock(from), to: clock(to) }));

export const intervals: fc.Arbitrary<Interval[]> = fc.array(interval, {
  minLength: 1,
  maxLength: 5,
});

const days: fc.Arbitrary<Weekday[]> = fc.array(fc.constantFrom(...WEEKDAYS), {
  minLength: 1,
  maxLength: 9,
});

const pad = (value: number): string => String(value).padStart(2, '0');

/** Dates of a few weeks, so that periods and moments meet; the 29th of February among them. */
export const date: fc.Arbitrary<string> = fc
  .integer({ min: Date.UTC(2028, 1, 10) / 86_400_000, max: Date.UTC(2028, 2, 10) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000))
  .map((at) => `${at.getUTCFullYear()}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`);

/** Any period that the schema lets through, as untidy as it may be; its dates out of those given. */
export const periodWith = (dates: fc.Arbitrary<string>): fc.Arbitrary<Period> =>
  fc
    .record({
      kind: fc.constant('period' as const),
      days: fc.option(days),
      intervals: fc.option(intervals),
      firstDate: fc.option(dates),
      lastDate: fc.option(dates),
    })
    .filter(({ firstDate, lastDate }) => !firstDate || !lastDate || firstDate <= lastDate)
    .filter((period) =>
      Boolean(period.days || period.intervals || period.firstDate || period.lastDate),
    );

export const untidyPeriod: fc.Arbitrary<Period> = periodWith(date);

export const tidyPeriod: fc.Arbitrary<Period> = untidyPeriod.map(canonicalPeriod);

export const scheduleWith = (
  zone: fc.Arbitrary<string>,
  dates: fc.Arbitrary<string>,
): fc.Arbitrary<WorkSchedule> => {
  const hours = fc.array(interval, { maxLength: 3 });
  return fc.record({
    zone,
    hours: fc.record({
      mon: hours,
      tue: hours,
      wed: hours,
      thu: hours,
      fri: hours,
      sat: hours,
      sun: hours,
    }),
    exceptions: fc.uniqueArray(fc.record({ date: dates, hours }), {
      maxLength: 4,
      selector: (exception) => exception.date,
    }),
  });
};

/** Text of any UTF-16 units: control characters, lone surrogates and all. */
export const anyUnits: fc.Arbitrary<string> = fc
  .array(fc.nat(0xffff), { maxLength: 40 })
  .map((units) => String.fromCharCode(...units));

/** Text of any code points, emoji and what lies beyond. */
export const anyCharacters = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.nat(0x10ffff), { minLength, maxLength })
    .map((points) => String.fromCodePoint(...points));

/** Text that looks enough like the real thing to get past the first character. */
export const textOf = (...pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 2 })), { maxLength: 12 })
    .map((parts) => parts.join(''));

/** Ten digits after +7 of which every written form is one number. */
export const nationalDigits: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('301', '495', '812', '916', '999'), fc.stringMatching(/^\d{7}$/))
  .map((parts) => parts.join(''));

/** The many ways in which people write one Russian number. */
export const writtenForm = (digits: string): fc.Arbitrary<string> => {
  const [area, a, b, c] = [
    digits.slice(0, 3),
    digits.slice(3, 6),
    digits.slice(6, 8),
    digits.slice(8),
  ];
  const gap = fc.constantFrom('', ' ', '-', '.', '\u00a0', '  ');
  const prefix = fc.constantFrom('+7', '8', '7', '+7 ', '8 ', '8-', '+7-', '');
  return fc
    .tuple(
      prefix,
      fc.constantFrom(area, `(${area})`, `(${area}) `),
      gap,
      gap,
      gap,
      fc.constantFrom('', ' ', '\t', '\n'),
    )
    .map(([start, code, x, y, z, edge]) => `${edge}${start}${code}${x}${a}${y}${b}${z}${c}${edge}`);
};

// A small world in which calls, callers and rules often meet.

const ANNA = subscriber();
const BORIS = subscriber({
  id: 2,
  name: 'Борис',
  number: '+79160000102',
  extension: '102',
  email: null,
});
const CLIENTS = ['+79161234567', '+74951234567'] as const;

/** What a caller may show: a client, a colleague by either number, an extension of nobody, text, nothing. */
const callerShown = fc.constantFrom(
  ...CLIENTS,
  BORIS.number,
  BORIS.extension,
  '555',
  'anonymous',
  null,
);
const listable = fc.constantFrom(...CLIENTS, '+79160000102', '102', '555');

const STARTS = [
  '2026-11-18T12:00:00+03:00',
  '2026-11-21T11:20:00+03:00',
  '2026-11-20T23:30:00+03:00',
  '2026-11-21T02:15:00+03:00',
  '2026-11-22T21:00:00Z',
  '2026-03-29T00:59:59Z',
  '2026-03-29T01:00:00Z',
] as const;
const WORLD_DATES = fc.constantFrom(
  '2026-03-28',
  '2026-03-29',
  '2026-11-18',
  '2026-11-20',
  '2026-11-21',
  '2026-11-23',
);

/** A time of any kind, its dates those of the small world. */
export const anyTime: fc.Arbitrary<Time> = fc.oneof(
  fc.constantFrom(
    { kind: 'all' as const },
    { kind: 'working' as const },
    { kind: 'non-working' as const },
  ),
  periodWith(WORLD_DATES),
);

const callers: fc.Arbitrary<Callers> = fc.oneof(
  fc.constantFrom({ kind: 'all' as const }, { kind: 'vip' as const }),
  fc.record({
    kind: fc.constant('listed' as const),
    numbers: fc.uniqueArray(listable, { minLength: 1 }),
  }),
);

export const anyContent: fc.Arbitrary<RuleContent> = fc.oneof(
  fc.record({
    types: fc.constantFrom<RuleContent['types'][]>(['missed'], ['missed', 'voicemail']),
    time: anyTime,
    callers,
  }),
  fc.constant<RuleContent>({
    types: ['voicemail'],
    time: { kind: 'all' },
    callers: { kind: 'all' },
  }),
);

const rules: fc.Arbitrary<JudgedRule[]> = fc
  .array(fc.tuple(anyContent, fc.constantFrom(1, 1, 1, 2)), { maxLength: 4 })
  .map((drawn) =>
    drawn.map(([content, id], index) => rule({ id: index + 1, subscriber: { id }, ...content })),
  );

/** Often a call that could be told of, with facts missing: the cases in which judging is hard. */
const asked: fc.Arbitrary<Call> = fc
  .record(
    {
      startedAt: fc.constantFrom(...STARTS),
      number: callerShown,
      kind: fc.constantFrom(
        'internal' as const,
        'multichannel' as const,
        'direct' as const,
        'unknown' as const,
      ),
      outcome: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom('no-answer' as const, 'unknown' as const) },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            'caller-cancelled' as const,
            'answered' as const,
            'busy' as const,
          ),
        },
      ),
      straight: fc.boolean(),
      dialled: fc.constantFrom('+78001000101', '+78001000102', 'constructor'),
      voicemail: fc.constantFrom({}, { durationSeconds: 12 }),
    },
    { requiredKeys: ['startedAt', 'number', 'kind', 'outcome'] },
  )
  .map(({ number, ...facts }) => call({ ...facts, caller: { number, name: null } }))
  .chain((drawn) => fc.boolean().map((known) => (known ? drawn : straightUnknown(drawn))));

const straightUnknown = ({ straight: _, ...facts }: Call): Call => facts;

const settings: fc.Arbitrary<Settings> = fc.record({
  language: fc.constant('ru' as const),
  region: fc.constant('RU'),
  notifyDirectExternal: fc.boolean(),
  straightNumbers: fc.constantFrom<Record<string, string>[]>(
    {},
    { '+78001000101': '101' },
    { '+78001000101': '+79160000101' },
    { '+78001000101': '102' },
  ),
  notifyMaxAge: fc.constant('24h'),
  retentionDays: fc.constant(365),
});

const contacts = fc
  .array(
    fc.record({
      numbers: fc.uniqueArray(listable, { minLength: 1, maxLength: 2 }),
      vip: fc.boolean(),
    }),
    { maxLength: 2 },
  )
  .map((drawn) => drawn.map((change, index) => contact({ id: index + 1, ...change })));

/** The schedule of the small world, in a zone with clock changes or without. */
export const anySchedule: fc.Arbitrary<WorkSchedule> = scheduleWith(
  fc.constantFrom('Europe/Moscow', 'Europe/Berlin', 'America/New_York'),
  WORLD_DATES,
);

export const anyQuestion: fc.Arbitrary<Question> = fc
  .record({
    call: asked,
    subscriber: fc.oneof(
      { weight: 15, arbitrary: fc.constant(ANNA) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    rules,
    schedule: anySchedule,
    contacts,
    settings,
    age: fc.oneof(
      { weight: 15, arbitrary: fc.constantFrom(0, 60_000, 86_400_000, -60_000) },
      { weight: 1, arbitrary: fc.constantFrom(86_400_001, 86_400_000 * 30) },
    ),
  })
  .map(({ age, ...drawn }) => {
    const shown = drawn.call.caller.number;
    const callingSubscriber =
      shown !== null && [BORIS.number, BORIS.extension].includes(shown) ? BORIS : null;
    return { ...drawn, callingSubscriber, judgedAt: Date.parse(drawn.call.startedAt) + age };
  });
