/** A command that takes a list: how its rows go to the PBX, and how it ends. */
import { makeChange } from './change.ts';
import { PbxCommand } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { withLines } from './files.ts';
import type { Finished } from './uninterrupted.ts';

type Taken = {
  created: number;
  updated: number;
  unchanged: number;
  removed: readonly unknown[];
};

export abstract class ImportCommand extends PbxCommand {
  /** Sends the rows as the request's `upsert`; faults in it are told by the lines of the file. */
  protected takeRows<T>(
    file: string,
    lines: readonly number[],
    request: () => Promise<T>,
  ): Promise<Finished<T>> {
    const phase = this.words.plan.taking(lines.length);
    return makeChange(this.terminal, phase, () => withLines(file, 'upsert', lines, request()));
  }

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
