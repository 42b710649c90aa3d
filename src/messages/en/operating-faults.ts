/** English: what stands against running a PBX, or against a copy of it. */
import type { OperatingFault } from '../../domain/fault.ts';
import { countEnglish } from '../plural.ts';
import { plain, quotedEnglish } from '../quote.ts';
import { sizeEnglish } from '../size.ts';
import type { FaultTexts } from '../types.ts';

const CHANNELS = { email: 'e-mail', telegram: 'Telegram' };

const notifications = (count: number): string =>
  countEnglish(count, 'notification', 'notifications');

export const operatingFaults: Pick<FaultTexts, OperatingFault['code']> = {
  'store-missing': ({ path }) => ({
    message: `there is no PBX file ${quotedEnglish(path)}`,
    next: 'Name the right file: --pbx file:office.db; a new one is made by the first command that writes',
  }),
  'store-damaged': ({ path, why }) => ({
    message: `the PBX file ${quotedEnglish(path)} is damaged: ${plain(why)}`,
    next: 'Stop what uses it, keep it for whoever looks into it, and put the last backup in its place; check the disk',
  }),
  'backup-elsewhere': ({ address }) => ({
    message: `${plain(address)} is a PBX service: it is backed up on its own machine`,
    next: 'There, name the file that it serves: pbxctl backup office-backup.db --pbx file:office.db',
  }),
  'backup-onto-itself': ({ file }) => ({
    message: `${quotedEnglish(file)} is the PBX file itself`,
    next: 'Name another file for the backup',
  }),
  'backup-in-use': ({ file }) => ({
    message: `${quotedEnglish(file)} is in use as a PBX, or was when its program was killed: beside it lies a file that ends in -wal`,
    next: 'Name another file for the backup',
  }),
  'disk-full': ({ free }) => ({
    message: `the disk of the PBX file has ${sizeEnglish(free)} left: soon no call can be taken`,
    next: 'Free space on that disk, or move the file to a larger one',
  }),
  'disk-short': ({ free, used }) => ({
    message: `the disk of the PBX file has ${sizeEnglish(free)} left, and the file has ${sizeEnglish(used)}`,
    next: 'Free space, or keep calls for a shorter time: pbxctl settings set --retention-days 180',
  }),
  'clock-behind': ({ instant }) => ({
    message: `the clock is wrong, or was: the PBX file holds something of ${plain(instant)}`,
    next: 'Let the system keep its clock by NTP: timedatectl set-ntp true',
  }),
  'clock-differs': ({ seconds }) => ({
    message: `the clocks of the service and of this machine differ by ${seconds} s`,
    next: 'Let both keep their clocks by NTP: timedatectl set-ntp true',
  }),
  'smtp-unreachable': ({ server, why }) => ({
    message: `the mail server ${plain(server)} does not answer as one: ${plain(why)}`,
    next: 'Check PBX_SMTP_URL, the server, and the firewall between',
  }),
  'smtp-certificate': ({ server, why }) => ({
    message: `the mail server ${plain(server)} is not trusted: ${plain(why)}`,
    next: 'If it has a certificate of your own authority, name that: export PBX_CA_FILE=ca.pem; else correct the name in PBX_SMTP_URL',
  }),
  'smtp-login-refused': ({ server, user, why }) => ({
    message: `the mail server ${plain(server)} does not let ${quotedEnglish(user)} in: ${plain(why)}`,
    next: 'Correct user and password in PBX_SMTP_URL: smtp://user:password@mail.firm.ru:587',
  }),
  'smtp-login-open': ({ server }) => ({
    message: `the mail server ${plain(server)} offers no TLS, and a password is not sent where others could read it`,
    next: 'Let it offer STARTTLS, or name its TLS port: smtps://user:password@mail.firm.ru:465',
  }),
  'smtp-open': ({ server }) => ({
    message: `messages travel to the mail server ${plain(server)} unencrypted`,
    next: 'Let it offer STARTTLS, or name its TLS port: smtps://mail.firm.ru:465',
  }),
  'telegram-refused': ({ api, why }) => ({
    message: `${plain(api)} does not know the Telegram bot: ${plain(why)}`,
    next: 'Take its token from @BotFather once more, for PBX_TELEGRAM_TOKEN or PBX_TELEGRAM_TOKEN_FILE',
  }),
  'telegram-unreachable': ({ api, why }) => ({
    message: `the Bot API at ${plain(api)} does not answer as one: ${plain(why)}`,
    next: 'Check the firewall, or name a Bot API server that can be reached: PBX_TELEGRAM_API',
  }),
  'telegram-deaf': ({ why }) => ({
    message: `the Telegram bot does not hear what is written to it: ${plain(why)}`,
    next: 'If it says 409, another program uses the same token: stop it, or give it a bot of its own',
  }),
  'queue-overdue': ({ channel, waiting, since }) => ({
    message: `nothing is sent by ${CHANNELS[channel]}: ${notifications(waiting)} ${waiting === 1 ? 'waits' : 'wait'}, due since ${plain(since)}`,
    next: 'See that pbxctl serve runs on this PBX file and has what it needs to send: PBX_SMTP_URL and PBX_MAIL_FROM for e-mail, PBX_TELEGRAM_TOKEN for Telegram',
  }),
  'notifications-failed': ({ channel, count, hours }) => ({
    message: `${notifications(count)} by ${CHANNELS[channel]} failed in the last ${hours} hours`,
    next: 'See why, and try again what can be delivered now: pbxctl notifications list --status failed --since 1d',
  }),
  'source-idle': ({ name }) => ({
    message: `the source ${quotedEnglish(name)} is not connected`,
    next: `See what is wrong: pbxctl sources check ${plain(name)}`,
  }),
};
