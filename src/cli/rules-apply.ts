/** A plan applied: all of it or nothing, and the command says which it knows. */
import { everyItem } from '../client/pages.ts';
import type { Answer, Input } from '../contract/operation.ts';
import type { Operations, Pbx } from '../contract/pbx.ts';
import { Problem, problem } from '../contract/problem.ts';
import { wordsIn } from '../messages/words.ts';
import type { SubscriberPlan } from '../provisioning/plan.ts';
import { phasesOf } from '../terminal/phase.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type Finished, uninterrupted } from './uninterrupted.ts';

export type RulesBatch = Pick<Input<Operations['batchRules']>, 'body' | 'ifMatch'>;

/** After these the request may have reached the PBX. */
const LOST: readonly string[] = ['pbx-silent', 'pbx-foreign'];

/** The failure, with what is known of the change. */
const withWhatIsKnown = (terminal: Terminal, error: unknown): unknown => {
  if (!(error instanceof Problem)) return error;
  if (error.faults.some(({ fault }) => fault.code === 'interrupted-unknown')) return error;
  const isUnknown = error.faults.some(({ fault }) => LOST.includes(fault.code));
  if (isUnknown)
    return new Problem(error.type, [
      ...error.faults,
      { path: [], fault: { code: 'change-unknown' } },
    ]);
  terminal.err(wordsIn(terminal.language).plan.nothingApplied);
  return error;
};

export const applyBatch = async (
  terminal: Terminal,
  pbx: Pbx,
  batch: RulesBatch,
  changes: number,
  dryRun: boolean,
): Promise<Finished<Answer<Operations['batchRules']>>> => {
  const words = wordsIn(terminal.language).plan;
  const phases = phasesOf(terminal, Date.now);
  phases.now(words.applying(changes));
  try {
    return await uninterrupted(
      () => pbx('batchRules', { query: { dryRun, brief: true }, ...batch }),
      () => terminal.err(words.waiting),
      () => problem('usage', { code: 'interrupted-unknown' }),
    );
  } catch (error) {
    phases.end();
    throw withWhatIsKnown(terminal, error);
  } finally {
    phases.end();
  }
};

/** A plan names subscribers by their ids: on another PBX those are other people. */
export const refuseOtherSubscribers = async (
  pbx: Pbx,
  plans: readonly SubscriberPlan[],
): Promise<void> => {
  const now = await everyItem((paging) => pbx('listSubscribers', { query: paging }));
  const byId = new Map(now.map((subscriber) => [subscriber.id, subscriber]));
  const other = plans.find(({ subscriber }) => {
    const there = byId.get(subscriber.id);
    return there?.extension !== subscriber.extension || there.number !== subscriber.number;
  });
  if (!other) return;
  const { id, name } = other.subscriber;
  throw problem('stale', { code: 'subscriber-stale', id, name });
};
