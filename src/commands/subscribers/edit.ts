/** `pbxctl subscribers edit`: one person's name, numbers and e-mail. */
import { string as argument } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { writeFlags } from '../../cli/flags.ts';
import { SUBSCRIBER_FIELDS, subscribersGiven } from '../../cli/subscribers.ts';
import { problem } from '../../contract/problem.ts';
import { printSubscribers } from '../../terminal/people.ts';

export default class SubscribersEdit extends PbxCommand {
  static override summary = 'Change a subscriber. What is not given stays; an empty value clears.';
  static override examples = [
    '<%= config.bin %> subscribers edit 7 --email anna@firm.ru',
    '<%= config.bin %> subscribers edit "Анна Иванова" --number ""',
  ];
  static override args = {
    who: argument({
      description: 'an id, or a name, an e-mail, a number with +',
      required: true,
      ignoreStdin: true,
    }),
  };
  static override flags = {
    name: string({ description: 'full name' }),
    number: string({ description: 'full number: +79161234567' }),
    extension: string({ description: 'extension: 2 to 5 digits' }),
    email: string({ description: 'where his notifications go' }),
    ...writeFlags,
  };
  static override flagOfField = SUBSCRIBER_FIELDS;

  async run() {
    const { flags, args } = await this.parse(SubscribersEdit);
    const { name, number, extension, email } = flags;
    const body = { name, number, extension, email };
    if (Object.values(body).every((value) => value === undefined))
      throw problem('usage', { code: 'changes-missing' });
    const pbx = await this.connect(flags, 'writes');
    const [subscriber, another] = await subscribersGiven(pbx, [args.who]);
    if (!subscriber || another) throw problem('usage', { code: 'one-id-wanted' });
    const after = await pbx('patchSubscriber', {
      params: { id: subscriber.id },
      query: { dryRun: flags['dry-run'] },
      body,
    });
    if (!this.jsonEnabled()) await printSubscribers(this.terminal, [after]);
    this.conclude(flags);
    return after;
  }
}
