/** The Telegram bot, as the environment names it: its token is never a flag. */
import { readFileSync } from 'node:fs';
import { problem } from '../contract/problem.ts';
import { authoritiesOf } from './authorities.ts';
import { mailOf } from './mail.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const API = 'https://api.telegram.org';
/** A number, a colon, and a secret: anything else has been cut or pasted wrongly. */
const TOKEN = /^\d+:[\w-]{20,}$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const readToken = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw problem('usage', { code: 'file-unreadable', file, why }, ['PBX_TELEGRAM_TOKEN_FILE']);
  }
};

const tokenOf = (environment: Environment): string | null => {
  const { PBX_TELEGRAM_TOKEN: given, PBX_TELEGRAM_TOKEN_FILE: file } = environment;
  if (!given && !file) return null;
  const variable = given ? 'PBX_TELEGRAM_TOKEN' : 'PBX_TELEGRAM_TOKEN_FILE';
  const token = given || !file ? (given ?? '').trim() : readToken(file);
  if (!TOKEN.test(token))
    throw problem('usage', { code: 'telegram-token-unreadable', variable }, [variable]);
  return token;
};

/** A token travels within the address: in the clear only on this machine. */
const apiRootOf = (environment: Environment): string => {
  const given = environment.PBX_TELEGRAM_API || API;
  const url = URL.canParse(given) ? new URL(given) : null;
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!url || !isSafe || url.search || url.hash || url.username)
    throw problem('usage', { code: 'telegram-api-unreadable' }, ['PBX_TELEGRAM_API']);
  return given.replace(/\/+$/, '');
};

/** Null where no token is set: then nothing goes to Telegram from here. */
export const telegramOf = (environment: Environment) => {
  const token = tokenOf(environment);
  if (token === null) return null;
  return { token, apiRoot: apiRootOf(environment), authorities: authoritiesOf(environment) };
};

/** By what this process can tell somebody something (R9). */
export const channelsOf = (environment: Environment) => ({
  mail: environment.PBX_SMTP_URL ? mailOf(environment) : null,
  telegram: telegramOf(environment),
});
