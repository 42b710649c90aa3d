/** A notification as a message to an address, by what the store knows when it is sent. */
import type { Call } from '../../domain/call.ts';
import { isExtension } from '../../domain/phone-number.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import { callById } from '../store/calls.ts';
import { contactsByNumbers } from '../store/contacts.ts';
import type { Database } from '../store/database.ts';
import type { StoredNotification } from '../store/notifications.ts';
import { rulesByIds } from '../store/rules.ts';
import { readSchedule, readSettings } from '../store/singles.ts';
import { subscriberBy, subscriberById } from '../store/subscribers.ts';
import { chatOf } from '../store/telegram.ts';
import { type Message, messageOf, testMessageOf } from './message.ts';

export type Letter = { to: string; message: Message };

const callMessage = (
  db: Database,
  { type, rules }: StoredNotification,
  call: Call,
  subscriberId: number,
): Message | null => {
  if (type === 'test') return null;
  const { zone } = readSchedule(db).value;
  const { number } = call.caller;
  const [contact = null] = number === null ? [] : contactsByNumbers(db, [number]);
  const callingSubscriber =
    number !== null && call.kind === 'internal'
      ? subscriberBy(db, isExtension(number) ? 'extension' : 'number', number)
      : null;
  return messageOf({
    type,
    call,
    subscriberId,
    contact,
    callingSubscriber,
    rules: rulesByIds(db, rules, zone),
    zone,
    language: readSettings(db).value.language,
  });
};

/** An e-mail address or a chat. */
const addressOf = (
  db: Database,
  { id, email, telegram }: Subscriber,
  channel: StoredNotification['channel'],
): string | null => {
  if (channel === 'email') return email;
  const chat = telegram === 'connected' ? chatOf(db, id) : null;
  return chat === null ? null : String(chat);
};

/** Null if the subscriber or his address is gone. */
export const letterOf = (db: Database, notification: StoredNotification): Letter | null => {
  const { id, callId, subscriberId, createdAt, channel } = notification;
  const subscriber = subscriberId === null ? null : subscriberById(db, subscriberId);
  const to = subscriber && addressOf(db, subscriber, channel);
  if (!subscriber || to === null) return null;
  const kept = callId === null ? null : callById(db, callId);
  const { name } = subscriber;
  const message = kept
    ? callMessage(db, notification, kept.call, subscriber.id)
    : testMessageOf({ id, createdAt, name, language: readSettings(db).value.language });
  return message && { to, message };
};
