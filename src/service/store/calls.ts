/** Calls in the store, with what was decided about each. */
import { type Call, callSchema, startOf } from '../../domain/call.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import { type Verdict, verdictSchema } from '../../domain/verdict.ts';
import { integer, integerOrNull, json } from './columns.ts';
import type { Database, Row } from './database.ts';
import { asked, equals, newestFirst, type Page, where } from './filters.ts';

export type StoredCall = {
  id: number;
  call: Call;
  subscriberId: number | null;
  receivedAt: number;
  verdict: Verdict;
};

const toCall = (row: Row): StoredCall => ({
  id: integer(row, 'id'),
  call: callSchema().parse(json(row, 'call')),
  subscriberId: integerOrNull(row, 'subscriber_id'),
  receivedAt: integer(row, 'received_at'),
  verdict: verdictSchema().parse(json(row, 'judgement')),
});

const select = 'select id, call, subscriber_id, received_at, judgement from calls';
const selectByIdentity = `${select} where source = ? and source_call_id = ?`;

/** The one call with that identity (A7). */
export const callByIdentity = (db: Database, { source, sourceCallId }: Call): StoredCall | null => {
  const row = db.get(selectByIdentity, source, sourceCallId);
  return row ? toCall(row) : null;
};

export const callById = (db: Database, id: number): StoredCall | null => {
  const row = db.get(`${select} where id = ?`, id);
  return row ? toCall(row) : null;
};

export type CallFilter = {
  verdict?: string | undefined;
  subscriberId?: number | undefined;
  /** Milliseconds of Unix time. */
  since?: number | undefined;
};

export const pageOfCalls = (db: Database, page: Page, filter: CallFilter): StoredCall[] => {
  const { sql, parameters } = where(
    ...newestFirst('id', page),
    ...equals('verdict', filter.verdict),
    ...equals('subscriber_id', filter.subscriberId),
    ...asked(filter.since, (since) => ({ sql: 'started_at >= ?', parameters: [since] })),
  );
  return db.all(`${select} ${sql} order by id desc limit ?`, ...parameters, page.limit).map(toCall);
};

type Judged = { call: Call; subscriber: Subscriber | null; verdict: Verdict };

export const insertCall = (
  db: Database,
  { call, subscriber, verdict }: Judged,
  at: number,
): number =>
  db.run(
    `insert into calls (source, source_call_id, started_at, received_at, subscriber_id, call, verdict, judgement)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    call.source,
    call.sourceCallId,
    startOf(call),
    at,
    subscriber?.id ?? null,
    JSON.stringify(call),
    verdict.verdict,
    JSON.stringify(verdict),
  ).id;

export const updateCall = (
  db: Database,
  id: number,
  { call, subscriber, verdict }: Judged,
): void => {
  db.run(
    'update calls set subscriber_id = ?, call = ?, verdict = ?, judgement = ? where id = ?',
    subscriber?.id ?? null,
    JSON.stringify(call),
    verdict.verdict,
    JSON.stringify(verdict),
    id,
  );
};
