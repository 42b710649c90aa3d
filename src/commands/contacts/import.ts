/** `pbxctl contacts import`: the clients' address book, in one transaction. */
import { fileArgs } from '../../cli/arguments.ts';
import { encodingFlags, fromFile, readText } from '../../cli/files.ts';
import { writeFlags } from '../../cli/flags.ts';
import { ImportCommand } from '../../cli/import-command.ts';
import { confirmPrune, type PruneFlags, pruneFlags } from '../../cli/prune.ts';
import { everyItem } from '../../client/pages.ts';
import type { Pbx } from '../../contract/pbx.ts';
import type { ContactPatch } from '../../domain/contact.ts';
import { printContacts } from '../../terminal/people.ts';

export default class ContactsImport extends ImportCommand {
  static override summary = 'Add and change clients of the address book from a CSV file.';
  static override description =
    'Columns, in any order: name,numbers,vip (or имя, номера, vip). A row finds its contact by a shared number. An absent column leaves the field as it is. VIP is yes, да, 1, true or +. All rows are taken or none. --prune removes the contacts that are in no row.';
  static override examples = [
    '<%= config.bin %> contacts import clients.csv --dry-run',
    '<%= config.bin %> contacts import clients.csv',
    '<%= config.bin %> contacts import all-clients.csv --prune --yes',
  ];
  static override args = fileArgs;
  static override flags = { ...encodingFlags, ...pruneFlags, ...writeFlags };

  async run() {
    const { flags, args } = await this.parse(ContactsImport);
    const { readClients } = await import('../../provisioning/clients.ts');
    const text = await readText(this.terminal, args.file, flags.encoding);
    const pbx = await this.connect(flags, 'writes');
    const { region } = await pbx('getSettings', {});
    const { entries } = fromFile(readClients(text, args.file, region));
    const upsert = entries.map(({ patch }) => ({ ...patch, numbers: patch.numbers ?? [] }));
    const remove = flags.prune ? await this.missing(pbx, upsert, flags) : [];
    const lines = entries.map(({ line }) => line);
    const query = { dryRun: flags['dry-run'] };
    const { value, isInterrupted } = await this.takeRows(args.file, lines, () =>
      pbx('batchContacts', { query, body: { upsert, remove } }),
    );
    return this.concludeImport(flags, 'contacts', value, isInterrupted);
  }

  /** The ids of those that go, after it was asked. */
  private async missing(
    pbx: Pbx,
    rows: readonly ContactPatch[],
    flags: PruneFlags,
  ): Promise<number[]> {
    const { missingContacts } = await import('../../provisioning/missing.ts');
    const all = await everyItem((paging) => pbx('listContacts', { query: paging }));
    const missing = missingContacts(all, rows);
    await confirmPrune(
      this.terminal,
      {
        what: 'contacts',
        removed: missing.length,
        all: all.length,
        question: this.words.removeContacts(missing.length),
        show: (onStderr) => printContacts(onStderr, missing),
      },
      flags,
    );
    return missing.map(({ id }) => id);
  }
}
