/**
 * Carries notifications from the store to whom they are for. Several couriers may work on one store, in one process
 * or in many: each claims what it takes.
 */
import { randomUUID } from 'node:crypto';
import type { Channel as ChannelName } from '../../domain/subscriber.ts';
import type { Database, Store } from '../store/database.ts';
import { countWaiting, type StoredNotification } from '../store/notifications.ts';
import {
  claimDue,
  isAnyDue,
  recordAttempt,
  releaseClaims,
  renewClaims,
  stillClaimed,
} from '../store/outbox.ts';
import { setBlocked } from '../telegram/changes.ts';
import { newBell } from './bell.ts';
import { Channel, type ChannelEvent, type ChannelState, type Counted } from './channel.ts';
import { type Letter, letterOf } from './letter.ts';
import { retryAt } from './retry.ts';
import type { Sender } from './sender.ts';

/** A claim lapses if its courier dies; while he lives, he renews it in time. */
const CLAIM_MILLISECONDS = 15_000;
const RENEW_MILLISECONDS = 5_000;
/** What another process queued, and what is to be tried again, is found this soon. */
const LOOK_MILLISECONDS = 1_000;
/** Attempts are recorded together: a crash repeats at most the messages of so many milliseconds. */
const RECORD_AT_ONCE = 20;
const RECORD_MILLISECONDS = 20;

export type CourierEvent =
  | ChannelEvent
  | { event: 'notification-failed'; id: number; answer: string }
  | { event: 'store-failed'; why: string };

export type CourierOptions = {
  store: Store;
  channel: ChannelName;
  sender: Sender;
  clock: () => number;
  tell: (event: CourierEvent) => void;
  /** Leaves everything else to others. */
  onlyTests?: boolean;
};

/** `waiting`: what is due later, or while the channel is down. */
export type Delivered = { sent: number; failed: number; waiting: number };

/** What an attempt came to; `retryAt` only where it is to be tried again at a time of its own. */
type Ended = {
  id: number;
  /** The address, or the chat; null if there is none any more. */
  to: string | null;
  at: number;
  counted: Counted;
  answer: string;
  retryAt: number | null;
};

const GONE: Record<ChannelName, string> = {
  email: 'no e-mail address any more',
  telegram: 'no connected Telegram any more',
};

