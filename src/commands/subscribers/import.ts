/** `pbxctl subscribers import`: the staff list, in one transaction. */
import { fileArgs } from '../../cli/arguments.ts';
import { encodingFlags, fromFile, readText } from '../../cli/files.ts';
import { writeFlags } from '../../cli/flags.ts';
import { ImportCommand } from '../../cli/import-command.ts';
import { confirmPrune, type PruneFlags, pruneFlags } from '../../cli/prune.ts';
import { rulesAtOnce } from '../../cli/rules-of-pbx.ts';
import { everyItem } from '../../client/pages.ts';
import type { Pbx } from '../../contract/pbx.ts';
import type { SubscriberPatch } from '../../domain/subscriber.ts';
import { printSubscribers } from '../../terminal/people.ts';

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
    const remove = flags.prune ? await this.missing(pbx, upsert, flags) : [];
    const lines = entries.map(({ line }) => line);
    const query = { dryRun: flags['dry-run'] };
    const { value, isInterrupted } = await this.takeRows(args.file, lines, () =>
      pbx('batchSubscribers', { query, body: { upsert, remove } }),
    );
    return this.concludeImport(flags, 'subscribers', value, isInterrupted);
  }

  /** The ids of those who go, after it was asked. */
  private async missing(
    pbx: Pbx,
    rows: readonly SubscriberPatch[],
    flags: PruneFlags,
  ): Promise<number[]> {
    const { missingSubscribers } = await import('../../provisioning/missing.ts');
    const all = await everyItem((paging) => pbx('listSubscribers', { query: paging }));
    const missing = missingSubscribers(all, rows);
    const owners = new Set(missing.map(({ id }) => id));
    const { rules } = await rulesAtOnce(pbx);
    const lost = rules.filter(({ subscriber }) => owners.has(subscriber.id)).length;
    await confirmPrune(
      this.terminal,
      {
        what: 'subscribers',
        removed: missing.length,
        all: all.length,
        question: this.words.removeSubscribers(missing.length, lost),
        show: (onStderr) => printSubscribers(onStderr, missing),
      },
      flags,
    );
    return [...owners];
  }
}
