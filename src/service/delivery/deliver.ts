/** Sends what is due now, for a command that then exits. */
import { problem } from '../../contract/problem.ts';
import type { Store } from '../store/database.ts';
import { Courier, type Delivered } from './courier.ts';
import type { EmailSender } from './e-mail.ts';

export type Delivery = { store: Store; sender: EmailSender; clock: () => number };

const tellNobody = (): void => undefined;

/**
 * Sends everything that is due by e-mail. A server that cannot be reached, refuses the log-in or breaks off ends it
 * with a problem: no attempt is held against a message, and everything that is left waits.
 */
export const deliverDue = async (delivery: Delivery): Promise<Delivered> => {
  const courier = new Courier({ ...delivery, tell: tellNobody });
  const delivered = await courier.drain();
  const { state, why } = courier.state;
  if (state !== 'down') return delivered;
  const { waiting } = delivered;
  throw problem('failed', { code: 'channel-down', channel: 'email', why: why ?? '', waiting });
};

/** Sends the tests that are due; what became of each stands in the store. */
export const deliverTests = async (delivery: Delivery): Promise<void> => {
  await new Courier({ ...delivery, tell: tellNobody, onlyTests: true }).drain();
};
