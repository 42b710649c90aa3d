import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStaff } from '../../src/provisioning/staff.ts';
import { briefly, faultsOf, valueIn } from './faults.ts';

const read = (text: string) => readStaff(text, 'staff.csv', 'RU');
const entries = (text: string) => valueIn(read(text)).entries;

describe('staff of a file', () => {
  test('come with every field in its one form', () => {
    const text = [
      'name,number,extension,email',
      'Иванов  Иван,8 (916) 123-45-67,101,ivanov@firm.ru',
      '"Петров, Пётр",,102,',
    ].join('\n');
    expect(entries(text)).toEqual([
      {
        line: 2,
        patch: {
          name: 'Иванов Иван',
          number: '+79161234567',
          extension: '101',
          email: 'ivanov@firm.ru',
        },
      },
      { line: 3, patch: { name: 'Петров, Пётр', number: null, extension: '102', email: null } },
    ]);
  });

  test.each([
    'name;number;extension;email',
    'Имя;Номер;Добавочный;Почта',
    'ФИО;Телефон;Внутренний;E-mail',
  ])('have the headings %s', (heading) => {
    expect(entries(`${heading}\nАнна;+79161234567;101;a@firm.ru`)).toEqual([
      {
        line: 2,
        patch: { name: 'Анна', number: '+79161234567', extension: '101', email: 'a@firm.ru' },
      },
    ]);
  });

  test('an absent column leaves the field as it is, an empty cell clears it', () => {
    const [entry] = entries('почта;добавочный\n;101');
    expect(entry?.patch).toStrictEqual({ extension: '101', email: null });
  });

  test('a name cannot be cleared', () => {
    expect(briefly(read('name,extension\n,101'))).toEqual(['2:1 name name-empty']);
  });

  test('have numbers of the region that is given', () => {
    const text = 'number\n(312) 555-01-23';
    expect(valueIn(readStaff(text, 'f', 'US')).entries[0]?.patch.number).toBe('+13125550123');
  });

  test('may be written one below another in any number of columns', () => {
    expect(entries('email\na@firm.ru\nb@firm.ru\n').map(({ line }) => line)).toEqual([2, 3]);
  });

  test('keep a formula for a name as text', () => {
    expect(entries(`name,extension\n"=cmd|' /C calc'!A0",101`)[0]?.patch.name).toBe(
      "=cmd|' /C calc'!A0",
    );
  });
});

describe('what is wrong with staff', () => {
  test('is named for every cell, with its place', () => {
    const text = 'name,number,extension,email\n,123456,1,a@b@c\nАнна,"7,91612E+10",101,';
    expect(briefly(read(text))).toEqual([
      '2:1 name name-empty',
      '2:2 number number-unreadable',
      '2:9 extension extension-unreadable',
      '2:11 email email-unreadable',
      '3:6 number number-from-excel',
    ]);
    expect(faultsOf(read(text)).at(-1)).toEqual({
      file: 'staff.csv',
      line: 3,
      column: 6,
      field: 'number',
      fault: { code: 'number-from-excel', text: '7,91612E+10' },
    });
  });

  test('an extension is no number', () => {
    expect(briefly(read('number\n101'))).toEqual(['2:1 number extension-as-number']);
  });

  test('a name of more than 256 letters is refused here, where its line is known', () => {
    expect(faultsOf(read(`name,extension\n${'я'.repeat(257)},101`))[0]).toMatchObject({
      line: 2,
      field: 'name',
      fault: { code: 'field-too-long', most: 256 },
    });
  });

  test('a cell of a megabyte is a fault like any other', () => {
    const cell = '9'.repeat(1_000_000);
    expect(briefly(read(`name,number,extension,email\n${cell},${cell},${cell},${cell}`))).toEqual([
      '2:1 name field-too-long',
      '2:1000002 number number-unreadable',
      '2:2000003 extension extension-unreadable',
      '2:3000004 email email-unreadable',
    ]);
  });

  test('a row without number, extension and e-mail names nobody', () => {
    const text = 'name,number,extension,email\nАнна,,,\nПётр,,101,';
    expect(briefly(read(text))).toEqual(['2:- - row-nobody']);
  });

  test('a file without any of these columns is told once, not in every row', () => {
    const found = faultsOf(read('name\nАнна\nПётр'));
    expect(found.map(({ fault }) => fault)).toEqual([
      { code: 'csv-column-missing', columns: ['number', 'extension', 'email'] },
    ]);
  });

  test('a table at fault does not hide the cells that are', () => {
    const text = 'extension,email\n1,\n101\n102,"a@b"c\n';
    expect(briefly(read(text))).toEqual([
      '2:1 extension extension-unreadable',
      '3:- - csv-cells',
      '4:5 - csv-broken',
    ]);
  });
});

describe('two rows of one person', () => {
  test.each([
    ['number', '+79161234567', '8 916 123-45-67', '+79161234567'],
    ['extension', '101', ' 101 ', '101'],
    ['email', 'Anna@firm.ru', 'anna@FIRM.RU', 'anna@firm.ru'],
  ])('are a fault that names the line of the first: %s', (column, first, second, value) => {
    expect(faultsOf(read(`${column}\n${first}\n\n${second}`))).toEqual([
      {
        file: 'staff.csv',
        line: 4,
        column: 1,
        field: column,
        fault: { code: 'value-twice', value, line: 2 },
      },
    ]);
  });

  test('are one fault, however many fields they share', () => {
    const row = 'Анна,+79161234567,101,a@firm.ru';
    expect(briefly(read(`name,number,extension,email\n${row}\n${row}`))).toEqual([
      '3:6 number value-twice',
    ]);
  });

  test('that meet in a third are a fault for each of them', () => {
    const text = 'number,extension\n+79161234567,101\n+79161234568,102\n+79161234567,102';
    expect(faultsOf(read(text)).map(({ fault }) => fault)).toEqual([
      { code: 'value-twice', value: '+79161234567', line: 2 },
      { code: 'value-twice', value: '102', line: 3 },
    ]);
  });

  test('are found beside another fault of the row', () => {
    expect(briefly(read('extension,email\n101,\n101,@'))).toEqual([
      '3:1 extension value-twice',
      '3:5 email email-unreadable',
    ]);
  });

  test('may share a name: people do', () => {
    expect(entries('name,extension\nАнна,101\nАнна,102')).toHaveLength(2);
  });
});

describe('a large file', () => {
  const row = (at: number): string =>
    `Сотрудник ${at},+7916${String(at).padStart(7, '0')},${at + 10_000},u${at}@firm.ru`;

  test('of 10,000 rows with two wrong ones gives exactly these two, and soon', () => {
    const lines = Array.from({ length: 10_000 }, (_, at) => row(at));
    lines[4_321] = 'Анна,"7,91612E+10",77,a@firm.ru';
    lines[9_998] = 'Пётр,,78,p.firm.ru';
    const started = performance.now();
    const read10k = read(['name,number,extension,email', ...lines].join('\r\n'));
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(briefly(read10k)).toEqual([
      '4323:6 number number-from-excel',
      '10000:10 email email-unreadable',
    ]);
  });

  test('gives every row with its line', () => {
    const lines = fc.array(fc.boolean(), { maxLength: 40 });
    fc.assert(
      fc.property(lines, (blank) => {
        const text = ['name,number,extension,email', ...blank.map((is, at) => (is ? '' : row(at)))];
        const expected = blank.flatMap((is, at) => (is ? [] : [at + 2]));
        expect(entries(text.join('\n')).map(({ line }) => line)).toEqual(expected);
      }),
    );
  });
});
