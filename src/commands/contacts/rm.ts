/** `pbxctl contacts rm`: clients who leave the address book. */
import { idsArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { contactsGiven } from '../../cli/contacts.ts';
import { confirmFlags, writeFlags } from '../../cli/flags.ts';
import { confirm } from '../../terminal/ask.ts';
import { printContacts } from '../../terminal/people.ts';

export default class ContactsRm extends PbxCommand {
  static override summary = 'Remove clients from the address book.';
  static override examples = [
    '<%= config.bin %> contacts rm 3 5-8',
    '<%= config.bin %> contacts rm 3 --yes',
  ];
  static override strict = false;
  static override args = idsArgs;
  static override flags = { ...confirmFlags, ...writeFlags };

  async run() {
    const { flags, argv } = await this.parse(ContactsRm);
    const pbx = await this.connect(flags, 'writes');
    const contacts = await contactsGiven(pbx, argv.map(String));
    await confirm(this.terminal, this.words.removeContacts(contacts.length), {
      yes: flags.yes || flags['dry-run'],
      show: (onStderr) => printContacts(onStderr, contacts),
    });
    const remove = contacts.map(({ id }) => id);
    const { removed } = await pbx('batchContacts', {
      query: { dryRun: flags['dry-run'] },
      body: { remove },
    });
    this.conclude(flags, this.words.contactsRemoved(removed.length));
    return { removed };
  }
}
