/** The built program on a real pseudo-terminal: what a person sees, and what he types. */
import { stripVTControlCharacters } from 'node:util';
import { onTestFinished } from 'vitest';
import { type Options, startOnPty } from './pseudo-terminal.ts';

export type OnTerminal = {
  /** Waits until this is on the screen; fails if the program ends before. */
  sees: (text: string) => Promise<void>;
  type: (keys: string) => void;
  /** All that was written, as it came and without its control sequences, and the exit code. */
  ended: Promise<{ raw: string; text: string; code: number }>;
};

export const CTRL_C = '\u0003';
export const CTRL_D = '\u0004';
export const ESCAPE_BYTE = '\u001b';
export const ENTER = '\r';

const plain = (raw: string): string => stripVTControlCharacters(raw).replaceAll('\r\n', '\n');

export const onTerminal = (argv: readonly string[], options: Options = {}): OnTerminal => {
  const pty = startOnPty(argv, options);
  onTestFinished(pty.stop);
  return {
    sees: (text) =>
      pty.until(
        () => plain(pty.raw()),
        (shown) => shown.includes(text),
        `${JSON.stringify(text)} is not on the screen`,
      ),
    type: (keys) => pty.child.write(keys),
    ended: pty.ended.then(({ raw, code }) => ({ raw, text: plain(raw), code })),
  };
};
