/** `pbxctl subscribers rm`: people who left; their rules go with them. */
import { whoArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { confirmFlags, writeFlags } from '../../cli/flags.ts';
import { SUBSCRIBER_FIELDS, subscribersGiven } from '../../cli/subscribers.ts';
import type { Pbx } from '../../contract/pbx.ts';
import { cleanText } from '../../domain/names.ts';
import { confirm } from '../../terminal/ask.ts';

export default class SubscribersRm extends PbxCommand {
  static override summary = 'Remove subscribers; their rules go with them.';
  static override examples = [
    '<%= config.bin %> subscribers rm anna@firm.ru',
    '<%= config.bin %> subscribers rm 7 10-12 --yes',
  ];
  static override strict = false;
  static override args = whoArgs;
  static override flags = { ...confirmFlags, ...writeFlags };
  static override flagOfField = SUBSCRIBER_FIELDS;

  async run() {
    const { flags, argv } = await this.parse(SubscribersRm);
    const pbx = await this.connect(flags, 'writes');
    const subscribers = await subscribersGiven(pbx, argv.map(String));
    const remove = subscribers.map(({ id }) => id);
    const { removedRules } = await pbx('batchSubscribers', {
      query: { dryRun: true },
      body: { remove },
    });
    await confirm(this.terminal, this.words.removeSubscribers(remove.length, removedRules), {
      yes: flags.yes || flags['dry-run'],
      show: () => this.tell(pbx, remove),
    });
    const { removed } = await pbx('batchSubscribers', {
      query: { dryRun: flags['dry-run'] },
      body: { remove },
    });
    this.conclude(flags, this.words.subscribersRemoved(removed.length, removedRules));
    return { removed, removedRules };
  }

  private async tell(pbx: Pbx, ids: readonly number[]): Promise<void> {
    for (const id of ids) {
      const { name, rules } = await pbx('getSubscriber', { params: { who: id } });
      this.terminal.err(`  ${this.words.goesWithRules(cleanText(name), rules)}`);
    }
  }
}
