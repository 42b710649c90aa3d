/** When the next message may go, where the other side takes only so many. */

export type PaceClock = {
  now: () => number;
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

export type Pace = {
  /**
   * Sends when a message may go to this recipient, one at a time to each; throws if it is given up before. The next one
   * to him is counted from when this one has arrived, or not.
   */
  inTurn: <T>(recipient: string, signal: AbortSignal, send: () => Promise<T>) => Promise<T>;
  /** Nobody is sent anything before. */
  rest: (until: number) => void;
  /** For how many milliseconds all rest. */
  rests: () => number;
};

const ignore = (): void => undefined;

/** Beyond so many, those whose turn has come anyway are forgotten. */
const MOST_RECIPIENTS = 10_000;

/**
 * Spaces are counted from when messages really went: after a stall nothing comes in a burst.
 * @param between milliseconds between two messages, and between two to one recipient
 */
export const paceOf = (between: { any: number; same: number }, clock: PaceClock): Pace => {
  const next = new Map<string, number>();
  /** The end of each recipient's queue. */
  const lasts = new Map<string, Promise<void>>();
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
  const turnOfAll = async (signal: AbortSignal): Promise<void> => {
    const before = last;
    const mine = (async () => {
      await before.catch(ignore);
      await until(() => Math.max(nextAny, resting), signal);
      signal.throwIfAborted();
      nextAny = clock.now() + between.any;
    })();
    last = mine;
    await mine;
  };
  const sendAfter = async <T>(
    before: Promise<void> | undefined,
    recipient: string,
    signal: AbortSignal,
    send: () => Promise<T>,
  ): Promise<T> => {
    await before;
    await until(() => next.get(recipient) ?? 0, signal);
    await turnOfAll(signal);
    try {
      return await send();
    } finally {
      if (next.size >= MOST_RECIPIENTS) forgetFree();
      next.set(recipient, clock.now() + between.same);
    }
  };
  return {
    inTurn: (recipient, signal, send) => {
      const mine = sendAfter(lasts.get(recipient), recipient, signal, send);
      const ended = mine.then(ignore, ignore).then(() => {
        if (lasts.get(recipient) === ended) lasts.delete(recipient);
      });
      lasts.set(recipient, ended);
      return mine;
    },
    rest: (at) => {
      resting = Math.max(resting, at);
    },
    rests: () => Math.max(0, resting - clock.now()),
  };
};
