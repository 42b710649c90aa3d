/** `pbxctl subscribers rm`: people who left; their rules go with them. */
import { string as argument } from '@oclif/core/args';
import { PbxCommand } from '../../cli/command.ts';
import { confirmFlags, writeFlags } from '../../cli/flags.ts';
import { SUBSCRIBER_FIELDS, subscribersGiven } from '../../cli/subscribers.ts';
import { confirm } from '../../terminal/ask.ts';

export default class SubscribersRm extends PbxCommand {
  static override summary = 'Remove subscribers; their rules go with them.';
  static override examples = [
    '<%= config.bin %> subscribers rm anna@firm.ru',
    '<%= config.bin %> subscribers rm 7 10-12 --yes',
  ];
  static override strict = false;
  static override args = {
    who: argument({
      description: 'ids (7 10-12, - reads them from stdin), or names, e-mails, numbers with +',
      ignoreStdin: true,
    }),
  };
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
    if (!flags.yes && !this.jsonEnabled())
      for (const { id } of subscribers)
        this.tellRules(await pbx('getSubscriber', { params: { who: id } }));
    await confirm(
      this.terminal,
      this.words.removeSubscribers(remove.length, removedRules),
      flags.yes || flags['dry-run'],
    );
    const { removed } = await pbx('batchSubscribers', {
      query: { dryRun: flags['dry-run'] },
      body: { remove },
    });
    this.terminal.err(this.words.subscribersRemoved(removed.length, removedRules));
    if (flags['dry-run']) this.terminal.err(this.words.dryRun);
    return { removed, removedRules };
  }

  private tellRules({ name, rules }: { name: string; rules: number }): void {
    this.terminal.err(`  ${this.words.goesWithRules(name, rules)}`);
  }
}
