/** По-русски: справка о командах subscribers и contacts. */
import type { HelpTexts } from '../../types.ts';

export const people: HelpTexts = {
  'Add a subscriber. A number or an extension is required.':
    'Добавить абонента. Нужен номер или добавочный.',
  'full name': 'полное имя',
  'full number: +79161234567': 'полный номер: +79161234567',
  'extension: 2 to 5 digits': 'добавочный: от 2 до 5 цифр',
  'where his notifications go': 'куда приходят его уведомления',
  'Change a subscriber. What is not given stays; an empty value clears.':
    'Изменить абонента. Что не указано, остаётся; пустое значение стирает.',
  'an id, or a name, an e-mail, a number with +': 'id или имя, e-mail, номер с +',
  'Add and change subscribers from a CSV file.': 'Добавить и изменить абонентов из файла CSV.',
  'Columns, in any order: name,number,extension,email (or имя, номер, добавочный, почта). A row finds its subscriber by extension, number or e-mail. An absent column leaves the field as it is, an empty cell clears it. All rows are taken or none. --prune removes whoever is in no row, with his rules.':
    'Столбцы в любом порядке: имя, номер, добавочный, почта (или name,number,extension,email). Строка находит своего абонента по добавочному, номеру или e-mail. Поле, столбца которого нет, остаётся как есть, пустая ячейка стирает поле. Принимаются все строки или ни одной. --prune удаляет тех, кого нет ни в одной строке, вместе с их правилами.',
  'remove what the file does not have': 'удалить то, чего нет в файле',
  'even if more than 30 % would be removed': 'даже если удалится больше 30 %',
  'List the subscribers of the PBX.': 'Показать абонентов АТС.',
  'Remove subscribers; their rules go with them.': 'Удалить абонентов вместе с их правилами.',
  'ids (7 10-12, - reads them from stdin), or names, e-mails, numbers with +':
    'id (7 10-12, - читает их со стандартного ввода) или имена, e-mail, номера с +',
  'Show some subscribers.': 'Показать некоторых абонентов.',
  'Print for each subscriber a link that connects his Telegram.':
    'Напечатать каждому абоненту ссылку, которой он подключает свой Telegram.',
  'Whoever opens the link and presses Start is told in that chat: send each his own. A link works once, for 24 hours. With --output csv it is a table for a mailing. The bot is that of PBX_TELEGRAM_TOKEN, and listens while pbxctl serve runs.':
    'Кто откроет ссылку и нажмёт «Запустить», получает уведомления в этом чате: каждому отправьте его собственную. Ссылка действует один раз, 24 часа. С --output csv выходит таблица для рассылки. Бот — тот, чей токен в PBX_TELEGRAM_TOKEN, и слушает, пока работает pbxctl serve.',

  'Add a client to the address book.': 'Добавить клиента в записную книжку.',
  'name of the client': 'имя клиента',
  'one or more numbers, divided by commas': 'один или несколько номеров через запятую',
  'mark the client as VIP': 'пометить клиента как VIP',
  'Change a client of the address book. What is not given stays.':
    'Изменить клиента в записной книжке. Что не указано, остаётся.',
  'all of his numbers, divided by commas': 'все его номера через запятую',
  'whether the client is a VIP': 'VIP ли этот клиент',
  'id of the contact': 'id клиента',
  'Add and change clients of the address book from a CSV file.':
    'Добавить и изменить клиентов записной книжки из файла CSV.',
  'Columns, in any order: name,numbers,vip (or имя, номера, vip). A row finds its contact by a shared number. An absent column leaves the field as it is. VIP is yes, да, 1, true or +. All rows are taken or none. --prune removes the contacts that are in no row.':
    'Столбцы в любом порядке: имя, номера, vip (или name,numbers,vip). Строка находит своего клиента по общему номеру. Поле, столбца которого нет, остаётся как есть. VIP это да, yes, 1, true или +. Принимаются все строки или ни одной. --prune удаляет клиентов, которых нет ни в одной строке.',
  "List the clients' address book.": 'Показать записную книжку клиентов.',
  'only VIPs; --no-vip: only the others': 'только VIP; --no-vip: только остальные',
  'only where this is a part of the name or of a number': 'только где это часть имени или номера',
  'Remove clients from the address book.': 'Удалить клиентов из записной книжки.',
  'Show some contacts by their ids.': 'Показать клиентов по их id.',
  'Add and change subscribers after the employees of a T2.':
    'Добавить и изменить абонентов по сотрудникам T2.',
  'An employee is found by extension, number or e-mail; what T2 leaves blank stays as it is. What cannot be taken is left out and told: a number that is none, an e-mail that another employee has. All are taken or none. --prune removes whoever is no employee, with his rules. Sign in first: sources login t2.':
    'Сотрудника находят по добавочному, номеру или почте; что в T2 пусто, остаётся как есть. Что принять нельзя, пропускается, и об этом говорится: номер, который не номер, почта, которая есть у другого сотрудника. Принимаются все или никто. --prune удаляет тех, кого нет среди сотрудников, вместе с их правилами. Сначала войдите: sources login t2.',
};
