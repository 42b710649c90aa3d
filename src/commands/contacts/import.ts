/** `pbxctl contacts import`: the clients' address book, in one transaction. */
import { fileArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { encodingFlags, fromFile, readText, withLines } from '../../cli/files.ts';
import { writeFlags } from '../../cli/flags.ts';

export default class ContactsImport extends PbxCommand {
  static override summary = 'Add and change clients of the address book from a CSV file.';
  static override description =
    'Columns, in any order: name,numbers,vip (or имя, номера, vip). A row finds its contact by a shared number. An absent column leaves the field as it is. VIP is yes, да, 1, true or +. All rows are taken or none.';
  static override examples = [
    '<%= config.bin %> contacts import clients.csv --dry-run',
    '<%= config.bin %> contacts import clients.csv',
  ];
  static override args = fileArgs;
  static override flags = { ...encodingFlags, ...writeFlags };

  async run() {
    const { flags, args } = await this.parse(ContactsImport);
    const { readClients } = await import('../../provisioning/clients.ts');
    const text = await readText(this.terminal, args.file, flags.encoding);
    const pbx = await this.connect(flags, 'writes');
    const { region } = await pbx('getSettings', {});
    const { entries } = fromFile(readClients(text, args.file, region));
    const body = {
      upsert: entries.map(({ patch }) => ({ ...patch, numbers: patch.numbers ?? [] })),
    };
    const request = pbx('batchContacts', { query: { dryRun: flags['dry-run'] }, body });
    const lines = entries.map(({ line }) => line);
    const { created, updated, unchanged } = await withLines(args.file, 'upsert', lines, request);
    this.conclude(flags, this.words.imported('contacts', { created, updated, unchanged }));
    return { created, updated, unchanged };
  }
}
