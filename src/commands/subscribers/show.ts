/** `pbxctl subscribers show`: some subscribers, by ids or names. */
import { whoArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { listFlags } from '../../cli/flags.ts';
import { SUBSCRIBER_FIELDS, subscribersGiven } from '../../cli/subscribers.ts';
import { printSubscribers } from '../../terminal/people.ts';

export default class SubscribersShow extends PbxCommand {
  static override summary = 'Show some subscribers.';
  static override examples = [
    '<%= config.bin %> subscribers show 7',
    '<%= config.bin %> subscribers show anna@firm.ru --json',
  ];
  static override strict = false;
  static override args = whoArgs;
  static override flags = { ...listFlags };
  static override flagOfField = SUBSCRIBER_FIELDS;

  async run() {
    const { flags, argv } = await this.parse(SubscribersShow);
    const pbx = await this.connect(flags, 'reads');
    const subscribers = await subscribersGiven(pbx, argv.map(String));
    if (!this.jsonEnabled()) await printSubscribers(this.terminal, subscribers, flags.output);
    return subscribers;
  }
}
