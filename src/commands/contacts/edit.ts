/** `pbxctl contacts edit`: a client's name, numbers and VIP mark. */
import { string as argument } from '@oclif/core/args';
import { boolean, string } from '@oclif/core/flags';
import { PbxCommand } from '../../cli/command.ts';
import { CONTACT_FIELDS, contactsGiven } from '../../cli/contacts.ts';
import { writeFlags } from '../../cli/flags.ts';
import { regionOf } from '../../cli/rule-flags.ts';
import { problem } from '../../contract/problem.ts';
import { splitNumbers } from '../../domain/criteria-text.ts';
import { printContacts } from '../../terminal/people.ts';

export default class ContactsEdit extends PbxCommand {
  static override summary = 'Change a client of the address book. What is not given stays.';
  static override examples = [
    '<%= config.bin %> contacts edit 3 --vip',
    '<%= config.bin %> contacts edit 3 --no-vip --numbers +74951234567',
  ];
  static override args = {
    id: argument({ description: 'id of the contact', required: true, ignoreStdin: true }),
  };
  static override flags = {
    name: string({ description: 'name of the client' }),
    numbers: string({ description: 'all of his numbers, divided by commas' }),
    vip: boolean({ description: 'whether the client is a VIP', allowNo: true }),
    ...writeFlags,
  };
  static override flagOfField = CONTACT_FIELDS;

  async run() {
    const { flags, args } = await this.parse(ContactsEdit);
    const { name, numbers, vip } = flags;
    if (name === undefined && numbers === undefined && vip === undefined) {
      throw problem('usage', { code: 'changes-missing' });
    }
    const pbx = await this.connect(flags, 'writes');
    const [contact, another] = await contactsGiven(pbx, [args.id]);
    if (!contact || another) throw problem('usage', { code: 'one-id-wanted' });
    const body = {
      name,
      vip,
      ...(numbers !== undefined && { numbers: splitNumbers(numbers, await regionOf(pbx)) }),
    };
    const after = await pbx('patchContact', {
      params: { id: contact.id },
      query: { dryRun: flags['dry-run'] },
      body,
    });
    if (!this.jsonEnabled()) await printContacts(this.terminal, [after]);
    this.conclude(flags);
    return after;
  }
}
