import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { PlacedFault } from '../../src/contract/problem.ts';
import { tellFaults } from '../../src/terminal/faults.ts';
import { PLAIN, terminalOf } from '../../src/terminal/terminal.ts';

const told = (...faults: PlacedFault[]): string[] => {
  const lines: string[] = [];
  const terminal = { ...terminalOf(process, 'en'), noticeColour: PLAIN };
  tellFaults({ ...terminal, err: (text) => lines.push(...text.split('\n')) }, faults);
  return lines;
};

const unknownWord = (text: string, word: string): PlacedFault => ({
  path: ['--time'],
  fault: { code: 'period-word-unknown', word, text, at: text.indexOf(word) },
});

describe('a fault', () => {
  test.each([
    [{ path: ['--time'] }, '--time'],
    [{ path: [] }, ''],
    [{ path: ['callers', 'numbers', 2] }, 'callers.numbers.2'],
    [{ path: [], place: { file: 'a.csv', line: null, column: null } }, 'a.csv'],
    [{ path: [], place: { file: 'a.csv', line: 3, column: null } }, 'a.csv:3'],
    [{ path: ['email'], place: { file: 'a.csv', line: 3, column: 8 } }, 'a.csv:3:8 email'],
  ])('stands where people look for it: %j', (place, written) => {
    const [line = ''] = told({ fault: { code: 'name-empty' }, ...place });
    expect(line.startsWith(`Error: ${written ? `${written}: ` : ''}the name`)).toBe(true);
  });

  test('of several that ask for the same step is told with one step', () => {
    const lines = told(
      { path: ['a'], fault: { code: 'name-empty' } },
      { path: ['b'], fault: { code: 'name-empty' } },
      { path: ['c'], fault: { code: 'period-empty' } },
    );
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'Error',
      'Error',
      'Error',
      'Next',
      'Next',
    ]);
  });

  test('without a next step has none', () => {
    expect(told({ path: [], fault: { code: 'confirmation-declined' } })).toHaveLength(1);
  });
});

describe('the caret', () => {
  test.each([
    ['sat weekend', 'weekend'],
    ['сб, вс выходные', 'выходные'],
    ['weekend', 'weekend'],
    ['土曜日 weekend', 'weekend'],
    ['📞 weekend', 'weekend'],
    ['вс\u0306 weekend', 'weekend'],
    ['a\tb weekend', 'weekend'],
  ])('stands under the place in %j, as a terminal shows it', (text, word) => {
    const [, shown = '', caret = ''] = told(unknownWord(text, word));
    expect(shown.trim()).toMatch(/weekend$|выходные$/);
    expect(stringWidth(caret.slice(0, -1))).toBe(stringWidth(shown.slice(0, shown.indexOf(word))));
    expect(caret.endsWith('^')).toBe(true);
  });
});