const idOf = ({ id }: StoredNotification): number => id;

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class Courier {
  readonly #options: CourierOptions;
  readonly #channel: Channel;
  readonly #worker = randomUUID();
  readonly #bell = newBell();
  /** Claimed and not begun. */
  #queue: StoredNotification[] = [];
  readonly #sending = new Set<number>();
  /** Not recorded yet. */
  #ended: Ended[] = [];
  #renewAt = 0;
  #isStopping = false;
  #sent = 0;
  #failed = 0;

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#channel = new Channel(options.clock, options.tell);
  }

  get state(): ChannelState {
    return this.#channel.state;
  }

  /** Something may have become due. */
  wake(): void {
    this.#bell.ring();
  }

  /** Gives back what is not begun; what is being sent goes on to its end. */
  stop(): void {
    this.#isStopping = true;
    this.#bell.ring();
  }

  /** Sends what is due, whenever it becomes due, until it is stopped. A store that fails is tried again. */
  async run(): Promise<void> {
    while (!this.#isStopping || this.#isBusy()) {
      try {
        this.#turn();
      } catch (error) {
        this.#options.tell({ event: 'store-failed', why: textOf(error) });
      }
      if (!this.#isStopping || this.#isBusy()) await this.#bell.wait(LOOK_MILLISECONDS);
    }
  }

  /** Sends what is due now, and ends; sooner if the channel is down. */
  async drain(): Promise<Delivered> {
    for (this.#turn(); this.#isBusy(); this.#turn()) {
      await this.#bell.wait(LOOK_MILLISECONDS);
      this.#isStopping ||= this.#channel.isDown;
    }
    const waiting = this.#options.store.read((db) => countWaiting(db, this.#options.channel));
    return { sent: this.#sent, failed: this.#failed, waiting };
  }

  #isBusy(): boolean {
    return this.#queue.length > 0 || this.#sending.size > 0 || this.#ended.length > 0;
  }

  /** All that is to be written in one transaction, then as many messages begun as may be sent at once. */
  #turn(): void {
    const { store, clock, channel } = this.#options;
    const now = clock();
    const { oneEach } = this.#options.sender;
    const due = { channel, now, onlyTests: this.#onlyTests() };
    const limit = this.#room();
    const claims = limit > 0 && store.read((db) => isAnyDue(db, due));
    const isIdle = this.#queue.length + this.#sending.size === 0;
    const renews = !isIdle && now >= this.#renewAt;
    const surplus = this.#isStopping || this.#channel.isDown ? this.#queue : [];
    if (claims || renews || surplus.length > 0 || this.#ended.length > 0) {
      const claim = { worker: this.#worker, until: now + CLAIM_MILLISECONDS };
      const claimed = store.write((db) => {
        this.#record(db);
        releaseClaims(db, this.#worker, surplus.map(idOf), 0);
        if (renews)
          renewClaims(db, { ...claim, ids: [...this.#sending, ...this.#queue.map(idOf)] });
        return claims ? claimDue(db, { ...due, ...claim, limit, oneEach }) : [];
      });
      this.#ended = [];
      this.#queue = [...this.#queue.slice(surplus.length), ...claimed];
      if (renews || isIdle) this.#renewAt = now + RENEW_MILLISECONDS;
    }
    this.#begin();
  }

  #onlyTests(): boolean {
    return this.#options.onlyTests === true || this.#channel.isPaused;
  }

  /** How many more it takes: none while enough are there to begin, one at a time while the channel is down. */
  #room(): number {
    const held = this.#queue.length + this.#sending.size;
    if (this.#isStopping) return 0;
    if (this.#channel.isDown) return held === 0 ? 1 : 0;
    const { parallel, held: most } = this.#options.sender;
    return this.#queue.length < parallel ? most - held : 0;
  }

  /** A message for which the channel was down goes behind the others: it may be what closes it. */
  #record(db: Database): void {
    const worker = this.#worker;
    for (const { id, to, at, counted, answer, retryAt } of this.#ended) {
      if (counted === 'down' || counted === 'later') {
        releaseClaims(db, worker, [id], retryAt ?? at);
        continue;
      }
      if (counted === 'blocked' && to !== null) setBlocked({ db, chat: Number(to), now: at }, true);
      const outcome = counted === 'blocked' ? 'permanent' : counted;
      recordAttempt(db, { id, worker, at, outcome, answer, retryAt });
    }
  }

  #begin(): void {
    while (!this.#isStopping && this.#sending.size < this.#options.sender.parallel) {
      const notification = this.#queue.shift();
      if (!notification) return;
      this.#sending.add(notification.id);
      void this.#carry(notification);
    }
  }

  async #carry(notification: StoredNotification): Promise<void> {
    const ended = await this.#attempt(notification);
    this.#sending.delete(notification.id);
    if (ended) this.#ended.push(ended);
    this.#begin();
    if (this.#queue.length === 0 || this.#ended.length >= RECORD_AT_ONCE) this.#bell.ring();
    else if (this.#ended.length === 1) setTimeout(() => this.#bell.ring(), RECORD_MILLISECONDS);
  }

  /** Null if it is not to be sent any more, or the store fails: then its claim will lapse. */
  async #attempt({ id }: StoredNotification): Promise<Ended | null> {
    const found = this.#find(id);
    if (!found) return null;
    const { notification, letter } = found;
    const { sender, channel } = this.#options;
    if (!letter)
      return this.#outcome(notification, null, { outcome: 'permanent', answer: GONE[channel] });
    const { to, message } = letter;
    const result = await sender.send(to, message);
    // What a stop breaks off says nothing of the server.
    const isOurs = this.#isStopping && result.outcome === 'broken';
    const counted = isOurs ? 'down' : this.#channel.heard(result);
    if (result.outcome === 'later' && notification.type !== 'test')
      return { ...this.#outcome(notification, to, result), retryAt: result.until };
    return this.#outcome(notification, to, { outcome: counted, answer: result.answer });
  }

  #find(id: number): { notification: StoredNotification; letter: Letter | null } | null {
    try {
      return this.#options.store.read((db) => {
        const notification = stillClaimed(db, id, this.#worker);
        return notification && { notification, letter: letterOf(db, notification) };
      });
    } catch (error) {
      this.#options.tell({ event: 'store-failed', why: textOf(error) });
      return null;
    }
  }

  /** A test is tried once: whoever asked for it waits for the answer. */
  #outcome(
    { id, type, attempts, createdAt }: StoredNotification,
    to: string | null,
    { outcome, answer }: { outcome: Counted; answer: string },
  ): Ended {
    const at = this.#options.clock();
    const isFinal = outcome === 'sent' || outcome === 'blocked';
    const counted = type === 'test' && !isFinal ? 'permanent' : outcome;
    const again =
      counted === 'temporary' ? retryAt(attempts + 1, createdAt, at, Math.random()) : null;
    if (counted === 'sent') this.#sent += 1;
    const isFailed = counted === 'permanent' || counted === 'blocked';
    if (isFailed || (counted === 'temporary' && again === null)) {
      this.#failed += 1;
      this.#options.tell({ event: 'notification-failed', id, answer });
    }
    return { id, to, at, counted, answer, retryAt: again };
  }
}
