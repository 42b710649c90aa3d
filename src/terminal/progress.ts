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

/**
 * Nothing is shown in the first second: most work is done by then.
 * @param total null where nobody knows how much there is
 */
export const progressOf = (
  terminal: Terminal,
  total: number | null,
  clock: () => number,
): Progress => {
  const words = wordsIn(terminal.language);
  const start = clock();
  let isShown = false;
  return {
    done: (count) => {
      const elapsed = clock() - start;
      if (!terminal.isWatched || elapsed < QUIET_MILLISECONDS || count === 0) return;
      const rate = (count / elapsed) * 1000;
      const text =
        total === null
          ? words.openProgress(count, Math.round(rate))
          : words.progress(count, total, Math.round(rate), Math.ceil((total - count) / rate));
      terminal.note(`${CLEAR_LINE}${text}`);
      isShown = true;
    },
    end: () => {
      if (isShown) terminal.note(CLEAR_LINE);
    },
  };
};
