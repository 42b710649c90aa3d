/** Waiting that somebody else can end. */

export type Bell = {
  /** Ends the waiting, if there is any. */
  ring: () => void;
  /** At most so many milliseconds. */
  wait: (milliseconds: number) => Promise<void>;
};

export const newBell = (): Bell => {
  let end = (): void => undefined;
  return {
    ring: () => end(),
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
};
