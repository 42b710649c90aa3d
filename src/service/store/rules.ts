/** Rules in the store. */
import type { JudgedRule } from '../../domain/criteria.ts';
import { formatInstant } from '../../domain/instant.ts';
import { remembered } from '../../domain/remembered.ts';
import {
  type Callers,
  type NotificationType,
  type Rule,
  type RuleContent,
  ruleContentSchema,
  type Time,
} from '../../domain/rule.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import { integer, text } from './columns.ts';
import type { Database, Row } from './database.ts';
import {
  asked,
  type Condition,
  equals,
  idsAfter,
  idsIn,
  type Page,
  partOf,
  where,
} from './filters.ts';
import { SEARCHED_COLUMNS, SUBSCRIBER_COLUMNS, toSubscriber } from './subscribers.ts';

const select = `
  select r.id, r.revision, r.content, r.created_at, r.updated_at, ${SUBSCRIBER_COLUMNS}
  from rules r join subscribers s on s.id = r.subscriber_id`;

/** What rules say is read once, however many of them say the same. */
const contentReader = (): ((written: string) => RuleContent) =>
  remembered((written) => ruleContentSchema().parse(JSON.parse(written)));

/** Rules share their subscribers, and those that were made together their instants and what they say: each is read once. */
const ruleReader = (zone: string): ((row: Row) => Rule) => {
  const instant = remembered((milliseconds: number) => formatInstant(milliseconds, zone));
  const content = contentReader();
  const subscribers = new Map<number, Subscriber>();
  const subscriberIn = (row: Row): Subscriber => {
    const id = integer(row, 's_id');
    const subscriber = subscribers.get(id) ?? toSubscriber(row);
    subscribers.set(id, subscriber);
    return subscriber;
  };
  return (row) => ({
    id: integer(row, 'id'),
    revision: integer(row, 'revision'),
    subscriber: subscriberIn(row),
    ...content(text(row, 'content')),
    // Read when asked for: of all that a list costs, a time zone is the dearest, and a table shows no instant.
    get createdAt() {
      return instant(integer(row, 'created_at'));
    },
    get updatedAt() {
      return instant(integer(row, 'updated_at'));
    },
  });
};

export type RuleFilter = {
  ids?: string | undefined;
  subscriberId?: number | undefined;
  type?: NotificationType | undefined;
  time?: Time['kind'] | undefined;
  callersKind?: Callers['kind'] | undefined;
  listedNumber?: string | undefined;
  q?: string | undefined;
};

const lists = (number: string): Condition => ({
  sql: "exists (select 1 from json_each(r.content, '$.callers.numbers') where value = ?)",
  parameters: [number],
});

export const pageOfRules = (db: Database, page: Page, filter: RuleFilter, zone: string): Rule[] => {
  const { sql, parameters } = where(
    idsAfter('r.id', page),
    ...idsIn('r.id', filter.ids),
    ...equals('r.subscriber_id', filter.subscriberId),
    ...asked(filter.type, (type) => ({ sql: `r.${type}`, parameters: [] })),
    ...equals('r.time_kind', filter.time),
    ...equals('r.callers_kind', filter.callersKind),
    ...asked(filter.listedNumber, lists),
    ...partOf(SEARCHED_COLUMNS, filter.q),
  );
  return db
    .all(`${select} ${sql} order by r.id limit ?`, ...parameters, page.limit)
    .map(ruleReader(zone));
};

/** Those of the ids that exist, in order of ids. */
export const rulesByIds = (db: Database, ids: readonly number[], zone: string): Rule[] =>
  db
    .all(
      `${select} where r.id in (select value from json_each(?)) order by r.id`,
      JSON.stringify(ids),
    )
    .map(ruleReader(zone));

export const rulesOfSubscriber = (db: Database, subscriberId: number, zone: string): Rule[] =>
  db.all(`${select} where r.subscriber_id = ? order by r.id`, subscriberId).map(ruleReader(zone));

/** Reads a subscriber's rules as they are judged: without what only people look at. */
export const judgedRuleReader = (db: Database): ((subscriberId: number) => JudgedRule[]) => {
  const content = contentReader();
  return (subscriberId) =>
    db
      .all('select id, content from rules where subscriber_id = ? order by id', subscriberId)
      .map((row) => ({
        id: integer(row, 'id'),
        subscriber: { id: subscriberId },
        ...content(text(row, 'content')),
      }));
};

/** The rules that a subscriber has, each with its revision. */
export const revisionsOf = (db: Database, subscriberId: number): Map<number, number> =>
  new Map(
    db
      .all('select id, revision from rules where subscriber_id = ?', subscriberId)
      .map((row) => [integer(row, 'id'), integer(row, 'revision')]),
  );

export const countRulesOf = (db: Database, subscriberId: number): number => {
  const row = db.get('select count(*) as count from rules where subscriber_id = ?', subscriberId);
  return row ? integer(row, 'count') : 0;
};

/** The id of the subscriber's rule with the content of that key, if he has it (A15). */
export const ruleWithContent = (db: Database, subscriberId: number, key: string): number | null => {
  const row = db.get(
    'select id from rules where subscriber_id = ? and content = ?',
    subscriberId,
    key,
  );
  return row ? integer(row, 'id') : null;
};

/** @param key the content's, by which equal ones are known */
export const insertRule = (
  db: Database,
  subscriberId: number,
  content: RuleContent,
  key: string,
  at: number,
): number =>
  db.run(
    `insert into rules (revision, subscriber_id, missed, voicemail, time_kind, callers_kind, content, created_at, updated_at)
     values (1, ?, ?, ?, ?, ?, ?, ?, ?)`,
    subscriberId,
    ...columns(content, key),
    at,
    at,
  ).id;

const columns = (content: RuleContent, key: string): [number, number, string, string, string] => [
  Number(content.types.includes('missed')),
  Number(content.types.includes('voicemail')),
  content.time.kind,
  content.callers.kind,
  key,
];

export const updateRule = (
  db: Database,
  id: number,
  content: RuleContent,
  key: string,
  at: number,
): void => {
  db.run(
    `update rules set revision = revision + 1, missed = ?, voicemail = ?, time_kind = ?, callers_kind = ?, content = ?,
     updated_at = ? where id = ?`,
    ...columns(content, key),
    at,
    id,
  );
};

/** Frees the contents of rules that are about to change, so that two of them can exchange theirs. */
export const setContentsAside = (db: Database, ids: readonly number[]): void => {
  db.run(
    "update rules set content = 'changing:' || id where id in (select value from json_each(?))",
    JSON.stringify(ids),
  );
};

export const deleteRules = (db: Database, ids: readonly number[]): void => {
  db.run('delete from rules where id in (select value from json_each(?))', JSON.stringify(ids));
};
