/** По-русски: что не так с файлом. */
import type { FileFault } from '../../domain/fault.ts';
import { countRussian } from '../plural.ts';
import { codePoint, listed, plain, quotedRussian } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

const MEGABYTE = 1024 * 1024;

const UNREADABLE: Partial<Record<string, string>> = {
  missing: 'такого файла нет',
  folder: 'это папка, а не файл',
  denied: 'нет права читать этот файл',
};

const BROKEN = {
  'quote-open': 'кавычка здесь открыта, но нигде не закрыта',
  'quote-inside': 'кавычка стоит внутри ячейки, которая начинается не с кавычки',
  'text-after-quote': 'после закрывающей кавычки ячейки стоит текст',
};

const SAVE_AS_UTF8 = 'Сохраните его из Excel как «CSV UTF-8 (разделитель — запятая)» и повторите';

const EXAMPLE_CALL =
  '[{"source": "test", "sourceCallId": "1", "startedAt": "2026-11-22T14:06:16+03:00", "subscriber": "101", "caller": {"number": "+79161234567"}, "kind": "multichannel", "straight": true, "outcome": "no-answer"}]';

const unknownCharacter = (found: string): string =>
  plain(found) === '' ? `символ ${codePoint(found)}` : quotedRussian(found);

const RIGHT_FILE =
  'Проверьте, тот ли это файл; столбцы в его первой строке называются так, как говорит --help';

export const fileFaults: Pick<FaultTexts, FileFault['code']> = {
  'file-unreadable': ({ why }) => ({
    message: UNREADABLE[why] ?? `файл не читается: ${plain(why)}`,
    next: 'Проверьте путь и права и повторите; относительный путь отсчитывается от текущей папки',
  }),
  'file-too-large': ({ most }) => ({
    message: `файл больше ${Math.round(most / MEGABYTE)} МБ`,
    next: 'Проверьте, тот ли это файл, или разделите его на несколько',
  }),
  'file-too-many': ({ most }) => ({
    message: `в файле больше ${countRussian(most, 'записи', 'записей', 'записей')}`,
    next: 'Разделите его на несколько файлов',
  }),
  'file-empty': () => ({
    message: 'файл пуст',
    next: 'Проверьте, тот ли это файл и сохранён ли он',
  }),
  'file-utf16': () => ({
    message: 'файл записан в UTF-16, эта кодировка здесь не читается',
    next: SAVE_AS_UTF8,
  }),
  'file-binary': ({ byte }) => ({
    message: `это не текст: байт ${byte} равен нулю`,
    next: SAVE_AS_UTF8,
  }),
  'file-utf8-cut': ({ byte }) => ({
    message: `здесь повреждена буква (байт ${byte}): файл обрезан или в нём смешаны кодировки`,
    next: 'Сохраните или скопируйте файл заново; если это всё же Windows-1251, добавьте: --encoding windows-1251',
  }),
  'file-not-utf8': ({ byte }) => ({
    message: `файл не в UTF-8: байт ${byte} не подходит`,
    next: 'Не указывайте --encoding или укажите кодировку файла: --encoding windows-1251',
  }),
  'csv-broken': ({ why }) => ({
    message: BROKEN[why],
    next: 'Возьмите всю ячейку в кавычки, а кавычки внутри неё удвойте: "ООО ""Ромашка"""',
  }),
  'csv-column-missing': ({ columns }) => ({
    message:
      columns.length > 1
        ? `нужен хотя бы один из столбцов: ${listed(columns)}`
        : `нет столбца ${listed(columns)}`,
    next: RIGHT_FILE,
  }),
  'csv-column-twice': ({ column }) => ({
    message: `столбец ${plain(column)} указан дважды`,
    next: 'Оставьте один из двух',
  }),
  'csv-column-unknown': ({ column, known, nearest }) => ({
    message: `столбец ${quotedRussian(column)} здесь не знают${nearest === null ? '' : `; возможно, это ${plain(nearest)}`}; есть: ${listed(known)}`,
    next: RIGHT_FILE,
  }),
  'csv-cells': ({ expected, found }) => ({
    message: `в строке ${countRussian(found, 'ячейка', 'ячейки', 'ячеек')}, а в заголовке ${expected}`,
    next: 'Пусть в каждой строке будет столько же ячеек, сколько в заголовке; ячейку, в которой есть разделитель, возьмите в кавычки: "+79161234567,+74951234567"',
  }),
  'cell-yes-no': ({ text }) => ({
    message: `${quotedRussian(text)} — не «да» и не «нет»`,
    next: 'Напишите да или нет; пустая ячейка значит «нет»: да',
  }),
  'row-nobody': () => ({
    message: 'неясно, о ком строка: в ней нет ни номера, ни добавочного, ни e-mail',
    next: 'Укажите хотя бы одно из трёх или уберите строку',
  }),
  'value-twice': ({ value, line }) => ({
    message: `${quotedRussian(value)} уже есть в строке ${line}`,
    next: 'Оставьте его в одной из двух строк',
  }),
  'json-broken': ({ found }) => ({
    message:
      found === '' ? 'текст JSON обрывается' : `это не JSON, мешает ${unknownCharacter(found)}`,
    next: 'Исправьте файл в этом месте; часто запятая, кавычка или скобка пропущена или лишняя',
  }),
  'json-not-calls': () => ({
    message: 'это не вызов и не список вызовов',
    next: `Запишите вызовы так: ${EXAMPLE_CALL}`,
  }),
  'calendar-unreadable': () => ({
    message: 'это не производственный календарь с выходными, где каждый месяц указан один раз',
    next: 'Возьмите файл JSON за нужный год: https://xmlcalendar.ru/data/ru/2026/calendar.json',
  }),
  'date-unreadable': ({ text }) => ({
    message: `даты ${quotedRussian(text)} нет в календаре`,
    next: 'Укажите год, месяц и день: 2026-12-31',
  }),
  'hours-unreadable': ({ text }) => ({
    message: `${quotedRussian(text)} — не часы одного дня`,
    next: 'Укажите часы без дней и дат; для выходного оставьте ячейку пустой: 09:00-18:00',
  }),
};
