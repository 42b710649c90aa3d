import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvTable, readCsv } from '../../src/provisioning/csv.ts';
import { type FaultInFile, unlessFaulty } from '../../src/provisioning/file-fault.ts';
import { briefly } from './faults.ts';

type Column = 'name' | 'number' | 'note';

const TABLE: CsvTable<Column> = {
  columns: { name: ['имя', 'ф и о'], number: ['номер', 'phone-number'], note: [] },
  required: [['name'], ['number', 'note']],
};

const read = (text: string) => readCsv(text, 'f.csv', TABLE);
const rows = (text: string) => read(text).rows.map(({ line, cells }) => ({ line, ...cells }));
const places = (text: string): string[] => briefly(unlessFaulty(null, read(text).faults));
const faults = (text: string): FaultInFile['fault'][] =>
  read(text).faults.map(({ fault }) => fault);

describe('the divider', () => {
  test.each([
    ['a comma', ','],
    ['a semicolon', ';'],
    ['a tab', '\t'],
  ])('%s is found by the heading', (_, divider) => {
    const text = ['name,number', '"Ива,нов; Пётр\tИльич",101'].map((line, at) =>
      at === 0 ? line.replace(',', divider) : line.replace('",', `"${divider}`),
    );
    expect(rows(text.join('\n'))).toEqual([
      { line: 2, name: 'Ива,нов; Пётр\tИльич', number: '101' },
    ]);
  });

  test('is the one that gives most known columns, not the one that stands there most', () => {
    expect(rows('"имя";number\n"a,b,c";1')).toEqual([{ line: 2, name: 'a,b,c', number: '1' }]);
    expect(faults('name;number;a,b,c,d')).toMatchObject([
      { code: 'csv-column-unknown', column: 'a,b,c,d' },
    ]);
  });

  test('of headings that nobody knows is the one that gives most of them', () => {
    expect(faults('a;b')).toMatchObject([
      { code: 'csv-column-unknown', column: 'a' },
      { code: 'csv-column-unknown', column: 'b' },
      { code: 'csv-column-missing', columns: ['name'] },
      { code: 'csv-column-missing', columns: ['number', 'note'] },
    ]);
  });

  test.each(['sep=|\r\n', '"sep=|"\n', 'SEP=| \n\n'])(
    'is what the line %j says, which is no row',
    (line) => {
      const [row] = rows(`${line}name|number\na|1`);
      expect(row).toEqual({ line: line.split('\n').length + 1, name: 'a', number: '1' });
    },
  );

  test('of more than one byte keeps the columns right', () => {
    expect(places('sep=¦\nname¦nummer¦номер')).toEqual(['2:6 - csv-column-unknown']);
  });

  test('alone makes no table', () => {
    expect(places('sep=;')).toEqual(['1:- - csv-column-missing', '1:- - csv-column-missing']);
    expect(places(';;;\n')).toEqual(['2:- - csv-column-missing', '2:- - csv-column-missing']);
    expect(places(';;;')).toContain('1:- - csv-column-missing');
  });
});

describe('headings', () => {
  test('may stand in any order, case and spacing, in English and Russian', () => {
    expect(rows(' НОМЕР ,Note,"Ф ИО"\n1,x,a')).toEqual([
      { line: 2, number: '1', note: 'x', name: 'a' },
    ]);
  });

  test('may come after blank lines, which count as lines', () => {
    expect(rows(';\n;;\nname;number\na;1')).toEqual([{ line: 4, name: 'a', number: '1' }]);
    expect(rows('\r\n  \r\nname,number\r\na,1\r\n')).toEqual([{ line: 4, name: 'a', number: '1' }]);
  });

  test('unknown ones are named with those that are known, the nearest first', () => {
    expect(read('name,nomber,qwertyuiop').faults).toEqual([
      {
        file: 'f.csv',
        line: 1,
        column: 6,
        field: null,
        fault: {
          code: 'csv-column-unknown',
          column: 'nomber',
          known: ['name', 'number', 'note'],
          nearest: 'number',
        },
      },
      expect.objectContaining({ column: 13, fault: expect.objectContaining({ nearest: null }) }),
      expect.objectContaining({
        line: 1,
        column: null,
        fault: { code: 'csv-column-missing', columns: ['number', 'note'] },
      }),
    ]);
  });

  test('a mistyped Russian one is answered in Russian', () => {
    expect(faults('name,номир')).toMatchObject([
      { nearest: 'номер' },
      { code: 'csv-column-missing' },
    ]);
  });

  test('one twice is a fault in whatever words', () => {
    expect(places('name,имя,number,number')).toEqual([
      '1:6 name csv-column-twice',
      '1:17 number csv-column-twice',
    ]);
  });

  test('at fault end the reading, since every row would repeat it', () => {
    expect(read('name,nomber\na,1,1')).toMatchObject({ rows: [], faults: [{}, {}] });
  });

  test('a broken quote in them is the only thing said', () => {
    expect(places('name,"number\na,1')).toEqual(['1:6 - csv-broken']);
  });

  test('are all that a table needs', () => {
    expect(read('name,number')).toEqual({ rows: [], faults: [] });
  });
});

