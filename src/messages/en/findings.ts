/** English: what is wrong with rules. */
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
  schedule: 'the work schedule',
  contacts: 'the address book',
};

const removal = (finding: Finding): string =>
  areOfFile(finding) ? 'Take it out of the file' : `Remove it: ${removeCommand(finding)}`;

const joining = (finding: Finding, instead: RuleContent): string =>
  areOfFile(finding)
    ? 'Write the one rule in their place'
    : `Change one and remove the others: ${joinCommands(finding, instead)}`;

const together = (finding: Finding & { instead: RuleContent }) => ({
  detail: phrase(finding.instead),
  next: joining(finding, finding.instead),
});

export const findings: FindingTexts = {
  'schedule-without-hours': () => ({
    message: 'the work schedule has no hours from today on: rules for working hours never hold',
    detail: null,
    next: 'Set the hours: pbxctl schedule set --hours "mon-fri 09:00-18:00"',
  }),
  unreachable: ({ subscriber }) => ({
    message: 'the subscriber has neither e-mail nor a connected Telegram: the rules tell nothing',
    detail: null,
    next: `Give an e-mail address: pbxctl subscribers edit ${subscriber?.id} --email anna@firm.ru`,
  }),
  'vip-without-contacts': () => ({
    message: 'the rule is for VIP callers, and no contact is VIP',
    detail: null,
    next: 'Mark the clients that are: pbxctl contacts edit 3 --vip',
  }),
  'period-never': ({ period }) => ({
    message: 'the period never occurs: none of its days lies between its dates',
    detail: writePeriod(period),
    next: 'Correct the days or the dates of the rule',
  }),
  'period-over': (finding) => ({
    message: 'the period is over',
    detail: `${writePeriod(finding.period)}, the last day was ${finding.lastDate}`,
    next: removal(finding),
  }),
  'rule-covered': (finding) => {
    const [rule, by] = finding.rules;
    const bases = finding.restsOn.map((basis) => RESTS_ON[basis]);
    const until = bases.length > 0 ? `, as long as ${bases.join(' and ')} stay as now` : '';
    return {
      message: 'another rule of the subscriber says all that the rule says',
      detail:
        rule && by
          ? `${phrase(rule)}, and ${words.rulesAt(namesOf({ rules: [by] }), 1, areOfFile(finding))} says: ${phrase(by)}${until}`
          : null,
      next: `${removal(finding)}; or narrow the other one, if that says too much`,
    };
  },
  'own-number': (finding) => ({
    message: "the rule lists the subscriber's own number",
    detail: plain(finding.number),
    next: areOfFile(finding)
      ? 'Take the number out of the file'
      : `Take it from the list: pbxctl rules edit ${namesOf(finding)} --remove-callers ${plain(finding.number)}`,
  }),
  'no-rules': ({ subscriber }) => ({
    message: 'the subscriber has no rule and is told of no call',
    detail: null,
    next: `Add one: pbxctl rules add --addresses ${plain(subscriber?.extension ?? subscriber?.number ?? '')}`,
  }),
  'rules-together-all': (finding) => ({
    message: 'together the rules hold at any time: one without time says the same',
    ...together(finding),
  }),
  'rules-mergeable': (finding) => ({
    message: 'the rules could be one',
    ...together(finding),
  }),
};
