/** Telegram by the Bot API: one message out, within its limits, and what its answer means. */
import { setTimeout as pause } from 'node:timers/promises';
import { Api, GrammyError, HttpError } from 'grammy';
import { type BotAccess, clientFor, withoutToken } from '../telegram/access.ts';
import type { Message } from './message.ts';
import { type PaceClock, paceOf } from './pace.ts';
import type { Sender, SendResult } from './sender.ts';

export type TelegramOptions = BotAccess & {
  /** A test may have a faster one. */
  clock?: PaceClock;
};

/** The Bot API takes 30 messages a second in all, and one a second to a chat; on their way some may catch up. */
const BETWEEN = { any: 40, same: 1000 };
const PARALLEL = 30;
const HELD = 300;
const SEND_SECONDS = 30;
/** A longer pause is not waited for with the message in hand. */
const SHORT_REST_MILLISECONDS = 2_000;
const LONGEST_ANSWER = 500;

const ofItsPerson = [400, 403];
const ofTheBot = [401, 404, 409];
const UNKNOWN_PAUSE_SECONDS = 5;

const retryAfter = ({ parameters }: GrammyError): number =>
  parameters.retry_after ?? UNKNOWN_PAUSE_SECONDS;

/** What the Bot API's error says of the message. `chat not found` and bad markup are for good; so is a block. */
const resultOfRefusal = (error: GrammyError): SendResult => {
  const { error_code: code, description } = error;
  const answer = `${code} ${description}`.slice(0, LONGEST_ANSWER);
  if (code === 429)
    return { outcome: 'later', answer, until: Date.now() + retryAfter(error) * 1000 };
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

const CLOCK: PaceClock = {
  now: Date.now,
  wait: async (milliseconds, signal) => pause(milliseconds, undefined, { signal }),
};

export const telegramSender = (options: TelegramOptions): Sender => {
  const { token, clock = CLOCK } = options;
  const { client, agent } = clientFor(options, SEND_SECONDS);
  const api = new Api(token, client);
  const pace = paceOf(BETWEEN, clock);
  // What a process before this one sent at its end counts too.
  pace.rest(clock.now() + BETWEEN.same);
  const closing = new AbortController();
  const later = (): SendResult | null => {
    const rests = pace.rests();
    const answer = 'Telegram asked for a pause';
    return rests > SHORT_REST_MILLISECONDS
      ? { outcome: 'later', answer, until: Date.now() + rests }
      : null;
  };
  const say = async (chat: string, text: string): Promise<SendResult> => {
    const link_preview_options = { is_disabled: true };
    await api.sendMessage(chat, text, { parse_mode: 'HTML', link_preview_options });
    return { outcome: 'sent', answer: 'ok' };
  };
  const attempt = async (chat: string, { chat: text }: Message): Promise<SendResult> =>
    later() ?? pace.inTurn(chat, closing.signal, async () => later() ?? (await say(chat, text)));
  return {
    parallel: PARALLEL,
    held: HELD,
    oneEach: true,
    send: async (chat, message) => {
      try {
        return await attempt(chat, message);
      } catch (error) {
        if (!(error instanceof GrammyError)) return resultOfFailure(error, token);
        const pauseSeconds = error.error_code === 429 ? retryAfter(error) : 0;
        pace.rest(clock.now() + pauseSeconds * 1000);
        return resultOfRefusal(error);
      }
    },
    close: () => {
      closing.abort();
      agent.destroy();
    },
  };
};
