import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../src/provisioning/decode.ts';
import { countUtf8 } from '../../src/provisioning/utf8.ts';
import { briefly, faultsOf, valueIn } from './faults.ts';
import { inWindows1251, LETTERS_1251 } from './windows-1251.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...parts: (Uint8Array | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
const faultOf = (of: Uint8Array, encoding?: 'utf-8' | 'windows-1251') =>
  faultsOf(decodeText(of, 'f', encoding))[0]?.fault;

const visible = fc.string({ unit: 'binary' }).filter((text) => {
  return text.trim() !== '' && !text.includes('\0') && !text.startsWith('\uFEFF');
});

describe('the encoding of a file', () => {
  test('valid UTF-8 is UTF-8, whatever it says', () => {
    fc.assert(
      fc.property(visible, (text) => {
        expect(valueIn(decodeText(utf8(text), 'f'))).toEqual({ text, encoding: 'utf-8' });
      }),
    );
  });

  test('the byte order mark of UTF-8 is no part of the text', () => {
    fc.assert(
      fc.property(visible, fc.constantFrom(undefined, 'utf-8' as const), (text, encoding) => {
        const marked = bytes([0xef, 0xbb, 0xbf], utf8(text));
        expect(valueIn(decodeText(marked, 'f', encoding))).toEqual({ text, encoding: 'utf-8' });
      }),
    );
  });

  test('Russian text of Excel is Windows-1251, and the result says so', () => {
    const text = 'имя;номер\r\nИванов Пётр;8 (916) 123-45-67 — №1\r\n';
    expect(valueIn(decodeText(inWindows1251(text), 'f'))).toEqual({
      text,
      encoding: 'windows-1251',
    });
  });

  test('any text of Windows-1251 comes back when the encoding is given', () => {
    const text = fc.string({ unit: fc.constantFrom(...LETTERS_1251), minLength: 1 });
    fc.assert(
      fc.property(
        text.filter((some) => some.trim() !== ''),
        (some) => {
          const read = decodeText(inWindows1251(some), 'f', 'windows-1251');
          expect(valueIn(read)).toEqual({ text: some, encoding: 'windows-1251' });
        },
      ),
    );
  });

  test('Russian words of Windows-1251 are recognised without being told', () => {
    const letters = [...'абвгдежзийклмнопрстуфхцчшщъыьэюя АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩ'];
    const words = fc.string({ unit: fc.constantFrom(...letters), minLength: 1 });
    fc.assert(
      fc.property(
        // Those two letters are the byte order marks of UTF-16, and a mark decides.
        words.filter((some) => some.trim() !== '' && !/^(?:яю|юя)/.test(some)),
        (some) => {
          expect(valueIn(decodeText(inWindows1251(some), 'f')).text).toBe(some);
        },
      ),
    );
  });

  test('nothing that can be read from a disk makes it throw', () => {
    const encoding = fc.constantFrom(undefined, 'utf-8' as const, 'windows-1251' as const);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), encoding, (some, given) => {
        const read = decodeText(some, 'f', given);
        expect(read.ok ? read.value.text.trim() : read.fault.length).toBeTruthy();
      }),
    );
  });
});

describe('UTF-8 that was cut', () => {
  test('names the byte, the line and the column of the first broken character', () => {
    const cut = bytes(utf8('имя\r\nАн'), [0xd0], utf8(',а'));
    expect(faultsOf(decodeText(cut, 'staff.csv'))).toEqual([
      {
        file: 'staff.csv',
        line: 2,
        column: 3,
        field: null,
        fault: { code: 'file-utf8-cut', file: 'staff.csv', byte: 12 },
      },
    ]);
  });

  test('half a character at the very end is such a cut', () => {
    expect(faultOf(utf8('Анна').subarray(0, 7))).toMatchObject({ code: 'file-utf8-cut', byte: 6 });
  });

  test('as many broken characters as whole ones are Windows-1251', () => {
    const read = decodeText(bytes(utf8('я'), [0x20, 0xff]), 'f');
    expect(valueIn(read)).toEqual({ text: 'СЏ я', encoding: 'windows-1251' });
  });

  test('a file that says by its mark that it is UTF-8 is held to that', () => {
    expect(faultOf(bytes([0xef, 0xbb, 0xbf], inWindows1251('имя')))).toMatchObject({
      code: 'file-utf8-cut',
      byte: 3,
    });
  });

  test('is found where the platform finds it', () => {
    const strict = new TextDecoder('utf-8', { fatal: true });
    const isWhole = (some: Uint8Array): boolean => {
      try {
        strict.decode(some);
        return true;
      } catch {
        return false;
      }
    };
    const byte = fc.oneof(
      fc.constantFrom(0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xe0, 0xe1, 0xed, 0xee),
      fc.constantFrom(0xf0, 0xf1, 0xf4, 0xf5, 0xff),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 8 }), (some) => {
        const whole = Uint8Array.from(some);
        const { firstBroken, broken } = countUtf8(whole);
        expect(firstBroken === null).toBe(isWhole(whole));
        expect(broken > 0).toBe(firstBroken !== null);
        const replaced = [...new TextDecoder().decode(whole)].filter((char) => char === '\uFFFD');
        expect(broken).toBe(replaced.length);
        if (firstBroken !== null) expect(isWhole(whole.subarray(0, firstBroken))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an encoding that is given', () => {
  test('UTF-8 with broken bytes is refused, however few they are', () => {
    expect(faultOf(inWindows1251('name,имя'), 'utf-8')).toEqual({
      code: 'file-not-utf8',
      file: 'f',
      byte: 5,
    });
    expect(briefly(decodeText(inWindows1251('a\nимя'), 'f', 'utf-8'))).toEqual([
      '2:1 - file-not-utf8',
    ]);
  });

  test('Windows-1251 is believed even of valid UTF-8', () => {
    expect(valueIn(decodeText(utf8('имя'), 'f', 'windows-1251')).text).toBe('РёРјСЏ');
    expect(valueIn(decodeText(inWindows1251('яю'), 'f', 'windows-1251')).text).toBe('яю');
  });
});

describe('what is no text', () => {
  test.each([
    ['little-endian', [0xff, 0xfe, 0x69, 0]],
    ['big-endian', [0xfe, 0xff, 0, 0x69]],
  ])('UTF-16 by its mark, %s', (_, some) => {
    expect(faultOf(bytes(some))).toEqual({ code: 'file-utf16', file: 'f' });
    expect(faultOf(bytes(some), 'utf-8')).toEqual({ code: 'file-utf16', file: 'f' });
  });

  test('a NUL: a program, a picture, or UTF-16 without its mark', () => {
    expect(faultOf(bytes([0x69, 0, 0x6d, 0]))).toEqual({ code: 'file-binary', file: 'f', byte: 1 });
    expect(faultOf(utf8('имя\0'), 'windows-1251')).toMatchObject({ code: 'file-binary', byte: 6 });
    expect(briefly(decodeText(utf8('a\0'), 'f'))).toEqual(['-:- - file-binary']);
  });

  test.each([
    ['nothing', []],
    ['white space', [0x20, 0x0d, 0x0a, 0x09]],
    ['a mark alone', [0xef, 0xbb, 0xbf, 0x0a]],
  ])('%s', (_, some) => {
    expect(faultOf(bytes(some))).toEqual({ code: 'file-empty', file: 'f' });
  });
});
