/** По-русски: справка о проверках правил. */
import type { HelpTexts } from '../../types.ts';

export const checks: HelpTexts = {
  'Find rules that are useless, contradictory or redundant.':
    'Найти бесполезные, противоречивые и лишние правила.',
  'Of the PBX, or of a file of rules before it is applied. Errors: somebody who is meant to be told is not told. Warnings: something has no effect, or not the one that it seems to have. Notes: fewer rules would say the same. The exit code is 3 if there is a finding that --fail-on names or a graver one.':
    'На АТС или в файле правил до его применения. Ошибки: кого-то, кого хотели уведомлять, не уведомят. Предупреждения: что-то не действует или действует не так, как кажется. Заметки: то же можно сказать меньшим числом правил. Код возврата 3, если нашлось то, что названо в --fail-on, или более серьёзное.',
  'file of rules: YAML, JSON or CSV; - is stdin; the rules of the PBX if left out':
    'файл правил: YAML, JSON или CSV; - означает стандартный ввод; без него правила АТС',
  'also find subscribers without any rule': 'найти и абонентов без правил',
  'exit with 3 if there is such a finding or a graver one':
    'код возврата 3, если нашлось такое или более серьёзное',

  'Show a week as a grid of days and hours: of whose missed calls who is told.':
    'Показать неделю по дням и часам: о чьих пропущенных вызовах кого уведомляют.',
  'Of every caller, of those whom a rule lists, of VIP contacts only, or of nobody. Subscribers with the same week share a grid. Where it changes within a cell, the cell shows the least; --json has the exact intervals.':
    'Обо всех, об указанных в правиле, только о VIP-контактах или ни о ком. Абоненты с одинаковой неделей показаны вместе. Если внутри клетки что-то меняется, она показывает меньшее; точные промежутки даёт --json.',
  'only this subscriber: number, extension, e-mail or name':
    'только этот абонент: номер, добавочный, e-mail или имя',
  'the week of this date, 2026-12-31; this week if left out':
    'неделя с этой датой, 2026-12-31; без флага текущая',

  'Run the rules over the calls that happened: how many messages there were, and would be.':
    'Прогнать правила по состоявшимся вызовам: сколько сообщений было и сколько было бы.',
  'The rules of the PBX, or those that a file proposes. Each call is judged as of the moment when the PBX received it, by the work schedule, the address book and the settings of now. Nothing is written and nothing is sent.':
    'Правила АТС или те, что предлагает файл. Каждый вызов рассматривается на момент, когда АТС его получила, по нынешним рабочему времени, записной книжке и настройкам. Ничего не записывается и не отправляется.',
  'calls that began in the last so many days, hours or minutes: 30d, 12h':
    'вызовы за последние дни, часы или минуты: 30d, 12h',
  'also tell each call of which something else would be told':
    'показать и каждый вызов, о котором сообщили бы иначе',

  'Ask who would be told of calls that have not happened.':
    'Узнать, кого уведомили бы о вызовах, которых не было.',
  'Of one call (--to), or of a table of calls with what the rules should say to each (--cases); by the rules of the PBX, or by those that a file proposes (--file). Nothing is written and nothing is sent. The exit code is 3 if a verdict is not the expected one.':
    'Об одном вызове (--to) или о таблице вызовов, где для каждого указано, что должны сказать правила (--cases); по правилам АТС или по тем, что предлагает файл (--file). Ничего не записывается и не отправляется. Код возврата 3, если решение не то, которого ждали.',
  'file of calls and their expected verdicts: YAML or JSON; - is stdin':
    'файл вызовов с ожидаемыми решениями: YAML или JSON; - означает стандартный ввод',
  'file of rules to ask, in the place of those of the PBX for whom it names; - is stdin':
    'файл правил вместо правил АТС для тех, кого он называет; - означает стандартный ввод',
};
