import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/domain/check.ts';
import {
  type Callers,
  canonicalContent,
  changedNumbers,
  contentKey,
  type RuleContent,
  ruleContentSchema,
  rulePatchSchema,
  ruleSchema,
  type Time,
} from '../../src/domain/rule.ts';
import { period, subscriber } from '../support/builders.ts';
import { forAll, intervals, nationalDigits, untidyPeriod, writtenForm } from './arbitraries.ts';

const ALL = { kind: 'all' } as const;
const everything: RuleContent = { types: ['missed'], time: ALL, callers: ALL };
const content = (change: Partial<RuleContent>): RuleContent => ({ ...everything, ...change });
const listed = (...numbers: string[]): Callers => ({ kind: 'listed', numbers });

const keyOf = (given: RuleContent): string => {
  const canonical = canonicalContent(given, 'RU');
  if (!canonical.ok) throw new Error(JSON.stringify(canonical.fault));
  return contentKey(canonical.value);
};

describe('R4, R5, R6: what is left out', () => {
  it('is missed, at any time, by anybody', () => {
    expect(check(ruleContentSchema(), {})).toEqual({ ok: true, value: everything });
  });

  it('stays as it is in a change', () => {
    expect(check(rulePatchSchema(), {})).toEqual({ ok: true, value: {} });
  });
});

describe('R4: by type', () => {
  it.each([[['missed']], [['voicemail']], [['missed', 'voicemail']]])('%j', (types) => {
    expect(check(ruleContentSchema(), { types })).toMatchObject({ ok: true, value: { types } });
  });

  it.each([ruleContentSchema(), rulePatchSchema()])('an empty list is refused', (schema) => {
    expect(check<unknown>(schema, { types: [] })).toEqual({
      ok: false,
      fault: [{ path: ['types'], fault: { code: 'types-empty' } }],
    });
  });

  it('no other type is known', () => {
    expect(check(ruleContentSchema(), { types: ['missed', 'sms'] })).toEqual({
      ok: false,
      fault: [
        { path: ['types', 1], fault: { code: 'field-value', allowed: ['missed', 'voicemail'] } },
      ],
    });
  });
});

describe('R5: by time', () => {
  it.each([ALL, { kind: 'working' }, { kind: 'non-working' }, period('sat,sun 2026-12-31..')])(
    '%j',
    (time) => {
      expect(check(ruleContentSchema(), { time })).toMatchObject({ ok: true, value: { time } });
    },
  );

  it.each([
    [
      { kind: 'sometimes' },
      ['time', 'kind'],
      { code: 'field-value', allowed: ['all', 'working', 'non-working', 'period'] },
    ],
    [
      {},
      ['time', 'kind'],
      { code: 'field-value', allowed: ['all', 'working', 'non-working', 'period'] },
    ],
    ['all', ['time'], { code: 'field-type', expected: 'object' }],
    [{ kind: 'period' }, ['time'], { code: 'period-empty' }],
    [
      { kind: 'working', days: ['mon'] },
      ['time', 'days'],
      { code: 'field-unknown', field: 'days' },
    ],
  ])('%j is refused', (time, path, fault) => {
    expect(check(ruleContentSchema(), { time })).toEqual({ ok: false, fault: [{ path, fault }] });
  });
});

describe('R6: by caller', () => {
  it.each([ALL, { kind: 'vip' }, listed('+79161234567', '102')])('%j', (callers) => {
    expect(check(ruleContentSchema(), { callers })).toMatchObject({ ok: true, value: { callers } });
  });

  it.each([
    [{ kind: 'listed', numbers: [] }, ['callers', 'numbers'], { code: 'callers-empty' }],
    [{ kind: 'listed' }, ['callers', 'numbers'], { code: 'field-missing' }],
    [
      { kind: 'listed', numbers: [102] },
      ['callers', 'numbers', 0],
      { code: 'field-type', expected: 'string' },
    ],
    [
      { kind: 'listed', numbers: Array(10_001).fill('102') },
      ['callers', 'numbers'],
      { code: 'field-too-long', most: 10_000 },
    ],
    [
      { kind: 'vip', numbers: ['102'] },
      ['callers', 'numbers'],
      { code: 'field-unknown', field: 'numbers' },
    ],
    [
      { kind: 'some' },
      ['callers', 'kind'],
      { code: 'field-value', allowed: ['all', 'listed', 'vip'] },
    ],
  ])('%j is refused', (callers, path, fault) => {
    expect(check(ruleContentSchema(), { callers })).toEqual({
      ok: false,
      fault: [{ path, fault }],
    });
  });
});

