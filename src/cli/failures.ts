/** Whatever a command threw, as a problem: ours, oclif's about flags, Inquirer's about Ctrl-C, or a bug. */
import { Problem, problem } from '../contract/problem.ts';

/** oclif's errors about flags and arguments. */
const isUsageError = (error: Error): boolean => 'oclif' in error;

const isInterrupted = (error: Error): boolean => error.name === 'ExitPromptError';

export const problemOf = async (error: Error): Promise<Problem> => {
  if (error instanceof Problem) return error;
  if (isInterrupted(error)) return problem('usage', { code: 'interrupted' });
  if (isUsageError(error)) {
    const { misuseFaults } = await import('./misuse.ts');
    return new Problem('usage', misuseFaults(error));
  }
  return problem('failed', { code: 'bug', text: error.message });
};
