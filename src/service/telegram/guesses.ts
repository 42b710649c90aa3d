/** Who tries codes that are none has to wait longer and longer. */

export type Guesses = {
  /** How many milliseconds until this chat may try again; 0 if it may. */
  waits: (chat: number, now: number) => number;
  wrong: (chat: number, now: number) => void;
};

const FREE = 3;
const FIRST_MILLISECONDS = 60_000;
const LONGEST_MILLISECONDS = 24 * 3_600_000;
/** Beyond so many chats the one that has been quiet longest is forgotten. */
const MOST_CHATS = 10_000;

export const newGuesses = (): Guesses => {
  const chats = new Map<number, { count: number; until: number }>();
  return {
    waits: (chat, now) => Math.max(0, (chats.get(chat)?.until ?? 0) - now),
    wrong: (chat, now) => {
      const count = (chats.get(chat)?.count ?? 0) + 1;
      const pause = count < FREE ? 0 : FIRST_MILLISECONDS * 2 ** (count - FREE);
      chats.delete(chat);
      chats.set(chat, { count, until: now + Math.min(pause, LONGEST_MILLISECONDS) });
      const [quietest] = chats.keys();
      if (chats.size > MOST_CHATS && quietest !== undefined) chats.delete(quietest);
    },
  };
};
