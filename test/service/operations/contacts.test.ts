import { describe, expect, it } from 'vitest';
import {
  changeSettings,
  dump,
  emptyPbx,
  problemOf,
  refusal,
  type TestPbx,
} from '../../support/pbx.ts';

const ROWS = [
  { name: 'ООО «Ромашка»', numbers: ['+79161234567', '+74951234567'], vip: true },
  { name: 'Пётр Ёлкин', numbers: ['+79161234568'] },
  { name: 'Внутренняя служба', numbers: ['105'] },
];

type Row = { name?: string; numbers: string[]; vip?: boolean };

const upsert = ({ pbx }: TestPbx, ...rows: Row[]) =>
  pbx('batchContacts', { body: { upsert: rows } });

/** An address book of three. */
const book = async (): Promise<TestPbx> => {
  const made = emptyPbx();
  await upsert(made, ...ROWS);
  return made;
};

const contact = async ({ pbx }: TestPbx, id: number) => {
  const { items } = await pbx('listContacts', { query: { ids: String(id) } });
  return items[0];
};

describe('a contact is made', () => {
  it('with its name cleaned and its numbers in their one form, each once', async () => {
    const { pbx } = emptyPbx();
    const numbers = ['8 (916) 123-45-67', '105', '+7 916 123 45 67'];
    expect(await pbx('createContact', { body: { name: ' Ромашка\n', numbers } })).toEqual({
      id: 1,
      name: 'Ромашка',
      numbers: ['+79161234567', '105'],
      vip: false,
    });
  });

  it.each<[string, { name: string; numbers: string[] }, string[]]>([
    ['without a name', { name: ' ', numbers: ['105'] }, ['name name-empty']],
    ['without a number', { name: 'А', numbers: [] }, ['numbers contact-without-numbers']],
    [
      'with what is no number',
      { name: '', numbers: ['105', 'x', ''] },
      ['name name-empty', 'numbers.1 number-unreadable', 'numbers.2 number-empty'],
    ],
  ])('not %s', async (_, body, faults) => {
    const made = emptyPbx();
    const before = dump(made.store);
    expect(await refusal(made.pbx('createContact', { body }))).toEqual(['invalid', ...faults]);
    expect(dump(made.store)).toEqual(before);
  });

  it('a number belongs to one contact: a conflict that names whose it is', async () => {
    const made = await book();
    const { type, faults } = await problemOf(
      made.pbx('createContact', { body: { name: 'Б', numbers: ['106', '89161234568', '105'] } }),
    );
    expect(type).toBe('conflict');
    expect(faults).toEqual([
      {
        path: ['numbers', 1],
        fault: {
          code: 'contact-number-taken',
          value: '+79161234568',
          by: { id: 2, name: 'Пётр Ёлкин' },
        },
      },
      {
        path: ['numbers', 2],
        fault: {
          code: 'contact-number-taken',
          value: '105',
          by: { id: 3, name: 'Внутренняя служба' },
        },
      },
    ]);
  });
});

describe('a contact is changed', () => {
  it('what is left out stays, its numbers are replaced', async () => {
    const made = await book();
    const { pbx } = made;
    await pbx('patchContact', { params: { id: 1 }, body: { numbers: ['+74951234567', '106'] } });
    expect(await contact(made, 1)).toEqual({
      id: 1,
      name: 'ООО «Ромашка»',
      numbers: ['+74951234567', '106'],
      vip: true,
    });
    await pbx('patchContact', { params: { id: 2 }, body: { numbers: ['+79161234567'] } });
    expect((await contact(made, 2))?.numbers).toEqual(['+79161234567']);
  });

  it('to what it is already: nothing is written', async () => {
    const made = await book();
    const before = dump(made.store);
    const body = { name: 'Пётр  Ёлкин', numbers: ['8 916 123-45-68'], vip: false };
    await made.pbx('patchContact', { params: { id: 2 }, body });
    expect(dump(made.store)).toEqual(before);
  });

  it.each<[string, number, object, string[]]>([
    ['one that is not there', 9, {}, ['not-found', 'id not-found']],
    ['to no number', 1, { numbers: [] }, ['invalid', 'numbers contact-without-numbers']],
    [
      'to another’s number',
      1,
      { numbers: ['105'] },
      ['conflict', 'numbers.0 contact-number-taken'],
    ],
  ])('not %s', async (_, id, body, expected) => {
    const made = await book();
    const before = dump(made.store);
    expect(await refusal(made.pbx('patchContact', { params: { id }, body }))).toEqual(expected);
    expect(dump(made.store)).toEqual(before);
  });
});

