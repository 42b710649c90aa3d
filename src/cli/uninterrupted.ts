/** Work that must not be left half known: Ctrl-C waits for its end, and only a second one does not. */

export type Finished<T> = { value: T; isInterrupted: boolean };

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * @param onFirst says that the end is awaited
 * @param onSecond what is thrown if even that is too long
 */
export const uninterrupted = async <T>(
  work: () => Promise<T>,
  onFirst: () => void,
  onSecond: () => Error,
): Promise<Finished<T>> => {
  let isInterrupted = false;
  let leave: (error: Error) => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = reject;
  });
  const interrupt = (): void => {
    if (isInterrupted) leave(onSecond());
    else onFirst();
    isInterrupted = true;
  };
  process.on('SIGINT', interrupt);
  try {
    const value = await Promise.race([work(), left]);
    // A signal that came while this process had no time to hear it is heard in one whole turn of its loop.
    await nextTurn();
    await nextTurn();
    return { value, isInterrupted };
  } finally {
    process.off('SIGINT', interrupt);
  }
};
