import { describe, expect, it } from 'vitest';
import {
  ANNA,
  BORIS,
  dump,
  emptyPbx,
  FYODOR,
  problemOf,
  refusal,
  STAFF,
  staffedPbx,
  type TestPbx,
} from '../../support/pbx.ts';

type Row = {
  name?: string;
  number?: string | null;
  extension?: string | null;
  email?: string | null;
};

const upsert = ({ pbx }: TestPbx, ...rows: Row[]) =>
  pbx('batchSubscribers', { body: { upsert: rows } });
const subscriber = async ({ pbx }: TestPbx, who: number) => {
  const { rules: _, telegram: __, ...content } = await pbx('getSubscriber', { params: { who } });
  return content;
};

describe('a staff list', () => {
  it('makes who is not there, changes who is, leaves who is the same, and counts them', async () => {
    const made = await staffedPbx();
    const counts = await upsert(
      made,
      { name: 'Анна Петрова', extension: '101' },
      { name: 'Борис Орлов-Старший', extension: '102' },
      { name: 'Новый', extension: '104' },
    );
    expect(counts).toMatchObject({ created: 1, updated: 1, unchanged: 1, removed: [] });
    expect(await subscriber(made, BORIS)).toEqual({
      id: BORIS,
      name: 'Борис Орлов-Старший',
      number: null,
      extension: '102',
      email: 'boris@firm.ru',
    });
  });

  it.each<[string, Row]>([
    ['extension', { extension: '101', name: 'Новое имя' }],
    ['number', { number: '8 916 000-01-01', name: 'Новое имя' }],
    ['e-mail, whatever its case', { email: 'ANNA@firm.ru', name: 'Новое имя' }],
  ])('a row finds whom it means by %s', async (_, row) => {
    const made = await staffedPbx();
    expect(await upsert(made, row)).toMatchObject({ created: 0, updated: 1 });
    expect(await subscriber(made, ANNA)).toMatchObject({ extension: '101', name: 'Новое имя' });
  });

  it('a field that is absent stays, null and an empty text clear', async () => {
    const made = await staffedPbx();
    await upsert(made, { extension: '101', number: null, email: '' });
    expect(await subscriber(made, ANNA)).toEqual({
      id: ANNA,
      name: 'Анна Петрова',
      extension: '101',
      number: null,
      email: null,
    });
  });

  it('imported a second time it changes nothing and writes no audit', async () => {
    const made = await staffedPbx();
    const before = dump(made.store);
    const counts = await upsert(made, ...STAFF);
    expect(counts).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    expect(dump(made.store)).toEqual(before);
  });

  it('two exchange their numbers only by way of clearing, since a row that fits two is refused', async () => {
    const made = await staffedPbx();
    const { type, faults } = await problemOf(
      upsert(made, { extension: '102', number: '+79160000101' }),
    );
    expect(type).toBe('invalid');
    expect(faults).toMatchObject([
      {
        path: ['upsert', 0],
        fault: { code: 'fits-several', candidates: [{ id: BORIS }, { id: ANNA }] },
      },
    ]);
    await upsert(made, { extension: '101', number: null });
    await upsert(made, { extension: '102', number: '+79160000101' });
    expect(await subscriber(made, BORIS)).toMatchObject({ number: '+79160000101' });
  });

  it.each<[string, Row, Row]>([
    ['a new one', { name: 'А', extension: '104' }, { name: 'Б', extension: '104' }],
    ['one who is there', { extension: '101', name: 'А' }, { number: '+79160000101' }],
    ['one who stays the same', { extension: '101' }, { email: 'anna@firm.ru' }],
    [
      'a new one, by the number that the first row gave him',
      { name: 'А', extension: '104', number: '+79161111111' },
      { name: 'Б', extension: '105', number: '+79161111111' },
    ],
  ])('two rows that mean the same one are a fault that names the first: %s', async (_, ...rows) => {
    const made = await staffedPbx();
    const before = dump(made.store);
    const { type, faults } = await problemOf(upsert(made, ...rows));
    expect([type, faults]).toEqual([
      'invalid',
      [{ path: ['upsert', 1], fault: { code: 'row-twice', of: 0 } }],
    ]);
    expect(dump(made.store)).toEqual(before);
  });

  it('a row of nobody who is there must make somebody whole', async () => {
    const made = await staffedPbx();
    expect(await refusal(upsert(made, { extension: '104' }, { name: 'А' }, {}))).toEqual([
      'invalid',
      'upsert.0.name name-empty',
      'upsert.1 subscriber-unreachable',
      'upsert.2.name name-empty',
    ]);
  });

  it('A16: all faults of 10,000 rows are told at once, each with its row, and nothing is written', async () => {
    const made = await staffedPbx();
    const before = dump(made.store);
    const rows: Row[] = Array.from({ length: 10_000 }, (_, index) => ({
      name: `Сотрудник ${index}`,
      number: `+7916${String(1_000_000 + index)}`,
      extension: null,
    }));
    rows[7] = { name: 'Excel', number: '7,91612E+10', extension: '10500', email: 'x' };
    rows[5000] = { name: 'Никто', extension: null };
    rows[8000] = { extension: '101', email: 'boris@firm.ru' };
    rows[9999] = { name: 'Опять', number: '+79161000000' };
    expect(await refusal(upsert(made, ...rows))).toEqual([
      'invalid',
      'upsert.7.number number-from-excel',
      'upsert.7.email email-unreadable',
      'upsert.5000 subscriber-unreachable',
      'upsert.8000 fits-several',
      'upsert.9999 row-twice',
    ]);
    expect(dump(made.store)).toEqual(before);
  });

  it('10,000 good rows are taken, and taken again', async () => {
    const made = emptyPbx();
    const rows: Row[] = Array.from({ length: 10_000 }, (_, index) => ({
      name: `Сотрудник ${index}`,
      extension: String(10_000 + index),
      email: `s${index}@firm.ru`,
    }));
    expect(await upsert(made, ...rows)).toMatchObject({ created: 10_000 });
    expect(await upsert(made, ...rows)).toMatchObject({ created: 0, unchanged: 10_000 });
  });

  it('one bad row stops the good ones', async () => {
    const made = await staffedPbx();
    const rows = [
      { name: 'Фёдор', number: '+79160000103' },
      { extension: '102', name: '' },
    ];
    expect(await refusal(upsert(made, ...rows))).toEqual(['invalid', 'upsert.1.name name-empty']);
    expect(await subscriber(made, FYODOR)).toMatchObject({ name: 'Фёдор Алёхин' });
  });
});
