/** Whatever a command threw, as a problem: ours, oclif's about flags, Inquirer's about Ctrl-C, or a bug. */
import { Problem, problem } from '../contract/problem.ts';

/** oclif's errors about flags and arguments; their first line says it, what follows is a hint about help. */
const isUsageError = (error: Error): boolean => 'oclif' in error;

const isInterrupted = (error: Error): boolean => error.name === 'ExitPromptError';

export const problemOf = (error: Error): Problem => {
  if (error instanceof Problem) return error;
  if (isInterrupted(error)) return problem('usage', { code: 'interrupted' });
  const [first = ''] = error.message.split('\nSee more help');
  if (isUsageError(error)) return problem('usage', { code: 'usage', text: first.trim() });
  return problem('failed', { code: 'bug', text: error.message });
};
