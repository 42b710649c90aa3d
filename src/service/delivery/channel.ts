/** Whether the way to the server is open: what each result says of it, and when a closed one is tried again. */
import { probeAfter } from './retry.ts';
import type { SendResult } from './sender.ts';

/** How it was at the last attempt; `unknown` before the first. `since` is milliseconds of Unix time. */
export type ChannelState = { state: 'unknown' | 'up' | 'down'; since: number; why: string | null };

/** What a result comes to for its message: `down` and `later` are not held against it. */
export type Counted = Exclude<SendResult['outcome'], 'broken'>;

export type ChannelEvent = { event: 'channel-down'; why: string } | { event: 'channel-up' };

export class Channel {
  readonly #clock: () => number;
  readonly #tell: (event: ChannelEvent) => void;
  #state: ChannelState;
  /** Whether the server has answered about a message since the way to it last broke. */
  #isProven = false;
  #failures = 0;
  #pausedUntil = 0;

  constructor(clock: () => number, tell: (event: ChannelEvent) => void) {
    this.#clock = clock;
    this.#tell = tell;
    this.#state = { state: 'unknown', since: clock(), why: null };
  }

  get state(): ChannelState {
    return this.#state;
  }

  get isDown(): boolean {
    return this.#state.state === 'down';
  }

  /** Left alone for a while; then one message at a time is tried, until one gets an answer. */
  get isPaused(): boolean {
    return this.isDown && this.#clock() < this.#pausedUntil;
  }

  /**
   * A conversation that breaks off right after another went well is held against its message, which may be what the
   * server cannot bear; the next one that does so without an answer in between is the server's.
   */
  heard({ outcome, answer }: SendResult): Counted {
    if (outcome === 'broken' && this.#isProven) {
      this.#isProven = false;
      return 'temporary';
    }
    if (outcome === 'down' || outcome === 'broken') {
      this.#close(answer);
      return 'down';
    }
    this.#open();
    return outcome;
  }

  #open(): void {
    this.#isProven = true;
    this.#failures = 0;
    if (this.#state.state === 'up') return;
    if (this.isDown) this.#tell({ event: 'channel-up' });
    this.#state = { state: 'up', since: this.#clock(), why: null };
  }

  #close(why: string): void {
    const now = this.#clock();
    this.#isProven = false;
    this.#failures += 1;
    this.#pausedUntil = now + probeAfter(this.#failures, Math.random());
    if (!this.isDown) this.#tell({ event: 'channel-down', why });
    this.#state = { state: 'down', since: this.isDown ? this.#state.since : now, why };
  }
}
