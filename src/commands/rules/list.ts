/** `pbxctl rules list`: who is told of what. */
import { option, string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { listFlags } from '../../cli/flags.ts';
import { RULE_FIELDS } from '../../cli/rule-flags.ts';
import { everyItem } from '../../client/pages.ts';
import { NOTIFICATION_TYPES, TIME_KINDS } from '../../domain/rule.ts';
import { printRules } from '../../terminal/rules.ts';

export default class RulesList extends PbxCommand {
  static override summary = 'List the notification rules.';
  static override examples = [
    '<%= config.bin %> rules list',
    '<%= config.bin %> rules list --subscriber 101 --json',
    '<%= config.bin %> rules list --callers vip -o ids | xargs <%= config.bin %> rules show',
  ];
  static override flags = {
    subscriber: string({
      description: 'only of this subscriber: number, extension, e-mail or name',
    }),
    type: option({ options: NOTIFICATION_TYPES, description: 'only with this type' })(),
    time: option({ options: TIME_KINDS, description: 'only with this kind of time' })(),
    callers: string({
      description: 'only with these callers: all, listed, vip, or a number that is listed',
    }),
    search: string({
      description: 'only where this is a part of the name, number, extension or e-mail',
    }),
    ...listFlags,
  };
  static override flagOfField = RULE_FIELDS;

  async run() {
    const { flags } = await this.parse(RulesList);
    const { subscriber, type, time, callers, search: q, output } = flags;
    const pbx = await this.connect(flags, 'reads');
    const filter = { subscriber, type, time, callers, q };
    const rules = await everyItem((paging) =>
      pbx('listRules', { query: { ...paging, ...filter } }),
    );
    if (this.jsonEnabled()) return rules;
    await printRules(this.terminal, rules, output);
    if (rules.length === 0) {
      const isFiltered = Object.values(filter).some((value) => value !== undefined);
      if (isFiltered) this.terminal.err(this.words.noRulesFit);
      else
        for (const line of [this.words.notificationsOff, this.words.addFirstRule])
          this.terminal.err(line);
    }
    return rules;
  }
}
