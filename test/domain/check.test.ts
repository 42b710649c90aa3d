import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { check } from '../../src/domain/check.ts';
import type { Fault, LocatedFault } from '../../src/domain/fault.ts';

const refused = (...faults: [LocatedFault['path'], Fault][]) => ({
  ok: false,
  fault: faults.map(([path, fault]) => ({ path, fault })),
});

const person = z.strictObject({
  name: z.string().check(z.minLength(2), z.maxLength(5)),
  age: z.optional(z.int().check(z.minimum(18), z.maximum(99))),
  height: z.optional(z.number().check(z.minimum(0.5), z.maximum(2.5))),
  role: z._default(z.enum(['guest', 'host']), 'guest'),
  tags: z.optional(z.array(z.string().check(z.maxLength(3))).check(z.minLength(1), z.maxLength(2))),
  code: z.optional(z.string().check(z.regex(/^\d+$/, { error: 'digits' }))),
});

describe('a value that fits its schema', () => {
  it('comes back as the schema gives it, defaults filled in', () => {
    expect(check(person, { name: 'Anna' })).toEqual({
      ok: true,
      value: { name: 'Anna', role: 'guest' },
    });
  });
});

describe('a value that does not: every fault, each with the path of its field', () => {
  it.each([
    ['missing', {}, ['name'], { code: 'field-missing' }],
    ['undefined', { name: undefined }, ['name'], { code: 'field-missing' }],
    ['of another type', { name: 7 }, ['name'], { code: 'field-type', expected: 'string' }],
    ['null', { name: null }, ['name'], { code: 'field-type', expected: 'string' }],
    ['unknown', { name: 'Anna', nick: 'A' }, ['nick'], { code: 'field-unknown', field: 'nick' }],
    ['too short', { name: 'A' }, ['name'], { code: 'field-too-short', least: 2 }],
    ['too long', { name: 'Annabella' }, ['name'], { code: 'field-too-long', most: 5 }],
    [
      'too small',
      { name: 'Anna', age: 17 },
      ['age'],
      { code: 'field-range', least: 18, most: null },
    ],
    [
      'too big',
      { name: 'Anna', age: 100 },
      ['age'],
      { code: 'field-range', least: null, most: 99 },
    ],
    [
      'a fraction too small',
      { name: 'Anna', height: 0.4 },
      ['height'],
      { code: 'field-range', least: 0.5, most: null },
    ],
    [
      'a fraction too big',
      { name: 'Anna', height: 2.6 },
      ['height'],
      { code: 'field-range', least: null, most: 2.5 },
    ],
    [
      'no whole number',
      { name: 'Anna', age: 18.5 },
      ['age'],
      { code: 'field-type', expected: 'int' },
    ],
    [
      'not a number',
      { name: 'Anna', height: Number.NaN },
      ['height'],
      { code: 'field-type', expected: 'number' },
    ],
    [
      'none of the choices',
      { name: 'Anna', role: 'cook' },
      ['role'],
      { code: 'field-value', allowed: ['guest', 'host'] },
    ],
    ['an empty list', { name: 'Anna', tags: [] }, ['tags'], { code: 'field-too-short', least: 1 }],
    [
      'a long list',
      { name: 'Anna', tags: ['a', 'b', 'c'] },
      ['tags'],
      { code: 'field-too-long', most: 2 },
    ],
    [
      'in a list',
      { name: 'Anna', tags: ['a', 'long'] },
      ['tags', 1],
      { code: 'field-too-long', most: 3 },
    ],
    [
      'of another form',
      { name: 'Anna', code: 'x' },
      ['code'],
      { code: 'field-format', format: 'digits' },
    ],
  ] satisfies [string, object, LocatedFault['path'], Fault][])('%s', (_, value, path, fault) => {
    expect(check(person, value)).toEqual(refused([path, fault]));
  });

  it('all of them at once', () => {
    expect(check(person, { age: 'old', tags: [1], nick: 'A', alias: 'B' })).toEqual(
      refused(
        [['name'], { code: 'field-missing' }],
        [['age'], { code: 'field-type', expected: 'number' }],
        [['tags', 0], { code: 'field-type', expected: 'string' }],
        [['nick'], { code: 'field-unknown', field: 'nick' }],
        [['alias'], { code: 'field-unknown', field: 'alias' }],
      ),
    );
  });

  it.each([
    [undefined, { code: 'field-missing' }],
    [null, { code: 'field-type', expected: 'object' }],
    [[], { code: 'field-type', expected: 'object' }],
    ['Anna', { code: 'field-type', expected: 'object' }],
  ] satisfies [unknown, Fault][])('the whole value is %j', (value, fault) => {
    expect(check(person, value)).toEqual(refused([[], fault]));
  });
});

