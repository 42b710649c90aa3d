/** `pbxctl subscribers import`: the staff list, in one transaction. */
import { fileArgs } from '../../cli/arguments.ts';
import { encodingFlags, fromFile, readText } from '../../cli/files.ts';
import { writeFlags } from '../../cli/flags.ts';
import { ImportCommand } from '../../cli/import-command.ts';
import { everySubscriber, subscribersToRemove } from '../../cli/missing-subscribers.ts';
import { pruneFlags } from '../../cli/prune.ts';

export default class SubscribersImport extends ImportCommand {
  static override summary = 'Add and change subscribers from a CSV file.';
  static override description =
    'Columns, in any order: name,number,extension,email (or имя, номер, добавочный, почта). A row finds its subscriber by extension, number or e-mail. An absent column leaves the field as it is, an empty cell clears it. All rows are taken or none. --prune removes whoever is in no row, with his rules.';
  static override examples = [
    '<%= config.bin %> subscribers import staff.csv --dry-run',
    '<%= config.bin %> subscribers import staff.csv',
    '<%= config.bin %> subscribers import all-staff.csv --prune --yes',
  ];
  static override args = fileArgs;
  static override flags = { ...encodingFlags, ...pruneFlags, ...writeFlags };

  async run() {
    const { flags, args } = await this.parse(SubscribersImport);
    const { readStaff } = await import('../../provisioning/staff.ts');
    const text = await readText(this.terminal, args.file, flags.encoding);
    const pbx = await this.connect(flags, 'writes');
    const { region } = await pbx('getSettings', {});
    const { entries } = fromFile(readStaff(text, args.file, region));
    const upsert = entries.map(({ patch }) => patch);
    const remove = flags.prune
      ? await subscribersToRemove(this.terminal, pbx, await everySubscriber(pbx), upsert, flags)
      : [];
    const lines = entries.map(({ line }) => line);
    const query = { dryRun: flags['dry-run'] };
    const { value, isInterrupted } = await this.takeRows(args.file, lines, () =>
      pbx('batchSubscribers', { query, body: { upsert, remove } }),
    );
    return this.concludeImport(flags, 'subscribers', value, isInterrupted);
  }
}
