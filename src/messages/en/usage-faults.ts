/** English: what is wrong with how a command was called, and what stopped it. */
import type { UsageFault } from '../../domain/fault.ts';
import { countEnglish } from '../plural.ts';
import { isPath, listed, passage, plain, quotedEnglish } from '../quote.ts';
import type { FaultTexts } from '../types.ts';
import { misuseText } from './misuse.ts';

const MAIL_SERVER =
  'Set the mail server and the sender: export PBX_SMTP_URL=smtp://mail.firm.ru:587 PBX_MAIL_FROM=pbx@firm.ru';

export const usageFaults: Pick<FaultTexts, UsageFault['code']> = {
  'pbx-address-unknown': ({ address }) => ({
    message: `${quotedEnglish(address)} is no PBX address, and no profile has this name`,
    next: isPath(address)
      ? `Name the file of the PBX with file: before it: file:${plain(address)}`
      : 'Name a profile that pbxctl profiles list shows, a service (https://pbx.firm.ru), or a file: file:office.db',
  }),
  'profile-unknown': ({ name }) => ({
    message: `there is no profile ${quotedEnglish(name)}`,
    next: 'See which there are: pbxctl profiles list',
  }),
  'embedded-only': () => ({
    message: 'a PBX service sends by itself; this command is for a PBX in a file',
    next: 'Name a file: --pbx file:office.db',
  }),
  'token-empty': () => ({
    message: 'no token was given',
    next: 'Give it on stdin: pbxctl login https://pbx.firm.ru < token.txt',
  }),
  'listen-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is no address to listen on`,
    next: 'Write host and port: --listen 127.0.0.1:8680',
  }),
  'listen-taken': ({ address }) => ({
    message: `another program listens on ${plain(address)} already`,
    next: 'Choose another port: --listen 127.0.0.1:8681',
  }),
  'listen-denied': ({ address, why }) => ({
    message: `cannot listen on ${plain(address)}: ${plain(why)}`,
    next: 'Choose an address of this machine and a port above 1023: --listen 127.0.0.1:8680',
  }),
  'tls-incomplete': () => ({
    message: 'a certificate and its key go together, and one of them is missing',
    next: 'Give both: --tls-cert cert.pem --tls-key key.pem',
  }),
  'tls-unreadable': ({ file, why }) => ({
    message: `${plain(file)} cannot be used for TLS: ${plain(why)}`,
    next: 'Give a certificate and the key that belongs to it, in PEM',
  }),
  'addresses-missing': () => ({
    message: 'no subscriber is named',
    next: 'Name one or several, or a file with one on each line (--addresses-file staff.txt): pbxctl rules add --addresses anna@firm.ru,102',
  }),
  'changes-missing': () => ({
    message: 'no change is named',
    next: 'Name at least one: a rule has --type, --time and --callers; the same command with --help shows all',
  }),
  'confirmation-missing': () => ({
    message: 'this needs a confirmation, and without a terminal nobody can be asked',
    next: 'If that is what you want, repeat the command with --yes',
  }),
  'confirmation-declined': () => ({
    message: 'not confirmed; nothing was changed',
    next: null,
  }),
  'ids-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is neither an id nor a range of ids`,
    next: 'Write whole numbers and ranges from small to large, divided by spaces: 12 15-20',
  }),
  'ids-missing': () => ({
    message: 'no id is named',
    next: 'Name ids or ranges of ids, or - to read them from stdin: 12 15-20',
  }),
  'command-unknown': ({ command, nearest }) => ({
    message:
      nearest === null
        ? `there is no command ${quotedEnglish(command)}`
        : `there is no command ${quotedEnglish(command)}; did you mean ${quotedEnglish(nearest)}?`,
    next:
      nearest === null
        ? 'See which there are: pbxctl --help'
        : `See how it is used: pbxctl ${plain(nearest)} --help`,
  }),
  usage: ({ text, misuse }) => ({
    message: misuse ? misuseText(misuse) : passage(text) || 'the command was called wrongly',
    next: 'See how it is used: add --help to the command',
  }),
  'shell-unknown': ({ known }) => ({
    message: 'which shell you use could not be found out',
    next: `Name it, one of ${listed(known)}: pbxctl autocomplete bash`,
  }),
  'pair-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is not a pair of a number and a subscriber`,
    next: 'Write the multichannel number, an equals sign and the extension or number of the subscriber: +78001000101=101',
  }),
  'revision-of-several': () => ({
    message: 'a revision belongs to one rule, and several are named',
    next: 'Name one rule only, or leave --if-revision out',
  }),
  'one-id-wanted': () => ({
    message: 'exactly one entry has to be named here',
    next: 'Name it by its id, which the list command shows: 7',
  }),
  'call-missing': () => ({
    message: 'no call is named',
    next: 'Name the subscriber who was called, or a table of calls (--cases cases.yaml): pbxctl rules test --to 101 --from +79161234567',
  }),
  'expectation-unmet': ({ expected, verdict }) => ({
    message: `the expected verdict is ${plain(expected)}, but it is ${plain(verdict)}`,
    next: 'See above what decided, then correct the rule or --expect',
  }),
  'smtp-missing': ({ variable }) => ({
    message: `the variable ${plain(variable)} is not set, so no e-mail can be sent`,
    next: MAIL_SERVER,
  }),
  'smtp-url-unreadable': () => ({
    message: 'the variable PBX_SMTP_URL is not the address of a mail server',
    next: MAIL_SERVER,
  }),
  'telegram-missing': () => ({
    message: 'no Telegram bot is set',
    next: 'Make one with @BotFather in Telegram and set PBX_TELEGRAM_TOKEN, or PBX_TELEGRAM_TOKEN_FILE',
  }),
  'telegram-token-unreadable': ({ variable }) => ({
    message: `what ${plain(variable)} holds is no token of a Telegram bot`,
    next: 'It is a number, a colon and 35 signs, as @BotFather tells it: copy it once more',
  }),
  'telegram-api-unreadable': () => ({
    message: 'the address in PBX_TELEGRAM_API is not that of a Bot API server',
    next: 'Leave it out for api.telegram.org; one of your own is https://…, or http:// on this machine',
  }),
  'channel-down': ({ channel, why, waiting }) => ({
    message: `${channel === 'email' ? 'the mail server does not take e-mail now' : 'the Bot API of Telegram takes no messages now'}: ${plain(why)}${waiting > 0 ? `; still to be sent: ${countEnglish(waiting, 'notification', 'notifications')}` : ''}`,
    next: `Nothing is lost; check ${channel === 'email' ? 'PBX_SMTP_URL and the server' : "the bot's token and PBX_TELEGRAM_API"}, then send again: pbxctl notifications send`,
  }),
  'test-failed': ({ channel, answer }) => ({
    message: `the test message was not delivered: ${plain(answer)}`,
    next:
      channel === 'email'
        ? 'Correct the address or the mail server, and test again'
        : 'If he has blocked the bot, let him return and write /start; else see what is wrong: pbxctl doctor',
  }),
  'test-waiting': ({ channel, id, seconds }) => ({
    message: `the test message still waits after ${seconds} s: nothing delivers from this PBX`,
    next: `Start pbxctl serve on its store with ${channel === 'email' ? 'PBX_SMTP_URL and PBX_MAIL_FROM' : 'PBX_TELEGRAM_TOKEN'}, and see what becomes of it: pbxctl notifications show ${id}`,
  }),
  interrupted: () => ({ message: 'interrupted; nothing was changed', next: null }),
  'interrupted-writing': () => ({
    message: 'interrupted while it was being saved; it may be done or not',
    next: 'See what is there: pbxctl rules list',
  }),
  bug: ({ text }) => ({
    message: `this is a fault of pbxctl itself: ${passage(text)}`,
    next: 'Set the variable DEBUG=*, repeat the command and report what it prints together with the command',
  }),
};
