/** Telegram by the Bot API: one message out, within its limits, and what its answer means. */
import { setTimeout as pause } from 'node:timers/promises';
import { Api, GrammyError, HttpError } from 'grammy';
import { type BotAccess, clientFor, withoutToken } from '../telegram/access.ts';
import type { Message } from './message.ts';
import { paceOf } from './pace.ts';
import type { Sender, SendResult } from './sender.ts';

export type TelegramOptions = BotAccess & {
  /** A test may have a faster one. */
  clock?: { now: () => number; wait: (milliseconds: number, signal: AbortSignal) => Promise<void> };
};

/** The Bot API takes 30 messages a second in all, and one a second to a chat. */
const BETWEEN = { any: 1000 / 28, same: 1050 };
const PARALLEL = 30;
const HELD = 300;
const SEND_SECONDS = 30;
/** A longer pause is not waited for with the message in hand. */
const SHORT_REST_MILLISECONDS = 2_000;
const LONGEST_ANSWER = 500;

const ofItsPerson = [400, 403];
const ofTheBot = [401, 404, 409];
const UNKNOWN_PAUSE_SECONDS = 5;

/** What the Bot API's error says of the message. `chat not found` and bad markup are for good; so is a block. */
const resultOfRefusal = (
  { error_code: code, description, parameters }: GrammyError,
  now: number,
): SendResult => {
  const answer = `${code} ${description}`.slice(0, LONGEST_ANSWER);
  if (code === 429) {
    const seconds = parameters.retry_after ?? UNKNOWN_PAUSE_SECONDS;
    return { outcome: 'later', answer, until: now + seconds * 1000 };
  }
  if (ofItsPerson.includes(code))
    return { outcome: code === 403 ? 'blocked' : 'permanent', answer };
  return { outcome: ofTheBot.includes(code) ? 'down' : 'broken', answer };
};

/** Without a connection nothing has reached anybody. */
const UNREACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

const resultOfFailure = (error: unknown, token: string): SendResult => {
  const cause = error instanceof HttpError ? error.error : error;
  if (!(cause instanceof Error)) throw error;
  const code = 'code' in cause ? String(cause.code) : '';
  const answer = withoutToken(cause.message, token).slice(0, LONGEST_ANSWER);
  return { outcome: UNREACHED.includes(code) ? 'down' : 'broken', answer };
};

const CLOCK: NonNullable<TelegramOptions['clock']> = {
  now: Date.now,
  wait: async (milliseconds, signal) => pause(milliseconds, undefined, { signal }),
};

export const telegramSender = (options: TelegramOptions): Sender => {
  const { token, clock = CLOCK } = options;
  const { client, agent } = clientFor(options, SEND_SECONDS);
  const api = new Api(token, client);
  const pace = paceOf(BETWEEN);
  const closing = new AbortController();
  const attempt = async (chat: string, { chat: text }: Message): Promise<SendResult> => {
    await clock.wait(pace.wait(chat, clock.now()), closing.signal);
    await api.sendMessage(chat, text, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
    return { outcome: 'sent', answer: 'ok' };
  };
  return {
    parallel: PARALLEL,
    held: HELD,
    oneEach: true,
    send: async (chat, message) => {
      const until = pace.restsUntil();
      if (until - clock.now() > SHORT_REST_MILLISECONDS)
        return { outcome: 'later', answer: 'Telegram asked for a pause', until };
      try {
        return await attempt(chat, message);
      } catch (error) {
        if (!(error instanceof GrammyError)) return resultOfFailure(error, token);
        const result = resultOfRefusal(error, clock.now());
        if (result.outcome === 'later') pace.rest(result.until);
        return result;
      }
    },
    close: () => {
      closing.abort();
      agent.destroy();
    },
  };
};
