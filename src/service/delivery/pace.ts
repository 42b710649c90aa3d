/** When the next message may go, where the other side takes only so many. */

export type Pace = {
  /** Takes the next free moment for this recipient: how many milliseconds from now. */
  wait: (recipient: string, now: number) => number;
  /** Nobody is sent anything before. */
  rest: (until: number) => void;
  /** Until when all rest; 0 if they need not. */
  restsUntil: () => number;
};

/** Beyond so many, those whose turn has come anyway are forgotten. */
const MOST_RECIPIENTS = 10_000;

/** @param between milliseconds between two messages, and between two to one recipient */
export const paceOf = (between: { any: number; same: number }): Pace => {
  const next = new Map<string, number>();
  let nextAny = 0;
  let resting = 0;
  const forgetFree = (now: number): void => {
    for (const [recipient, at] of next) if (at <= now) next.delete(recipient);
  };
  return {
    wait: (recipient, now) => {
      if (next.size >= MOST_RECIPIENTS) forgetFree(now);
      const at = Math.max(now, nextAny, resting, next.get(recipient) ?? 0);
      nextAny = at + between.any;
      next.set(recipient, at + between.same);
      return at - now;
    },
    rest: (until) => {
      resting = Math.max(resting, until);
    },
    restsUntil: () => resting,
  };
};
