/** English: what is wrong with a request over HTTP, or with the way to the PBX. */
import { passage, plain, quotedEnglish } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

const SIGN_IN = 'Sign in: pbxctl login https://pbx.firm.ru';

export const httpFaults: Pick<
  FaultTexts,
  | 'token-missing'
  | 'token-wrong'
  | 'scope-missing'
  | 'route-unknown'
  | 'body-malformed'
  | 'body-too-deep'
  | 'body-too-large'
  | 'body-not-json'
  | 'revision-unreadable'
  | 'too-many-requests'
  | 'pbx-refused'
  | 'pbx-host-unknown'
  | 'pbx-certificate'
  | 'pbx-silent'
  | 'pbx-foreign'
  | 'remote'
> = {
  'token-missing': () => ({ message: 'no token was given', next: SIGN_IN }),
  'token-wrong': () => ({
    message: 'the token is not known: it may be mistyped, expired or revoked',
    next: SIGN_IN,
  }),
  'scope-missing': ({ scope }) => ({
    message: `the token lacks the scope ${plain(scope)}`,
    next: `Ask an admin for a token with it: pbxctl tokens create <name> --scopes ${plain(scope)}`,
  }),
  'route-unknown': ({ method, path }) => ({
    message: `there is no ${plain(method)} ${plain(path)} here`,
    next: 'See what there is: /openapi.json',
  }),
  'body-malformed': ({ why }) => ({
    message: `the request cannot be read: ${plain(why)}`,
    next: 'Send JSON in UTF-8',
  }),
  'body-too-deep': ({ most }) => ({
    message: `the JSON nests deeper than ${most} levels`,
    next: 'Send it flatter',
  }),
  'body-too-large': ({ most }) => ({
    message: `the request is larger than ${most / 1024 / 1024} MiB`,
    next: 'Send it in several parts',
  }),
  'body-not-json': ({ type }) => ({
    message: `the request is no JSON: ${plain(type)}`,
    next: 'Send it as Content-Type: application/json',
  }),
  'revision-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is no revision`,
    next: 'Write the revision in quotation marks: If-Match: "3"',
  }),
  'too-many-requests': ({ most }) => ({
    message: `more than ${most} requests are under way`,
    next: 'Try again in a second',
  }),
  'pbx-refused': ({ address }) => ({
    message: `nothing answers at ${plain(address)}`,
    next: 'See that the address is right and that pbxctl serve runs there',
  }),
  'pbx-host-unknown': ({ address }) => ({
    message: `the host of ${plain(address)} is not known`,
    next: 'See that the address is right',
  }),
  'pbx-certificate': ({ address, why }) => ({
    message: `the certificate of ${plain(address)} is not trusted: ${plain(why)}`,
    next: 'Name the authority that signed it: PBX_CA_FILE=/etc/ssl/firm-ca.pem',
  }),
  'pbx-silent': ({ address, why }) => ({
    message: `no answer from ${plain(address)}: ${plain(why)}`,
    next: 'Try again; whether a change was made tells the list',
  }),
  'pbx-foreign': ({ address, status }) => ({
    message: `${plain(address)} answered ${status}, and not as a PBX service does`,
    next: 'See that the address is that of a PBX service: pbxctl login https://pbx.firm.ru',
  }),
  remote: ({ text }) => ({ message: passage(text), next: null }),
};
