/** `asterisk://user@host:5038?name=office&outside=from-trunk`: where an Asterisk is, and what its dial plan means. */
import { fail, ok, type Result, type SourceFault } from '../../../domain/fault.ts';
import { namedIn, secretVariable } from '../name.ts';
import type { DialPlan } from './kind.ts';

export type AsteriskAddress = {
  kind: 'asterisk';
  /** Its calls are of the source `asterisk:<name>`. */
  name: string;
  host: string;
  port: number;
  user: string;
  tls: boolean;
  plan: DialPlan;
  /** As it is shown: `asterisk://pbxctl@10.0.0.5:5038`. */
  shown: string;
};

const PORT = 5038;
const TLS_PORT = 5039;
const OPTIONS = ['name', 'tls', 'outside', 'inside', 'direct', 'multichannel'] as const;
/** Where FreePBX and most others take calls from outside. */
const OUTSIDE = ['from-trunk', 'from-pstn', 'from-did-direct'];

/** A user goes into a line of the protocol as he is. */
const USER = /^[\x20-\x7e]{1,80}$/;
const HOST = /^[\w.:-]+$/;

const listOf = (options: URLSearchParams, option: (typeof OPTIONS)[number]): string[] =>
  options
    .getAll(option)
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter(Boolean);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
};

/** A `+` in a number is itself, and no space as forms have it. */
const optionsOf = ({ search }: URL): URLSearchParams =>
  new URLSearchParams(search.replaceAll('+', '%2B'));

const tlsOf = (options: URLSearchParams): boolean | null => {
  const text = options.get('tls') ?? 'no';
  return text === 'yes' || text === 'no' ? text === 'yes' : null;
};

/** @param text an address that begins with `asterisk:` */
export const parseAsterisk = (text: string): Result<AsteriskAddress, SourceFault> => {
  if (!URL.canParse(text)) return fail({ code: 'source-unreadable', text: withoutSecret(text) });
  const url = new URL(text);
  const options = optionsOf(url);
  const given = namedIn(options, `asterisk://${url.host}`);
  if (url.password !== '' || options.has('secret') || options.has('password')) {
    const name = given.ok ? given.value : 'NAME';
    return fail({ code: 'source-with-secret', variable: secretVariable(name) });
  }
  const unknown = [...options.keys()].find((option) => !OPTIONS.some((one) => one === option));
  if (unknown !== undefined) {
    return fail({ code: 'source-option-unknown', option: unknown, known: [...OPTIONS] });
  }
  const user = decoded(url.username);
  const tls = tlsOf(options);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isWhole = USER.test(user) && HOST.test(host) && /^\/?$/.test(url.pathname) && tls !== null;
  if (!isWhole || url.hash) return fail({ code: 'source-unreadable', text: withoutSecret(text) });
  if (!given.ok) return given;
  const port = url.port === '' ? (tls ? TLS_PORT : PORT) : Number(url.port);
  const outside = listOf(options, 'outside');
  return ok({
    kind: 'asterisk',
    name: given.value,
    host,
    port,
    user,
    tls,
    plan: {
      outside: outside.length > 0 ? outside : OUTSIDE,
      inside: listOf(options, 'inside'),
      direct: listOf(options, 'direct'),
      multichannel: listOf(options, 'multichannel'),
    },
    shown: `asterisk://${url.username}@${url.hostname}:${port}`,
  });
};

/** An address for an error: whatever stands between a colon and the host may be a secret. */
export const withoutSecret = (text: string): string => text.replace(/:[^/@:][^@]*@/, ':…@');
