/** `pbxctl contacts show`: some contacts by their ids. */
import { idsArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { contactsGiven } from '../../cli/contacts.ts';
import { listFlags } from '../../cli/flags.ts';
import { printContacts } from '../../terminal/people.ts';

export default class ContactsShow extends PbxCommand {
  static override summary = 'Show some contacts by their ids.';
  static override examples = [
    '<%= config.bin %> contacts show 3 5-8',
    '<%= config.bin %> contacts show 3 --json',
  ];
  static override strict = false;
  static override args = idsArgs;
  static override flags = { ...listFlags };

  async run() {
    const { flags, argv } = await this.parse(ContactsShow);
    const pbx = await this.connect(flags, 'reads');
    const contacts = await contactsGiven(pbx, argv.map(String));
    if (!this.jsonEnabled()) await printContacts(this.terminal, contacts, flags.output);
    return contacts;
  }
}
