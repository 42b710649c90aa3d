/** What is older than it may be kept, in steps that hold up nobody (A18). */
import { integer } from './columns.ts';
import type { Database } from './database.ts';

const AT_ONCE = 500;

/** Where a sweep is: ids of calls and of the audit log grow with time, so it goes on after the last one it saw. */
export type SweepPlace = { call: number; audit: number };

export type SweepStep = { removed: number; next: SweepPlace; isOver: boolean };

const lastOf = (rows: readonly { id: number }[], place: number): number => rows.at(-1)?.id ?? place;

/** The next calls in order of ids, those that came before the instant marked. */
const nextOf = (db: Database, sql: string, place: number, before: number) =>
  db.all(sql, before, place, AT_ONCE).map((row) => ({
    id: integer(row, 'id'),
    isOld: integer(row, 'is_old') === 1,
  }));

const CALLS = `select id, received_at < ? as is_old from calls where id > ? order by id limit ?`;
const AUDIT = `select id, at < ? as is_old from audit where id > ? order by id limit ?`;

const oldIds = (rows: readonly { id: number; isOld: boolean }[]): string =>
  JSON.stringify(rows.filter(({ isOld }) => isOld).map(({ id }) => id));

/**
 * Removes some of the calls and entries of the audit log from before the instant; with a call go its notifications
 * and their attempts. A call of which a message still waits stays until nothing of it waits.
 */
export const sweepStep = (db: Database, place: SweepPlace, before: number): SweepStep => {
  const calls = nextOf(db, CALLS, place.call, before);
  const audit = nextOf(db, AUDIT, place.audit, before);
  const removed =
    db.run(
      `delete from calls where id in (select value from json_each(?)) and not exists (
         select 1 from notifications n where n.call_id = calls.id and n.status = 'waiting')`,
      oldIds(calls),
    ).changes +
    db.run('delete from audit where id in (select value from json_each(?))', oldIds(audit)).changes;
  const isOver = ![...calls, ...audit].some(({ isOld }) => isOld);
  return {
    removed,
    next: { call: lastOf(calls, place.call), audit: lastOf(audit, place.audit) },
    isOver,
  };
};

/** Tests belong to no call. */
export const removeOldTests = (db: Database, before: number): number =>
  db.run(
    "delete from notifications where call_id is null and status <> 'waiting' and created_at < ?",
    before,
  ).changes;
