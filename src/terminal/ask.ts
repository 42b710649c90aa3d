/** Questions to a person, on stderr, so that stdout stays the result. */
import { problem } from '../contract/problem.ts';
import { wordsIn } from '../messages/words.ts';
import type { Terminal } from './terminal.ts';

/**
 * Asks before something is lost. With `--yes` nothing is asked; where nobody can be asked it fails at once, rather
 * than wait for an answer that cannot come.
 */
export const confirm = async (
  terminal: Terminal,
  question: string,
  yes: boolean,
): Promise<void> => {
  if (yes) return;
  if (!terminal.canAsk) throw problem('usage', { code: 'confirmation-missing' });
  const { default: inquirer } = await import('inquirer');
  const { agreed } = await inquirer.createPromptModule({ output: process.stderr })([
    {
      type: 'confirm',
      name: 'agreed',
      message: question,
      default: false,
      transformer: (answer: boolean) => wordsIn(terminal.language).yesNo(answer),
    },
  ]);
  if (!agreed) throw problem('usage', { code: 'confirmation-declined' });
};
