/** English: what the Telegram bot says. Texts may hold the HTML of the Bot API; what is filled in is escaped before. */
import { countEnglish } from '../plural.ts';

export const bot = {
  connected: (names: string): string =>
    `Connected: ${names}. Missed calls and voice messages will be told of here, as the rules of the PBX say.\n\n/status – what is on\n/stop – no more messages`,
  moved: (names: string): string => `${names}: messages go to another chat from now on.`,
  badCode:
    'This link does not work: it was used, or is more than a day old. Ask the administrator of your PBX for a new one.',
  slowed: (minutes: number): string =>
    `Too many links that do not work. Try again in ${countEnglish(minutes, 'minute', 'minutes')}.`,
  noCode:
    'This bot tells of missed calls. Ask the administrator of your PBX for a link that connects you.',
  stopped: (names: string): string =>
    `Disconnected: ${names}. To connect again you need a new link from the administrator of your PBX.`,
  nothingOn: 'Nobody is connected in this chat.',
  on: 'Connected in this chat:',
  person: (name: string, rules: number): string =>
    `<b>${name}</b>: ${rules === 0 ? 'no rules, so nothing comes' : countEnglish(rules, 'rule', 'rules')}`,
  andMore: (count: number): string => `… and ${count} more`,
  commands: '/status – what is on\n/stop – no more messages',
  failed: 'That did not work, and nothing was changed. Try again in a minute.',
};
