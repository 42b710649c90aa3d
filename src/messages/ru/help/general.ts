/** По-русски: справка о том, что общее у многих команд. */
import type { HelpTexts } from '../../types.ts';

/** Заголовки и пометки самой oclif. */
export const headings = {
  USAGE: 'ВЫЗОВ',
  VERSION: 'ВЕРСИЯ',
  TOPICS: 'РАЗДЕЛЫ',
  COMMANDS: 'КОМАНДЫ',
  ARGUMENTS: 'АРГУМЕНТЫ',
  FLAGS: 'ФЛАГИ',
  'GLOBAL FLAGS': 'ОБЩИЕ ФЛАГИ',
  DESCRIPTION: 'ОПИСАНИЕ',
  EXAMPLES: 'ПРИМЕРЫ',
};

export const marks = {
  '(required)': '(обязательно)',
  '[default: ': '[по умолчанию: ',
  '[env: ': '[переменная: ',
  ', env: ': ', переменная: ',
  '<options: ': '<варианты: ',
  '<value>': '<значение>',
  '<option>': '<вариант>',
  '[COMMAND]': '[КОМАНДА]',
  ' COMMAND': ' КОМАНДА',
};

export const general: HelpTexts = {
  'Missed-call notification rules of a corporate PBX, from the terminal and from CI':
    'Правила уведомлений о пропущенных вызовах корпоративной АТС, из терминала и из CI',

  'Who is notified of which missed calls, and when':
    'Кого, о каких пропущенных вызовах и когда уведомлять',
  'The people of the PBX and where their notifications go':
    'Люди АТС и куда приходят их уведомления',
  'The address book of clients, with VIP marks': 'Записная книжка клиентов с пометками VIP',
  'The working hours that rules refer to': 'Рабочее время, на которое ссылаются правила',
  'Settings of the PBX': 'Настройки АТС',
  'Finished calls and what was decided about them':
    'Завершённые вызовы и что о каждом из них решено',
  'What was sent, waits or failed': 'Что отправлено, ждёт или не доставлено',
  'Names for the PBXs that you talk to': 'Имена для ваших АТС',
  'Who may sign in to a PBX service': 'Кто может войти на сервер АТС',
  'Who changed what': 'Кто что изменил',

  'Format output as json.': 'вывести результат как JSON',
  'PBX to talk to: https://…, file:path.db, or a profile; the default is one in your data folder':
    'с какой АТС работать: https://…, file:путь.db или профиль; без флага это АТС в вашей папке данных',
  'language of messages; the default is that of your locale':
    'язык сообщений; без флага это язык вашей системы',
  'form of the list; without a terminal: tab-separated rows':
    'вид списка; если вывод идёт не на терминал, это строки через табуляцию',
  'cut nothing, however narrow the terminal is':
    'ничего не обрезать, каким бы узким ни был терминал',
  'print at once what is longer than the screen': 'вывести сразу и то, что длиннее экрана',
  'check everything and print the result, but write nothing':
    'всё проверить и показать результат, но ничего не записывать',
  'do not ask for confirmation': 'не спрашивать подтверждения',
  'encoding of the file; found out by itself unless given':
    'кодировка файла; без флага определяется сама',
  'ids and ranges of ids: 12 15-20; - reads them from stdin':
    'id и диапазоны id: 12 15-20; - читает их со стандартного ввода',
  'file to read; - is stdin': 'файл; - означает стандартный ввод',

  'Print the line that turns on completion by Tab in your shell.':
    'Вывести строку, которая включает дополнение по Tab в вашей оболочке.',
  'Writes the completion to your cache folder; repeat it after an update of pbxctl.':
    'Дополнение записывается в вашу папку кэша; повторите команду после обновления pbxctl.',
  'your shell; found out by itself unless given': 'ваша оболочка; без аргумента определяется сама',
};
