import * as fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { describe, expect, it } from 'vitest';
import {
  callerNumber,
  displayNumber,
  isExtension,
  isRegion,
  parseNumber,
} from '../../src/domain/phone-number.ts';
import { anyUnits, forAll, nationalDigits, textOf, writtenForm } from './arbitraries.ts';

const RUNS = { numRuns: 300 };

const hostile = fc.oneof(
  anyUnits,
  textOf(
    '+',
    '7',
    '8',
    '00',
    '(',
    ')',
    ' ',
    '-',
    'e',
    'E',
    ',',
    '.',
    '916',
    '1234567',
    ' ext. 5',
    'доб.',
    '\u202e',
  ),
);

/** A country's code and then digits that are often no number that it could have. */
const foreign = fc
  .tuple(
    fc.constantFrom('+7', '+49', '+44', '+39', '+380', '+61', '+55', '+1', ''),
    fc.stringMatching(/^0{0,3}\d{4,12}$/),
  )
  .map((parts) => parts.join(''));

describe('A13: one number, however it is written', () => {
  it.each([
    '8 (916) 123-45-67',
    '+7 916 123-45-67',
    '79161234567',
    '916 123-45-67',
    '  +79161234567\n',
    '8-916-123-45-67',
    '+7(916)1234567',
    '+7 8 916 123-45-67',
    '９１６１２３４５６７',
  ])('%j is +79161234567', (text) => {
    expect(parseNumber(text, 'RU')).toEqual({ ok: true, value: '+79161234567' });
  });

  it('+7 and ten digits are what the library reads, too', () => {
    const digits = fc.stringMatching(/^\d{10}$/);
    forAll(
      fc.property(digits, fc.constantFrom('RU', 'KZ', 'DE'), (national, region) => {
        const text = `+7${national}`;
        expect(parseNumber(text, region)).toEqual({ ok: true, value: text });
        expect(parsePhoneNumberFromString(text)?.number).toBe(text);
      }),
      RUNS,
    );
  });

  it('reads every written form of a Russian number as one', () => {
    const forms = nationalDigits.chain((digits) =>
      writtenForm(digits).map((form) => ({ digits, form })),
    );
    forAll(
      fc.property(forms, ({ digits, form }) => {
        expect(parseNumber(form, 'RU')).toEqual({ ok: true, value: `+7${digits}` });
        expect(callerNumber(form, 'RU')).toBe(`+7${digits}`);
      }),
      RUNS,
    );
  });

  it.each([
    ['030 123456', 'DE', '+4930123456'],
    ['0161 496 0000', 'GB', '+441614960000'],
    ['+44 161 496 0000', 'RU', '+441614960000'],
    ['02 1234 5678', 'IT', '+390212345678'],
  ])('%j in region %s is %s', (text, region, number) => {
    expect(parseNumber(text, region)).toEqual({ ok: true, value: number });
  });

  it('reads only numbers with + where the region is none', () => {
    expect(parseNumber('+79161234567', 'XX')).toEqual({ ok: true, value: '+79161234567' });
    expect(parseNumber('89161234567', 'XX')).toMatchObject({
      ok: false,
      fault: { why: 'country' },
    });
  });

  it('gives its own output back', () => {
    forAll(
      fc.property(fc.oneof(hostile, foreign), (text) => {
        const read = parseNumber(text, 'RU');
        if (read.ok) expect(parseNumber(read.value, 'RU')).toEqual(read);
      }),
      { ...RUNS, examples: [['+490075628915024'], ['+55006282018115'], ['+9100075012482360']] },
    );
  });
});

describe('A13: two to five digits are an extension', () => {
  it.each(['10', '102', '0102', '99999'])('%s stays as it is', (text) => {
    expect(parseNumber(text, 'RU')).toEqual({ ok: true, value: text });
    expect(isExtension(text)).toBe(true);
  });

  it.each(['1', '123456', '10a', '+102', ' 102', '', '١٠٢'])('%j is none', (text) => {
    expect(isExtension(text)).toBe(false);
  });
});

