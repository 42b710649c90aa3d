/** What a list does not have, removed with it: never much of all, nor unasked. */
import { boolean } from '@oclif/core/flags';
import { problem } from '../contract/problem.ts';
import { confirm } from '../terminal/ask.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { confirmFlags } from './flags.ts';

export const pruneFlags = {
  prune: boolean({ description: 'remove what the file does not have' }),
  force: boolean({
    description: 'even if more than 30 % would be removed',
    dependsOn: ['prune'],
  }),
  ...confirmFlags,
};

export type PruneFlags = { force: boolean; yes: boolean; 'dry-run': boolean };

type Pruning = {
  what: 'subscribers' | 'contacts' | 'exceptions';
  removed: number;
  all: number;
  question: string;
  /** Shows what would go. */
  show: (onStderr: Terminal) => void | Promise<void>;
};

/** Refuses what is more likely a mistake, and asks about the rest. */
export const confirmPrune = async (
  terminal: Terminal,
  { what, removed, all, question, show }: Pruning,
  flags: PruneFlags,
): Promise<void> => {
  if (removed === 0) return;
  const { isTooMuch } = await import('../provisioning/plan.ts');
  if (isTooMuch(removed, all) && !flags.force)
    throw problem('conflict', { code: 'too-much-changes', what, changed: removed, all });
  await confirm(terminal, question, { yes: flags.yes || flags['dry-run'], show });
};
