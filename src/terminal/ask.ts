/** Questions to a person, on stderr, so that stdout stays the result. */
import { problem } from '../contract/problem.ts';
import { wordsIn } from '../messages/words.ts';
import { onStderr, type Terminal } from './terminal.ts';

/** In either language, since the question may come while either layout is on; anything else is a no. */
const YES = /^(y|yes|д|да)$/i;

/**
 * Asks before something is lost, and shows first what that is. With `--yes` nothing is shown or asked; where nobody
 * can be asked it fails at once, rather than wait for an answer that cannot come.
 */
export const confirm = async (
  terminal: Terminal,
  question: string,
  { yes, show }: { yes: boolean; show: (terminal: Terminal) => void | Promise<void> },
): Promise<void> => {
  if (yes) return;
  if (!terminal.canAsk) throw problem('usage', { code: 'confirmation-missing' });
  await show(onStderr(terminal));
  const { default: inquirer } = await import('inquirer');
  const { answer } = await inquirer.createPromptModule({ output: process.stderr })([
    { type: 'input', name: 'answer', message: `${question} ${wordsIn(terminal.language).yesOrNo}` },
  ]);
  if (!YES.test(answer.trim())) throw problem('usage', { code: 'confirmation-declined' });
};
