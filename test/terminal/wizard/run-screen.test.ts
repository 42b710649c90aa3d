import { PassThrough, Writable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Problem } from '../../../src/contract/problem.ts';
import { runScreen } from '../../../src/terminal/wizard/screen.ts';

/** A screen that only tells whether it writes: Enter begins to, and never ends. */
const opened = () => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const before = Object.getOwnPropertyDescriptor(process, 'stdin');
  Object.defineProperty(process, 'stdin', { value: stdin, configurable: true });
  onTestFinished(() => {
    if (before) Object.defineProperty(process, 'stdin', before);
  });
  let written = '';
  const output = new Writable({
    write: (chunk, _, done) => {
      written += String(chunk);
      done();
    },
  });
  // Like stderr, it goes on when what was piped into it has ended.
  output.end = () => output;
  const ended = runScreen<'still' | 'writing', never, never, never>(
    {
      start: { state: 'still', effect: null },
      after: (_, input) => {
        const isEnter = 'key' in input && input.key.name === 'enter';
        return { state: isEnter ? 'writing' : 'still', effect: null };
      },
      draw: (state) => state,
      perform: () => undefined,
      isWriting: (state) => state === 'writing',
    },
    output,
  ).catch((error: unknown) => (error instanceof Problem ? error.faults[0]?.fault.code : error));
  const sees = async (text: string): Promise<void> => {
    for (let tries = 0; !written.includes(text); tries += 1) {
      if (tries > 500) throw new Error(written);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { stdin, sees, ended, written: () => written };
};

const CTRL_C = '\u0003';
const RESTORED = '\u001b[?2004l\u001b[?25h\u001b[?1049l';

describe('Ctrl-C on a screen', () => {
  test('is told as an interruption that changed nothing', async () => {
    const { stdin, sees, ended, written } = opened();
    await sees('still');
    stdin.write(CTRL_C);
    expect(await ended).toBe('interrupted');
    expect(written().endsWith(RESTORED)).toBe(true);
  });

  test('while something is being written is not told as one that changed nothing', async () => {
    const { stdin, sees, ended, written } = opened();
    await sees('still');
    stdin.write('\r');
    await sees('writing');
    stdin.write(CTRL_C);
    expect(await ended).toBe('interrupted-writing');
    expect(written().endsWith(RESTORED)).toBe(true);
  });
});
