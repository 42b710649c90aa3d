/** Who asks, and whether he may. */
import type { Scope } from '../../contract/operation.ts';
import { problem } from '../../contract/problem.ts';
import type { Store } from '../store/database.ts';
import type { StoredToken } from '../store/tokens.ts';
import { holderOf } from '../tokens.ts';

const BEARER = /^Bearer +(\S+) *$/i;

/** The token of a request, or a refusal: 401 without a good one, 403 with one of too small a scope. */
export const authenticate = (
  store: Store,
  authorization: string | undefined,
  scope: Scope,
  now: number,
): StoredToken => {
  const [, token] = BEARER.exec(authorization ?? '') ?? [];
  if (token === undefined) throw problem('unauthenticated', { code: 'token-missing' });
  const holder = store.read((db) => holderOf(db, token, now));
  if (!holder) throw problem('unauthenticated', { code: 'token-wrong' });
  const isAllowed = holder.scopes.includes(scope) || holder.scopes.includes('admin');
  if (!isAllowed) throw problem('forbidden', { code: 'scope-missing', scope });
  return holder;
};
