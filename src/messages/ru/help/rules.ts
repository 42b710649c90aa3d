/** По-русски: справка о командах rules. */
import type { HelpTexts } from '../../types.ts';

export const rules: HelpTexts = {
  'Add a notification rule for one or several subscribers.':
    'Добавить правило уведомления для одного или нескольких абонентов.',
  'Saving makes one rule for each subscriber. A rule that a subscriber has already is left as it is, so the command can be repeated. In a terminal, without addresses, a dialogue asks for everything.':
    'Для каждого абонента создаётся своё правило. Правило, которое у абонента уже есть, остаётся как было, поэтому команду можно повторять. На терминале без адресов всё спрашивает диалог.',
  'subscribers by number, extension, e-mail or name, divided by commas':
    'абоненты через запятую: номер, добавочный, e-mail или имя',
  'file with one address a line; - is stdin':
    'файл с одним адресом в строке; - означает стандартный ввод',
  'what he is told of: missed, voicemail or both: missed,voicemail':
    'о чём уведомлять: missed (пропущенные), voicemail (голосовые) или оба: missed,voicemail',
  'when: all, working, non-working, or a period: "sat,sun", "mon-fri 18:00-09:00 2026-06-01..2026-08-31"':
    'когда: all (всегда), working (рабочее время), non-working (нерабочее) или период: "сб,вс", "пн-пт 18:00-09:00 2026-06-01..2026-08-31"',
  'who called: all, vip, or numbers: +79161234567,+74951234567,102':
    'кто звонил: all (все), vip или номера: +79161234567,+74951234567,102',

  'ask in plain lines, one after another, as screen readers want it':
    'спрашивать простыми строками, одну за другой, как удобно программам чтения с экрана',

  'Change one or several rules at once.': 'Изменить одно правило или сразу несколько.',
  'What is not given stays as it is. All of the rules change or none. In a terminal, without changes, a dialogue shows the rules filled in; without ids they are chosen in a list.':
    'Что не указано, остаётся как есть. Меняются все правила или ни одно. На терминале без изменений открывается заполненный диалог, без id правила выбирают в списке.',
  'numbers to add to those listed': 'какие номера добавить к перечисленным',
  'numbers to take from those listed': 'какие номера убрать из перечисленных',
  'only if the rule still has this revision': 'только если у правила всё ещё эта ревизия',

  'List the notification rules.': 'Показать правила уведомлений.',
  'only of this subscriber: number, extension, e-mail or name':
    'только этого абонента: номер, добавочный, e-mail или имя',
  'only with this type': 'только с этим типом',
  'only with this kind of time': 'только с таким временем',
  'only with these callers: all, listed, vip, or a number that is listed':
    'только с такими вызывающими: all, listed, vip или один из указанных номеров',
  'only where this is a part of the name, number, extension or e-mail':
    'только где это часть имени, номера, добавочного или e-mail',

  'Write the rules as a file that rules apply takes back without a change.':
    'Записать правила файлом, который rules apply примет обратно без изменений.',
  'Subscribers with equal rules stand together, in a stable order: two exports of the same state are the same bytes. With --json the file is JSON.':
    'Абоненты с одинаковыми правилами стоят вместе, порядок постоянный: две выгрузки одного состояния совпадают до байта. С --json файл в JSON.',
  'how the file is written; the default is yaml': 'формат файла; без флага yaml',
  'print the JSON Schema of rule files and exit': 'напечатать JSON Schema файлов правил и выйти',

  'Show what a file of rules would change, and change nothing.':
    'Показать, что изменит файл правил, и ничего не менять.',
  'For each subscriber in the file, equal rules stay; what is left is paired so that the fewest fields change, then added or removed. Subscribers that the file does not name are left alone, unless --prune is given.':
    'У каждого абонента из файла одинаковые правила остаются; остальные подбираются парами так, чтобы изменилось меньше всего полей, лишние удаляются, недостающие добавляются. Абоненты, которых нет в файле, не затрагиваются, если не указан --prune.',
  'how the file is written; found by its ending unless given':
    'формат файла; без флага определяется по окончанию имени',
  'remove the rules of subscribers that the file does not name':
    'удалить правила абонентов, которых нет в файле',
  'exit with 3 if anything would change': 'код возврата 3, если что-то изменится',
  'file to save the plan in, for rules apply': 'файл, в котором сохранить план для rules apply',

  'Make the rules of each subscriber in a file those that the file has, or apply a saved plan.':
    'Сделать правила каждого абонента из файла такими, как в файле, или применить сохранённый план.',
  'Everything is done in one transaction, or nothing; run twice it changes nothing the second time. It stops if more than 30 % of all rules would change or go, unless --force is given.':
    'Всё делается одной транзакцией или не делается ничего; второй раз подряд ничего не меняет. Останавливается, если изменится или исчезнет больше 30 % всех правил, если не указан --force.',
  'even if more than 30 % of all rules would change or go':
    'даже если изменится или исчезнет больше 30 % всех правил',

  'Remove rules.': 'Удалить правила.',
  'Notifications that wait because of them go too, unless another rule of the subscriber asks for them. In a terminal, without ids, they are chosen in a list.':
    'Уведомления, которые ждут отправки из-за них, удаляются тоже, если их не требует другое правило абонента. На терминале без id правила выбирают в списке.',

  'Show some rules by their ids.': 'Показать правила по их id.',

  'subscriber who was called: number, extension, e-mail or name':
    'кому звонили: номер, добавочный, e-mail или имя абонента',
  "caller's number or extension; left out: hidden":
    'номер или добавочный того, кто звонил; без флага номер скрыт',
  "when the call began, in the PBX's time zone unless it has an offset; now if left out":
    'когда начался вызов, в часовом поясе АТС, если смещение не указано; без флага сейчас',
  'how it ended': 'чем кончился вызов',
  'internal if --from is a subscriber and multichannel if not, unless given':
    'вид вызова; без флага internal, если --from это абонент, иначе multichannel',
  'whether it came straight': 'пришёл ли вызов напрямую',
  'a voice message was left': 'оставлено голосовое сообщение',
  'exit with 3 unless this is the verdict': 'код возврата 3, если решение другое',
};
