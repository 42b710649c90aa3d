/** What T2 answers, by what is to be done about it. */
import * as z from 'zod/mini';
import type { T2Fault } from '../../../domain/fault.ts';
import { once } from '../../../domain/remembered.ts';
import type { T2Address } from './address.ts';

export type Answer = {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
};

export type Reading =
  | { kind: 'done'; body: unknown }
  /** The token was not taken; `why` is what T2 says of it, or empty. */
  | { kind: 'rejected'; why: string }
  | { kind: 'failed'; fault: T2Fault };

const words = once(() =>
  z.catch(z.optional(z.union([z.string(), z.array(z.string())])), undefined),
);
/** T2's own errors, and those of the framework under it. */
const errorSchema = once(() =>
  z.looseObject({ details: words(), message: words(), error: words() }),
);

const LONGEST = 300;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What looks like a token is not repeated to a log. */
const TOKENS = /[\w-]{8,}\.[\w-]{8,}\.[\w-]+/g;

const saidIn = (text: string): string => {
  const error = errorSchema().safeParse(jsonOf(text));
  if (!error.success) return '';
  const { details, message, error: name } = error.data;
  const said = [details ?? message ?? name ?? []].flat().join('; ');
  return said.replace(TOKENS, '…').slice(0, LONGEST);
};

const first = (header: string | string[] | undefined): string =>
  (Array.isArray(header) ? header[0] : header) ?? '';

const MOST_SECONDS = 3600;

/** `Retry-After`: seconds, or a date; null if there is none that can be read. */
const retryAfter = (headers: Answer['headers'], now: number): number | null => {
  const text = first(headers['retry-after']).trim();
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(MOST_SECONDS, Math.max(0, Math.ceil(seconds)));
};

/** Where the whole API is now, if only its address was answered with another. */
const movedTo = ({ url }: T2Address, location: string, path: string): string => {
  if (!URL.canParse(location, url)) return location.slice(0, LONGEST);
  const { origin, pathname } = new URL(location, url);
  const [asked = ''] = path.split('?');
  return `${origin}${pathname.endsWith(asked) ? pathname.slice(0, -asked.length) : pathname}`;
};

const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/**
 * @param path what was asked for, below the address
 * @param now milliseconds of Unix time
 */
export const readAnswer = (
  address: T2Address,
  { status, headers, text }: Answer,
  path: string,
  now: number,
): Reading => {
  const { shown } = address;
  const location = first(headers.location);
  if (status === 401 || status === 403) return { kind: 'rejected', why: saidIn(text) };
  if (isRedirect(status) && location !== '') {
    const to = movedTo(address, location, path);
    return { kind: 'failed', fault: { code: 't2-moved', address: shown, to } };
  }
  if (status === 429 || (status === 503 && headers['retry-after'] !== undefined)) {
    const seconds = retryAfter(headers, now);
    return { kind: 'failed', fault: { code: 't2-busy', address: shown, seconds } };
  }
  const body = jsonOf(text);
  if (status < 200 || status >= 300) {
    const fault = { code: 't2-failed', address: shown, status, why: saidIn(text) } as const;
    return { kind: 'failed', fault };
  }
  return body === undefined
    ? { kind: 'failed', fault: { code: 't2-foreign', address: shown } }
    : { kind: 'done', body };
};
