/** The bot by which subscribers connect their Telegram, by long polling, as long as the service runs. */
import { setTimeout as pause } from 'node:timers/promises';
import { Bot, GrammyError, HttpError } from 'grammy';
import type { ApiError } from 'grammy/types';
import type { Logger } from 'pino';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { botTexts } from '../../messages/bot-texts.ts';
import type { ChannelState } from '../delivery/channel.ts';
import { probeAfter } from '../delivery/retry.ts';
import type { Database, Store } from '../store/database.ts';
import { saveBotName } from '../store/singles.ts';
import { type BotAccess, clientFor, withoutToken } from './access.ts';
import { setBlocked, type Talk } from './changes.ts';
import { type Reply, start, status, stop } from './conversation.ts';
import { newGuesses } from './guesses.ts';

export type Listening = {
  open: () => void;
  state: () => ChannelState;
  stop: () => Promise<void>;
};

type Options = { store: Store; access: BotAccess; clock: () => number; logger: Logger };

/** Telegram answers a poll after half a minute at the latest. */
const REQUEST_SECONDS = 45;
const STOP_MILLISECONDS = 2_000;
const REFUSED = [401, 404];
const CONFLICT = 409;

/** What an admin does about it; whatever else fails, Telegram or the network mends itself. */
const nextStepOf = (code: number): string | null => {
  if (code === CONFLICT)
    return 'another program listens with the same token: stop it, or give this service a bot of its own';
  if (REFUSED.includes(code))
    return 'Telegram does not know the token: set the one of @BotFather and start this service again';
  return null;
};

const answerOf = ({
  error_code: code,
  description,
}: Pick<ApiError, 'error_code' | 'description'>): string => {
  const next = nextStepOf(code);
  return `${code} ${description}${next === null ? '' : `; ${next}`}`;
};

const whyOf = (error: unknown, token: string): string => {
  if (error instanceof GrammyError) return answerOf(error);
  const cause = error instanceof HttpError ? error.error : error;
  return withoutToken(cause instanceof Error ? cause.message : String(cause), token);
};

export const listeningBot = ({ store, access, clock, logger }: Options): Listening => {
  const guesses = newGuesses();
  const stopping = new AbortController();
  const { client, agent } = clientFor(access, REQUEST_SECONDS);
  let state: ChannelState = { state: 'unknown', since: clock(), why: null };
  let bot: Bot | null = null;
  let work: Promise<void> | null = null;
  let failures = 0;
  /** Another program took the last poll: until one is answered, no other answer says that this one is heard. */
  let isContended = false;

  const heard = (why: string | null): void => {
    const now = why === null ? 'up' : 'down';
    failures = why === null ? 0 : failures + 1;
    if (state.state === now) return;
    if (why !== null) logger.error({ why }, 'the Telegram bot hears nothing');
    else logger.info('the Telegram bot listens');
    state = { state: now, since: clock(), why };
  };

  /** What is said is never more than an answer: whatever became of it, the store has it. */
  const say = async ({ chat, text }: Reply): Promise<void> => {
    try {
      await bot?.api.sendMessage(chat, text, { parse_mode: 'HTML' });
    } catch (error) {
      logger.warn({ why: whyOf(error, access.token) }, 'the Telegram bot could not answer');
    }
  };

  const talk = async (chat: number, answering: (talk: Talk) => Reply[]): Promise<void> => {
    const answers = (db: Database): Reply[] => {
      const talking = { db, chat, now: clock() };
      setBlocked(talking, false);
      return answering(talking);
    };
    let replies: Reply[];
    try {
      replies = store.write(answers);
    } catch (error) {
      logger.error({ err: error }, 'the Telegram bot could not use the store');
      replies = [{ chat, text: botTexts(DEFAULT_SETTINGS.language).failed }];
    }
    for (const reply of replies) await say(reply);
  };

  const newBot = (): Bot => {
    const made = new Bot(access.token, { client });
    made.api.config.use(async (call, method, payload, signal) => {
      try {
        const answer = await call(method, payload, signal);
        if (method === 'getUpdates') isContended = !answer.ok && answer.error_code === CONFLICT;
        if (method !== 'sendMessage' && !(answer.ok && isContended))
          heard(answer.ok ? null : answerOf(answer));
        return answer;
      } catch (error) {
        if (method !== 'sendMessage' && !stopping.signal.aborted) heard(whyOf(error, access.token));
        throw error;
      }
    });
    const inPrivate = made.chatType('private');
    inPrivate.command('start', ({ chat, match }) =>
      talk(chat.id, (talking) => start(talking, match.trim(), guesses)),
    );
    inPrivate.command('stop', ({ chat }) => talk(chat.id, stop));
    inPrivate.on('message', ({ chat }) => talk(chat.id, status));
    inPrivate.on('my_chat_member', ({ chat, myChatMember }) => {
      const isBlocked = myChatMember.new_chat_member.status === 'kicked';
      store.write((db) => setBlocked({ db, chat: chat.id, now: clock() }, isBlocked));
    });
    made.catch(({ error }) => logger.error({ err: error }, 'the Telegram bot failed'));
    return made;
  };

  /** Until it is stopped, or the Bot API does not let it in. What the library would do to begin, it tries for ever. */
  const listen = async (): Promise<void> => {
    bot = newBot();
    try {
      bot.botInfo = await bot.api.getMe();
      const { username } = bot.botInfo;
      store.write((db) => saveBotName(db, username));
      if (!stopping.signal.aborted)
        await bot.start({ allowed_updates: ['message', 'my_chat_member'] });
    } catch (error) {
      if (!stopping.signal.aborted) heard(whyOf(error, access.token));
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await listen();
      if (stopping.signal.aborted) return;
      await pause(probeAfter(Math.max(1, failures), Math.random()), undefined, {
        signal: stopping.signal,
      }).catch(() => undefined);
    }
  };

  return {
    open: () => {
      work ??= run();
    },
    state: () => state,
    stop: async () => {
      stopping.abort();
      const late = setTimeout(() => agent.destroy(), STOP_MILLISECONDS);
      await bot?.stop().catch(() => undefined);
      agent.destroy();
      await work;
      clearTimeout(late);
    },
  };
};
