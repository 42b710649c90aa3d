/** По-русски: что не так со значением, которое кто-то написал. */
import type { DomainFault } from '../../domain/fault.ts';
import { countRussian } from '../plural.ts';
import { listed, plain, quotedRussian } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

const PERIOD = 'sat,sun 10:00-16:00';

const PARTS = {
  days: {
    message: 'дни недели указаны второй раз',
    next: 'Перечислите все дни одним списком; другие часы в другие дни — это отдельный период: mon,wed,fri 09:00-18:00',
  },
  intervals: {
    message: 'часы указаны второй раз',
    next: 'Перечислите все часы одним списком через запятую: mon-fri 09:00-13:00,14:00-18:00',
  },
  dates: {
    message: 'даты указаны второй раз',
    next: 'Укажите одну первую и одну последнюю дату: 2026-12-31..2027-01-08',
  },
};

const NO_NUMBER = {
  'not-a-number': 'не похоже на номер телефона',
  'too-short': 'слишком коротко для номера телефона',
  'too-long': 'слишком длинно для номера телефона',
  country: 'начинается с кода страны, которого нет',
};

const NUMBER_NEXT = 'Укажите полный номер или добавочный из 2–5 цифр, например 102: +79161234567';

const TYPES: Partial<Record<string, string>> = {
  string: 'текст',
  number: 'число',
  int: 'целое число',
  boolean: 'true или false',
  array: 'список',
  object: 'объект',
  record: 'объект',
};

/** After «не больше» and «не меньше». */
const length = (count: number): string =>
  `${countRussian(count, 'символа', 'символов', 'символов')}, а в списке — ${countRussian(count, 'записи', 'записей', 'записей')}`;

const rangeText = (least: number | null, most: number | null): string => {
  if (least !== null && most !== null) return `от ${least} до ${most}`;
  if (least !== null) return `не меньше ${least}`;
  return most === null ? 'в допустимых пределах' : `не больше ${most}`;
};

const CRITERIA = {
  time: {
    message:
      'условие по времени действует только для пропущенных звонков, а такого типа у правила нет',
    next: 'Добавьте тип missed (--type missed,voicemail) или уберите условие: --time all',
  },
  callers: {
    message:
      'условие по номеру вызывающего действует только для пропущенных звонков, а такого типа у правила нет',
    next: 'Добавьте тип missed (--type missed,voicemail) или уберите условие: --callers all',
  },
};

