/** Who has connected his Telegram, in which chat, and the codes by which he does. */

import type { Subscriber } from '../../domain/subscriber.ts';
import { integer, text } from './columns.ts';
import type { Database, Row } from './database.ts';
import { SUBSCRIBER_COLUMNS, toSubscriber } from './subscribers.ts';

const setState = (db: Database, subscriberId: number, state: Subscriber['telegram']): void => {
  db.run('update subscribers set telegram = ? where id = ?', state, subscriberId);
};

/** The chat in which a subscriber is told, also one that is blocked. */
export const chatOf = (db: Database, subscriberId: number): number | null => {
  const row = db.get('select chat_id from telegram_chats where subscriber_id = ?', subscriberId);
  return row ? integer(row, 'chat_id') : null;
};

/** Whoever is told in this chat; one person may be several subscribers. */
export const subscribersIn = (db: Database, chat: number): Subscriber[] =>
  db
    .all(
      `select ${SUBSCRIBER_COLUMNS} from telegram_chats t join subscribers s on s.id = t.subscriber_id
       where t.chat_id = ? order by s.id`,
      chat,
    )
    .map(toSubscriber);

/** Links the chat to the subscriber, in the place of any other. */
export const connectChat = (db: Database, subscriberId: number, chat: number): void => {
  db.run(
    `insert into telegram_chats (subscriber_id, chat_id) values (?, ?)
     on conflict (subscriber_id) do update set chat_id = excluded.chat_id`,
    subscriberId,
    chat,
  );
  setState(db, subscriberId, 'connected');
};

export const disconnectChat = (db: Database, subscriberId: number): void => {
  db.run('delete from telegram_chats where subscriber_id = ?', subscriberId);
  setState(db, subscriberId, 'not-connected');
};

/** Nothing is sent there until he returns. */
export const blockChat = (db: Database, subscriberId: number): void => {
  setState(db, subscriberId, 'blocked');
};

export const unblockChat = (db: Database, subscriberId: number): void => {
  setState(db, subscriberId, 'connected');
};

export type ConnectCode = { hash: string; subscriberId: number; expiresAt: number };

export const insertCode = (db: Database, { hash, subscriberId, expiresAt }: ConnectCode): void => {
  db.run(
    'insert into telegram_codes (hash, subscriber_id, expires_at) values (?, ?, ?)',
    hash,
    subscriberId,
    expiresAt,
  );
};

const toCode = (row: Row): ConnectCode => ({
  hash: text(row, 'hash'),
  subscriberId: integer(row, 'subscriber_id'),
  expiresAt: integer(row, 'expires_at'),
});

export const codeByHash = (db: Database, hash: string): ConnectCode | null => {
  const row = db.get('select * from telegram_codes where hash = ?', hash);
  return row ? toCode(row) : null;
};

/** Once one of his codes is used, none of them is good for anything. */
export const deleteCodesOf = (db: Database, subscriberId: number): void => {
  db.run('delete from telegram_codes where subscriber_id = ?', subscriberId);
};

export const deleteCodesBefore = (db: Database, at: number): void => {
  db.run('delete from telegram_codes where expires_at <= ?', at);
};