describe('rows', () => {
  test('know absent columns from empty cells', () => {
    const [row] = read('name,number\na,').rows;
    expect(row?.cells).toStrictEqual({ name: 'a', number: '' });
    expect(row?.cells.note).toBeUndefined();
  });

  test.each(['\n', '\r\n', '\r'])('end with %j', (end) => {
    const text = ['name,number', '"a', 'b",1', '', 'c,2', ' ', ''].join(end);
    expect(rows(text)).toEqual([
      { line: 2, name: `a${end}b`, number: '1' },
      { line: 5, name: 'c', number: '2' },
    ]);
  });

  test('may end in different ways in one file', () => {
    expect(rows('name,number\ra,1\r\n\nb,2\n\rc,3').map(({ line }) => line)).toEqual([2, 4, 6]);
  });

  test('without any content are none, as Excel leaves them below a table', () => {
    expect(rows('name;number\na;1\n;\n;;;\n" ";\n')).toHaveLength(1);
  });

  test('are cleared of the spaces around their cells, within quotes too', () => {
    expect(rows('name , number\n a b ,  " 1 " \n')).toEqual([
      { line: 2, name: 'a b', number: '1' },
    ]);
  });

  test('keep what looks like a formula as the text that it is', () => {
    const text = `name,number\n"=cmd|' /C calc'!A0",@SUM(1)`;
    expect(rows(text)).toEqual([{ line: 2, name: "=cmd|' /C calc'!A0", number: '@SUM(1)' }]);
  });

  test('keep names that mean something to JavaScript as plain text', () => {
    expect(rows('name,number\n__proto__,constructor')).toEqual([
      { line: 2, name: '__proto__', number: 'constructor' },
    ]);
    expect(faults('name,number,__proto__')).toMatchObject([{ code: 'csv-column-unknown' }]);
  });

  test('may have a cell of a megabyte', () => {
    const cell = 'я"'.repeat(500_000);
    const [row] = read(`name,number\n"${cell.replaceAll('"', '""')}",1`).rows;
    expect(row?.cells.name === cell).toBe(true);
  });

  test('place a fault in its own cell, also after one of several lines', () => {
    const [, row] = read('name,number,note\nx,1,2\n"Ю,\r\n😀",7,z').rows;
    const at = (column: Column) => row?.faulty(column, { code: 'name-empty' });
    expect(at('name')).toMatchObject({ line: 3, column: 1, field: 'name', file: 'f.csv' });
    expect(at('number')).toMatchObject({ line: 4, column: 4, field: 'number' });
    expect(at('note')).toMatchObject({ line: 4, column: 6, field: 'note' });
    expect(row?.faulty(null, { code: 'row-nobody' })).toMatchObject({
      line: 3,
      column: null,
      field: null,
    });
  });
});

describe('what is no table', () => {
  test('rows with too few or too many cells are named, the others read', () => {
    expect(read('name,number\na\nb,2\nc,3,\n')).toMatchObject({
      rows: [{ line: 3 }],
      faults: [
        { line: 2, column: null, fault: { code: 'csv-cells', expected: 2, found: 1 } },
        { line: 4, column: null, fault: { code: 'csv-cells', expected: 2, found: 3 } },
      ],
    });
  });

  test.each([
    ['never closes', 'a,1\nб,"2\nc,3\n', 'quote-open', '3:3'],
    ['never closes in the first cell', 'a,1\n"b,2\nc,3\n', 'quote-open', '3:1'],
    ['stands within a cell', 'a,1\nb,x"2"\n', 'quote-inside', '3:3'],
    ['closes before its cell ends', 'a,1\n"b"c,2\n', 'text-after-quote', '3:1'],
    ['closes before its cell ends, after a space', 'a,1\n"b" c,2\n', 'text-after-quote', '3:1'],
  ])(
    'a quote that %s is named where its cell begins, after the rows before it',
    (_, text, why, place) => {
      const found = read(`name,number\n${text}`);
      expect(found.rows.map(({ line }) => line)).toEqual([2]);
      expect(found.faults.map(({ fault }) => fault)).toEqual([{ code: 'csv-broken', why }]);
      expect(places(`name,number\n${text}`)).toEqual([`${place} - csv-broken`]);
    },
  );

  test('nothing that can be typed makes it throw', () => {
    const unit = fc.constantFrom(
      'name',
      'number',
      ',',
      ';',
      '\t',
      '"',
      '\n',
      '\r',
      ' ',
      'я',
      '\0',
      '\uD800',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const lines = text.split(/\r\n|\r|\n/).length;
        const found = read(text);
        for (const { line } of [...found.rows, ...found.faults])
          expect(line).toBeLessThanOrEqual(lines);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a table that was written', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'я', '😀', ' ', ',', ';', '\t', '"', '\n', '\r\n', '='),
  });
  const table = fc.record({
    written: fc.array(fc.record({ name: cell, number: cell, blankBefore: fc.boolean() })),
    divider: fc.constantFrom(',', ';', '\t'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
  });
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

  test('is read back, each row with the line on which it begins', () => {
    fc.assert(
      fc.property(table, ({ written, divider, end }) => {
        let text = ['name', 'number'].join(divider) + end;
        const expected: unknown[] = [];
        for (const { name, number, blankBefore } of written) {
          if (blankBefore) text += end;
          const line = text.split(/\r\n|\r|\n/).length;
          const cells = { name: name.trim(), number: number.trim() };
          if (cells.name || cells.number) expected.push({ line, ...cells });
          text += quote(name) + divider + quote(number) + end;
        }
        expect(read(text).faults).toEqual([]);
        expect(rows(text)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
