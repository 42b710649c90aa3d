/** What long work is at now, in one line that goes when it is done; on a terminal only. */
import type { Terminal } from './terminal.ts';

const CLEAR_LINE = '\r\u001b[K';
const QUIET_MILLISECONDS = 1000;

export type Phases = {
  /** The work is at this now. It is shown at once if the work has lasted a second by then. */
  at: (phase: string) => void;
  /** It is shown whatever the time: what follows leaves no time to show anything. */
  now: (phase: string) => void;
  /** Takes the line away. */
  end: () => void;
};

export const phasesOf = (terminal: Terminal, clock: () => number): Phases => {
  const start = clock();
  let isShown = false;
  const now = (phase: string): void => {
    if (!terminal.isWatched) return;
    terminal.note(`${CLEAR_LINE}${phase}…`);
    isShown = true;
  };
  return {
    now,
    at: (phase) => {
      if (clock() - start >= QUIET_MILLISECONDS) now(phase);
    },
    end: () => {
      if (isShown) terminal.note(CLEAR_LINE);
      isShown = false;
    },
  };
};
