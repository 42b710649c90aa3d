/** `pbxctl subscribers list`: the people of the PBX. */
import { string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { listFlags } from '../../cli/flags.ts';
import { everyItem } from '../../client/pages.ts';
import { printSubscribers } from '../../terminal/people.ts';

export default class SubscribersList extends PbxCommand {
  static override summary = 'List the subscribers of the PBX.';
  static override examples = [
    '<%= config.bin %> subscribers list',
    '<%= config.bin %> subscribers list --search иванов -o csv',
  ];
  static override flags = {
    search: string({
      description: 'only where this is a part of the name, number, extension or e-mail',
    }),
    ...listFlags,
  };

  async run() {
    const { flags } = await this.parse(SubscribersList);
    const pbx = await this.connect(flags, 'reads');
    const subscribers = await everyItem((paging) =>
      pbx('listSubscribers', { query: { ...paging, q: flags.search } }),
    );
    if (this.jsonEnabled()) return subscribers;
    await printSubscribers(this.terminal, subscribers, flags.output);
    if (subscribers.length === 0) this.terminal.err(this.words.emptyList);
    return subscribers;
  }
}
