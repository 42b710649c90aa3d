/** Delivery within a service that stays, ended in order. */
import type { Logger } from 'pino';
import type { Store } from '../store/database.ts';
import type { ChannelState } from './channel.ts';
import { Courier, type CourierEvent } from './courier.ts';
import { type EmailOptions, emailSender } from './e-mail.ts';

export type PostOffice = {
  open: () => void;
  state: () => ChannelState;
  /** Something may have become due. */
  wake: () => void;
  /** Gives back what is not begun, and waits for what is being sent, at most so many milliseconds. */
  stop: (milliseconds: number) => Promise<void>;
};

type Options = { store: Store; mail: EmailOptions; clock: () => number; logger: Logger };

const MESSAGES: Record<CourierEvent['event'], { level: 'info' | 'warn' | 'error'; text: string }> =
  {
    'channel-down': { level: 'error', text: 'the mail server takes nothing; what is due waits' },
    'channel-up': { level: 'info', text: 'the mail server takes messages again' },
    'notification-failed': { level: 'warn', text: 'a notification was not delivered' },
    'store-failed': { level: 'error', text: 'delivery could not use the store' },
  };

export const postOfficeOn = ({ store, mail, clock, logger }: Options): PostOffice => {
  const sender = emailSender(mail);
  const tell = ({ event, ...details }: CourierEvent): void => {
    const { level, text } = MESSAGES[event];
    logger[level](details, text);
  };
  const courier = new Courier({ store, sender, clock, tell });
  let work: Promise<void> | null = null;
  return {
    open: () => {
      work ??= courier.run();
    },
    state: () => courier.state,
    wake: () => courier.wake(),
    stop: async (milliseconds) => {
      courier.stop();
      const late = setTimeout(() => sender.close(), milliseconds);
      await work;
      clearTimeout(late);
      sender.close();
    },
  };
};
