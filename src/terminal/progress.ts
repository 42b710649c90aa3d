/** Progress of long work: how much is done, how fast, how long it will take; on a terminal only. */
import { wordsIn } from '../messages/words.ts';
import type { Terminal } from './terminal.ts';

const QUIET_MILLISECONDS = 1000;
const CLEAR_LINE = '\r\u001b[K';

export type Progress = {
  /** So many of all are done by now. */
  done: (count: number) => void;
  /** Takes the line away. */
  end: () => void;
};

/** Nothing is shown in the first second: most work is done by then. */
export const progressOf = (terminal: Terminal, total: number, clock: () => number): Progress => {
  const start = clock();
  let isShown = false;
  return {
    done: (count) => {
      const elapsed = clock() - start;
      if (!terminal.isWatched || elapsed < QUIET_MILLISECONDS || count === 0) return;
      const rate = (count / elapsed) * 1000;
      const left = Math.ceil((total - count) / rate);
      const text = wordsIn(terminal.language).progress(count, total, Math.round(rate), left);
      terminal.note(`${CLEAR_LINE}${text}`);
      isShown = true;
    },
    end: () => {
      if (isShown) terminal.note(CLEAR_LINE);
    },
  };
};
