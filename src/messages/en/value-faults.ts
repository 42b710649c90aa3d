/** English: what is wrong with a value that somebody wrote. */
import type { DomainFault } from '../../domain/fault.ts';
import { countEnglish } from '../plural.ts';
import { listed, plain, quotedEnglish } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

const PERIOD = 'sat,sun 10:00-16:00';

const PARTS = {
  days: {
    message: 'the days of the week stand here a second time',
    next: 'Write all days as one list; other hours on other days are a period of their own: mon,wed,fri 09:00-18:00',
  },
  intervals: {
    message: 'the hours stand here a second time',
    next: 'Write all hours as one list, divided by commas: mon-fri 09:00-13:00,14:00-18:00',
  },
  dates: {
    message: 'the dates stand here a second time',
    next: 'Write one first and one last date: 2026-12-31..2027-01-08',
  },
};

const NO_NUMBER = {
  'not-a-number': 'is not a phone number',
  'too-short': 'is too short for a phone number',
  'too-long': 'is too long for a phone number',
  country: 'begins with a country code that does not exist',
};

const NUMBER_NEXT =
  'Write a full number, or an extension of 2 to 5 digits such as 102: +79161234567';

const TYPES: Partial<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const rangeText = (least: number | null, most: number | null): string => {
  if (least !== null && most !== null) return `from ${least} to ${most}`;
  if (least !== null) return `${least} or more`;
  return most === null ? 'within its limits' : `${most} or less`;
};

const CRITERIA = {
  time: {
    message: 'a time criterion works for missed calls only, and the rule does not have that type',
    next: 'Add the type missed (--type missed,voicemail), or take the time out: --time all',
  },
  callers: {
    message: 'a caller criterion works for missed calls only, and the rule does not have that type',
    next: 'Add the type missed (--type missed,voicemail), or take the callers out: --callers all',
  },
};

