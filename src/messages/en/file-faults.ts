/** English: what is wrong with a file. */
import type { FileFault } from '../../domain/fault.ts';
import { countEnglish } from '../plural.ts';
import { codePoint, listed, plain, quotedEnglish } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

const MEGABYTE = 1024 * 1024;

const UNREADABLE: Partial<Record<string, string>> = {
  missing: 'there is no such file',
  folder: 'this is a folder, not a file',
  denied: 'you may not read this file',
};

const BROKEN = {
  'quote-open': 'a quotation mark opens here and none closes it',
  'quote-inside': 'a quotation mark stands within a cell that does not begin with one',
  'text-after-quote': 'text stands after the quotation mark that closes the cell',
};

const SAVE_AS_UTF8 = 'Save it from Excel as "CSV UTF-8 (Comma delimited)" and repeat';

const EXAMPLE_CALL =
  '[{"source": "test", "sourceCallId": "1", "startedAt": "2026-11-22T14:06:16+03:00", "subscriber": "101", "caller": {"number": "+79161234567"}, "kind": "multichannel", "straight": true, "outcome": "no-answer"}]';

const unknownCharacter = (found: string): string =>
  plain(found) === '' ? `the character ${codePoint(found)}` : quotedEnglish(found);

const RIGHT_FILE =
  'See that this is the right file, and name the columns in its first line as --help tells';

export const fileFaults: Pick<FaultTexts, FileFault['code']> = {
  'file-unreadable': ({ why }) => ({
    message: UNREADABLE[why] ?? `the file cannot be read: ${plain(why)}`,
    next: 'Check the path and your rights, then repeat; a relative path begins in the folder you are in',
  }),
  'file-too-large': ({ most }) => ({
    message: `the file is larger than ${Math.round(most / MEGABYTE)} MB`,
    next: 'Check that it is the right file, or divide it into several',
  }),
  'file-too-many': ({ most }) => ({
    message: `the file has more than ${countEnglish(most, 'entry', 'entries')}`,
    next: 'Divide it into several files',
  }),
  'file-empty': () => ({
    message: 'the file is empty',
    next: 'Check that it is the right file and that it was saved',
  }),
  'file-utf16': () => ({
    message: 'the file is written in UTF-16, which is not read here',
    next: SAVE_AS_UTF8,
  }),
  'file-binary': ({ byte }) => ({
    message: `this is not text: byte ${byte} is zero`,
    next: SAVE_AS_UTF8,
  }),
  'file-utf8-cut': ({ byte }) => ({
    message: `a letter is damaged here (byte ${byte}): the file was cut or two encodings were mixed`,
    next: 'Save or copy the file again; if it is in Windows-1251 after all, add: --encoding windows-1251',
  }),
  'file-not-utf8': ({ byte }) => ({
    message: `the file is not in UTF-8: byte ${byte} does not fit`,
    next: 'Leave --encoding out, or name the encoding that the file has: --encoding windows-1251',
  }),
  'csv-broken': ({ why }) => ({
    message: BROKEN[why],
    next: 'Put the whole cell in quotation marks and double each one within it: "Firm ""Rose"" Ltd"',
  }),
  'csv-column-missing': ({ columns }) => ({
    message:
      columns.length > 1
        ? `one of these columns is needed: ${listed(columns)}`
        : `there is no column ${listed(columns)}`,
    next: RIGHT_FILE,
  }),
  'csv-column-twice': ({ column }) => ({
    message: `the column ${plain(column)} is there twice`,
    next: 'Leave only one of the two',
  }),
  'csv-column-unknown': ({ column, known, nearest }) => ({
    message: `the column ${quotedEnglish(column)} is not known here${nearest === null ? '' : `; did you mean ${plain(nearest)}?`}; there are: ${listed(known)}`,
    next: RIGHT_FILE,
  }),
  'csv-cells': ({ expected, found }) => ({
    message: `the row has ${countEnglish(found, 'cell', 'cells')}, the heading has ${expected}`,
    next: 'Give each row as many cells as the heading, and put a cell that holds the divider in quotation marks: "+79161234567,+74951234567"',
  }),
  'cell-yes-no': ({ text }) => ({
    message: `${quotedEnglish(text)} is neither yes nor no`,
    next: 'Write yes or no, or leave the cell empty for no: yes',
  }),
  'row-nobody': () => ({
    message: 'the row names nobody: it has no number, no extension and no e-mail address',
    next: 'Give it at least one of the three, or take the row out',
  }),
  'value-twice': ({ value, line }) => ({
    message: `${quotedEnglish(value)} stands in line ${line} already`,
    next: 'Leave it in one of the two lines',
  }),
  'json-broken': ({ found }) => ({
    message:
      found === ''
        ? 'the JSON text ends too early'
        : `this is not JSON: ${unknownCharacter(found)} does not belong here`,
    next: 'Correct the file in this place; often a comma, a quotation mark or a bracket is missing or is one too many',
  }),
  'json-not-calls': () => ({
    message: 'this is neither a call nor a list of calls',
    next: `Write calls like this one: ${EXAMPLE_CALL}`,
  }),
  'calendar-unreadable': () => ({
    message: 'this is not a production calendar with weekends and with each month once',
    next: 'Take the JSON file of the year: https://xmlcalendar.ru/data/ru/2026/calendar.json',
  }),
  'date-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is not a date of the calendar`,
    next: 'Write year, month and day: 2026-12-31',
  }),
  'hours-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is not the hours of one day`,
    next: 'Write hours without days and dates, or leave the cell empty for a closed day: 09:00-18:00',
  }),
};