describe('a field that a rule does not have is refused, not ignored', () => {
  it.each([
    [ruleContentSchema(), { type: 'missed' }, ['type']],
    [ruleContentSchema(), { time: { kind: 'all', days: ['mon'] } }, ['time', 'days']],
    [ruleContentSchema(), { time: { kind: 'non-working', days: ['mon'] } }, ['time', 'days']],
    [ruleContentSchema(), { callers: { kind: 'all', numbers: ['102'] } }, ['callers', 'numbers']],
    [
      ruleContentSchema(),
      { callers: { kind: 'listed', numbers: ['102'], vip: true } },
      ['callers', 'vip'],
    ],
    [rulePatchSchema(), { caller: { kind: 'vip' } }, ['caller']],
  ])('%#: %j', (schema, value, path) => {
    expect(check<unknown>(schema, value)).toMatchObject({
      ok: false,
      fault: [{ path, fault: { code: 'field-unknown' } }],
    });
  });

  it('in a rule as it is stored', () => {
    const stored = {
      id: 1,
      revision: 1,
      subscriber: subscriber(),
      ...everything,
      createdAt: '2026-11-18T12:00:00+03:00',
      updatedAt: '2026-11-18T12:00:00+03:00',
    };
    expect(check(ruleSchema(), stored)).toEqual({ ok: true, value: stored });
    expect(check(ruleSchema(), { ...stored, etag: 'x' })).toMatchObject({
      ok: false,
      fault: [{ path: ['etag'] }],
    });
  });
});

describe('R7: a rule without missed that carries a time or caller criterion is refused', () => {
  const idle = (...criteria: string[]) => ({
    ok: false,
    fault: criteria.map((criterion) => ({
      path: [criterion],
      fault: { code: 'criterion-without-missed', criterion },
    })),
  });

  it.each([
    [{ time: { kind: 'working' } }, ['time']],
    [{ time: { kind: 'non-working' } }, ['time']],
    [{ time: period('sat,sun') }, ['time']],
    [{ callers: { kind: 'vip' } }, ['callers']],
    [{ callers: listed('102') }, ['callers']],
    [{ time: { kind: 'working' }, callers: { kind: 'vip' } }, ['time', 'callers']],
  ] satisfies [Partial<RuleContent>, string[]][])('%j', (change, criteria) => {
    expect(canonicalContent(content({ types: ['voicemail'], ...change }), 'RU')).toEqual(
      idle(...criteria),
    );
    expect(
      canonicalContent(content({ types: ['missed', 'voicemail'], ...change }), 'RU'),
    ).toMatchObject({ ok: true });
    expect(canonicalContent(content({ types: ['missed'], ...change }), 'RU')).toMatchObject({
      ok: true,
    });
  });

  it('without any it is a rule', () => {
    const voicemail = content({ types: ['voicemail'] });
    expect(canonicalContent(voicemail, 'RU')).toEqual({ ok: true, value: voicemail });
  });

  it('five numbers, only on Saturday and Sunday, is one rule', () => {
    const weekend = content({
      time: period('sat,sun'),
      callers: listed('101', '102', '103', '104', '105'),
    });
    expect(canonicalContent(weekend, 'RU')).toEqual({ ok: true, value: weekend });
  });
});

describe('A13: the numbers of a rule', () => {
  it('are kept in their one form, each once, sorted', () => {
    const given = content({
      callers: listed('8 (916) 123-45-67', '102', '+79161234567', '8 495 123 45 67'),
    });
    expect(canonicalContent(given, 'RU')).toEqual({
      ok: true,
      value: content({ callers: listed('+74951234567', '+79161234567', '102') }),
    });
  });

  it('that are none are refused, each with its place', () => {
    expect(
      canonicalContent(content({ callers: listed('102', 'anna', '7,91612E+10') }), 'RU'),
    ).toEqual({
      ok: false,
      fault: [
        {
          path: ['callers', 'numbers', 1],
          fault: { code: 'number-unreadable', text: 'anna', why: 'not-a-number' },
        },
        {
          path: ['callers', 'numbers', 2],
          fault: { code: 'number-from-excel', text: '7,91612E+10' },
        },
      ],
    });
  });

  it('even a single one', () => {
    expect(canonicalContent(content({ callers: listed('anna') }), 'RU')).toMatchObject({
      ok: false,
      fault: [{ path: ['callers', 'numbers', 0] }],
    });
  });

  it('are read in the region of the PBX', () => {
    expect(canonicalContent(content({ callers: listed('030 123456') }), 'DE')).toMatchObject({
      value: { callers: { numbers: ['+4930123456'] } },
    });
  });
});

