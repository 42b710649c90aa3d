/** Sends what is due now, for a command that then exits. */
import { problem } from '../../contract/problem.ts';
import { CHANNELS, type Channel } from '../../domain/subscriber.ts';
import type { Store } from '../store/database.ts';
import { Courier, type Delivered } from './courier.ts';
import type { Senders } from './senders.ts';

export type Delivery = { store: Store; senders: Senders; clock: () => number };

const tellNobody = (): void => undefined;

type Drained = Delivered & { channel: Channel; why: string | null };

const drain = ({ senders, ...delivery }: Delivery, onlyTests: boolean): Promise<Drained[]> =>
  Promise.all(
    CHANNELS.flatMap((channel) => {
      const sender = senders[channel];
      return sender ? [{ channel, sender }] : [];
    }).map(async ({ channel, sender }) => {
      const courier = new Courier({ ...delivery, channel, sender, tell: tellNobody, onlyTests });
      const delivered = await courier.drain();
      const { state, why } = courier.state;
      return { ...delivered, channel, why: state === 'down' ? (why ?? '') : null };
    }),
  );

/**
 * Sends everything that is due. A channel whose server cannot be reached, refuses the log-in or breaks off ends in a
 * problem once the others are done: no attempt is held against a message, and everything that is left waits.
 */
export const deliverDue = async (delivery: Delivery): Promise<Delivered> => {
  const drained = await drain(delivery, false);
  for (const { channel, why, waiting } of drained)
    if (why !== null) throw problem('failed', { code: 'channel-down', channel, why, waiting });
  const total = (of: (one: Delivered) => number): number =>
    drained.reduce((sum, one) => sum + of(one), 0);
  return {
    sent: total(({ sent }) => sent),
    failed: total(({ failed }) => failed),
    waiting: total(({ waiting }) => waiting),
  };
};

/** Sends the tests that are due; what became of each stands in the store. */
export const deliverTests = async (delivery: Delivery): Promise<void> => {
  await drain(delivery, true);
};
