import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { table } from '../../src/terminal/table.ts';
import { terminalOf } from '../../src/terminal/terminal.ts';

const terminal = (columns: number) => ({
  ...terminalOf({ ...process, env: { NO_COLOR: '1' } }, 'en'),
  columns,
});

const soft = (...headings: string[]) => headings.map((heading) => ({ heading, isRigid: false }));

const lines = async (columns: number, headings: ReturnType<typeof soft>, rows: string[][]) =>
  (await table(terminal(columns), headings, rows)).split('\n');

describe('a table', () => {
  test('has columns as wide as what is in them, without borders', async () => {
    expect(
      await lines(80, soft('ID', 'NAME'), [
        ['1', 'Анна'],
        ['20', 'Иванов Иван'],
      ]),
    ).toEqual(['ID  NAME', '1   Анна', '20  Иванов Иван']);
  });

  test('is only its heading where there are no rows', async () => {
    expect(await lines(80, soft('ID', 'NAME'), [])).toEqual(['ID  NAME']);
  });

  test('gives way where it is widest, and what is cut ends in …', async () => {
    const row = ['1', 'a'.repeat(60), 'b'.repeat(20)];
    const [, drawn = ''] = await lines(60, soft('ID', 'NAME', 'TIME'), [row]);
    expect(drawn).toBe(`1   ${'a'.repeat(33)}…  ${'b'.repeat(20)}`);
    expect(drawn).toHaveLength(60);
  });

  test('gives way from the right: each column to 24 signs, then each to 16, to 10, to 6', async () => {
    const row = ['a', 'b', 'c'].map((letter) => letter.repeat(30));
    const widths = async (columns: number) => {
      const [, drawn = ''] = await lines(columns, soft('A', 'B', 'C'), [row]);
      return drawn.split(/ +/).map((cell) => cell.length);
    };
    expect(await widths(94)).toEqual([30, 30, 30]);
    expect(await widths(90)).toEqual([30, 30, 26]);
    expect(await widths(86)).toEqual([30, 28, 24]);
    expect(await widths(70)).toEqual([24, 24, 18]);
    expect(await widths(60)).toEqual([24, 16, 16]);
    expect(await widths(44)).toEqual([16, 14, 10]);
  });

  test('cuts nothing where there is no end to its room', async () => {
    const [, drawn] = await lines(Number.POSITIVE_INFINITY, soft('A', 'B'), [
      ['a'.repeat(500), 'b'],
    ]);
    expect(drawn).toBe(`${'a'.repeat(500)}  b`);
  });

  test('colours what warns, and only where there are colours', async () => {
    const draw = (env: Record<string, string>) =>
      table(
        { ...terminalOf({ ...process, env }, 'en'), columns: 80 },
        soft('A', 'B'),
        [['x', 'y']],
        (row, column) => row === 0 && column === 1,
      );
    expect(await draw({ FORCE_COLOR: '1' })).toContain('x  \u001b[33my\u001b[39m');
    expect(await draw({ NO_COLOR: '1' })).toBe('A  B\nx  y');
  });

  test('never cuts a rigid column', async () => {
    const headings = [
      { heading: 'NUMBER', isRigid: true },
      { heading: 'NAME', isRigid: false },
    ];
    const [, drawn = ''] = await lines(40, headings, [['+79161234567', 'a'.repeat(60)]]);
    expect(drawn).toMatch(/^\+79161234567 {2}a{25}…$/);
  });

  test('leaves each column readable, even if it gets wider than the terminal', async () => {
    const headings = soft('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H');
    const [, drawn = ''] = await lines(40, headings, [headings.map(() => 'abcdefghij')]);
    expect(drawn.match(/abcde…/g)).toHaveLength(8);
  });

  test.each([
    ['CJK', '東京都新宿区西新宿二丁目'],
    ['emoji', '📞📞📞📞📞📞📞📞📞📞📞📞📞📞'],
    ['a family as one sign', '👩‍👩‍👧‍👦'.repeat(14)],
    ['accents as signs of their own', 'e\u0301'.repeat(30)],
    ['flags', '🇷🇺'.repeat(14)],
    ['a mix', 'Роза 東京 📞 Rose 東京 📞 Роза 東京'],
  ])('counts %s as wide as terminals show it', async (_, text) => {
    const rows = [
      [text, 'end'],
      ['short', 'end'],
    ];
    for (const columns of [24, 23]) {
      const drawn = await lines(columns, soft('NAME', 'END'), rows);
      for (const line of drawn) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      const ends = drawn.map((line) => stringWidth(line.slice(0, line.search(/end|END/))));
      expect(new Set(ends).size).toBe(1);
      expect(drawn[1]).toContain('…');
      expect(drawn[1]?.isWellFormed()).toBe(true);
    }
  });

  test.each([
    ['📞📞📞📞', 'NAME', '📞📞…'],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 'NAME', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦…'],
    [
      'e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301',
      'NAME',
      'e\u0301e\u0301e\u0301e\u0301e\u0301…',
    ],
    ['東京都新宿', 'NAME', '東京…'],
  ])('never cuts through a sign: %s', async (text, heading, cut) => {
    const headings = [...soft(heading), { heading: 'x'.repeat(32), isRigid: true }];
    const [, drawn] = await lines(40, headings, [[text, 'end']]);
    expect(drawn?.replace(/ +end$/, '')).toBe(cut);
  });

  test('takes more rows than a function takes arguments', async () => {
    const rows = Array.from({ length: 150_000 }, (_, index) => [String(index)]);
    expect(await lines(80, soft('ID'), rows)).toHaveLength(150_001);
  });
});
