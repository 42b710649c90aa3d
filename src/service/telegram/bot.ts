/** The bot by which subscribers connect their Telegram, by long polling, as long as the service runs. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Api, Bot, GrammyError, HttpError } from 'grammy';
import type { ApiError } from 'grammy/types';
import type { Logger } from 'pino';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { botTexts } from '../../messages/bot-texts.ts';
import type { ChannelState } from '../delivery/channel.ts';
import { probeAfter } from '../delivery/retry.ts';
import type { Store } from '../store/database.ts';
import { saveBotName } from '../store/singles.ts';
import { type BotAccess, clientFor, withoutToken } from './access.ts';
import { setBlocked, type Talk } from './changes.ts';
import { type Reply, start, status, stop } from './conversation.ts';
import { type Guesses, newGuesses } from './guesses.ts';

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

type ApiAnswer = { ok: true } | ({ ok: false } & Pick<ApiError, 'error_code' | 'description'>);

/** Whether the Bot API is heard, by what it answered last. A message that could not be sent says nothing of that. */
const newHearing = ({ clock, logger }: Pick<Options, 'clock' | 'logger'>) => {
  let state: ChannelState = { state: 'unknown', since: clock(), why: null };
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

  return {
    state: () => state,
    /** How many times in a row it was not heard. */
    failures: () => failures,
    answered: (method: string, answer: ApiAnswer): void => {
      if (method === 'getUpdates') isContended = !answer.ok && answer.error_code === CONFLICT;
      if (method !== 'sendMessage' && !(answer.ok && isContended))
        heard(answer.ok ? null : answerOf(answer));
    },
    failed: (method: string, why: string): void => {
      if (method !== 'sendMessage') heard(why);
    },
  };
};

type Hearing = ReturnType<typeof newHearing>;

/** What is said is never more than an answer: whatever became of it, the store has it. */
const say = async (api: Api, { chat, text }: Reply, { access, logger }: Options): Promise<void> => {
  try {
    await api.sendMessage(chat, text, { parse_mode: 'HTML' });
  } catch (error) {
    logger.warn({ why: whyOf(error, access.token) }, 'the Telegram bot could not answer');
  }
};

/** What he wrote is done and answered; that he wrote says that he does not block the bot. */
const replies = (
  { store, clock, logger }: Options,
  chat: number,
  answering: (talk: Talk) => Reply[],
): Reply[] => {
  try {
    return store.write((db) => {
      const talking = { db, chat, now: clock() };
      setBlocked(talking, false);
      return answering(talking);
    });
  } catch (error) {
    logger.error({ err: error }, 'the Telegram bot could not use the store');
    return [{ chat, text: botTexts(DEFAULT_SETTINGS.language).failed }];
  }
};

const answerPeople = (bot: Bot, options: Options, guesses: Guesses): void => {
  const { store, clock, logger } = options;
  const talk = async (chat: number, answering: (talk: Talk) => Reply[]): Promise<void> => {
    for (const reply of replies(options, chat, answering)) await say(bot.api, reply, options);
  };
  const inPrivate = bot.chatType('private');
  inPrivate.command('start', ({ chat, match }) =>
    talk(chat.id, (talking) => start(talking, match.trim(), guesses)),
  );
  inPrivate.command('stop', ({ chat }) => talk(chat.id, stop));
  inPrivate.on('message', ({ chat }) => talk(chat.id, status));
  inPrivate.on('my_chat_member', ({ chat, myChatMember }) => {
    const isBlocked = myChatMember.new_chat_member.status === 'kicked';
    store.write((db) => setBlocked({ db, chat: chat.id, now: clock() }, isBlocked));
  });
  bot.catch(({ error }) => logger.error({ err: error }, 'the Telegram bot failed'));
};

/** Tells the hearing how every request to the Bot API went, until it is stopped. */
const listenTo = (bot: Bot, hearing: Hearing, token: string, stopping: AbortSignal): void => {
  bot.api.config.use(async (call, method, payload, signal) => {
    try {
      const answer = await call(method, payload, signal);
      hearing.answered(method, answer);
      return answer;
    } catch (error) {
      if (!stopping.aborted) hearing.failed(method, whyOf(error, token));
      throw error;
    }
  });
};

export const listeningBot = (options: Options): Listening => {
  const { store, access, clock, logger } = options;
  const guesses = newGuesses();
  const stopping = new AbortController();
  const { signal } = stopping;
  const { client, agent } = clientFor(access, REQUEST_SECONDS);
  const hearing = newHearing({ clock, logger });
  let bot: Bot | null = null;
  let work: Promise<void> | null = null;

  /** Until it is stopped, or the Bot API does not let it in. What the library would do to begin, it tries for ever. */
  const listen = async (): Promise<void> => {
    bot = new Bot(access.token, { client });
    listenTo(bot, hearing, access.token, signal);
    answerPeople(bot, options, guesses);
    try {
      bot.botInfo = await bot.api.getMe();
      const { username } = bot.botInfo;
      store.write((db) => saveBotName(db, username));
      if (!signal.aborted) await bot.start({ allowed_updates: ['message', 'my_chat_member'] });
    } catch (error) {
      if (!signal.aborted) hearing.failed('getUpdates', whyOf(error, access.token));
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await listen();
      if (signal.aborted) return;
      const rest = probeAfter(Math.max(1, hearing.failures()), Math.random());
      await pause(rest, undefined, { signal }).catch(() => undefined);
    }
  };

  return {
    open: () => {
      work ??= run();
    },
    state: hearing.state,
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
