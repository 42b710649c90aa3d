/** `pbxctl rules show`: some rules by their ids. */
import { idsArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { listFlags } from '../../cli/flags.ts';
import { rulesGiven } from '../../cli/rules.ts';
import type { Rule } from '../../domain/rule.ts';
import type { ListFormat } from '../../terminal/list.ts';
import { printRuleCards, printRules, warnOfUnreachable } from '../../terminal/rules.ts';

export default class RulesShow extends PbxCommand {
  static override summary = 'Show some rules by their ids.';
  static override examples = [
    '<%= config.bin %> rules show 12 15-20',
    '<%= config.bin %> rules show 12 --json',
  ];
  static override strict = false;
  static override args = idsArgs;
  static override flags = { ...listFlags };

  async run() {
    const { flags, argv } = await this.parse(RulesShow);
    const pbx = await this.connect(flags, 'reads');
    const rules = await rulesGiven(pbx, argv.map(String));
    if (!this.jsonEnabled()) await this.print(rules, flags.output);
    warnOfUnreachable(this.terminal, rules);
    return rules;
  }

  private async print(rules: readonly Rule[], output: ListFormat | undefined): Promise<void> {
    if (output === undefined && this.terminal.isForPeople) printRuleCards(this.terminal, rules);
    else await printRules(this.terminal, rules, output);
  }
}