export const valueFaults: Pick<FaultTexts, DomainFault['code']> = {
  'period-empty': () => ({
    message: 'the period is empty',
    next: `Write days, hours or dates, at least one of them: ${PERIOD}`,
  }),
  'period-word-unknown': ({ word }) => ({
    message:
      plain(word) === ''
        ? 'the text ends too early: a day, an hour or a date should follow'
        : `${quotedEnglish(word)} is not a day, an hour or a date`,
    next: `Write days, hours or dates (for a rule also all, working or non-working): ${PERIOD}`,
  }),
  'period-part-twice': ({ part }) => PARTS[part],
  'period-time-invalid': ({ time }) => ({
    message: `${quotedEnglish(time)} is not a time of day that can stand here`,
    next: 'Write hours from 00:00 to 23:59, the end also 24:00, and dates like 2026-12-31: mon-fri 09:00-18:00',
  }),
  'period-interval-empty': ({ time }) => ({
    message: `the hours begin and end at ${plain(time)}`,
    next: 'Write another end; a whole day is: 00:00-24:00',
  }),
  'period-date-invalid': ({ date }) => ({
    message: `the calendar has no day ${quotedEnglish(date)}`,
    next: 'Write year, month and day: 2026-12-31',
  }),
  'period-dates-reversed': ({ first, last }) => ({
    message: `the last date ${plain(last)} is before the first date ${plain(first)}`,
    next: 'Write the earlier date first: 2026-12-31..2027-01-08',
  }),
  'period-interval-open': ({ time }) => ({
    message: `the hours that begin at ${plain(time)} have no end`,
    next: 'Write beginning and end with a hyphen between them: mon-fri 09:00-18:00',
  }),
  'number-empty': () => ({ message: 'there is no number', next: NUMBER_NEXT }),
  'number-from-excel': ({ text }) => ({
    message: `${quotedEnglish(text)} is what Excel makes of a long number; the last digits are lost`,
    next: 'Format the column as text in Excel, enter the number again and export the file again: +79161234567',
  }),
  'number-unreadable': ({ text, why }) => ({
    message: `${quotedEnglish(text)} ${NO_NUMBER[why]}`,
    next: NUMBER_NEXT,
  }),
  'field-missing': () => ({
    message: 'a value is needed here and none is given',
    next: 'Give it and repeat',
  }),
  'field-unknown': ({ field }) => ({
    message: `there is no field ${quotedEnglish(field)}`,
    next: 'Correct its name or take it out',
  }),
  'field-type': ({ expected }) => ({
    message: `this should be ${TYPES[expected] ?? plain(expected)}`,
    next: 'Correct the value and repeat',
  }),
  'field-value': ({ allowed }) => ({
    message: 'this value is not among those allowed',
    next:
      allowed.length > 0
        ? `Write one of these: ${listed(allowed)}`
        : 'Correct the value and repeat',
  }),
  'field-too-long': ({ most }) => ({
    message: `this is too long: at most ${countEnglish(most, 'character', 'characters')}, or in a list ${countEnglish(most, 'entry', 'entries')}`,
    next: 'Shorten it and repeat',
  }),
  'field-too-short': ({ least }) => ({
    message:
      least === 1
        ? 'this must not be empty'
        : `this is too short: at least ${countEnglish(least, 'character', 'characters')}, or in a list ${countEnglish(least, 'entry', 'entries')}`,
    next: 'Complete it and repeat',
  }),
  'field-range': ({ least, most }) => ({
    message: `the number should be ${rangeText(least, most)}`,
    next: 'Give another number and repeat',
  }),
  'field-format': ({ format }) => ({
    message: `this does not fit; expected: ${plain(format)}`,
    next: 'Correct the value and repeat',
  }),
  'types-empty': () => ({
    message: 'no type of notification is named',
    next: 'Name missed, voicemail or both: missed,voicemail',
  }),
  'criterion-without-missed': ({ criterion }) => CRITERIA[criterion],
  'callers-empty': () => ({
    message: 'at least one caller has to be named',
    next: 'Name all, vip or numbers divided by commas: +79161234567,+74951234567',
  }),
  'callers-not-listed': ({ id, kind }) => ({
    message: `rule ${id} is for ${kind === 'vip' ? 'VIP numbers' : 'all numbers'} and has no list that could be changed`,
    next: 'Give the whole list instead: --callers +79161234567,+74951234567',
  }),
  'types-unknown': ({ text }) => ({
    message: `${quotedEnglish(text)} is not a type of notification`,
    next: 'Name missed, voicemail or both: missed,voicemail',
  }),
  'instant-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is not a date with a time`,
    next: 'Write date, time and the offset from UTC: 2026-11-22T14:06:16+03:00',
  }),
  'moment-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is not a date with a time`,
    next: 'Write date and time as the clocks of the PBX show them: "2026-11-28 11:20"',
  }),
  'start-impossible': ({ text, ahead }) => ({
    message: ahead
      ? `${plain(text)} is more than a day in the future, yet the call is over`
      : `${plain(text)} is before the year 2000`,
    next: 'Set the clock and the time zone of what reports the calls',
  }),
  'callers-unknown': ({ text }) => ({
    message: `${quotedEnglish(text)} is neither all, nor vip, nor a number`,
    next: 'Write all, vip, or numbers divided by commas: +79161234567,102',
  }),
  'instant-skipped': ({ text, zone }) => ({
    message: `the clocks of ${plain(zone)} never showed ${quotedEnglish(text)}: they were put forward over it`,
    next: 'Give a time an hour later, or one with its offset from UTC: 2026-11-22T14:06:16+03:00',
  }),
  'zone-unknown': ({ text }) => ({
    message: `${quotedEnglish(text)} is not a time zone that is known here`,
    next: 'Write its IANA name: Europe/Moscow',
  }),
  'region-unknown': ({ text }) => ({
    message: `${quotedEnglish(text)} is not a country that is known here`,
    next: 'Write its code of two capital letters: RU',
  }),
  'duration-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is not a length of time`,
    next: 'Write a whole number with m for minutes, h for hours or d for days: 24h',
  }),
  'email-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is not an e-mail address`,
    next: 'Write one address without a name and without spaces: anna@firm.ru',
  }),
  'name-empty': () => ({
    message: 'the name is empty',
    next: 'Write the name as it should be shown: Anna Ivanova',
  }),
  'extension-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is not an extension`,
    next: 'Write 2 to 5 digits and nothing else: 102',
  }),
  'extension-as-number': ({ text }) => ({
    message: `${quotedEnglish(text)} is an extension, and here a full number is needed`,
    next: 'Leave the extension to its own field and write a full number here: +79161234567',
  }),
  'subscriber-unreachable': () => ({
    message: 'the subscriber has neither a number nor an extension',
    next: 'Give at least one of the two, such as the extension 102 or the number +79161234567',
  }),
  'contact-without-numbers': () => ({
    message: 'the contact has no number',
    next: 'Give at least one number: +79161234567',
  }),
  'schedule-hours-dates': ({ text }) => ({
    message: `${quotedEnglish(text)} has dates, and weekly hours have none`,
    next: 'Write days and hours only, such as mon-fri 09:00-18:00; single days come from a file: pbxctl schedule import exceptions.csv',
  }),
  'date-twice': ({ date }) => ({
    message: `the date ${plain(date)} is named twice`,
    next: 'Leave each date only once',
  }),
};