describe('the list of contacts', () => {
  it.each([
    [{}, [1, 2, 3]],
    [{ vip: true }, [1]],
    [{ vip: false }, [2, 3]],
    [{ q: 'елкин' }, [2]],
    [{ q: 'ЁЛКИН ПЕТР' }, [2]],
    [{ q: '495' }, [1]],
    [{ q: '1234567' }, [1]],
    [{ q: 'ромашка 916' }, [1]],
    [{ ids: '2-3' }, [2, 3]],
    [{ limit: 1 }, [1]],
    [{ limit: 1, cursor: '1' }, [2]],
    [{ q: '9161', limit: 1, cursor: '1' }, [2]],
  ])('by %j', async (query, expected) => {
    const { pbx } = await book();
    const { items } = await pbx('listContacts', { query });
    expect(items.map(({ id }) => id)).toEqual(expected);
  });
});

describe('an address book from a list', () => {
  it('makes what is not there, changes what shares a number, leaves what is the same', async () => {
    const made = await book();
    const counts = await upsert(
      made,
      { name: 'Ромашка', numbers: ['8 495 123-45-67', '106'] },
      { numbers: ['+79161234568'] },
      { name: 'Новый', numbers: ['107'], vip: true },
    );
    expect(counts).toEqual({ created: 1, updated: 1, unchanged: 1, removed: [] });
    expect(await contact(made, 1)).toEqual({
      id: 1,
      name: 'Ромашка',
      numbers: ['+74951234567', '106'],
      vip: true,
    });
  });

  it('imported a second time it changes nothing and writes no audit', async () => {
    const made = await book();
    const before = dump(made.store);
    expect(await upsert(made, ...ROWS)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    expect(dump(made.store)).toEqual(before);
  });

  it('every fault of every row is told at once, and nothing is written', async () => {
    const made = await book();
    const before = dump(made.store);
    const { type, faults } = await problemOf(
      upsert(
        made,
        { name: 'Новый', numbers: ['107'] },
        { name: 'Двое', numbers: ['105', '+79161234568'] },
        { numbers: ['108'] },
        { name: 'Опять', numbers: ['109', '107'] },
        { name: 'Excel', numbers: ['7,91612E+10'] },
        { name: 'Пусто', numbers: [] },
      ),
    );
    expect(type).toBe('invalid');
    expect(faults.map(({ path, fault }) => `${path.join('.')} ${fault.code}`)).toEqual([
      'upsert.1 fits-several',
      'upsert.2.name name-empty',
      'upsert.3 row-twice',
      'upsert.4.numbers.0 number-from-excel',
      'upsert.5.numbers contact-without-numbers',
    ]);
    expect(faults[0]?.fault).toMatchObject({
      candidates: [
        { id: 2, name: 'Пётр Ёлкин', number: '+79161234568' },
        { id: 3, name: 'Внутренняя служба', number: '105' },
      ],
    });
    expect(dump(made.store)).toEqual(before);
  });

  it('A13: its numbers are of the region that is set', async () => {
    const made = emptyPbx();
    await changeSettings(made, { region: 'US' });
    await upsert(made, { name: 'Ann', numbers: ['(312) 555-01-23'] });
    expect((await contact(made, 1))?.numbers).toEqual(['+13125550123']);
  });

  it('removes first, so that a number can go from one to another in one request', async () => {
    const made = await book();
    const counts = await made.pbx('batchContacts', {
      body: { remove: [2], upsert: [{ name: 'Наследник', numbers: ['+79161234568'] }] },
    });
    expect(counts).toEqual({ created: 1, updated: 0, unchanged: 0, removed: [2] });
    expect(await contact(made, 2)).toBeUndefined();
    expect(await contact(made, 4)).toMatchObject({ name: 'Наследник' });
  });

  it('who is to be removed must be there, all of them or none', async () => {
    const made = await book();
    const before = dump(made.store);
    expect(await refusal(made.pbx('batchContacts', { body: { remove: [1, 8, 9] } }))).toEqual([
      'not-found',
      'remove.1 not-found',
      'remove.2 not-found',
    ]);
    expect(dump(made.store)).toEqual(before);
  });
});
