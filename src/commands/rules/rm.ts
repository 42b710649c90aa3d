/** `pbxctl rules rm`: several rules removed at once, and what still waits because of them (R3). */
import { idsArgs } from '../../cli/arguments.ts';
import { chosenRules } from '../../cli/chosen-rules.ts';
import { PbxCommand } from '../../cli/command.ts';
import { confirmFlags, dialogueFlags, writeFlags } from '../../cli/flags.ts';
import { rulesGiven } from '../../cli/rules.ts';
import type { Pbx } from '../../contract/pbx.ts';
import type { Rule } from '../../domain/rule.ts';
import { confirm } from '../../terminal/ask.ts';
import { printRules } from '../../terminal/rules.ts';

export default class RulesRm extends PbxCommand {
  static override summary = 'Remove rules.';
  static override description =
    'Notifications that wait because of them go too, unless another rule of the subscriber asks for them. In a terminal, without ids, they are chosen in a list.';
  static override examples = [
    '<%= config.bin %> rules rm',
    '<%= config.bin %> rules rm 12 15-20',
    '<%= config.bin %> rules list --subscriber 101 -o ids | <%= config.bin %> rules rm - --yes',
  ];
  static override strict = false;
  static override args = idsArgs;
  static override flags = { ...confirmFlags, ...dialogueFlags, ...writeFlags };

  async run() {
    const { flags, argv } = await this.parse(RulesRm);
    const pbx = await this.connect(flags, 'writes');
    const rules = await this.rules(pbx, flags, argv.map(String));
    await confirm(this.terminal, this.words.removeRules(rules.length), {
      yes: flags.yes || flags['dry-run'] || rules.length === 0,
      show: (onStderr) => printRules(onStderr, rules),
    });
    const remove = rules.map(({ id, revision }) => ({ id, revision }));
    const { removed } = await pbx('batchRules', {
      query: { dryRun: flags['dry-run'] },
      body: { remove },
    });
    this.conclude(flags, this.words.rulesRemoved(removed.length));
    return { removed: removed.map(({ id }) => id) };
  }

  /** Those named by their ids; a person who names none chooses them in the list. */
  private async rules(
    pbx: Pbx,
    flags: { pbx: string | undefined; plain: boolean; yes: boolean },
    ids: readonly string[],
  ): Promise<Rule[]> {
    if (ids.length > 0 || flags.yes || !this.canAsk) return rulesGiven(pbx, ids);
    const address = this.addressOf(flags);
    const isPlain = this.isPlain(flags);
    return chosenRules(this.terminal, { pbx, address }, { purpose: 'remove', isPlain });
  }
}
