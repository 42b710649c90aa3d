/** Tokens: made at random, kept as a hash, compared without telling by the time how near a guess was. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from './store/database.ts';
import { type StoredToken, tokenByHash } from './store/tokens.ts';

const PREFIX = 'pbx_';
const BYTES = 32;
/** Of a token that somebody made up, no more than this is hashed. */
const LONGEST = 200;

/** 256 bits at random; the prefix lets scanners for leaked secrets know it. */
export const makeToken = (): string => PREFIX + randomBytes(BYTES).toString('base64url');

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Whose token this is, if it is one and has not expired. */
export const holderOf = (db: Database, token: string, now: number): StoredToken | null => {
  if (token.length > LONGEST) return null;
  const hash = hashOf(token);
  const stored = tokenByHash(db, hash);
  if (!stored || !timingSafeEqual(Buffer.from(stored.hash), Buffer.from(hash))) return null;
  return stored.expiresAt !== null && stored.expiresAt <= now ? null : stored;
};
