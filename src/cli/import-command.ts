/** A command that takes a list: how it ends. */
import { PbxCommand } from './command.ts';
import { EXIT } from './exit-codes.ts';

type Taken = {
  created: number;
  updated: number;
  unchanged: number;
  removed: readonly unknown[];
};

export abstract class ImportCommand extends PbxCommand {
  /** Tells what was taken, and how many were removed if that was asked for. */
  protected concludeImport(
    flags: { 'dry-run': boolean; prune: boolean },
    what: 'subscribers' | 'contacts' | 'exceptions',
    { created, updated, unchanged, removed }: Taken,
    isInterrupted: boolean,
  ) {
    const counts = {
      created,
      updated,
      unchanged,
      ...(flags.prune && { removed: removed.length }),
    };
    this.conclude(flags, this.words.imported(what, counts));
    if (!isInterrupted) return counts;
    if (this.jsonEnabled()) this.logJson(counts);
    return this.exit(EXIT.interrupted);
  }
}
