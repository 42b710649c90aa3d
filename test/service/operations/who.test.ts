import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { subscriberFinder } from '../../../src/domain/find.ts';
import { whoFinder } from '../../../src/service/operations/who.ts';
import { allSubscribers, insertSubscriber } from '../../../src/service/store/subscribers.ts';
import { forAll } from '../../domain/arbitraries.ts';
import { emptyPbx } from '../../support/pbx.ts';

const PEOPLE = [
  { name: 'Анна Петрова', number: '+79160000101', extension: '101', email: 'Anna@firm.ru' },
  { name: 'Пётр', number: null, extension: '102', email: null },
  { name: 'петр', number: null, extension: '103', email: 'peter@firm.ru' },
  { name: '101', number: null, extension: '104', email: null },
  { name: '105', number: '+79160000105', extension: null, email: null },
  { name: 'Ёлкина', number: null, extension: '106', email: 'ёлка@firm.ru' },
];

const WORDS = [
  ...PEOPLE.flatMap(({ name, number, extension, email }) => [name, number, extension, email]),
  ...['89160000101', '8 (916) 000-01-05', 'ANNA@firm.ru', 'петрова', 'Анна', 'ПЁТР', ' 102 '],
  ...['ёлкина', 'елкина', 'елка@firm.ru', '107', '', ' ', 'firm.ru', 'ﬁrm', '¨', '\u00a0105'],
].filter((word) => word !== null);

test('A14: whom the store finds by one word is whom a look at all subscribers finds', () => {
  const { store } = emptyPbx();
  store.write((db) => PEOPLE.map((person) => insertSubscriber(db, person)));
  const found = fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 12 }));
  store.read((db) => {
    const overAll = subscriberFinder(allSubscribers(db), 'RU');
    forAll(
      fc.property(found, (word) => {
        expect(whoFinder(db)(word)).toEqual(overAll(word));
      }),
    );
  });
});

test('A14: a word that exactly one has needs no look at the others', () => {
  const { store } = emptyPbx();
  store.write((db) => PEOPLE.map((person) => insertSubscriber(db, person)));
  store.read((db) => {
    const asked: string[] = [];
    const watched = {
      ...db,
      all: (...query: Parameters<typeof db.all>) => {
        asked.push(query[0]);
        return db.all(...query);
      },
    };
    expect(whoFinder(watched)('102')).toMatchObject({ ok: true, value: { name: 'Пётр' } });
    expect(asked).toHaveLength(1);
    expect(whoFinder(watched)('101')).toMatchObject({ fault: { code: 'address-ambiguous' } });
    expect(asked).toHaveLength(3);
  });
});
