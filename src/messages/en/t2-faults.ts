/** English: what is wrong with a T2 as a source of calls. */
import type { T2Fault } from '../../domain/fault.ts';
import { plain, quotedEnglish } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

const EXAMPLE = '"t2:?name=main"';
const PAGE = 'in the web page of the PBX';
const TRANSIENT = 'It is tried again by itself; if it lasts, ask T2';

const said = (text: string): string => (text === '' ? '' : `: ${plain(text)}`);

const DEAD = {
  expired: 'the refresh token has expired',
  superseded:
    'they have been replaced: something else uses the same pair, or the answer with the new pair was lost on the way',
};

export const t2Faults: Pick<FaultTexts, T2Fault['code']> = {
  'source-unlike': ({ wanted }) => ({
    message: `the address of ${wanted === 't2' ? 'a T2' : 'an Asterisk'} is wanted here`,
    next: wanted === 't2' ? `Write t2, or ${EXAMPLE}` : 'Write "asterisk://…?name=office"',
  }),
  't2-address-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is no address of a T2`,
    next: `Write https:// and no user before the ?, or nothing: ${EXAMPLE}; every=60 is how many seconds lie between two looks`,
  }),
  't2-nameless': ({ address }) => ({
    message: `the source ${plain(address)} has no name, and its calls are told apart by it`,
    next: `Give it one, and never another: --source ${EXAMPLE}`,
  }),
  't2-unreachable': ({ address, why }) => ({
    message: `${plain(address)} cannot be reached: ${plain(why)}`,
    next: 'See that this machine reaches it: T2 may let in Russian addresses only, and a proxy is named by HTTPS_PROXY',
  }),
  't2-moved': ({ address, to }) => ({
    message: `${plain(address)} has moved, and the tokens are not shown to another host unasked`,
    next: `Take the new address: "t2:${plain(to)}?name=…"`,
  }),
  't2-foreign': ({ address }) => ({
    message: `what answers at ${plain(address)} is not the API of T2`,
    next: 'See that the address is right, and that no page of a provider or proxy stands between; then it is tried again by itself',
  }),
  't2-failed': ({ address, status, why }) => ({
    message: `${plain(address)} answers ${status}${said(why)}`,
    next: TRANSIENT,
  }),
  't2-busy': ({ address, seconds }) => ({
    message: `${plain(address)} wants to be asked less often`,
    next:
      seconds === null
        ? 'It is tried again by itself, later'
        : `It is tried again by itself after ${seconds} s`,
  }),
  't2-refused': ({ address, why }) => ({
    message: `${plain(address)} does not let pbxctl in${said(why)}`,
    next: `See ${PAGE} what the tokens may, and that the tariff has the API; T2 may let in Russian addresses only. If it lasts, make a new pair: pbxctl sources login`,
  }),
  't2-tokens-count': ({ found }) => ({
    message: `two tokens are wanted, and there are ${found}`,
    next: 'Give the access token and the refresh token, each on a line of its own',
  }),
  't2-token-unreadable': ({ nth }) => ({
    message: `the ${nth === 1 ? 'first' : 'second'} of the two is no token of T2`,
    next: `Copy it whole, ${PAGE}`,
  }),
  't2-tokens-alike': ({ kind }) => ({
    message: `both are ${kind} tokens`,
    next: 'Give one of each: the access token and the refresh token',
  }),
  't2-token-expired': ({ until }) => ({
    message: `the refresh token has expired: it lived until ${plain(until)}`,
    next: `Make a new pair ${PAGE}`,
  }),
  't2-tokens-missing': ({ name }) => ({
    message: `no tokens are kept for the T2 ${quotedEnglish(name)}`,
    next: `Sign in as the user who runs this: pbxctl sources login ${name === 'main' ? 't2' : `"t2:?name=${plain(name)}"`}`,
  }),
  't2-tokens-dead': ({ name, why, said: answer }) => ({
    message: `the tokens of the T2 ${quotedEnglish(name)} are dead: ${DEAD[why]}${said(answer)}`,
    next: `Make a new pair ${PAGE} and give it to pbxctl sources login; a service takes it by itself`,
  }),
  't2-tokens-unreadable': ({ file, why }) => ({
    message: `the tokens in ${plain(file)} cannot be read: ${plain(why)}`,
    next: 'See who owns the file; pbxctl sources login makes it anew',
  }),
  't2-tokens-unwritable': ({ file, why }) => ({
    message: `the tokens cannot be kept in ${plain(file)}: ${plain(why)}`,
    next: 'Its folder has to be writable for the user who runs this: the pair changes every day',
  }),
  't2-tokens-locked': ({ file }) => ({
    message: `another process renews the tokens in ${plain(file)}, for too long`,
    next: 'Repeat; if it lasts, see which process holds the file with .lock at its end',
  }),
  't2-tokens-fixed': ({ variable }) => ({
    message: `tokens of T2 change every day, and ${plain(variable)} cannot`,
    next: `Name a file that can be written in ${plain(variable)}_FILE, or use pbxctl sources login`,
  }),
  't2-nobody': () => ({
    message: 'no employee at all is named by T2, and so nobody is removed',
    next: 'See whether the tokens may read the employees',
  }),
  't2-shared': ({ value, by }) => ({
    message: `${quotedEnglish(value)} is ${quotedEnglish(by)}'s already`,
    next: 'Give each employee an own one in the web page of the PBX',
  }),
};
