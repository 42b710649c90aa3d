/** По-русски: справка о командах calls и notifications. */
import type { HelpTexts } from '../../types.ts';

export const calls: HelpTexts = {
  'Explain why somebody was told of a call, or not: each rule with the fact that decided it.':
    'Объяснить, почему о вызове уведомили или нет: каждое правило и факт, который решил.',
  'id of the call, as calls list shows it': 'id вызова, его показывает calls list',
  'List the calls that were reported, the newest first, each with its verdict.':
    'Показать принятые вызовы, сначала новые, и решение по каждому.',
  'only with this verdict': 'только с таким решением',
  'only to this subscriber: number, extension, e-mail or name':
    'только этому абоненту: номер, добавочный, e-mail или имя',
  'Report finished calls: each is judged by the rules, and what is due is queued.':
    'Передать завершённые вызовы: по каждому решают правила, уведомления ставятся в очередь.',
  'JSON (one call or an array of them) or NDJSON (one call a line). The same call reported twice is one call. A call that cannot be read is refused, the others are taken.':
    'JSON (один вызов или массив) или NDJSON (один вызов в строке). Вызов, переданный дважды, считается одним. Вызов, который нельзя прочесть, отклоняется, остальные принимаются.',

  'List the notifications that were sent, wait or failed, newest first.':
    'Показать уведомления, отправленные, ждущие и не доставленные, сначала новые.',
  'only with this status': 'только в таком состоянии',
  'only by this channel': 'только по этому каналу',
  'only made since then: 7d, 12h, 2026-11-20 or "2026-11-20 10:00"':
    'только созданные с этого времени: 7d, 12h, 2026-11-20 или "2026-11-20 10:00"',
  'Show notifications with every attempt: when, and what the server answered.':
    'Показать уведомления и каждую попытку: когда, и что ответил сервер.',
  'Try failed notifications again, from now on like new ones.':
    'Отправить не доставленные уведомления ещё раз, теперь как новые.',
  'Send a subscriber a test message, and wait for what becomes of it.':
    'Отправить абоненту проверочное сообщение и дождаться, что с ним станет.',
  'It goes the way of every notification. On a PBX in a file this command sends it itself, by PBX_SMTP_URL and PBX_MAIL_FROM, or PBX_TELEGRAM_TOKEN; on a PBX service the service does. What the server answered is told; exit code 1 if it was not delivered.':
    'Оно идёт тем же путём, что и любое уведомление. На АТС в файле его отправляет сама команда, через PBX_SMTP_URL от PBX_MAIL_FROM или через PBX_TELEGRAM_TOKEN, на сервисе АТС — сервис. Команда говорит, что ответил сервер; код выхода 1, если сообщение не доставлено.',
  'where it goes': 'куда оно идёт',
  'number, extension, e-mail or name of the subscriber':
    'номер, добавочный, e-mail или имя абонента',

  'Send the notifications that are due, then exit.':
    'Отправить уведомления, которым пора, и завершиться.',
  'PBX_SMTP_URL names the mail server (smtp://user:password@mail.firm.ru:587), PBX_MAIL_FROM the sender; PBX_TELEGRAM_TOKEN is that of the Telegram bot. What fails for now is tried again by a later run, what fails for good is listed as failed.':
    'PBX_SMTP_URL задаёт почтовый сервер (smtp://user:password@mail.firm.ru:587), PBX_MAIL_FROM отправителя; PBX_TELEGRAM_TOKEN — токен бота Telegram. Что не удалось сейчас, повторит следующий запуск; что не удалось совсем, показывается как не доставленное.',
};
