import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { named, subscriberFinder } from '../../src/domain/find.ts';
import type { Subscriber } from '../../src/domain/subscriber.ts';
import { subscriber } from '../support/builders.ts';
import { anyUnits, forAll } from './arbitraries.ts';

const ANNA = subscriber({
  id: 1,
  name: 'Анна Петрова',
  extension: '101',
  number: '+79160000101',
  email: 'Anna@example.com',
});
const BORIS = subscriber({
  id: 2,
  name: 'Борис Семёнов',
  extension: '102',
  number: null,
  email: null,
});
const PETER = subscriber({
  id: 3,
  name: 'Пётр Анненков',
  extension: null,
  number: '+79160000103',
  email: 'peter@example.com',
});
const OTHER_PETER = subscriber({
  id: 4,
  name: 'Петр Иванов',
  extension: '104',
  number: null,
  email: 'p.ivanov@example.com',
});
const ALL = [ANNA, BORIS, PETER, OTHER_PETER];

const find = subscriberFinder(ALL, 'RU');

describe('A14: an exact number, extension, e-mail or full name wins', () => {
  it.each([
    ['+79160000101', ANNA],
    ['8 (916) 000-01-01', ANNA],
    ['101', ANNA],
    [' 102 ', BORIS],
    ['anna@EXAMPLE.com', ANNA],
    ['Анна Петрова', ANNA],
    ['петрова АННА', ANNA],
    ['борис  семенов', BORIS],
    ['Петр Анненков', PETER],
  ])('%j', (address, found) => {
    expect(find(address)).toEqual({ ok: true, value: found });
  });

  it('even where it is a part of another name', () => {
    const anna = subscriber({ id: 5, name: 'Анна' });
    expect(subscriberFinder([...ALL, anna], 'RU')('анна')).toEqual({ ok: true, value: anna });
  });

  it('a full name in any order of its words', () => {
    const ivan = subscriber({ id: 5, name: 'Иван Петров' });
    const others = [subscriber({ id: 6, name: 'Иванна Петрова' }), ivan];
    expect(subscriberFinder(others, 'RU')('петров иван')).toEqual({ ok: true, value: ivan });
  });

  it('the region tells what a number without + is', () => {
    const german = subscriber({ id: 6, name: 'Karl', number: '+4930123456' });
    expect(subscriberFinder([german], 'DE')('030 123456')).toEqual({ ok: true, value: german });
    expect(subscriberFinder([german], 'RU')('030 123456')).toMatchObject({ ok: false });
  });
});

describe('A14: otherwise a part of the name', () => {
  it.each([
    ['семен', BORIS],
    ['СЕМЁН', BORIS],
    ['нов бор', BORIS],
    ['ива', OTHER_PETER],
  ])('%j', (address, found) => {
    expect(find(address)).toEqual({ ok: true, value: found });
  });
});

describe('A14: several candidates are an error that lists them', () => {
  it.each([
    ['петр', [ANNA, PETER, OTHER_PETER]],
    ['анн', [ANNA, PETER]],
  ])('%j', (address, candidates) => {
    expect(find(address)).toEqual({
      ok: false,
      fault: { code: 'address-ambiguous', address, candidates: candidates.map(named), more: 0 },
    });
  });

  it('two with the same full name', () => {
    const [one, other] = [
      subscriber({ id: 7, extension: '107' }),
      subscriber({ id: 8, extension: '108' }),
    ];
    expect(subscriberFinder([one, other], 'RU')('Анна Петрова')).toMatchObject({
      fault: { code: 'address-ambiguous', candidates: [{ id: 7 }, { id: 8 }] },
    });
  });

  it('eight are listed, the others counted', () => {
    const many = Array.from({ length: 11 }, (_, index) =>
      subscriber({ id: index + 1, name: `Анна ${index + 1}` }),
    );
    expect(subscriberFinder(many, 'RU')('анна')).toEqual({
      ok: false,
      fault: {
        code: 'address-ambiguous',
        address: 'анна',
        candidates: many.slice(0, 8).map(named),
        more: 3,
      },
    });
  });

  it('a candidate is told by what tells him from others, and no more', () => {
    expect(named(ANNA)).toEqual({
      id: 1,
      name: 'Анна Петрова',
      number: '+79160000101',
      extension: '101',
      email: 'Anna@example.com',
    });
  });
});

describe('A14: none is an error that shows the nearest', () => {
  it.each([
    ['Аннa Пeтрова', [ANNA]],
    ['Бориc', [BORIS]],
    ['petr@example.com', [PETER, ANNA]],
    ['109', [ANNA, BORIS, OTHER_PETER]],
    ['Константин', []],
    ['+74950000000', []],
  ])('%j', (address, nearest) => {
    expect(find(address)).toEqual({
      ok: false,
      fault: { code: 'address-unknown', address, nearest: nearest.map(named) },
    });
  });

  it.each(['', '  ', '\t'])('an empty address (%j) is nobody', (address) => {
    expect(find(address)).toEqual({ ok: false, fault: { code: 'address-empty' } });
  });
});

describe('A14: whatever is typed', () => {
  const people: fc.Arbitrary<Subscriber[]> = fc
    .array(
      fc.record({
        name: fc.constantFrom('Анна', 'Анна Петрова', 'Петрова Анна', 'Пётр', 'Петр Ан'),
        number: fc.constantFrom('+79160000101', '+79160000102', null),
        extension: fc.constantFrom('101', '102', null),
        email: fc.constantFrom('anna@example.com', null),
      }),
      { maxLength: 5 },
    )
    .map((drawn) => drawn.map((change, index) => subscriber({ id: index + 1, ...change })));
  const typed = fc.oneof(
    fc.constantFrom(
      'анна',
      'Анна Петрова',
      'петр',
      'ан',
      '101',
      '8 916 0000101',
      'anna@example.com',
      'х',
    ),
    anyUnits,
  );

  it('never throws, and answers one, or lists those from whom to choose', () => {
    forAll(
      fc.property(people, typed, (all, address) => {
        const read = subscriberFinder(all, 'RU')(address);
        if (read.ok) {
          expect(all).toContain(read.value);
        } else if (read.fault.code === 'address-ambiguous') {
          expect(new Set(read.fault.candidates.map(({ id }) => id)).size).toBeGreaterThan(1);
        } else {
          expect(read.fault.code).toMatch(/^address-(empty|unknown)$/);
        }
      }),
    );
  });
});

it('of many that nobody has, only the first hundred are searched for the nearest', () => {
  const find = subscriberFinder([subscriber({ name: 'Анна' })], 'RU');
  const nearest = Array.from({ length: 101 }, () => {
    const found = find('Аннаа');
    return !found.ok && found.fault.code === 'address-unknown' && found.fault.nearest.length;
  });
  expect(nearest).toEqual([...Array(100).fill(1), 0]);
});
