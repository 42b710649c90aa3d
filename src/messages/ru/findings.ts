/** По-русски: что не так с правилами. */
import type { CoverBasis } from '../../domain/cover.ts';
import type { Finding } from '../../domain/finding.ts';
import { writePeriod } from '../../domain/period-text.ts';
import type { RuleContent } from '../../domain/rule.ts';
import { areOfFile, joinCommands, namesOf, removeCommand } from '../finding-places.ts';
import { plain } from '../quote.ts';
import { rulePhrases } from '../rule-text.ts';
import type { FindingTexts } from '../types.ts';
import { words } from './words.ts';

const phrase = (content: RuleContent): string =>
  plain(Object.values(rulePhrases(words, content)).join(', '));

const RESTS_ON: Record<CoverBasis, string> = {
  schedule: 'рабочее время',
  contacts: 'записная книжка',
};

const removal = (finding: Finding): string =>
  areOfFile(finding) ? 'Уберите его из файла' : `Удалите его: ${removeCommand(finding)}`;

const joining = (finding: Finding, instead: RuleContent): string =>
  areOfFile(finding)
    ? 'Запишите вместо них одно правило'
    : `Измените одно и удалите остальные: ${joinCommands(finding, instead)}`;

const together = (finding: Finding & { instead: RuleContent }) => ({
  detail: phrase(finding.instead),
  next: joining(finding, finding.instead),
});

export const findings: FindingTexts = {
  'schedule-without-hours': () => ({
    message: 'рабочих часов с сегодняшнего дня нет: правила «в рабочее время» никогда не сработают',
    detail: null,
    next: 'Задайте часы: pbxctl schedule set --hours "mon-fri 09:00-18:00"',
  }),
  unreachable: ({ subscriber }) => ({
    message: 'у абонента нет e-mail и не подключён Telegram: правила ни о чём не сообщат',
    detail: null,
    next: `Укажите e-mail: pbxctl subscribers edit ${subscriber?.id} --email anna@firm.ru`,
  }),
  'vip-without-contacts': () => ({
    message: 'правило для VIP-номеров, а VIP-контактов нет',
    detail: null,
    next: 'Отметьте таких клиентов: pbxctl contacts edit 3 --vip',
  }),
  'period-never': ({ period }) => ({
    message: 'период никогда не наступит: ни один его день не попадает между его датами',
    detail: writePeriod(period),
    next: 'Исправьте дни или даты правила',
  }),
  'period-over': (finding) => ({
    message: 'период закончился',
    detail: `${writePeriod(finding.period)}, последний день — ${finding.lastDate}`,
    next: removal(finding),
  }),
  'rule-covered': (finding) => {
    const [rule, by] = finding.rules;
    const bases = finding.restsOn.map((basis) => RESTS_ON[basis]);
    const until = bases.length > 0 ? `, пока не изменится ${bases.join(' или ')}` : '';
    return {
      message: 'всё, о чём говорит правило, говорит и другое правило абонента',
      detail:
        rule && by
          ? `${phrase(rule)}, а ${words.rulesAt(namesOf({ rules: [by] }), 1, areOfFile(finding))} говорит: ${phrase(by)}${until}`
          : null,
      next: `${removal(finding)}; или сузьте другое, если оно говорит лишнее`,
    };
  },
  'own-number': (finding) => ({
    message: 'в правиле указан номер самого абонента',
    detail: plain(finding.number),
    next: areOfFile(finding)
      ? 'Уберите номер из файла'
      : `Уберите его из списка: pbxctl rules edit ${namesOf(finding)} --remove-callers ${plain(finding.number)}`,
  }),
  'no-rules': ({ subscriber }) => ({
    message: 'у абонента нет правил, ему не сообщают ни об одном вызове',
    detail: null,
    next: `Добавьте правило: pbxctl rules add --addresses ${plain(subscriber?.extension ?? subscriber?.number ?? '')}`,
  }),
  'rules-together-all': (finding) => ({
    message: 'вместе правила действуют всегда: одно без времени говорит то же',
    ...together(finding),
  }),
  'rules-mergeable': (finding) => ({
    message: 'правила можно заменить одним',
    ...together(finding),
  }),
};
