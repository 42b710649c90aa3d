/** The built program on a screen for the time of a test, and the keys that are typed there. */
import { onTestFinished } from 'vitest';
import { type OnScreen, type Options, startOnScreen } from './pseudo-terminal.ts';

export const TAB = '\t';
export const BACK_TAB = '\u001b[Z';
export const ESC = '\u001b';
export const UP = '\u001b[A';
export const DOWN = '\u001b[B';
export const ENTER = '\r';
export const CTRL_S = '\u0013';
export const CTRL_C = '\u0003';
export const CTRL_R = '\u0012';
export const BACKSPACE = '\u007f';
export const DELETE = '\u001b[3~';
export const pasted = (text: string): string => `\u001b[200~${text}\u001b[201~`;

export const onScreen = (argv: readonly string[], options: Options = {}): OnScreen => {
  const started = startOnScreen(argv, options);
  onTestFinished(started.stop);
  return started;
};