export const valueFaults: Pick<FaultTexts, DomainFault['code']> = {
  'period-empty': () => ({
    message: 'период пуст',
    next: `Укажите дни, часы или даты — хотя бы что-то одно: ${PERIOD}`,
  }),
  'period-word-unknown': ({ word }) => ({
    message:
      plain(word) === ''
        ? 'текст обрывается: дальше ожидается день, час или дата'
        : `${quotedRussian(word)} — не день недели, не час и не дата`,
    next: `Укажите дни, часы или даты (для правила можно и all, working, non-working): ${PERIOD}`,
  }),
  'period-part-twice': ({ part }) => PARTS[part],
  'period-time-invalid': ({ time }) => ({
    message: `${quotedRussian(time)} — в этом месте не время суток`,
    next: 'Пишите часы от 00:00 до 23:59, конец — до 24:00, даты — как 2026-12-31: mon-fri 09:00-18:00',
  }),
  'period-interval-empty': ({ time }) => ({
    message: `часы и начинаются, и кончаются в ${plain(time)}`,
    next: 'Укажите другой конец; целый день пишут так: 00:00-24:00',
  }),
  'period-date-invalid': ({ date }) => ({
    message: `дня ${quotedRussian(date)} нет в календаре`,
    next: 'Укажите год, месяц и день: 2026-12-31',
  }),
  'period-dates-reversed': ({ first, last }) => ({
    message: `последняя дата ${plain(last)} раньше первой ${plain(first)}`,
    next: 'Сначала укажите раннюю дату: 2026-12-31..2027-01-08',
  }),
  'period-interval-open': ({ time }) => ({
    message: `у часов, которые начинаются в ${plain(time)}, нет конца`,
    next: 'Укажите начало и конец через дефис: mon-fri 09:00-18:00',
  }),
  'number-empty': () => ({ message: 'номер не указан', next: NUMBER_NEXT }),
  'number-from-excel': ({ text }) => ({
    message: `${quotedRussian(text)} — так Excel портит длинный номер: последние цифры потеряны`,
    next: 'Задайте столбцу в Excel формат «Текстовый», введите номер заново и снова сохраните файл: +79161234567',
  }),
  'number-unreadable': ({ text, why }) => ({
    message: `${quotedRussian(text)} ${NO_NUMBER[why]}`,
    next: NUMBER_NEXT,
  }),
  'field-missing': () => ({
    message: 'здесь нужно значение, а оно не указано',
    next: 'Укажите его и повторите',
  }),
  'field-unknown': ({ field }) => ({
    message: `поля ${quotedRussian(field)} нет`,
    next: 'Исправьте название поля или уберите его',
  }),
  'field-type': ({ expected }) => ({
    message: `здесь ожидается ${TYPES[expected] ?? plain(expected)}`,
    next: 'Исправьте значение и повторите',
  }),
  'field-value': ({ allowed }) => ({
    message: 'такое значение здесь недопустимо',
    next:
      allowed.length > 0
        ? `Укажите одно из этих: ${listed(allowed)}`
        : 'Исправьте значение и повторите',
  }),
  'field-too-long': ({ most }) => ({
    message: `слишком длинно: должно быть не больше ${length(most)}`,
    next: 'Сократите и повторите',
  }),
  'field-too-short': ({ least }) => ({
    message:
      least === 1
        ? 'здесь не должно быть пусто'
        : `слишком коротко: должно быть не меньше ${length(least)}`,
    next: 'Дополните и повторите',
  }),
  'field-range': ({ least, most }) => ({
    message: `число должно быть ${rangeText(least, most)}`,
    next: 'Укажите другое число и повторите',
  }),
  'field-format': ({ format }) => ({
    message: `значение не подходит, ожидается: ${plain(format)}`,
    next: 'Исправьте значение и повторите',
  }),
  'types-empty': () => ({
    message: 'не указан ни один тип уведомлений',
    next: 'Укажите missed, voicemail или оба: missed,voicemail',
  }),
  'criterion-without-missed': ({ criterion }) => CRITERIA[criterion],
  'callers-empty': () => ({
    message: 'нужно указать хотя бы одного вызывающего',
    next: 'Укажите all, vip или номера через запятую: +79161234567,+74951234567',
  }),
  'callers-not-listed': ({ id, kind }) => ({
    message: `правило ${id} — для ${kind === 'vip' ? 'VIP-номеров' : 'всех номеров'}, списка, который можно изменить, у него нет`,
    next: 'Укажите весь список: --callers +79161234567,+74951234567',
  }),
  'types-unknown': ({ text }) => ({
    message: `типа уведомлений ${quotedRussian(text)} нет`,
    next: 'Укажите missed, voicemail или оба: missed,voicemail',
  }),
  'instant-unreadable': ({ text }) => ({
    message: `${quotedRussian(text)} — не дата со временем`,
    next: 'Укажите дату, время и сдвиг от UTC: 2026-11-22T14:06:16+03:00',
  }),
  'moment-unreadable': ({ text }) => ({
    message: `${quotedRussian(text)} — не дата со временем`,
    next: 'Укажите дату и время, какие показывают часы АТС: "2026-11-28 11:20"',
  }),
  'start-impossible': ({ text, ahead }) => ({
    message: ahead
      ? `до ${plain(text)} больше суток, а вызов уже закончился`
      : `${plain(text)} — это раньше 2000 года`,
    next: 'Поправьте часы и часовой пояс там, откуда приходят вызовы',
  }),
  'callers-unknown': ({ text }) => ({
    message: `${quotedRussian(text)} — не all, не vip и не номер`,
    next: 'Укажите all, vip или номера через запятую: +79161234567,102',
  }),
  'instant-skipped': ({ text, zone }) => ({
    message: `времени ${quotedRussian(text)} в поясе ${plain(zone)} не было: часы перевели вперёд через него`,
    next: 'Укажите время на час позже или время со сдвигом от UTC: 2026-11-22T14:06:16+03:00',
  }),
  'zone-unknown': ({ text }) => ({
    message: `часовой пояс ${quotedRussian(text)} неизвестен`,
    next: 'Укажите название пояса по IANA: Europe/Moscow',
  }),
  'region-unknown': ({ text }) => ({
    message: `страна ${quotedRussian(text)} неизвестна`,
    next: 'Укажите код страны двумя заглавными латинскими буквами: RU',
  }),
  'duration-unreadable': ({ text }) => ({
    message: `${quotedRussian(text)} — не срок`,
    next: 'Укажите целое число и букву: m — минуты, h — часы, d — дни: 24h',
  }),
  'email-unreadable': ({ text }) => ({
    message: `${quotedRussian(text)} — не адрес e-mail`,
    next: 'Укажите один адрес, без имени и пробелов: anna@firm.ru',
  }),
  'name-empty': () => ({
    message: 'имя не указано',
    next: 'Укажите имя так, как его показывать: Анна Иванова',
  }),
  'extension-unreadable': ({ text }) => ({
    message: `${quotedRussian(text)} — не добавочный номер`,
    next: 'Укажите от 2 до 5 цифр и ничего больше: 102',
  }),
  'extension-as-number': ({ text }) => ({
    message: `${quotedRussian(text)} — добавочный, а здесь нужен полный номер`,
    next: 'Для добавочного есть своё поле, а здесь укажите полный номер: +79161234567',
  }),
  'subscriber-unreachable': () => ({
    message: 'у абонента нет ни номера, ни добавочного',
    next: 'Укажите хотя бы одно из двух, например добавочный 102 или номер +79161234567',
  }),
  'contact-without-numbers': () => ({
    message: 'у контакта нет ни одного номера',
    next: 'Укажите хотя бы один номер: +79161234567',
  }),
  'schedule-hours-dates': ({ text }) => ({
    message: `в ${quotedRussian(text)} есть даты, а часы недели задают без дат`,
    next: 'Укажите только дни и часы, например mon-fri 09:00-18:00; отдельные дни берут из файла: pbxctl schedule import exceptions.csv',
  }),
  'date-twice': ({ date }) => ({
    message: `дата ${plain(date)} указана дважды`,
    next: 'Оставьте каждую дату один раз',
  }),
};
