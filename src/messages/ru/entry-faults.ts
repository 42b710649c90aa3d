/** Russian: what is wrong with a file of entries, and with what it says of rules. */
import type { EntryFault } from '../../domain/fault.ts';
import { listed, plain, quotedRussian } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

const BROKEN: Record<Extract<EntryFault, { code: 'yaml-broken' }>['why'], string> = {
  indent: 'это не YAML: отступ строки не такой, как у соседних',
  tab: 'это не YAML: отступ сделан табуляцией, а можно только пробелами',
  missing: 'это не YAML: не хватает кавычки, скобки, двоеточия или запятой',
  start: 'это не YAML: значение без кавычек не может начинаться с этого знака',
  escape: 'это не YAML: после обратной косой черты такого знака не бывает',
  several: 'в файле больше одного документа YAML, между ними ---',
  nested: 'это не YAML: второе поле в одной строке с первым',
  key: 'это не может быть именем поля',
  tag: 'метки вида !this здесь не читаются',
  other: 'это не YAML: здесь стоит лишнее',
};

const RULES_FILE = 'rules: [{subscribers: ["101"], time: working}]';

export const entryFaults: Pick<FaultTexts, EntryFault['code']> = {
  'yaml-broken': ({ why }) => ({
    message: BROKEN[why],
    next: 'Исправьте файл в этом месте; тексты со знаками YAML берите в кавычки: "mon-fri 09:00-18:00"',
  }),
  'yaml-piece-too-long': () => ({
    message: 'слишком большая часть файла записана одним куском',
    next: 'Начинайте каждую запись списка с новой строки и дефиса, а не внутри [ ], или дайте файл в JSON или CSV',
  }),
  'numbers-too-many': ({ most }) => ({
    message: `правила файла перечисляют больше ${most} номеров, считая каждый для каждого абонента`,
    next: 'Разделите файл на несколько или проверьте, нет ли слишком длинных списков',
  }),
  'alias-unknown': ({ name }) => ({
    message: `выше этого места нет якоря &${plain(name)}`,
    next: `Пометьте нужное знаком &${plain(name)} выше или напишите его здесь целиком`,
  }),
  'merge-not-map': () => ({
    message: 'через << можно добавить только поля со значениями',
    next: 'Назовите якорь, который стоит у таких полей: <<: *office',
  }),
  'file-too-deep': ({ most }) => ({
    message: `вложенность в файле больше ${most}`,
    next: 'Проверьте, тот ли это файл',
  }),
  'format-unknown': () => ({
    message: 'ни имя файла, ни --format не говорят, как он записан',
    next: 'Назовите формат: --format yaml, --format json или --format csv',
  }),
  'entries-missing': ({ list }) => ({
    message: `в файле нет списка ${quotedRussian(list)}`,
    next:
      list === 'rules' ? `Запишите так: ${RULES_FILE}` : `Начните список строкой: ${plain(list)}:`,
  }),
  'key-unknown': ({ key, known, nearest }) => ({
    message: `поля ${quotedRussian(key)} здесь не знают${nearest === null ? '' : `; возможно, это ${plain(nearest)}`}; есть: ${listed(known)}`,
    next: 'Исправьте имя или уберите поле; поле только для якорей начинается с x- и стоит выше списка',
  }),
  'key-twice': ({ key, line }) => ({
    message: `поле ${quotedRussian(key)} указано дважды, первый раз в строке ${line}`,
    next: 'Оставьте одно из двух',
  }),
  'rules-and-criterion': ({ field }) => ({
    message: `${plain(field)} стоит рядом со списком правил`,
    next: 'Уберите его или перенесите в каждое правило списка',
  }),
  'subscriber-twice': ({ address, earlier, line }) => ({
    message: `${quotedRussian(address)} — тот же абонент, который в строке ${line} назван ${quotedRussian(earlier)}`,
    next: 'Называйте абонента в одной записи один раз',
  }),
  'rule-twice': ({ name, line }) => ({
    message: `такое же правило ${plain(name)} уже получает по строке ${line}`,
    next: 'Оставьте его в одном из двух мест',
  }),
  'rules-none-and-some': ({ name, line }) => ({
    message: `${plain(name)} есть и в строке ${line}, и в одном из двух мест сказано, что у этого абонента правил нет`,
    next: 'Уберите пустой список правил или оставьте его единственной записью абонента',
  }),
};
