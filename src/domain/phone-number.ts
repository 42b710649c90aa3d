/** Phone numbers: E.164 or an extension of 2 to 5 digits (A13). */
import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js';
import { fail, type NumberFault, ok, type Result } from './fault.ts';

type Unreadable = Extract<NumberFault, { code: 'number-unreadable' }>['why'];

const EXTENSION = /^\d{2,5}$/;
/** `7,91612E+10`: what Excel makes of a long number. */
const EXCEL = /^[+-]?\d+(?:[.,]\d+)?e\+?\d+$/i;
/** People here put hyphens where the library puts spaces; and it need not be loaded for a list of these. */
const RUSSIAN = /^\+7(\d{3})(\d{3})(\d\d)(\d\d)$/;
const REASONS: Partial<Record<string, Unreadable>> = {
  TOO_SHORT: 'too-short',
  TOO_LONG: 'too-long',
  INVALID_COUNTRY: 'country',
};

export const isExtension = (text: string): boolean => EXTENSION.test(text);

export const isRegion = (text: string): text is CountryCode => isSupportedCountry(text);

/** A number of Russia or Kazakhstan in full: of that the library says only what it says itself, and takes its time. */
const SEVEN = /^\+7\d{10}$/;

const readE164 = (text: string, region: string): Result<string, Unreadable> => {
  if (SEVEN.test(text)) return ok(text);
  const options = isRegion(region)
    ? { defaultCountry: region, extract: false }
    : { extract: false };
  const wrong = validatePhoneNumberLength(text, options);
  if (wrong) return fail(REASONS[wrong] ?? 'not-a-number');
  const number = parsePhoneNumberFromString(text, options);
  if (!number || number.ext) return fail('not-a-number');
  // Of a prefix written twice (`+49 0 030…`) each reading takes one away: what is left must read as itself.
  return number.number === text ? ok(text) : readE164(number.number, region);
};

/**
 * The one form of a number that a person wrote: `8 (916) 123-45-67` is `+79161234567`, `102` stays `102`.
 * @param region the country of numbers without `+`, as in ISO 3166: `RU`
 */
export const parseNumber = (text: string, region: string): Result<string, NumberFault> => {
  const trimmed = text.trim();
  if (trimmed === '') return fail({ code: 'number-empty' });
  if (isExtension(trimmed)) return ok(trimmed);
  if (EXCEL.test(trimmed)) return fail({ code: 'number-from-excel', text: trimmed });
  const read = readE164(trimmed, region);
  return read.ok ? read : fail({ code: 'number-unreadable', text: trimmed, why: read.fault });
};

/**
 * A call's caller is never refused (A13): his number in E.164 if it can be, with a `+` before it too; else the
 * text as it came. A hidden number is null.
 */
export const callerNumber = (text: string | null | undefined, region: string): string | null => {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return null;
  if (isExtension(trimmed)) return trimmed;
  const asWritten = readE164(trimmed, region);
  const read = asWritten.ok ? asWritten : readE164(`+${trimmed}`, region);
  return read.ok ? read.value : trimmed;
};

/** The number as people write it: `+7 916 123-45-67`; an extension or other text stays as it is. */
export const displayNumber = (text: string): string => {
  const russian = RUSSIAN.exec(text);
  if (russian) return `+7 ${russian[1]} ${russian[2]}-${russian[3]}-${russian[4]}`;
  const number = /^\+\d+$/.test(text) ? parsePhoneNumberFromString(text) : undefined;
  return number?.isPossible() ? number.formatInternational() : text;
};
