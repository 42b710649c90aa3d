/** `t2:https://ats2.t2.ru/crm/openapi?name=main`: which corporate PBX of T2 it is. */
import { fail, ok, type Result, type SourceFault, type T2Fault } from '../../../domain/fault.ts';
import { withoutSecret } from '../asterisk/address.ts';
import { isLoopback } from '../loopback.ts';
import { namedIn } from '../name.ts';

export type T2Address = {
  kind: 't2';
  /** Its calls are of the source `t2:<name>`. */
  name: string;
  /** Without a slash at its end: `https://ats2.t2.ru/crm/openapi`. */
  url: string;
  /** How often it is asked, in milliseconds. */
  every: number;
  /** As it is shown: `t2:https://ats2.t2.ru/crm/openapi`. */
  shown: string;
};

const BASE = 'https://ats2.t2.ru/crm/openapi';
const OPTIONS = ['name', 'every'] as const;
const EVERY_SECONDS = 60;
const MOST_SECONDS = 3600;

/** Tokens go to no other machine unencrypted. */
const readBase = (text: string): string | null => {
  if (text === '') return BASE;
  if (!URL.canParse(text)) return null;
  const { protocol, username, password, hostname, origin, pathname, hash } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  if (!isSafe || username || password || hash) return null;
  return `${origin}${pathname}`.replace(/\/+$/, '');
};

const readEvery = (text: string | null): number | null => {
  if (text === null) return EVERY_SECONDS;
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return seconds >= 1 && seconds <= MOST_SECONDS ? seconds : null;
};

/** The one T2 that most companies have: `t2` is its whole address. */
export const ONLY_T2 = 't2:?name=main';

/** @param text `t2`, or an address that begins with `t2:` */
export const parseT2 = (text: string): Result<T2Address, SourceFault | T2Fault> => {
  const whole = text === 't2' ? ONLY_T2 : text;
  const [, base = '', search = ''] = /^t2:([^?]*)(\?.*)?$/s.exec(whole) ?? [];
  const options = new URLSearchParams(search);
  const unknown = [...options.keys()].find((option) => !OPTIONS.some((one) => one === option));
  if (unknown !== undefined) {
    return fail({ code: 'source-option-unknown', option: unknown, known: [...OPTIONS] });
  }
  const url = readBase(base);
  const every = readEvery(options.get('every'));
  if (url === null || every === null)
    return fail({ code: 't2-address-unreadable', text: withoutSecret(text) });
  const shown = `t2:${url}`;
  if (!options.get('name')) return fail({ code: 't2-nameless', address: shown });
  const name = namedIn(options, shown);
  return name.ok ? ok({ kind: 't2', name: name.value, url, every: every * 1000, shown }) : name;
};
