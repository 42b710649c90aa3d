/** Sends what is due, one message after another, and records every attempt. */
import { randomUUID } from 'node:crypto';
import { problem } from '../../contract/problem.ts';
import { callById } from '../store/calls.ts';
import { contactsByNumbers } from '../store/contacts.ts';
import type { Database, Store } from '../store/database.ts';
import {
  claimDue,
  countWaiting,
  recordAttempt,
  releaseClaims,
  type StoredNotification,
} from '../store/notifications.ts';
import { rulesByIds } from '../store/rules.ts';
import { readSchedule, readSettings } from '../store/singles.ts';
import { subscriberById } from '../store/subscribers.ts';
import type { EmailSender, SendResult } from './e-mail.ts';
import { type Message, messageOf } from './message.ts';
import { retryAt } from './retry.ts';

/** Longer than any send can take by its time-outs, so that no other worker sends the same meanwhile. */
const CLAIM_MILLISECONDS = 90_000;

const CHANNEL = 'email';

export type Delivery = { store: Store; sender: EmailSender; clock: () => number };
export type Delivered = { sent: number; failed: number; waiting: number };

type Letter = { to: string; message: Message };

/** What is to be sent to whom, as the store knows it now; null if the subscriber or his address is gone. */
const letterOf = (
  db: Database,
  { callId, subscriberId, type, rules }: StoredNotification,
): Letter | null => {
  const stored = callById(db, callId);
  const subscriber = subscriberId === null ? null : subscriberById(db, subscriberId);
  if (!stored || !subscriber?.email) return null;
  const { zone } = readSchedule(db).value;
  const { number } = stored.call.caller;
  const [contact = null] = number === null ? [] : contactsByNumbers(db, [number]);
  const message = messageOf({
    type,
    call: stored.call,
    subscriberId: subscriber.id,
    contact,
    rules: rulesByIds(db, rules, zone),
    zone,
    language: readSettings(db).value.language,
  });
  return { to: subscriber.email, message };
};

type Claimed = { notification: StoredNotification; letter: Letter | null };

const claimNext = ({ store, clock }: Delivery, worker: string): Claimed | null =>
  store.write((db) => {
    const now = clock();
    const claim = {
      worker,
      channel: CHANNEL,
      now,
      until: now + CLAIM_MILLISECONDS,
      limit: 1,
    } as const;
    const [notification] = claimDue(db, claim);
    return notification ? { notification, letter: letterOf(db, notification) } : null;
  });

const record = (
  { store, clock }: Delivery,
  worker: string,
  { id, attempts, createdAt }: StoredNotification,
  { outcome, answer }: Exclude<SendResult, { outcome: 'down' }>,
): 'sent' | 'failed' | 'again' => {
  const at = clock();
  const retry =
    outcome === 'temporary' ? retryAt(attempts + 1, createdAt, at, Math.random()) : null;
  store.write((db) => recordAttempt(db, { id, worker, at, outcome, answer, retryAt: retry }));
  return outcome === 'sent' ? 'sent' : retry === null ? 'failed' : 'again';
};

/**
 * Sends everything that is due by e-mail. A server that cannot be reached, refuses the log-in or breaks off ends it
 * with a problem: no attempt is held against a message, and everything that is left waits.
 */
export const deliverDue = async (delivery: Delivery): Promise<Delivered> => {
  const { store, sender } = delivery;
  const worker = randomUUID();
  const counts = { sent: 0, failed: 0, again: 0 };
  for (let claimed = claimNext(delivery, worker); claimed; claimed = claimNext(delivery, worker)) {
    const { notification, letter } = claimed;
    const result: SendResult = letter
      ? await sender.send(letter.to, letter.message)
      : { outcome: 'permanent', answer: 'no e-mail address any more' };
    if (result.outcome === 'down') {
      store.write((db) => releaseClaims(db, worker));
      const waiting = store.read((db) => countWaiting(db, CHANNEL));
      throw problem('failed', {
        code: 'channel-down',
        channel: CHANNEL,
        why: result.answer,
        waiting,
      });
    }
    counts[record(delivery, worker, notification, result)] += 1;
  }
  const waiting = store.read((db) => countWaiting(db, CHANNEL));
  return { sent: counts.sent, failed: counts.failed, waiting };
};