describe('A15: contents that say the same have one key', () => {
  it.each([
    ['the order of types', { types: ['voicemail', 'missed'] }, { types: ['missed', 'voicemail'] }],
    ['a type given twice', { types: ['missed', 'missed'] }, { types: ['missed'] }],
    [
      'the order of days',
      { time: { ...period('sat,sun'), days: ['sun', 'sat'] } },
      { time: period('sat,sun') },
    ],
    ['the order of numbers', { callers: listed('103', '102') }, { callers: listed('102', '103') }],
    ['a number given twice', { callers: listed('102', '102') }, { callers: listed('102') }],
    [
      'the form of a number',
      { callers: listed('8 916 123-45-67') },
      { callers: listed('+79161234567') },
    ],
    [
      'intervals that touch',
      {
        time: {
          ...period('sat'),
          intervals: [
            { from: '12:00', to: '18:00' },
            { from: '09:00', to: '12:00' },
          ],
        },
      },
      { time: period('sat 09:00-18:00') },
    ],
    [
      'a whole day, said or not',
      { time: { ...period('sat'), intervals: [{ from: '00:00', to: '24:00' }] } },
      { time: period('sat') },
    ],
  ] satisfies [string, Partial<RuleContent>, Partial<RuleContent>][])('%s', (_, one, other) => {
    expect(keyOf(content(one))).toBe(keyOf(content(other)));
  });

  const DIFFERENT: Partial<RuleContent>[] = [
    {},
    { types: ['voicemail'] },
    { types: ['missed', 'voicemail'] },
    { time: { kind: 'working' } },
    { time: { kind: 'non-working' } },
    { time: period('sat') },
    { time: period('sat,sun') },
    { time: period('sat 09:00-18:00') },
    { time: period('09:00-18:00') },
    { time: period('18:00-09:00') },
    { time: period('2026-12-31') },
    { time: period('2026-12-31..') },
    { time: period('..2026-12-31') },
    { callers: { kind: 'vip' } },
    { callers: listed('102') },
    { callers: listed('102', '103') },
    { callers: listed('+79161234567') },
    { types: ['missed', 'voicemail'], callers: { kind: 'vip' } },
    { time: period('sat'), callers: { kind: 'vip' } },
  ];

  it('and contents that do not have another', () => {
    const keys = DIFFERENT.map((change) => keyOf(content(change)));
    expect(new Set(keys).size).toBe(DIFFERENT.length);
  });

  it('the key, read as JSON, is the content', () => {
    const given = content({
      time: period('mon-fri 18:00-09:00 2026-12-31..'),
      callers: listed('102'),
    });
    expect(JSON.parse(keyOf(given))).toEqual(given);
  });
});

describe('A15: one content, in any order and spelling', () => {
  /** The same interval in two pieces. */
  const split = ({ from, to }: { from: string; to: string }) =>
    from < '12:00' && '12:00' < to
      ? [
          { from: '12:00', to },
          { from, to: '12:00' },
        ]
      : [{ from, to }];

  const respelt = fc
    .record({
      types: fc.subarray<'missed' | 'voicemail'>(['voicemail'], { minLength: 0 }),
      those: intervals,
      fromPeriod: untidyPeriod,
      digits: fc.array(nationalDigits, { minLength: 1, maxLength: 4 }),
    })
    .chain(({ types, those, fromPeriod, digits }) => {
      const tidy: Time = { ...fromPeriod, intervals: those };
      return fc.record({
        one: fc.constant(
          content({
            types: ['missed', ...types],
            time: tidy,
            callers: listed(...digits.map((ten) => `+7${ten}`)),
          }),
        ),
        other: fc.record({
          types: fc.constant<RuleContent['types']>([...types, 'missed', 'missed']),
          time: fc.record({
            kind: fc.constant('period' as const),
            days: fc.constant(
              fromPeriod.days && [...fromPeriod.days, ...fromPeriod.days].reverse(),
            ),
            intervals: fc.shuffledSubarray([...those, ...those.flatMap(split)], {
              minLength: those.length + those.flatMap(split).length,
            }),
            firstDate: fc.constant(fromPeriod.firstDate),
            lastDate: fc.constant(fromPeriod.lastDate),
          }),
          callers: fc
            .tuple(...[...digits, ...digits].map(writtenForm))
            .chain((numbers) => fc.shuffledSubarray(numbers, { minLength: numbers.length }))
            .map((numbers) => listed(...numbers)),
        }),
      });
    });

  it('has one key', () => {
    forAll(
      fc.property(respelt, ({ one, other }) => {
        expect(keyOf(other)).toBe(keyOf(one));
      }),
      { numRuns: 200 },
    );
  });

  it('has one form, which is its own', () => {
    forAll(
      fc.property(respelt, ({ other }) => {
        const canonical = canonicalContent(other, 'RU');
        expect(canonical.ok && canonicalContent(canonical.value, 'RU')).toEqual(canonical);
        expect(canonical.ok && check(ruleContentSchema(), canonical.value)).toEqual(canonical);
      }),
    );
  });
});

describe('R6: numbers are added to those listed, and taken away', () => {
  const change = (callers: Callers, add: string[], remove: string[]) =>
    changedNumbers({ id: 7, callers }, add, remove);

  it.each([
    [['102'], ['103'], [], ['102', '103']],
    [['102', '103'], [], ['102'], ['103']],
    [['102'], ['103'], ['102'], ['103']],
    [['102'], [], ['104'], ['102']],
    [['102'], ['103'], ['103'], ['102']],
  ])('of %j, adding %j and taking away %j, there are %j', (numbers, add, remove, left) => {
    expect(change(listed(...numbers), add, remove)).toEqual({ ok: true, value: listed(...left) });
  });

  it('the last one stays', () => {
    expect(change(listed('102'), [], ['102'])).toEqual({
      ok: false,
      fault: { code: 'callers-empty' },
    });
  });

  it.each(['all', 'vip'] as const)('a rule for %s lists none and is not narrowed', (kind) => {
    expect(change({ kind }, ['102'], [])).toEqual({
      ok: false,
      fault: { code: 'callers-not-listed', id: 7, kind },
    });
  });
});