describe('a choice that is required and left out', () => {
  const choice = z.strictObject({ role: z.enum(['guest', 'host']), answer: z.literal([1, null]) });

  it('is told with what may be chosen', () => {
    expect(check(choice, {})).toEqual(
      refused(
        [['role'], { code: 'field-value', allowed: ['guest', 'host'] }],
        [['answer'], { code: 'field-value', allowed: ['1', 'null'] }],
      ),
    );
  });
});

describe('a union told apart by one field', () => {
  const shape = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('circle'), radius: z.number() }),
    z.strictObject({ kind: z.literal('square'), side: z.number() }),
  ]);
  const drawing = z.strictObject({ shapes: z.array(shape) });

  it.each([
    [
      'an unknown kind',
      { kind: 'star' },
      ['kind'],
      { code: 'field-value', allowed: ['circle', 'square'] },
    ],
    ['no kind', { radius: 1 }, ['kind'], { code: 'field-value', allowed: ['circle', 'square'] }],
    [
      'a field of another kind',
      { kind: 'circle', radius: 1, side: 1 },
      ['side'],
      { code: 'field-unknown', field: 'side' },
    ],
    ['a field missing', { kind: 'square' }, ['side'], { code: 'field-missing' }],
    ['no object', 'circle', [], { code: 'field-type', expected: 'object' }],
  ] satisfies [string, unknown, LocatedFault['path'], Fault][])('%s', (_, value, path, fault) => {
    expect(check(shape, value)).toEqual(refused([path, fault]));
    expect(check(drawing, { shapes: [value] })).toEqual(refused([['shapes', 0, ...path], fault]));
  });
});

describe('a union without such a field', () => {
  const when = z.union([z.string(), z.strictObject({ day: z.number(), month: z.number() })]);

  it.each([
    [
      'is told by the option that came nearest',
      { day: 1, month: 'May' },
      [['month'], { code: 'field-type', expected: 'number' }],
    ],
    ['or by the first of those', 5, [[], { code: 'field-type', expected: 'string' }]],
  ] satisfies [string, unknown, [LocatedFault['path'], Fault]][])('%s', (_, value, fault) => {
    expect(check(when, value)).toEqual(refused(fault));
  });

  it('and of those that come as near by the one with the fewest faults', () => {
    const size = z.union([
      z.strictObject({ wide: z.number(), high: z.number() }),
      z.strictObject({ wide: z.number(), long: z.number() }),
    ]);
    expect(check(size, { wide: 1, long: 'x' })).toEqual(
      refused([['long'], { code: 'field-type', expected: 'number' }]),
    );
  });

  it('with all the faults of that option', () => {
    expect(check(z.strictObject({ when }), { when: { day: 'x', month: 'y' } })).toEqual(
      refused(
        [['when', 'day'], { code: 'field-type', expected: 'number' }],
        [['when', 'month'], { code: 'field-type', expected: 'number' }],
      ),
    );
  });
});

describe('a rule of our own', () => {
  const custom = (params?: Record<string, unknown>) =>
    z.string().check(
      z.superRefine((_, context) => {
        context.addIssue({
          code: 'custom',
          message: 'a colour',
          path: ['deep'],
          ...(params && { params }),
        });
      }),
    );

  it('brings its fault along', () => {
    const fault: Fault = { code: 'zone-unknown', text: 'x' };
    expect(check(custom({ fault }), 'x')).toEqual(refused([['deep'], fault]));
  });

  it.each([undefined, {}, { fault: null }, { fault: 'text' }, { fault: {} }])(
    'without a fault (%j) is a matter of form',
    (params) => {
      expect(check(custom(params), 'x')).toEqual(
        refused([['deep'], { code: 'field-format', format: 'a colour' }]),
      );
    },
  );

  it('a symbol in a path becomes text', () => {
    const schema = z.string().check(
      z.superRefine((_, context) => {
        context.addIssue({ code: 'custom', message: 'x', path: [Symbol('s'), 3] });
      }),
    );
    expect(check(schema, 'x')).toEqual(
      refused([['Symbol(s)', 3], { code: 'field-format', format: 'x' }]),
    );
  });
});
