/** Tokens, and the record of who changed what. */
import type { AuditEntry, Token } from '../../contract/access.ts';
import { formatInstant, parseInstant } from '../../domain/instant.ts';
import { pageOfAudit } from '../store/audit.ts';
import { readSchedule } from '../store/singles.ts';
import {
  deleteToken,
  insertToken,
  pageOfTokens,
  type StoredToken,
  tokenById,
  tokenByName,
} from '../store/tokens.ts';
import { hashOf, makeToken } from '../tokens.ts';
import { type Handler, pageAsked, pageOf, refuse } from './context.ts';

const toToken = ({ id, name, scopes, createdAt, expiresAt }: StoredToken, zone: string): Token => ({
  id,
  name,
  scopes,
  createdAt: formatInstant(createdAt, zone),
  expiresAt: expiresAt === null ? null : formatInstant(expiresAt, zone),
});

export const listTokens: Handler<'listTokens'> = ({ db }, { query }) => {
  const { zone } = readSchedule(db).value;
  const { items, nextCursor } = pageOf(pageOfTokens(db, pageAsked(query)), query.limit);
  return { items: items.map((token) => toToken(token, zone)), nextCursor };
};

export const createToken: Handler<'createToken'> = ({ db, audit, now }, { body }) => {
  const { name, scopes } = body;
  const taken = tokenByName(db, name);
  if (taken) refuse([{ path: ['name'], fault: { code: 'token-name-taken', name, id: taken.id } }]);
  const expiry = body.expiresAt === null ? null : parseInstant(body.expiresAt);
  const expiresAt = expiry?.ok ? expiry.value : null;
  const token = makeToken();
  const stored = { name, hash: hashOf(token), scopes, createdAt: now, expiresAt };
  const id = insertToken(db, stored);
  const shown = toToken({ ...stored, id }, readSchedule(db).value.zone);
  audit({ action: 'create', resource: 'token', id, before: null, after: shown });
  return { ...shown, token };
};

export const revokeToken: Handler<'revokeToken'> = ({ db, audit }, { params }) => {
  const { id } = params;
  const token = tokenById(db, id);
  if (!token)
    return refuse([{ path: ['id'], fault: { code: 'not-found', resource: 'token', id } }]);
  const shown = toToken(token, readSchedule(db).value.zone);
  deleteToken(db, id);
  audit({ action: 'remove', resource: 'token', id, before: shown, after: null });
  return shown;
};

export const listAudit: Handler<'listAudit'> = ({ db }, { query }) => {
  const { zone } = readSchedule(db).value;
  const { items, nextCursor } = pageOf(pageOfAudit(db, pageAsked(query), query), query.limit);
  const entries: AuditEntry[] = items.map((entry) => ({
    ...entry,
    at: formatInstant(entry.at, zone),
  }));
  return { items: entries, nextCursor };
};
