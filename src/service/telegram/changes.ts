/** What a chat changes of who is told there: by what is written in it, and by whether the bot may write to it. */
import type { Subscriber } from '../../domain/subscriber.ts';
import { auditTo } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import { subscriberById } from '../store/subscribers.ts';
import { blockChat, subscribersIn, unblockChat } from '../store/telegram.ts';

/** One transaction of a chat. */
export type Talk = { db: Database; chat: number; now: number };

const ACTOR = 'telegram';

/** Every change of what somebody is told by is in the audit log (A17). */
export const changing = ({ db, now }: Talk, { id }: Subscriber, change: () => void): void => {
  const before = subscriberById(db, id);
  change();
  const after = subscriberById(db, id);
  if (before?.telegram !== after?.telegram)
    auditTo(db, ACTOR, now)({ action: 'update', resource: 'subscriber', id, before, after });
};

/** The chat has blocked the bot, or has let it in again. */
export const setBlocked = (talk: Talk, isBlocked: boolean): void => {
  const { db, chat } = talk;
  for (const one of subscribersIn(db, chat)) {
    if ((one.telegram === 'blocked') === isBlocked) continue;
    changing(talk, one, () => (isBlocked ? blockChat : unblockChat)(db, one.id));
  }
};
