/** `pbxctl contacts list`: the clients' address book. */
import { boolean, string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { listFlags } from '../../cli/flags.ts';
import { everyItem } from '../../client/pages.ts';
import { printContacts } from '../../terminal/people.ts';

export default class ContactsList extends PbxCommand {
  static override summary = "List the clients' address book.";
  static override examples = [
    '<%= config.bin %> contacts list --vip',
    '<%= config.bin %> contacts list --search 916 --json',
  ];
  static override flags = {
    vip: boolean({ description: 'only VIPs; --no-vip: only the others', allowNo: true }),
    search: string({ description: 'only where this is a part of the name or of a number' }),
    ...listFlags,
  };

  async run() {
    const { flags } = await this.parse(ContactsList);
    const pbx = await this.connect(flags, 'reads');
    const { vip, search: q, output } = flags;
    const contacts = await everyItem((paging) =>
      pbx('listContacts', { query: { ...paging, vip, q } }),
    );
    if (this.jsonEnabled()) return contacts;
    await printContacts(this.terminal, contacts, output);
    if (contacts.length === 0) this.terminal.err(this.words.emptyList);
    return contacts;
  }
}
