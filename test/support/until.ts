/** Waiting for what happens elsewhere. */
import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MILLISECONDS = 20;
const PATIENCE_MILLISECONDS = 15_000;

export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let waited = 0; !(await holds()); waited += LOOK_MILLISECONDS) {
    if (waited > PATIENCE_MILLISECONDS) throw new Error('in vain');
    await pause(LOOK_MILLISECONDS);
  }
};
