/** Tokens in the store: as hashes, never as they are. */
import { SCOPES, type Scope } from '../../contract/operation.ts';
import { integer, integerOrNull, json, text } from './columns.ts';
import type { Database, Row } from './database.ts';
import { idsAfter, type Page, where } from './filters.ts';

export type StoredToken = {
  id: number;
  name: string;
  hash: string;
  scopes: Scope[];
  createdAt: number;
  expiresAt: number | null;
};

const toToken = (row: Row): StoredToken => {
  const kept = [json(row, 'scopes')].flat();
  return {
    id: integer(row, 'id'),
    name: text(row, 'name'),
    hash: text(row, 'hash'),
    scopes: SCOPES.filter((scope) => kept.includes(scope)),
    createdAt: integer(row, 'created_at'),
    expiresAt: integerOrNull(row, 'expires_at'),
  };
};

const select = 'select id, name, hash, scopes, created_at, expires_at from tokens';

export const pageOfTokens = (db: Database, page: Page): StoredToken[] => {
  const { sql, parameters } = where(idsAfter('id', page));
  return db.all(`${select} ${sql} order by id limit ?`, ...parameters, page.limit).map(toToken);
};

const tokenWhere = (db: Database, column: 'id' | 'hash' | 'name', value: number | string) => {
  const row = db.get(`${select} where ${column} = ?`, value);
  return row ? toToken(row) : null;
};

export const tokenById = (db: Database, id: number): StoredToken | null => tokenWhere(db, 'id', id);

export const tokenByHash = (db: Database, hash: string): StoredToken | null =>
  tokenWhere(db, 'hash', hash);

export const tokenByName = (db: Database, name: string): StoredToken | null =>
  tokenWhere(db, 'name', name);

export const insertToken = (db: Database, token: Omit<StoredToken, 'id'>): number =>
  db.run(
    'insert into tokens (name, hash, scopes, created_at, expires_at) values (?, ?, ?, ?, ?)',
    token.name,
    token.hash,
    JSON.stringify(token.scopes),
    token.createdAt,
    token.expiresAt,
  ).id;

export const deleteToken = (db: Database, id: number): void => {
  db.run('delete from tokens where id = ?', id);
};

export const hasTokens = (db: Database): boolean =>
  db.get('select 1 from tokens limit 1') !== undefined;
