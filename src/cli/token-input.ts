/** A token is given on stdin or typed where nobody sees it: never as an argument, where others could read it. */
import { problem } from '../contract/problem.ts';
import { wordsIn } from '../messages/words.ts';
import { readInput } from '../provisioning/input.ts';
import type { Terminal } from '../terminal/terminal.ts';

const typed = async (message: string): Promise<string> => {
  const { default: inquirer } = await import('inquirer');
  const { token } = await inquirer.createPromptModule({ output: process.stderr })([
    { type: 'password', name: 'token', mask: '*', toggleMask: false, message },
  ]);
  return token;
};

const piped = async (): Promise<string> => {
  const read = await readInput('-');
  return read.ok ? Buffer.from(read.value).toString('utf8') : '';
};

export const askToken = async (terminal: Terminal): Promise<string> => {
  const { enterToken } = wordsIn(terminal.language);
  const token = (terminal.canAsk ? await typed(enterToken) : await piped()).trim();
  if (token === '') throw problem('usage', { code: 'token-empty' });
  return token;
};

/** Two tokens that belong together, as one text. */
export const askPair = async (terminal: Terminal): Promise<string> => {
  if (!terminal.canAsk) return piped();
  const { enterAccessToken, enterRefreshToken } = wordsIn(terminal.language);
  return `${await typed(enterAccessToken)}\n${await typed(enterRefreshToken)}`;
};
