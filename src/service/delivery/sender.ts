/** What carries one message to where it is for, whatever the channel. */
import type { Message } from './message.ts';

/**
 * `down`: no way to the server was found, or it lets nobody in; nothing is held against the message. `broken`: the
 * conversation broke off, and whether the server or the message is to blame nobody can say. `later`: the server asks
 * for a pause. `blocked`: whom it is for wants nothing from here.
 */
export type SendResult =
  | {
      outcome: 'sent' | 'temporary' | 'permanent' | 'blocked' | 'down' | 'broken';
      answer: string;
    }
  | { outcome: 'later'; answer: string; until: number };

export type Sender = {
  /** How many messages are sent at once. */
  parallel: number;
  /** How many are claimed at once, those that are being sent among them. */
  held: number;
  /** Whether nobody is sent a second message while a first is on its way. */
  oneEach: boolean;
  send: (to: string, message: Message) => Promise<SendResult>;
  /** Breaks off what is still being sent. */
  close: () => void;
};
