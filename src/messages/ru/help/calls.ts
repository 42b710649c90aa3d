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

  'Send the notifications that are due, then exit.':
    'Отправить уведомления, которым пора, и завершиться.',
  'PBX_SMTP_URL names the mail server (smtp://user:password@mail.firm.ru:587), PBX_MAIL_FROM the sender. What fails for now is tried again by a later run, what fails for good is listed as failed.':
    'PBX_SMTP_URL задаёт почтовый сервер (smtp://user:password@mail.firm.ru:587), PBX_MAIL_FROM отправителя. Что не удалось сейчас, повторит следующий запуск; что не удалось совсем, показывается как не доставленное.',
};
