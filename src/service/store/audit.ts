/** The audit log: every change, in the transaction that makes it (A17). */
import { AUDIT_ACTIONS, AUDITED } from '../../contract/access.ts';
import { integer, integerOrNull, oneOf, text, textOrNull } from './columns.ts';
import type { Database, Row } from './database.ts';
import { equals, idsIn, newestFirst, type Page, where } from './filters.ts';

type Change = {
  action: (typeof AUDIT_ACTIONS)[number];
  resource: (typeof AUDITED)[number];
  /** Null for what a PBX has once. */
  id: number | null;
  before: unknown;
  after: unknown;
};

export type Audit = (change: Change) => void;

const asText = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** @param actor the token's name, or `local:` and the operating system's user */
export const auditTo =
  (db: Database, actor: string, at: number): Audit =>
  ({ action, resource, id, before, after }) => {
    db.run(
      'insert into audit (at, actor, action, resource, resource_id, before, after) values (?, ?, ?, ?, ?, ?, ?)',
      at,
      actor,
      action,
      resource,
      id,
      asText(before),
      asText(after),
    );
  };

export type StoredAudit = {
  id: number;
  at: number;
  actor: string;
  action: (typeof AUDIT_ACTIONS)[number];
  resource: (typeof AUDITED)[number];
  resourceId: number | null;
  before: unknown;
  after: unknown;
};

const parsed = (written: string | null): unknown => (written === null ? null : JSON.parse(written));

const toAudit = (row: Row): StoredAudit => ({
  id: integer(row, 'id'),
  at: integer(row, 'at'),
  actor: text(row, 'actor'),
  action: oneOf(AUDIT_ACTIONS, row, 'action'),
  resource: oneOf(AUDITED, row, 'resource'),
  resourceId: integerOrNull(row, 'resource_id'),
  before: parsed(textOrNull(row, 'before')),
  after: parsed(textOrNull(row, 'after')),
});

export type AuditFilter = {
  ids?: string | undefined;
  resource?: string | undefined;
  actor?: string | undefined;
};

export const pageOfAudit = (db: Database, page: Page, filter: AuditFilter): StoredAudit[] => {
  const { sql, parameters } = where(
    ...newestFirst('id', page),
    ...idsIn('audit.id', filter.ids),
    ...equals('resource', filter.resource),
    ...equals('actor', filter.actor),
  );
  const select = 'select id, at, actor, action, resource, resource_id, before, after from audit';
  return db
    .all(`${select} ${sql} order by id desc limit ?`, ...parameters, page.limit)
    .map(toAudit);
};
