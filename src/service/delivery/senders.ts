/** What sends from here: the channels that the environment of this process has. */
import type { Channel } from '../../domain/subscriber.ts';
import type { EmailOptions } from './e-mail.ts';
import type { Sender } from './sender.ts';
import type { TelegramOptions } from './telegram.ts';

export type ChannelOptions = { mail: EmailOptions | null; telegram: TelegramOptions | null };

export type Senders = Partial<Record<Channel, Sender>>;

/** Each library is loaded only where something is sent by it. */
export const sendersFor = async ({ mail, telegram }: ChannelOptions): Promise<Senders> => ({
  ...(mail && { email: (await import('./e-mail.ts')).emailSender(mail) }),
  ...(telegram && { telegram: (await import('./telegram.ts')).telegramSender(telegram) }),
});

export const closeAll = (senders: Senders): void => {
  for (const sender of Object.values(senders)) sender.close();
};
