import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseCallers,
  parseNumbers,
  parseTime,
  parseTypes,
  splitNumbers,
  writeCallers,
  writeTime,
} from '../../src/domain/criteria-text.ts';
import { period } from '../support/builders.ts';
import {
  anyUnits,
  forAll,
  nationalDigits,
  textOf,
  tidyPeriod,
  writtenForm,
} from './arbitraries.ts';

const unreadable = (text: string, why: string) => ({ code: 'number-unreadable', text, why });

describe('R4: types as text', () => {
  it.each([
    ['missed', ['missed']],
    ['voicemail', ['voicemail']],
    ['missed,voicemail', ['missed', 'voicemail']],
    [' Missed ; VOICEMAIL\n', ['missed', 'voicemail']],
    ['missed,', ['missed']],
  ])('%j', (text, types) => {
    expect(parseTypes(text)).toEqual({ ok: true, value: types });
  });

  it.each(['', ' ', ',', ' ;\n'])('an empty list (%j) is refused', (text) => {
    expect(parseTypes(text)).toEqual({ ok: false, fault: { code: 'types-empty' } });
  });

  it.each([
    ['missed,sms', 'sms'],
    ['missed voicemail', 'missed voicemail'],
    ['all', 'all'],
  ])('%j is refused because of %j', (text, word) => {
    expect(parseTypes(text)).toEqual({ ok: false, fault: { code: 'types-unknown', text: word } });
  });
});

describe('R5: time as text', () => {
  it.each([
    ['all', { kind: 'all' }],
    [' Working ', { kind: 'working' }],
    ['non-working', { kind: 'non-working' }],
    ['sat,sun', period('sat,sun')],
  ])('%j', (text, time) => {
    expect(parseTime(text)).toEqual({ ok: true, value: time });
  });

  it.each([
    ['', { code: 'period-empty' }],
    ['always', { code: 'period-word-unknown', word: 'always', text: 'always', at: 0 }],
    [' sat tue', { code: 'period-part-twice', part: 'days', text: ' sat tue', at: 5 }],
  ])('%j is refused', (text, fault) => {
    expect(parseTime(text)).toEqual({ ok: false, fault });
  });

  it('what is written is read as the same', () => {
    const time = fc.oneof(
      fc.constantFrom(
        { kind: 'all' as const },
        { kind: 'working' as const },
        { kind: 'non-working' as const },
      ),
      tidyPeriod,
    );
    forAll(
      fc.property(time, (any) => {
        expect(parseTime(writeTime(any))).toEqual({ ok: true, value: any });
      }),
    );
  });
});

describe('R6: callers as text', () => {
  it.each([
    ['all', { kind: 'all' }],
    [' VIP ', { kind: 'vip' }],
    ['102', { kind: 'listed', numbers: ['102'] }],
    ['8 916 123-45-67, 102', { kind: 'listed', numbers: ['+79161234567', '102'] }],
  ])('%j', (text, callers) => {
    expect(parseCallers(text, 'RU')).toEqual({ ok: true, value: callers });
  });

  it.each([
    ['', { code: 'callers-empty' }],
    [' , ;', { code: 'callers-empty' }],
    ['everybody', { code: 'callers-unknown', text: 'everybody' }],
    [' Анна ', { code: 'callers-unknown', text: 'анна' }],
    ['102,anna', unreadable('anna', 'not-a-number')],
    ['102,7,91612E+10', { code: 'number-from-excel', text: '7,91612E+10' }],
    ['7.91612E+10', { code: 'number-from-excel', text: '7.91612E+10' }],
  ])('%j is refused', (text, fault) => {
    expect(parseCallers(text, 'RU')).toEqual({ ok: false, fault });
  });

  it.each([
    [{ kind: 'all' as const }, 'all'],
    [{ kind: 'vip' as const }, 'vip'],
    [{ kind: 'listed' as const, numbers: ['+79161234567', '102'] }, '+79161234567,102'],
  ])('%j is written %j, and read as the same', (callers, text) => {
    expect(writeCallers(callers)).toBe(text);
    expect(parseCallers(text, 'RU')).toEqual({ ok: true, value: callers });
  });
});

describe('A13: several numbers in one text', () => {
  it.each([
    ['101,102;103\n104\r\n105', ['101', '102', '103', '104', '105']],
    ['101 102', ['101', '102']],
    ['+79161234567 +79161234568', ['+79161234567', '+79161234568']],
    ['8 916 123-45-67', ['8 916 123-45-67']],
    ['8 916 123-45-67, 8 (495) 123 45 67', ['8 916 123-45-67', '8 (495) 123 45 67']],
    ['101 reception', ['101 reception']],
    [' 101 ,, 102 ;', ['101', '102']],
    ['', []],
  ])('%j', (text, numbers) => {
    expect(splitNumbers(text, 'RU')).toEqual(numbers);
  });

  it('any numbers, each in any of its forms, divided by a comma, a semicolon or a line break', () => {
    const form = nationalDigits.chain(writtenForm).map((text) => text.trim());
    const divided = fc.tuple(
      fc.array(form, { minLength: 1, maxLength: 5 }),
      fc.constantFrom(',', ';', '\n', ' , '),
    );
    forAll(
      fc.property(divided, ([forms, divider]) => {
        expect(splitNumbers(forms.join(divider), 'RU')).toEqual(forms);
      }),
    );
  });

  it('in their one form, none of them refused and none left out', () => {
    expect(parseNumbers('8 916 123-45-67; 102', 'RU')).toEqual({
      ok: true,
      value: ['+79161234567', '102'],
    });
    expect(parseNumbers('102 anna', 'RU')).toEqual({
      ok: false,
      fault: unreadable('102 anna', 'not-a-number'),
    });
    expect(parseNumbers(' ', 'RU')).toEqual({ ok: false, fault: { code: 'callers-empty' } });
  });

  it('whatever is typed, nothing of it is lost', () => {
    const typed = fc.oneof(
      anyUnits,
      textOf('101', ' ', ',', ';', '8 916 123-45-67', '+7', '\n', 'E+10'),
    );
    const letters = (text: string): string => text.replace(/[\s,;]/g, '');
    forAll(
      fc.property(typed, (text) => {
        expect(letters(splitNumbers(text, 'RU').join(''))).toBe(letters(text));
        expect(['listed', 'all', 'vip', undefined]).toContain(kindOf(text));
      }),
    );
  });
});

const kindOf = (text: string): string | undefined => {
  const read = parseCallers(text, 'RU');
  return read.ok ? read.value.kind : undefined;
};
