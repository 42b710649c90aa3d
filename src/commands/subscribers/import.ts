/** `pbxctl subscribers import`: the staff list, in one transaction. */
import { fileArgs } from '../../cli/arguments.ts';
import { PbxCommand } from '../../cli/command.ts';
import { encodingFlags, fromFile, readText, withLines } from '../../cli/files.ts';
import { writeFlags } from '../../cli/flags.ts';

export default class SubscribersImport extends PbxCommand {
  static override summary = 'Add and change subscribers from a CSV file.';
  static override description =
    'Columns, in any order: name,number,extension,email (or имя, номер, добавочный, почта). A row finds its subscriber by extension, number or e-mail. An absent column leaves the field as it is, an empty cell clears it. All rows are taken or none.';
  static override examples = [
    '<%= config.bin %> subscribers import staff.csv --dry-run',
    '<%= config.bin %> subscribers import staff.csv',
  ];
  static override args = fileArgs;
  static override flags = { ...encodingFlags, ...writeFlags };

  async run() {
    const { flags, args } = await this.parse(SubscribersImport);
    const { readStaff } = await import('../../provisioning/staff.ts');
    const text = await readText(this.terminal, args.file, flags.encoding);
    const pbx = await this.connect(flags, 'writes');
    const { region } = await pbx('getSettings', {});
    const { entries } = fromFile(readStaff(text, args.file, region));
    const body = { upsert: entries.map(({ patch }) => patch) };
    const request = pbx('batchSubscribers', { query: { dryRun: flags['dry-run'] }, body });
    const lines = entries.map(({ line }) => line);
    const { created, updated, unchanged } = await withLines(args.file, 'upsert', lines, request);
    this.conclude(flags, this.words.imported('subscribers', { created, updated, unchanged }));
    return { created, updated, unchanged };
  }
}
