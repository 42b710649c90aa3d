/** `pbxctl subscribers add`: one person of the PBX. */
import { string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { writeFlags } from '../../cli/flags.ts';
import { SUBSCRIBER_FIELDS } from '../../cli/subscribers.ts';
import { printSubscribers } from '../../terminal/people.ts';

export default class SubscribersAdd extends PbxCommand {
  static override summary = 'Add a subscriber. A number or an extension is required.';
  static override examples = [
    '<%= config.bin %> subscribers add --name "Анна Иванова" --extension 102 --number +79161234567 --email anna@firm.ru',
  ];
  static override flags = {
    name: string({ description: 'full name', required: true }),
    number: string({ description: 'full number: +79161234567' }),
    extension: string({ description: 'extension: 2 to 5 digits' }),
    email: string({ description: 'where his notifications go' }),
    ...writeFlags,
  };
  static override flagOfField = SUBSCRIBER_FIELDS;

  async run() {
    const { flags } = await this.parse(SubscribersAdd);
    const { name, number, extension, email } = flags;
    const pbx = await this.connect(flags, 'writes');
    const body = { name, number, extension, email };
    const subscriber = await pbx('createSubscriber', { query: { dryRun: flags['dry-run'] }, body });
    if (!this.jsonEnabled()) await printSubscribers(this.terminal, [subscriber]);
    this.conclude(flags);
    return subscriber;
  }
}
