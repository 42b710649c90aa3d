/** The one-time codes by which somebody connects his chat. The store has only their hashes. */
import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../store/database.ts';
import { codeByHash, insertCode } from '../store/telegram.ts';

const HOURS = 24;
/** 128 bits: beyond all guessing. A deep link takes up to 64 letters, digits, `_` and `-`. */
const BYTES = 16;
const READABLE = /^[\w-]{1,64}$/;

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

/** A new code for the subscriber; those that he has already stay good until one is used. */
export const newCode = (
  db: Database,
  subscriberId: number,
  now: number,
): { code: string; expiresAt: number } => {
  const code = randomBytes(BYTES).toString('base64url');
  const expiresAt = now + HOURS * 3_600_000;
  insertCode(db, { hash: hashOf(code), subscriberId, expiresAt });
  return { code, expiresAt };
};

/** Whose code it is; null if it was used, has expired, or never was one. */
export const ownerOf = (db: Database, code: string, now: number): number | null => {
  const known = READABLE.test(code) ? codeByHash(db, hashOf(code)) : null;
  return known && known.expiresAt > now ? known.subscriberId : null;
};
