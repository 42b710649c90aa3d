import { describe, expect, test } from 'vitest';
import { readClients } from '../../src/provisioning/clients.ts';
import { briefly, faultsOf, valueIn } from './faults.ts';

const read = (text: string) => readClients(text, 'clients.csv', 'RU');
const entries = (text: string) => valueIn(read(text)).entries;
const numbers = (cell: string) => entries(`numbers;vip\n"${cell}";`)[0]?.patch.numbers;

describe('clients of a file', () => {
  test('come with their numbers in one form', () => {
    expect(
      entries('name,numbers,vip\nООО «Ромашка»,"8 916 123-45-67, +7 495 123-45-67",да'),
    ).toEqual([
      {
        line: 2,
        patch: { name: 'ООО «Ромашка»', numbers: ['+79161234567', '+74951234567'], vip: true },
      },
    ]);
  });

  test.each(['Имя;Номера;VIP', 'клиент;номер;vip', 'имя;телефон;Vip', 'имя;Телефоны;vip'])(
    'have the headings %s',
    (heading) => {
      expect(entries(`${heading}\nАнна;+79161234567;+`)).toEqual([
        { line: 2, patch: { name: 'Анна', numbers: ['+79161234567'], vip: true } },
      ]);
    },
  );

  test.each([
    ['a comma', '+79161234567,+74951234567'],
    ['a semicolon', '+79161234567; 8 (495) 123-45-67'],
    ['a line break', '+79161234567\r\n+74951234567'],
    ['a space', '+79161234567 +74951234567'],
  ])('have numbers divided by %s', (_, cell) => {
    expect(numbers(cell)).toEqual(['+79161234567', '+74951234567']);
  });

  test('have a number once that is written twice in their own cell', () => {
    expect(numbers('+79161234567, 8 916 123 45 67')).toEqual(['+79161234567']);
  });

  test('may be called by an extension', () => {
    expect(numbers('101')).toEqual(['101']);
  });

  test('keep what has no column', () => {
    expect(entries('numbers\n+79161234567')[0]?.patch).toStrictEqual({ numbers: ['+79161234567'] });
  });

  test.each(['yes', 'Да', '1', 'TRUE', '+'])('are VIP by %j', (word) => {
    expect(entries(`numbers,vip\n+79161234567,${word}`)[0]?.patch.vip).toBe(true);
  });

  test.each(['no', 'НЕТ', '0', 'false', '-', ''])('are no VIP by %j', (word) => {
    expect(entries(`numbers,vip\n+79161234567,${word}`)[0]?.patch.vip).toBe(false);
  });
});

describe('what is wrong with clients', () => {
  test('is named for every cell, with its place', () => {
    const text = 'name;numbers;vip\n;12345678901234567890;maybe\nАнна;7,91612E+10;\nПётр;;';
    expect(briefly(read(text))).toEqual([
      '2:1 name name-empty',
      '2:2 numbers number-unreadable',
      '2:23 vip cell-yes-no',
      '3:6 numbers number-from-excel',
      '4:6 numbers contact-without-numbers',
    ]);
    expect(faultsOf(read(text))[2]?.fault).toEqual({ code: 'cell-yes-no', text: 'maybe' });
  });

  test('numbers of Excel are named as such', () => {
    for (const text of ['7,91612E+10', '7.91612E+10']) {
      const [found] = faultsOf(read(`numbers;vip\n${text};`));
      expect(found?.fault).toEqual({ code: 'number-from-excel', text });
    }
  });

  test('every bad number of a cell is a fault', () => {
    const found = faultsOf(read('numbers\n"x, +79161234567, y"'));
    expect(found.map(({ fault }) => fault)).toMatchObject([{ text: 'x' }, { text: 'y' }]);
  });

  test('more numbers than a contact can have are refused here, where the line is known', () => {
    const cell = Array.from({ length: 101 }, (_, at) => 10_000 + at).join(' ');
    expect(faultsOf(read(`numbers\n${cell}`))[0]?.fault).toEqual({
      code: 'field-too-long',
      most: 100,
    });
  });

  test('a table without numbers could mean anybody', () => {
    expect(faultsOf(read('name,vip\nАнна,1'))[0]?.fault).toEqual({
      code: 'csv-column-missing',
      columns: ['numbers'],
    });
  });
});

describe('a number in two rows', () => {
  test('is a fault that names the line of the first', () => {
    expect(faultsOf(read('name,numbers\nА,+79161234567\nБ,"101, 8 916 123-45-67"'))).toEqual([
      {
        file: 'clients.csv',
        line: 3,
        column: 3,
        field: 'numbers',
        fault: { code: 'value-twice', value: '+79161234567', line: 2 },
      },
    ]);
  });

  test('is found beside a number that cannot be read', () => {
    expect(briefly(read('numbers\n101\n"x,101"'))).toEqual([
      '3:1 numbers number-unreadable',
      '3:1 numbers value-twice',
    ]);
  });
});
