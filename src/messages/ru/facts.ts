/** По-русски: факты, которые решают о вызове, и причины решений. */
import type { CallKind, Outcome } from '../../domain/call.ts';
import type { Weekday } from '../../domain/interval.ts';
import { once } from '../../domain/remembered.ts';
import type { MissingFact } from '../../domain/verdict.ts';
import { beganTheDayBefore, hoursText, momentText } from '../moment.ts';
import { plain, quotedRussian } from '../quote.ts';
import type { FactTexts, ReasonTexts } from '../types.ts';
import { words } from './words.ts';

const ON_DAY: Record<Weekday, string> = {
  mon: 'в понедельник',
  tue: 'во вторник',
  wed: 'в среду',
  thu: 'в четверг',
  fri: 'в пятницу',
  sat: 'в субботу',
  sun: 'в воскресенье',
};

const KINDS: Record<CallKind, string> = {
  internal: 'внутренний вызов',
  multichannel: 'вызов на многоканальный номер, напрямую',
  direct: 'внешний вызов на собственный номер абонента',
  unknown: 'каким бы ни был вид вызова',
};

const OUTCOMES: Record<Outcome, string> = {
  'no-answer': 'время ожидания ответа истекло',
  'caller-cancelled': 'звонивший положил трубку раньше, чем истекло время ожидания ответа',
  answered: 'на вызов ответили',
  'answered-elsewhere': 'на вызов ответил кто-то другой',
  busy: 'линия была занята',
  declined: 'вызов отклонили',
  unavailable: 'телефон был недоступен',
  denied: 'вызов запрещён на АТС',
  failed: 'вызов не состоялся по технической причине',
  unknown: 'неизвестно, чем закончился вызов',
};

const MISSING: Record<MissingFact, string> = {
  outcome: 'чем закончился вызов',
  kind: 'какого он вида',
  straight: 'пришёл ли он абоненту напрямую',
};

const NOT_STRAIGHT = 'вызов пришёл не напрямую: через меню, очередь или группу';
const NOT_NOTIFIED =
  'о внешних вызовах на собственный номер абонента не уведомляют (настройка notifyDirectExternal)';

const twoOrMore = once(() => new Intl.ListFormat('ru', { type: 'conjunction' }));

export const facts: FactTexts = {
  'rang-out': ({ kind }) => `время ожидания ответа истекло (${KINDS[kind]})`,
  'ended-otherwise': ({ outcome }) => OUTCOMES[outcome],
  'not-straight': () => NOT_STRAIGHT,
  'direct-not-notified': () => NOT_NOTIFIED,
  'voice-message-left': () => 'оставлено голосовое сообщение',
  'no-voice-message': () => 'голосовое сообщение не оставлено',
  'not-known': ({ missing }) =>
    missing.length > 0
      ? `неизвестно, ${twoOrMore().format(missing.map((fact) => MISSING[fact]))}`
      : 'о вызове известно не всё',
  'in-working-hours': (at) => {
    const moment = `в рабочее время: ${words.shortWeekdays[at.weekday]} ${plain(at.time)}`;
    const hours = hoursText(at);
    if (beganTheDayBefore(at)) {
      return `${moment} (${hours} предыдущего дня${at.exception ? ', исключение' : ''})`;
    }
    return at.exception
      ? `${moment}, ${plain(at.date)} — исключение: ${hours}`
      : `${moment} (${hours})`;
  },
  'outside-working-hours': (at) => {
    const moment = `в нерабочее время: ${words.shortWeekdays[at.weekday]} ${plain(at.time)}`;
    const hours = hoursText(at);
    if (at.exception) {
      return `${moment}, ${plain(at.date)} — исключение: ${hours || 'закрыто'}`;
    }
    return hours ? `${moment} (${hours})` : `${moment}, ${ON_DAY[at.weekday]} рабочих часов нет`;
  },
  'in-period': (at) =>
    `в периоде ${plain(at.period)}: ${momentText(at, words.shortWeekdays[at.weekday])}`,
  'outside-period': (at) =>
    `вне периода ${plain(at.period)}: ${momentText(at, words.shortWeekdays[at.weekday])}`,
  'caller-listed': ({ number }) => `номер ${plain(number)} есть среди номеров правила`,
  'caller-not-listed': ({ number }) => `номера ${plain(number)} нет среди номеров правила`,
  'caller-vip': ({ number, name }) => `номер ${plain(number)} — VIP-номер: ${plain(name)}`,
  'caller-not-vip': ({ number }) => `номер ${plain(number)} — не VIP-номер`,
  'caller-hidden': () => 'номер скрыт, поэтому он не указанный и не VIP-номер',
  'caller-no-number': ({ text }) =>
    `вместо номера передано ${quotedRussian(text)}, это не указанный и не VIP-номер`,
};

export const reasons: ReasonTexts = {
  matched: 'вызов подходит под правило уведомления',
  'missing-facts': 'о вызове известно слишком мало',
  'no-such-subscriber': 'абонента с таким номером на АТС нет',
  'too-old': 'вызов начался слишком давно (настройка notifyMaxAge)',
  past: 'взят из прошлого, а о прошлом не уведомляют',
  'no-rules': 'у абонента нет правил уведомления',
  'not-straight': NOT_STRAIGHT,
  'direct-not-notified': NOT_NOTIFIED,
  'no-rule-matches': 'вызов не подходит ни под одно правило уведомления абонента',
  'caller-cancelled': OUTCOMES['caller-cancelled'],
  answered: OUTCOMES.answered,
  'answered-elsewhere': OUTCOMES['answered-elsewhere'],
  busy: OUTCOMES.busy,
  declined: OUTCOMES.declined,
  unavailable: OUTCOMES.unavailable,
  denied: OUTCOMES.denied,
  failed: OUTCOMES.failed,
};
