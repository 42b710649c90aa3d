/** The subscribers whom a list does not have, removed with it if that is asked for. */
import { everyItem } from '../client/pages.ts';
import type { Pbx } from '../contract/pbx.ts';
import type { Subscriber, SubscriberPatch } from '../domain/subscriber.ts';
import { wordsIn } from '../messages/words.ts';
import { printSubscribers } from '../terminal/people.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { confirmPrune, type PruneFlags } from './prune.ts';
import { rulesAtOnce } from './rules-of-pbx.ts';

export const everySubscriber = (pbx: Pbx): Promise<Subscriber[]> =>
  everyItem((paging) => pbx('listSubscribers', { query: paging }));

/** The ids of those of all who are in no row, after it was asked. */
export const subscribersToRemove = async (
  terminal: Terminal,
  pbx: Pbx,
  all: readonly Subscriber[],
  rows: readonly SubscriberPatch[],
  flags: PruneFlags,
): Promise<number[]> => {
  const { missingSubscribers } = await import('../provisioning/missing.ts');
  const missing = missingSubscribers(all, rows);
  const owners = new Set(missing.map(({ id }) => id));
  const { rules } = await rulesAtOnce(pbx);
  const lost = rules.filter(({ subscriber }) => owners.has(subscriber.id)).length;
  await confirmPrune(
    terminal,
    {
      what: 'subscribers',
      removed: missing.length,
      all: all.length,
      question: wordsIn(terminal.language).removeSubscribers(missing.length, lost),
      show: (onStderr) => printSubscribers(onStderr, missing),
    },
    flags,
  );
  return [...owners];
};
