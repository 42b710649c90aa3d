/** Reporting calls: in as many requests as the API's bound asks for, and what is said at the end. */
import type { EmbeddedPbx } from '../client/embedded.ts';
import { MOST_CALLS, type ReportResult } from '../contract/calls.ts';
import type { Pbx } from '../contract/pbx.ts';
import type { Words } from '../messages/types.ts';

type Query = { dryRun: boolean; recorded?: boolean };

/** The results in the order of the calls, with their indices. */
export const reportAll = async (
  pbx: Pbx,
  calls: readonly unknown[],
  query: Query,
  onDone: (count: number) => void = () => undefined,
): Promise<ReportResult[]> => {
  const results: ReportResult[] = [];
  for (let from = 0; from < calls.length; from += MOST_CALLS) {
    const body = calls.slice(from, from + MOST_CALLS);
    const answer = await pbx('reportCalls', { query, body });
    results.push(...answer.map((result) => ({ ...result, index: from + result.index })));
    onDone(results.length);
  }
  return results;
};

/** `Taken: 3 calls; known already: 1; refused: 0` */
export const reportedText = (
  words: Words,
  results: readonly Pick<ReportResult, 'result'>[],
): string => {
  const count = (wanted: ReportResult['result']): number =>
    results.filter(({ result }) => result === wanted).length;
  return words.callsReported(count('taken'), count('known'), count('refused'));
};

/** A PBX in a file sends nothing by itself; null if there is nothing to send. */
export const waitingText = async (words: Words, embedded: EmbeddedPbx): Promise<string | null> => {
  const { waitingMessages } = await import('../client/embedded.ts');
  const waiting = waitingMessages(embedded);
  return waiting > 0 ? words.toSend(waiting) : null;
};
