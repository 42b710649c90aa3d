/** Subscribers in the store. */
import { foldName } from '../../domain/names.ts';
import {
  foldEmail,
  type Subscriber,
  type SubscriberContent,
  TELEGRAM_STATES,
} from '../../domain/subscriber.ts';
import { integer, oneOf, text, textOrNull } from './columns.ts';
import type { Database, Row } from './database.ts';
import { idsAfter, idsIn, type Page, partOf, where } from './filters.ts';

export const SUBSCRIBER_COLUMNS =
  's.id as s_id, s.name as s_name, s.number as s_number, s.extension as s_extension, s.email as s_email, s.telegram as s_telegram';

export const toSubscriber = (row: Row): Subscriber => ({
  id: integer(row, 's_id'),
  name: text(row, 's_name'),
  number: textOrNull(row, 's_number'),
  extension: textOrNull(row, 's_extension'),
  email: textOrNull(row, 's_email'),
  telegram: oneOf(TELEGRAM_STATES, row, 's_telegram'),
});

const select = `select ${SUBSCRIBER_COLUMNS} from subscribers s`;

export const allSubscribers = (db: Database): Subscriber[] =>
  db.all(`${select} order by s.id`).map(toSubscriber);

export const subscriberById = (db: Database, id: number): Subscriber | null => {
  const row = db.get(`${select} where s.id = ?`, id);
  return row ? toSubscriber(row) : null;
};

type Key = 'number' | 'extension' | 'email';

const BY: Record<Key, string> = {
  number: `${select} where s.number = ?`,
  extension: `${select} where s.extension = ?`,
  email: `${select} where s.folded_email = ?`,
};

/** The one who has exactly that; each of the three is unique. */
export const subscriberBy = (db: Database, key: Key, value: string): Subscriber | null => {
  const row = db.get(BY[key], key === 'email' ? foldEmail(value) : value);
  return row ? toSubscriber(row) : null;
};

/**
 * Those whom a word hits exactly (A14), by any of their addresses; no more than two, since more than one is too many.
 * @param word folded as names are
 * @param number the word as a number or extension; null if it is none
 */
export const subscribersByWord = (
  db: Database,
  word: string,
  number: string | null,
): Subscriber[] =>
  db
    .all(
      `${select} where s.number = ?1 or s.extension = ?1 or s.folded_email = ?2 or s.folded_name = ?2 limit 2`,
      number,
      word,
    )
    .map(toSubscriber);

/** A part of any of these finds a subscriber in a list. */
export const SEARCHED_COLUMNS = ['s.folded_name', 's.number', 's.extension', 's.folded_email'];

export type SubscriberFilter = { ids?: string | undefined; q?: string | undefined };

export const pageOfSubscribers = (
  db: Database,
  page: Page,
  { ids, q }: SubscriberFilter,
): Subscriber[] => {
  const conditions = [
    idsAfter('s.id', page),
    ...idsIn('s.id', ids),
    ...partOf(SEARCHED_COLUMNS, q),
  ];
  const { sql, parameters } = where(...conditions);
  return db
    .all(`${select} ${sql} order by s.id limit ?`, ...parameters, page.limit)
    .map(toSubscriber);
};

export const insertSubscriber = (db: Database, content: SubscriberContent): Subscriber => {
  const { name, number, extension, email } = content;
  const { id } = db.run(
    'insert into subscribers (name, folded_name, number, extension, email, folded_email) values (?, ?, ?, ?, ?, ?)',
    name,
    foldName(name),
    number,
    extension,
    email,
    email && foldEmail(email),
  );
  return { id, name, number, extension, email, telegram: 'not-connected' };
};

export const updateSubscriber = (
  db: Database,
  { id, name, number, extension, email }: Subscriber,
): void => {
  db.run(
    'update subscribers set name = ?, folded_name = ?, number = ?, extension = ?, email = ?, folded_email = ? where id = ?',
    name,
    foldName(name),
    number,
    extension,
    email,
    email && foldEmail(email),
    id,
  );
};

export const deleteSubscriber = (db: Database, id: number): void => {
  db.run('delete from subscribers where id = ?', id);
};