describe('A13: what is neither is refused with the text and the reason', () => {
  it.each([
    ['1', 'too-short'],
    ['123456', 'too-short'],
    ['+7 916', 'too-short'],
    ['+7916123456789012', 'too-long'],
    ['8'.repeat(300), 'too-long'],
    ['+999 123456789', 'country'],
    ['anonymous', 'not-a-number'],
    ['+', 'not-a-number'],
    ['++79161234567', 'not-a-number'],
    ['tel:+79161234567', 'not-a-number'],
    ['8 (916) 123-45-67 доб. 5', 'not-a-number'],
    ['+7 916 123-45-67 ext. 5', 'not-a-number'],
    ['8 916 123-45-67, 8 916 123-45-68', 'not-a-number'],
    ['Анна', 'not-a-number'],
  ])('%j: %s', (text, why) => {
    expect(parseNumber(text, 'RU')).toEqual({
      ok: false,
      fault: { code: 'number-unreadable', text, why },
    });
  });

  it.each(['', '   ', '\n'])('%j is empty', (text) => {
    expect(parseNumber(text, 'RU')).toEqual({ ok: false, fault: { code: 'number-empty' } });
  });

  it.each(['7,91612E+10', '7.91612E+10', '7,91612e10', '8E+10', '-7,9E+10', '+7,9E+10'])(
    '%s is what Excel makes of a number',
    (text) => {
      expect(parseNumber(` ${text} `, 'RU')).toEqual({
        ok: false,
        fault: { code: 'number-from-excel', text },
      });
    },
  );

  it('never throws, and gives an extension or E.164 or a fault', () => {
    forAll(
      fc.property(hostile, fc.constantFrom('RU', 'DE', 'XX', ''), (text, region) => {
        const read = parseNumber(text, region);
        if (read.ok) expect(read.value).toMatch(/^(\d{2,5}|\+[1-9]\d{4,16})$/);
        else expect(read.fault.code).toMatch(/^number-/);
      }),
      RUNS,
    );
  });
});

describe('A13: the caller of a call is never refused', () => {
  it.each([
    ['8 (916) 123-45-67', '+79161234567'],
    ['79161234567', '+79161234567'],
    ['442071838750', '+442071838750'],
    ['+442071838750', '+442071838750'],
    ['900', '900'],
    ['102', '102'],
    ['1', '1'],
    [' anonymous ', 'anonymous'],
    ['7,91612E+10', '7,91612E+10'],
    ['+7 916 123-45-67 ext. 5', '+7 916 123-45-67 ext. 5'],
  ])('%j is kept as %s', (text, kept) => {
    expect(callerNumber(text, 'RU')).toBe(kept);
  });

  it.each([null, undefined, '', '  '])('a hidden number (%j) is null', (text) => {
    expect(callerNumber(text, 'RU')).toBeNull();
  });

  it('never throws and gives its own output back', () => {
    forAll(
      fc.property(fc.oneof(hostile, foreign), (text) => {
        const kept = callerNumber(text, 'RU');
        expect(callerNumber(kept, 'RU')).toBe(kept);
      }),
      { ...RUNS, examples: [['490075628915024'], ['31008396596']] },
    );
  });
});

describe('A13: the region', () => {
  it.each(['RU', 'DE', 'US'])('%s is one', (text) => {
    expect(isRegion(text)).toBe(true);
  });

  it.each(['ru', 'XX', '', 'RUS', '__proto__', 'constructor'])('%j is none', (text) => {
    expect(isRegion(text)).toBe(false);
  });
});

describe('A13: a number is shown as people write it', () => {
  it.each([
    ['+79161234567', '+7 916 123-45-67'],
    ['+442071838750', '+44 20 7183 8750'],
    ['102', '102'],
    ['anonymous', 'anonymous'],
    ['+', '+'],
    ['+1', '+1'],
    ['+999123', '+999123'],
    ['+75551234567', '+7 555 123-45-67'],
    ['+70000', '+70000'],
    ['+7 916 123-45-67 ext. 5', '+7 916 123-45-67 ext. 5'],
    ['+7 916 123-45-67, позже', '+7 916 123-45-67, позже'],
    ['+79161234567 <sip:x>', '+79161234567 <sip:x>'],
  ])('%j: %j', (number, shown) => {
    expect(displayNumber(number)).toBe(shown);
  });

  it('never throws, and shows every digit of it, + and all', () => {
    forAll(
      fc.property(fc.oneof(hostile, foreign), (text) => {
        if (!/^\+\d+$/.test(text)) expect(displayNumber(text)).toBe(text);
        const kept = callerNumber(text, 'RU') ?? '';
        if (/^\+\d+$/.test(kept)) expect(displayNumber(kept).replace(/[^+\d]/g, '')).toBe(kept);
      }),
      RUNS,
    );
  });
});
