/** When the next message may go, where the other side takes only so many. */

export type PaceClock = {
  now: () => number;
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

export type Pace = {
  /** Comes back when a message may go to this recipient; throws if it is given up before. */
  turn: (recipient: string, signal: AbortSignal) => Promise<void>;
  /** The message has arrived, or not: the next one to this recipient is counted from here. */
  done: (recipient: string) => void;
  /** Nobody is sent anything before. */
  rest: (until: number) => void;
  /** For how many milliseconds all rest. */
  rests: () => number;
};

/** Beyond so many, those whose turn has come anyway are forgotten. */
const MOST_RECIPIENTS = 10_000;

/**
 * Spaces are counted from when messages really went: after a stall nothing comes in a burst.
 * @param between milliseconds between two messages, and between two to one recipient
 */
export const paceOf = (between: { any: number; same: number }, clock: PaceClock): Pace => {
  const next = new Map<string, number>();
  let nextAny = 0;
  let resting = 0;
  let last: Promise<void> = Promise.resolve();
  const forgetFree = (): void => {
    const now = clock.now();
    for (const [recipient, at] of next) if (at <= now) next.delete(recipient);
  };
  const until = async (at: () => number, signal: AbortSignal): Promise<void> => {
    for (let left = at() - clock.now(); left > 0; left = at() - clock.now())
      await clock.wait(left, signal);
  };
  return {
    turn: async (recipient, signal) => {
      await until(() => next.get(recipient) ?? 0, signal);
      const before = last;
      const mine = (async () => {
        await before.catch(() => undefined);
        await until(() => Math.max(nextAny, resting), signal);
        nextAny = clock.now() + between.any;
      })();
      last = mine;
      await mine;
    },
    done: (recipient) => {
      if (next.size >= MOST_RECIPIENTS) forgetFree();
      next.set(recipient, clock.now() + between.same);
    },
    rest: (at) => {
      resting = Math.max(resting, at);
    },
    rests: () => Math.max(0, resting - clock.now()),
  };
};
