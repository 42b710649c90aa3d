/** English: what is found when everything that a PBX rests on is looked at. */
import { countEnglish } from '../plural.ts';
import { sizeEnglish } from '../size.ts';

export const doctor = {
  looking: 'Looking at the PBX',
  states: { ok: 'ok', warning: 'warning', failed: 'failed', off: 'off' },
  checks: {
    store: 'store',
    disk: 'disk',
    clock: 'clock',
    zone: 'time zone',
    email: 'e-mail',
    telegram: 'Telegram',
    queue: 'queue',
    sources: 'sources',
  },
  channels: { email: 'e-mail', telegram: 'Telegram' },
  size: sizeEnglish,
  sound: 'every page is sound',
  notRead: 'not every page was read: doctor on its own machine does',
  free: (bytes: number): string => `${sizeEnglish(bytes)} free`,
  inMemory: 'none',
  signedIn: (server: string, isEncrypted: boolean): string =>
    `${server} lets us in${isEncrypted ? ', encrypted' : ''}`,
  noMail: 'PBX_SMTP_URL is not set: no e-mail is sent from here',
  botKnown: (bot: string): string => `${bot} is known`,
  noBot: 'PBX_TELEGRAM_TOKEN is not set: nothing is sent by Telegram from here',
  waiting: (channel: string, count: number, oldest: string | null): string =>
    oldest === null
      ? `${channel}: none waits`
      : `${channel}: ${count} ${count === 1 ? 'waits' : 'wait'}, the oldest since ${oldest}`,
  connected: (connected: number, all: number): string =>
    `${connected} of ${countEnglish(all, 'source', 'sources')} connected`,
  noSources: 'none is listened to from here',
};
