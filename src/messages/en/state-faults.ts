/** English: what is refused because of what the PBX holds, or because its store cannot be used. */
import type { StateFault, StoreFault } from '../../domain/fault.ts';
import { countEnglish } from '../plural.ts';
import { passage, people, person, plain, quotedEnglish } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

type Resource = Extract<StateFault, { code: 'not-found' }>['resource'];

const LOOK: Record<Resource, string> = {
  rule: 'pbxctl rules list',
  subscriber: 'pbxctl subscribers list',
  contact: 'pbxctl contacts list',
  call: 'pbxctl calls list',
  notification: 'pbxctl calls list',
  token: 'pbxctl tokens list',
  audit: 'pbxctl audit list',
};

const FIELDS = { number: 'number', extension: 'extension', email: 'e-mail address' };

const BY_ADDRESS = 'Name one of them by e-mail address, number or extension, as they stand here';

export const stateFaults: Pick<FaultTexts, StateFault['code']> = {
  'address-empty': () => ({
    message: 'an address is empty',
    next: 'Name subscribers by number, extension, e-mail address or name, divided by commas: anna@firm.ru,102',
  }),
  'address-unknown': ({ address, nearest }) => ({
    message:
      nearest.length > 0
        ? `no subscriber is found by ${quotedEnglish(address)}; did you mean:${people(nearest)}`
        : `no subscriber is found by ${quotedEnglish(address)}`,
    next: nearest.length > 0 ? BY_ADDRESS : 'See who there is: pbxctl subscribers list',
  }),
  'address-ambiguous': ({ address, candidates, more }) => ({
    message: `${quotedEnglish(address)} fits ${countEnglish(candidates.length + more, 'subscriber', 'subscribers')}:${people(candidates)}${more > 0 ? `\n  and ${more} more` : ''}`,
    next: BY_ADDRESS,
  }),
  'not-found': ({ resource, id }) => ({
    message: `there is no ${resource} with the id ${id}`,
    next: `See which there are: ${LOOK[resource]}`,
  }),
  'not-failed': ({ id, status }) => ({
    message: `notification ${id} has not failed: it is ${plain(status)}`,
    next: null,
  }),
  'bot-unknown': () => ({
    message: 'this PBX has no Telegram bot yet',
    next: 'Start pbxctl serve on its store with PBX_TELEGRAM_TOKEN set, then ask again',
  }),
  'channel-off': ({ channel }) => ({
    message: `this PBX service sends no ${channel === 'email' ? 'e-mail' : 'messages in Telegram'}`,
    next: `Start its pbxctl serve with ${channel === 'email' ? 'PBX_SMTP_URL and PBX_MAIL_FROM' : 'PBX_TELEGRAM_TOKEN'} set, then test again`,
  }),
  'channel-missing': ({ channel, name }) => ({
    message: `${quotedEnglish(name)} ${channel === 'email' ? 'has no e-mail' : 'has not connected Telegram'}`,
    next:
      channel === 'email'
        ? 'Give him one: pbxctl subscribers edit <who> --email anna@firm.ru'
        : 'Let him connect it: pbxctl subscribers connect-telegram <who>',
  }),
  'chat-blocked': ({ name }) => ({
    message: `${quotedEnglish(name)} has blocked the bot`,
    next: 'Let him unblock it in Telegram and write /start to it, then try again',
  }),
  'token-name-taken': ({ name, id }) => ({
    message: `there is a token ${quotedEnglish(name)} already`,
    next: `Choose another name, or revoke that one first: pbxctl tokens revoke ${id}`,
  }),
  'rule-equal': ({ id }) => ({
    message: `the subscriber has an equal rule already: ${id}`,
    next: `Change something else, or remove one of the two rules; the other one: pbxctl rules show ${id}`,
  }),
  'revision-stale': ({ seen, current }) => ({
    message: `somebody has changed this meanwhile: you saw revision ${seen}, it is ${current} now`,
    next: 'See how it is now, then repeat the change',
  }),
  taken: ({ field, value, by }) => ({
    message: `the ${FIELDS[field]} ${plain(value)} belongs to ${person(by)} already`,
    next: 'Give another one, or take it from the one who has it first: pbxctl subscribers list',
  }),
  'contact-number-taken': ({ value, by }) => ({
    message: `the number ${plain(value)} belongs to the contact ${quotedEnglish(by.name)} (id ${by.id}) already`,
    next: 'Give another one, or take it from the contact that has it first: pbxctl contacts list',
  }),
  'fits-several': ({ candidates }) => ({
    message: `this fits more than one:${people(candidates)}`,
    next: 'Leave only what belongs to one of them, and give each other a line of its own',
  }),
  'given-twice': ({ id }) => ({
    message: `${id} is named twice`,
    next: 'Name each only once',
  }),
  'row-twice': ({ of }) => ({
    message: `this line means the same one as line ${of}`,
    next: 'Make one line of the two',
  }),
};

export const storeFaults: Pick<FaultTexts, StoreFault['code']> = {
  'store-locked': ({ path }) => ({
    message: `another program holds the PBX file ${quotedEnglish(path)}`,
    next: 'Wait until it has finished, then repeat',
  }),
  'store-not-a-database': ({ path }) => ({
    message: `${quotedEnglish(path)} is not a PBX file, or it is damaged`,
    next: 'Name the right file, or a new one, which is then made: --pbx file:office.db',
  }),
  'store-newer': ({ path, version, known }) => ({
    message: `a newer pbxctl made the PBX file ${quotedEnglish(path)} (version ${version}; this one knows up to ${known})`,
    next: 'Update pbxctl, then repeat',
  }),
  'store-unopenable': ({ path, why }) => ({
    message: `the PBX file ${quotedEnglish(path)} cannot be opened: ${plain(why)}`,
    next: 'Check that its folder exists and that you may write there, or name another file: --pbx file:office.db',
  }),
  'store-failed': ({ why }) => ({
    message: `the PBX file could not be read or written: ${passage(why)}`,
    next: 'Check that the disk has free space and works, then repeat',
  }),
};
