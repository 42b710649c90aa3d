/** `pbxctl rules rm`: several rules removed at once, and what still waits because of them (R3). */
import { idsArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { confirmFlags, writeFlags } from '../../cli/flags.ts';
import { rulesGiven } from '../../cli/rules.ts';
import { confirm } from '../../terminal/ask.ts';
import { printRules } from '../../terminal/rules.ts';

export default class RulesRm extends PbxCommand {
  static override summary = 'Remove rules.';
  static override description =
    'Notifications that wait because of them go too, unless another rule of the subscriber asks for them.';
  static override examples = [
    '<%= config.bin %> rules rm 12 15-20',
    '<%= config.bin %> rules list --subscriber 101 -o ids | <%= config.bin %> rules rm - --yes',
  ];
  static override strict = false;
  static override args = idsArgs;
  static override flags = { ...confirmFlags, ...writeFlags };

  async run() {
    const { flags, argv } = await this.parse(RulesRm);
    const pbx = await this.connect(flags, 'writes');
    const rules = await rulesGiven(pbx, argv.map(String));
    await confirm(this.terminal, this.words.removeRules(rules.length), {
      yes: flags.yes || flags['dry-run'],
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
}
