/** `pbxctl contacts add`: one client in the address book. */
import { boolean, string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { CONTACT_FIELDS } from '../../cli/contacts.ts';
import { writeFlags } from '../../cli/flags.ts';
import { regionOf } from '../../cli/rule-flags.ts';
import { splitNumbers } from '../../domain/criteria-text.ts';
import { printContacts } from '../../terminal/people.ts';

export default class ContactsAdd extends PbxCommand {
  static override summary = 'Add a client to the address book.';
  static override examples = [
    '<%= config.bin %> contacts add --name "ООО Ромашка" --numbers "+74951234567,+79161234567" --vip',
  ];
  static override flags = {
    name: string({ description: 'name of the client', required: true }),
    numbers: string({ description: 'one or more numbers, divided by commas', required: true }),
    vip: boolean({ description: 'mark the client as VIP' }),
    ...writeFlags,
  };
  static override flagOfField = CONTACT_FIELDS;

  async run() {
    const { flags } = await this.parse(ContactsAdd);
    const pbx = await this.connect(flags, 'writes');
    const numbers = splitNumbers(flags.numbers, await regionOf(pbx));
    const body = { name: flags.name, numbers, vip: flags.vip };
    const contact = await pbx('createContact', { query: { dryRun: flags['dry-run'] }, body });
    if (!this.jsonEnabled()) await printContacts(this.terminal, [contact]);
    this.conclude(flags);
    return contact;
  }
}
