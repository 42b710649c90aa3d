// What the demo itself says between the commands.
import type { Language } from '../../src/messages/types.ts';

const en = {
  start: 'pbxctl: who in the company is told of which missed calls, and when.',
  newPbx: 'The commands below run in a temporary folder, on a new PBX that is a file in it:',
  staff: 'The staff list and the address book of clients, as Russian Excel saves them.',
  weekend: 'Calls from five numbers, only on Saturday and Sunday, for three people at once.',
  vip: 'Missed calls of VIP clients in working hours, for three.',
  /** Null where there is nothing to change. */
  language: 'The e-mails of a PBX are in Russian unless it is told otherwise.',
  list: 'Each subscriber got a rule of his own. The third has nowhere to send anything to.',
  edit: 'VIP clients matter at night as well: two rules are changed at once.',
  remove: 'The rule that can tell nobody anything goes.',
  saturday:
    'Would a missed call next Saturday be told of? With --expect the question is a check for CI.',
  monday: 'And on Monday?',
  calls:
    'What a real Asterisk said of three calls: 101 rang out, the caller hung up, 110 answered in\n' +
    'the place of 101. The demo has moved them to a few minutes ago. Rule 4 holds at any time, so\n' +
    'whenever you run this, 101 is told of one and not of the other two.',
  send: 'The PBX sends what is due. The mail server is a real one, of this demo only.',
  mail: 'What arrived:',
  explain: 'Why nobody was told of the other two:',
  end: 'That was all. The PBX stays in its folder until you remove that.',
  next: 'To go on with it, paste this into a shell:',
  notBuilt: 'The program is not built yet. Build it: npm run build',
  failed: (command: string, exit: string): string =>
    `The demo stops: exit code ${exit} instead of 0 of\n  ${command}`,
  mails: (count: number): string => `The demo stops: ${count} e-mails arrived instead of one`,
};

export type Captions = Omit<typeof en, 'language'> & { language: string | null };

const ru: Captions = {
  start: 'pbxctl: кому в компании, о каких пропущенных вызовах и когда сообщать.',
  newPbx: 'Команды ниже выполняются во временной папке, с новой АТС: она — файл в этой папке.',
  staff: 'Список сотрудников и записная книжка клиентов, какими их сохраняет Excel.',
  weekend: 'Вызовы с пяти номеров, только по субботам и воскресеньям, сразу для троих.',
  vip: 'Пропущенные вызовы VIP-клиентов в рабочее время, для троих.',
  language: null,
  list: 'У каждого абонента своё правило. Третьему некуда отправлять уведомления.',
  edit: 'VIP-клиенты важны и ночью: меняем два правила сразу.',
  remove: 'Правило, которое ничего никому не сообщит, удаляем.',
  saturday: 'Сообщат ли о вызове в субботу? С --expect такой вопрос становится проверкой для CI.',
  monday: 'А в понедельник?',
  calls:
    'Что настоящий Asterisk сказал о трёх вызовах: 101 не ответил; звонивший положил трубку; вместо\n' +
    '101 ответил 110. Демонстрация передвинула их: они были несколько минут назад. Правило 4\n' +
    'действует в любое время, поэтому, когда бы вы это ни запустили, 101 узнает об одном из них.',
  send: 'АТС отправляет то, что пора. Почтовый сервер настоящий, но только для демонстрации.',
  mail: 'Пришло письмо:',
  explain: 'Почему об остальных двух никому не сообщили:',
  end: 'Это всё. АТС остаётся в своей папке, пока вы эту папку не удалите.',
  next: 'Чтобы работать с ней дальше, вставьте в терминал:',
  notBuilt: 'Программа ещё не собрана. Соберите её: npm run build',
  failed: (command, exit) =>
    `Демонстрация остановлена: код завершения ${exit}, а не 0, у команды\n  ${command}`,
  mails: (count) => `Демонстрация остановлена: писем пришло ${count}, а не одно`,
};

export const captionsIn = (language: Language): Captions => ({ ru, en })[language];
