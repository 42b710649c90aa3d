/** The audit log: every change, in the transaction that makes it (A17). */
import type { Database } from './database.ts';

type Change = {
  action: 'create' | 'update' | 'remove';
  resource: 'rule' | 'subscriber' | 'contact' | 'schedule' | 'settings';
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
