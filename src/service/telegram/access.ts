/** The way to the Bot API. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { ApiClientOptions } from 'grammy';

export type BotAccess = {
  /** As @BotFather gave it; part of every address that is asked, so that it must be in no text. */
  token: string;
  /** `https://api.telegram.org`, or a Bot API server of one's own. */
  apiRoot: string;
  /** Certificates of authorities in PEM, in the place of those that Node trusts. */
  authorities?: readonly string[] | undefined;
};

/** Destroying the agent breaks off what is under way. */
export const clientFor = (
  { apiRoot, authorities }: BotAccess,
  timeoutSeconds: number,
): { client: ApiClientOptions; agent: HttpAgent } => {
  const agent = apiRoot.startsWith('https:')
    ? new HttpsAgent({ keepAlive: true, ...(authorities && { ca: [...authorities] }) })
    : new HttpAgent({ keepAlive: true });
  return {
    client: { apiRoot, timeoutSeconds, baseFetchConfig: { compress: true, agent } },
    agent,
  };
};

/** What a library says of an address, without the secret in it. */
export const withoutToken = (text: string, token: string): string =>
  text.replaceAll(token, '<token>').replaceAll(encodeURIComponent(token), '<token>');
