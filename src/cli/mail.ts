/** The mail server, as the environment names it: secrets and addresses are never flags. */
import { problem } from '../contract/problem.ts';
import { authoritiesOf } from './authorities.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export type Mail = {
  url: string;
  from: string;
  /** In the place of the authorities that Node trusts, where another is named. */
  authorities: string[] | undefined;
};

const required = (environment: Environment, variable: 'PBX_SMTP_URL' | 'PBX_MAIL_FROM'): string => {
  const value = environment[variable];
  if (!value) throw problem('usage', { code: 'smtp-missing', variable });
  return value;
};

/** Percent signs that encode nothing would fail only when something is sent. */
const isReadable = ({ username, password, search, hash }: URL): boolean => {
  try {
    decodeURIComponent(username + password);
    return search === '' && hash === '';
  } catch {
    return false;
  }
};

const isSmtp = (url: string): boolean =>
  URL.canParse(url) &&
  ['smtp:', 'smtps:'].includes(new URL(url).protocol) &&
  new URL(url).hostname !== '' &&
  isReadable(new URL(url));

/** Refuses what is missing or unreadable; the address is not repeated, since it may hold a password. */
export const mailOf = (environment: Environment): Mail => {
  const url = required(environment, 'PBX_SMTP_URL');
  if (!isSmtp(url)) throw problem('usage', { code: 'smtp-url-unreadable' }, ['PBX_SMTP_URL']);
  const from = required(environment, 'PBX_MAIL_FROM');
  return { url, from, authorities: authoritiesOf(environment) };
};
