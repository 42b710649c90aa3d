/** По-русски: справка о командах, которые касаются самой АТС и входа на неё. */
import type { HelpTexts } from '../../types.ts';

export const pbx: HelpTexts = {
  'Take exceptions by date from a file; other dates stay as they are, unless --prune is given.':
    'Взять исключения по датам из файла; остальные даты остаются как есть, если не указан --prune.',
  'A CSV of date,hours (hours empty: closed), or the JSON of xmlcalendar.ru, the Russian production calendar: days marked * are one hour shorter.':
    'CSV со столбцами date,hours (часы пусты: закрыто) или JSON производственного календаря xmlcalendar.ru: дни с пометкой * на час короче.',
  'Set the time zone and the weekly hours. Exceptions by date stay.':
    'Задать часовой пояс и часы по дням недели. Исключения по датам остаются.',
  'IANA time zone: Europe/Moscow': 'часовой пояс IANA: Europe/Moscow',
  'days and hours, repeatable; together they replace the whole week':
    'дни и часы, можно повторять; вместе они заменяют всю неделю',
  'only if the schedule still has this revision':
    'только если у рабочего времени всё ещё эта ревизия',
  'Show the work schedule: time zone, weekly hours, exceptions by date.':
    'Показать рабочее время: часовой пояс, часы по дням недели, исключения по датам.',

  'Change settings of the PBX. What is not given stays.':
    'Изменить настройки АТС. Что не указано, остаётся.',
  'language of the messages that the PBX sends': 'язык сообщений, которые отправляет АТС',
  'country of numbers written without +: RU': 'страна номеров, записанных без +: RU',
  "tell of outside calls to a subscriber's own number":
    'уведомлять о внешних вызовах на собственный номер абонента',
  'multichannel number that goes straight to a subscriber: +78001000101=101; repeatable':
    'многоканальный номер, ведущий напрямую к абоненту: +78001000101=101; можно повторять',
  'multichannel number that does not any more; repeatable':
    'многоканальный номер, который больше не ведёт напрямую; можно повторять',
  'calls that began longer ago are told to nobody: 24h, 90m, 7d':
    'о вызовах, начавшихся раньше, не уведомлять: 24h, 90m, 7d',
  'days after which calls, notifications and audit are removed':
    'через сколько дней удалять вызовы, уведомления и журнал изменений',
  'only if the settings still have this revision': 'только если у настроек всё ещё эта ревизия',
  'Show the settings of the PBX.': 'Показать настройки АТС.',

  'Serve a PBX over HTTP, to admins and CI jobs on other machines.':
    'Открыть АТС по HTTP для администраторов и заданий CI на других машинах.',
  'It sends the notifications that are due, by the mail server that PBX_SMTP_URL names (smtp://user:password@mail.firm.ru:587), from PBX_MAIL_FROM, and by the Telegram bot of PBX_TELEGRAM_TOKEN. Logs are JSON lines on stderr. The first token is made on this machine, with tokens create on the same store. SIGTERM and SIGINT end it when what is under way is done, within ten seconds.':
    'Он отправляет уведомления, которым пора, через почтовый сервер из PBX_SMTP_URL (smtp://user:password@mail.firm.ru:587) от PBX_MAIL_FROM и через бота Telegram из PBX_TELEGRAM_TOKEN. Журнал пишется строками JSON в stderr. Первый токен создают на этой же машине командой tokens create над тем же файлом. SIGTERM и SIGINT завершают сервер, когда начатое закончено, не позднее чем через десять секунд.',
  'PBX to serve: file:path.db; the default is the one in your data folder':
    'какую АТС открыть: file:путь.db; без флага это АТС в вашей папке данных',
  'host and port': 'адрес и порт',
  'certificate in PEM, with those between it and its authority':
    'сертификат в PEM вместе с промежуточными',
  'key of the certificate, in PEM': 'ключ сертификата в PEM',
  'print the OpenAPI document and exit': 'вывести документ OpenAPI и завершиться',

  'Sign in to a PBX service and make it the current one.':
    'Войти на сервер АТС и сделать эту АТС текущей.',
  'The token is read from stdin, or typed where nobody sees it, and kept in a file that only you may read.':
    'Токен читается со стандартного ввода или набирается невидимо и хранится в файле, который можете прочесть только вы.',
  "name for this PBX; the default is its host's": 'имя для этой АТС; без флага это имя её сервера',
  'https://… of the PBX service': 'адрес сервера АТС: https://…',
  'Forget the token of the current PBX, or of the one given.':
    'Забыть токен текущей АТС или указанной.',
  'On the PBX the token stays good until it is revoked: tokens revoke.':
    'На самой АТС токен действует, пока его не отзовут: tokens revoke.',
  'Show which PBX the commands talk to, and whether you are signed in to it.':
    'Показать, с какой АТС работают команды и выполнен ли на неё вход.',

  'List the profiles: names for PBXs, and which is the current one.':
    'Показать профили: имена для АТС, и который из них текущий.',
  'Forget a profile, and the token that was kept for it.': 'Забыть профиль и его токен.',
  'name of the profile': 'имя профиля',
  'Make a profile the current one.': 'Сделать профиль текущим.',

  'Make a token for the PBX service and print it, this once.':
    'Создать токен для сервера АТС и один раз показать его.',
  'what it may do: rules:read, rules:write, calls:read, calls:write, service:read, admin; admin may everything':
    'что он может: rules:read, rules:write, calls:read, calls:write, service:read, admin; admin может всё',
  "when it ends, in the PBX's time zone unless it has an offset; never if left out":
    'когда истекает, в часовом поясе АТС, если смещение не указано; без флага никогда',
  'who it is for: the audit log tells this name': 'для кого он: это имя называет журнал изменений',
  'List the tokens of the PBX service; never the tokens themselves.':
    'Показать, какие токены есть на сервере АТС; сами токены не показываются.',
  'Revoke a token: from now on it lets nobody in.': 'Отозвать токен: больше он никого не впустит.',
  'id of the token, as tokens list shows it': 'id токена, его показывает tokens list',

  'List who changed what, the newest first.': 'Показать, кто что изменил, сначала новое.',
  'only changes of this': 'только изменения этого',
  "only by this one: a token's name, or local: and a user":
    'только его: имя токена или local: и пользователь',
  'Show some changes whole: who, when, before and after.':
    'Показать изменения целиком: кто, когда, что было и что стало.',
};
