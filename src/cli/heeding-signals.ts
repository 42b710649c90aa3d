/** Work that is given up on a signal, in order: whatever it has begun is taken away. */
import { problem } from '../contract/problem.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** @param work calls what it is given now and then, which throws once a signal has come */
export const heedingSignals = async <T>(
  work: (refuseToGoOn: () => void) => Promise<T>,
): Promise<T> => {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  for (const signal of SIGNALS) process.on(signal, end);
  try {
    return await work(() => {
      if (isOver) throw problem('usage', { code: 'interrupted' });
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, end);
  }
};
