import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blankControls,
  callerName,
  cleanText,
  foldName,
  nameWords,
} from '../../src/domain/names.ts';
import { anyCharacters, anyUnits, forAll } from './arbitraries.ts';

const any = fc.oneof(anyUnits, anyCharacters(0, 400), fc.string());

describe('A13: text from outside is cleaned of what steers a terminal or breaks a line', () => {
  it.each([
    ['Анна', 'Анна'],
    ['  Анна \t', 'Анна'],
    ['Анна\u001b[31m красная', 'Анна [31m красная'],
    ['\u001b]0;title\u0007Анна', ']0;title Анна'],
    ['Анна\r\nBcc: x@example.com', 'Анна Bcc: x@example.com'],
    ['Анна\u2028Петрова\u2029!', 'Анна Петрова !'],
    ['\u202eanna\u202c', 'anna'],
    ['a\u200bb\u200fc\u2066d\ufeffe', 'a b c d e'],
    ['a\u0000\u0001\u007f\u009bb', 'a b'],
    ['a\ud83db', 'a b'],
    ['a\ude00', 'a'],
    ['😀', '😀'],
    ['два \t \u00a0пробела', 'два пробела'],
    ['a\u0000 \u0000b', 'a b'],
    ['\u0000\u202e', ''],
    ['', ''],
  ])('%j becomes %j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('leaves no such character, and cleaning once more changes nothing', () => {
    forAll(
      fc.property(any, (text) => {
        const clean = cleanText(text);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/^\s|\s$|\s\s|[^\S ]/);
        expect(cleanText(clean)).toBe(clean);
      }),
      { numRuns: 300 },
    );
  });

  it('blanking keeps every place of the text where it is', () => {
    forAll(
      fc.property(any, (text) => {
        const blank = blankControls(text);
        expect(blank).toHaveLength(text.length);
        expect(blank).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(blankControls(blank)).toBe(blank);
      }),
      { examples: [['a\u{e0001}b'], ['\ud83d\r\n']] },
    );
  });
});

describe("A13: a caller's name is cleaned and cut to 256", () => {
  it.each([null, undefined, '', '   ', '\u0000\u001b', '\ud83d'])(
    'of %j nothing is left: null',
    (text) => {
      expect(callerName(text)).toBeNull();
    },
  );

  it.each([
    ['of letters', 'я'.repeat(300), 'я'.repeat(256)],
    ['of characters beyond the first plane, none cut in half', '😀'.repeat(300), '😀'.repeat(256)],
    ['of exactly 256', 'я'.repeat(256), 'я'.repeat(256)],
    ['with a space where it is cut', `${'я'.repeat(255)} конец`, 'я'.repeat(255)],
    [
      'of 100 kB',
      '\u202eя'.repeat(33_000),
      `${'я '.repeat(127)}я`.concat(' я').slice(0, 256).trim(),
    ],
  ])('a name %s', (_, text, name) => {
    expect(callerName(text)).toBe(name);
  });

  it('is short, clean and stays as it is', () => {
    forAll(
      fc.property(any, (text) => {
        const name = callerName(text);
        expect([...(name ?? 'x')].length).toBeLessThanOrEqual(256);
        expect(name).not.toBe('');
        expect(name === null || name === cleanText(name)).toBe(true);
        expect(callerName(name)).toBe(name);
      }),
    );
  });
});

describe('A14: names are compared without case, ё, spaces and the way letters are composed', () => {
  it.each([
    ['Семёнов', 'СЕМЕНОВ'],
    ['Семёнов', 'Семе\u0308нов'],
    ['Анна  Петрова ', 'анна\u00a0петрова'],
    ['Йод', 'И\u0306од'],
    ['ﬁlip', 'Filip'],
  ])('%j is %j', (one, other) => {
    expect(foldName(one)).toBe(foldName(other));
  });

  it.each([
    ['Анна', 'Анны'],
    ['Йод', 'Иод'],
  ])('%j is not %j', (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other));
  });

  it.each([
    ['Анна  Ёлкина', ['анна', 'елкина']],
    ['', []],
    ['  ', []],
  ])('the words of %j', (name, words) => {
    expect(nameWords(name)).toEqual(words);
  });
});
