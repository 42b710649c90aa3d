import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { csvRow } from '../../src/terminal/csv.ts';

describe('a cell of CSV', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['ООО "Роза"', '"ООО ""Роза"""'],
    ['two\nlines', '"two\nlines"'],
    ['+79161234567', '+79161234567'],
    ['+79161234567,+74951234567', '"+79161234567,+74951234567"'],
    ['-5', '-5'],
  ])('%j is written %j', (text, written) => {
    expect(csvRow([text])).toBe(written);
  });

  test.each([
    '=1+1',
    '=HYPERLINK("http://evil")',
    '@SUM(A1)',
    '+cmd',
    '-cmd',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    '+7 916 A1',
    '\t=1+1',
    '\r=1+1',
  ])('%j is not run by a spreadsheet', (text) => {
    expect(csvRow([text])).toMatch(/^"?'/);
  });

  test.each([
    ['x;=HYPERLINK("http://evil")', "x;'=HYPERLINK"],
    ['x;"=1+1"', 'x;""\'=1+1'],
    ['x\t@SUM(A1)', "x\t'@SUM"],
    ['x; +cmd;-cmd', "x; '+cmd;'-cmd"],
  ])('%j is not run by one that divides by another sign', (text, written) => {
    expect(csvRow([text])).toContain(written);
  });

  test.each(['a;+79161234567', 'a; b', 'a;-5;b'])('%j is left alone', (text) => {
    expect(csvRow([text])).toBe(`"${text}"`);
  });

  test('comes back as it was, however it is divided', () => {
    const cells = ['a', 'b,c', 'd"e', 'f\ng', '', 'h;i'];
    expect(parse(csvRow(cells))).toEqual([cells]);
  });
});
