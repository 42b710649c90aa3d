/** The written forms of a rule's types, time and callers, for flags, files and output. */
import { type DomainFault, fail, ok, type Result } from './fault.ts';
import { parsePeriod, writePeriod } from './period-text.ts';
import { parseNumber } from './phone-number.ts';
import { type Callers, NOTIFICATION_TYPES, type NotificationType, type Time } from './rule.ts';

/** The comma within `7,91612E+10` divides nothing: the whole is named as what Excel made of a number. */
const SEPARATORS = /[;\r\n]+|,(?!\d+E\+?\d)/i;

/** `missed,voicemail`; an empty list is refused (R4). */
export const parseTypes = (text: string): Result<NotificationType[], DomainFault> => {
  const words = text.split(SEPARATORS).map((word) => word.trim());
  const named = words.filter(Boolean);
  if (named.length === 0) return fail({ code: 'types-empty' });
  const types: NotificationType[] = [];
  for (const word of named) {
    const type = NOTIFICATION_TYPES.find((name) => name === word.toLowerCase());
    if (!type) return fail({ code: 'types-unknown', text: word });
    types.push(type);
  }
  return ok(types);
};

/** `all`, `working`, `non-working` or a period in its written form (R5, A12). */
export const parseTime = (text: string): Result<Time, DomainFault> => {
  const word = text.trim().toLowerCase();
  if (word === 'all' || word === 'working' || word === 'non-working') return ok({ kind: word });
  return parsePeriod(text);
};

export const writeTime = (time: Time): string =>
  time.kind === 'period' ? writePeriod(time) : time.kind;

/**
 * Several numbers in one text: divided by `,` `;` or a line break, or by spaces if the whole is no number and
 * every piece is one.
 */
export const splitNumbers = (text: string, region: string): string[] => {
  const isNumber = (piece: string): boolean => parseNumber(piece, region).ok;
  return text
    .split(SEPARATORS)
    .map((piece) => piece.trim())
    .filter(Boolean)
    .flatMap((piece) => {
      const words = piece.split(/\s+/);
      return !isNumber(piece) && words.every(isNumber) ? words : [piece];
    });
};

/** Several numbers in any form, in their one form. */
export const parseNumbers = (text: string, region: string): Result<string[], DomainFault> => {
  const numbers: string[] = [];
  for (const piece of splitNumbers(text, region)) {
    const number = parseNumber(piece, region);
    if (!number.ok) return number;
    numbers.push(number.value);
  }
  return numbers.length === 0 ? fail({ code: 'callers-empty' }) : ok(numbers);
};

/** `all`, `vip` or numbers (R6). */
export const parseCallers = (text: string, region: string): Result<Callers, DomainFault> => {
  const word = text.trim().toLowerCase();
  if (word === 'all' || word === 'vip') return ok({ kind: word });
  if (/^\p{L}+$/u.test(word)) return fail({ code: 'callers-unknown', text: word });
  const numbers = parseNumbers(text, region);
  return numbers.ok ? ok({ kind: 'listed', numbers: numbers.value }) : numbers;
};

export const writeCallers = (callers: Callers): string =>
  callers.kind === 'listed' ? callers.numbers.join(',') : callers.kind;
