/** The tokens of T2's API: what they say of themselves. They are JWTs; only T2 can check them, anybody can read them. */
import * as z from 'zod/mini';
import { fail, ok, type Result, type T2Fault } from '../../../domain/fault.ts';
import { once } from '../../../domain/remembered.ts';

export type TokenPair = {
  /** Lives a day; every request has it. */
  accessToken: string;
  /** Lives seven days; with it a new pair is got, once. */
  refreshToken: string;
};

type TokenKind = 'access' | 'refresh';

type Token = {
  /** Null if it does not say what it is for. */
  kind: TokenKind | null;
  /** Milliseconds of Unix time; null if it does not say. */
  expiresAt: number | null;
};

const KINDS: ReadonlyMap<string, TokenKind> = new Map([
  ['ACCESS_OPENAPI_TOKEN', 'access'],
  ['REFRESH_OPENAPI_TOKEN', 'refresh'],
]);

/** Also what a header can carry: nothing in it ends a line. */
const JWT = /^[\w-]+\.([\w-]+)\.[\w-]+$/;
const LONGEST = 8192;

const claimsSchema = once(() =>
  z.looseObject({
    sub: z.catch(z.optional(z.string()), undefined),
    exp: z.catch(z.optional(z.number()), undefined),
  }),
);

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Null if it is no token at all. */
export const readToken = (text: string): Token | null => {
  const [, body] = text.length <= LONGEST ? (JWT.exec(text) ?? []) : [];
  if (body === undefined) return null;
  const claims = claimsSchema().safeParse(jsonOf(Buffer.from(body, 'base64url').toString('utf8')));
  if (!claims.success) return null;
  const { sub = '', exp } = claims.data;
  return { kind: KINDS.get(sub) ?? null, expiresAt: exp === undefined ? null : exp * 1000 };
};

/** When each of them dies, in milliseconds of Unix time. */
export type Expiries = { access: number | null; refresh: number | null };

export const expiriesOf = ({ accessToken, refreshToken }: TokenPair): Expiries => ({
  access: readToken(accessToken)?.expiresAt ?? null,
  refresh: readToken(refreshToken)?.expiresAt ?? null,
});

const pairSchema = once(() => z.looseObject({ accessToken: z.string(), refreshToken: z.string() }));

/** As people paste them: with `Bearer`, quotes or commas around. */
const bare = (text: string): string => text.replace(/^["',]+|["',]+$/g, '');

const wordsIn = (text: string): string[] => {
  const json = pairSchema().safeParse(jsonOf(text));
  const words = json.success ? [json.data.accessToken, json.data.refreshToken] : text.split(/\s+/);
  return words
    .flatMap((word) => word.trim().split(/\s+/))
    .map(bare)
    .filter((word) => word !== '' && word.toLowerCase() !== 'bearer');
};

/**
 * A pair out of a text: JSON as T2 answers it, or two tokens one after the other. Which is which they say themselves;
 * `swapped` tells that they stood the other way round.
 */
export const readPair = (text: string): Result<TokenPair & { swapped: boolean }, T2Fault> => {
  const words = wordsIn(text.replace(/^\uFEFF/, ''));
  const [first, second, ...others] = words;
  if (first === undefined || second === undefined || others.length > 0) {
    return fail({ code: 't2-tokens-count', found: words.length });
  }
  const kinds = [first, second].map((word) => readToken(word));
  const unreadable = kinds.indexOf(null);
  if (unreadable >= 0) return fail({ code: 't2-token-unreadable', nth: unreadable + 1 });
  const [one = null, other = null] = kinds.map((token) => token?.kind ?? null);
  if (one !== null && one === other) return fail({ code: 't2-tokens-alike', kind: one });
  const swapped = one === 'refresh' || other === 'access';
  return ok(
    swapped
      ? { accessToken: second, refreshToken: first, swapped }
      : { accessToken: first, refreshToken: second, swapped },
  );
};
