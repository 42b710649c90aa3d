/** `pbxctl rules list`: who is told of what. */
import { PbxCommand } from '../../cli/command.ts';
import { listFlags } from '../../cli/flags.ts';
import { RULE_FIELDS, ruleFilterFlags } from '../../cli/rule-flags.ts';
import { everyItem } from '../../client/pages.ts';
import { printRules } from '../../terminal/rules.ts';

export default class RulesList extends PbxCommand {
  static override summary = 'List the notification rules.';
  static override examples = [
    '<%= config.bin %> rules list',
    '<%= config.bin %> rules list --subscriber 101 --json',
    '<%= config.bin %> rules list --callers vip -o ids | xargs <%= config.bin %> rules show',
  ];
  static override flags = {
    ...ruleFilterFlags,
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
