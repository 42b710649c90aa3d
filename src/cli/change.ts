/** A large change that is sent as one request: all of it or nothing, and the command says which it knows. */
import { Problem, problem } from '../contract/problem.ts';
import { wordsIn } from '../messages/words.ts';
import { phasesOf } from '../terminal/phase.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type Finished, uninterrupted } from './uninterrupted.ts';

/** After these the request may have reached the PBX. */
const LOST: readonly string[] = ['pbx-silent', 'pbx-foreign'];

/** The failure, with what is known of the change. */
const withWhatIsKnown = (terminal: Terminal, error: unknown): unknown => {
  if (!(error instanceof Problem)) return error;
  const has = (codes: readonly string[]): boolean =>
    error.faults.some(({ fault }) => codes.includes(fault.code));
  if (has(['interrupted-unknown'])) return error;
  if (has(LOST))
    return new Problem(error.type, [
      ...error.faults,
      { path: [], fault: { code: 'change-unknown' } },
    ]);
  terminal.err(wordsIn(terminal.language).plan.nothingApplied);
  return error;
};

/** @param phase what a terminal shows meanwhile */
export const makeChange = async <T>(
  terminal: Terminal,
  phase: string,
  request: () => Promise<T>,
): Promise<Finished<T>> => {
  const phases = phasesOf(terminal, Date.now);
  phases.now(phase);
  try {
    return await uninterrupted(
      request,
      () => terminal.err(wordsIn(terminal.language).plan.waiting),
      () => problem('usage', { code: 'interrupted-unknown' }),
    );
  } catch (error) {
    phases.end();
    throw withWhatIsKnown(terminal, error);
  } finally {
    phases.end();
  }
};
