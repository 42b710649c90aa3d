/** Delivery within a service that stays, by every channel that it has, ended in order. */
import type { Logger } from 'pino';
import { CHANNELS, type Channel } from '../../domain/subscriber.ts';
import type { Store } from '../store/database.ts';
import type { ChannelState } from './channel.ts';
import { Courier, type CourierEvent } from './courier.ts';
import { closeAll, type Senders } from './senders.ts';

export type PostOffice = {
  open: () => void;
  /** Of the channels that this service has. */
  states: () => Partial<Record<Channel, ChannelState>>;
  /** Something may have become due. */
  wake: () => void;
  /** Gives back what is not begun, and waits for what is being sent, at most so many milliseconds. */
  stop: (milliseconds: number) => Promise<void>;
};

type Options = { store: Store; senders: Senders; clock: () => number; logger: Logger };

const MESSAGES: Record<CourierEvent['event'], { level: 'info' | 'warn' | 'error'; text: string }> =
  {
    'channel-down': { level: 'error', text: 'the channel takes nothing; what is due waits' },
    'channel-up': { level: 'info', text: 'the channel takes messages again' },
    'notification-failed': { level: 'warn', text: 'a notification was not delivered' },
    'store-failed': { level: 'error', text: 'delivery could not use the store' },
  };

export const postOfficeOn = ({ store, senders, clock, logger }: Options): PostOffice => {
  const couriers = CHANNELS.flatMap((channel) => {
    const sender = senders[channel];
    if (!sender) return [];
    const tell = ({ event, ...details }: CourierEvent): void => {
      const { level, text } = MESSAGES[event];
      logger[level]({ channel, ...details }, text);
    };
    return [{ channel, courier: new Courier({ store, channel, sender, clock, tell }) }];
  });
  let work: Promise<unknown> | null = null;
  return {
    open: () => {
      work ??= Promise.all(couriers.map(({ courier }) => courier.run()));
    },
    states: () =>
      Object.fromEntries(couriers.map(({ channel, courier }) => [channel, courier.state])),
    wake: () => {
      for (const { courier } of couriers) courier.wake();
    },
    stop: async (milliseconds) => {
      for (const { courier } of couriers) courier.stop();
      const late = setTimeout(() => closeAll(senders), milliseconds);
      await work;
      clearTimeout(late);
      closeAll(senders);
    },
  };
};
