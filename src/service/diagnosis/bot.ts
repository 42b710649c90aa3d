/** Whether the Bot API of Telegram knows the bot, and whether the bot hears what is written to it. */
import { Api, GrammyError, HttpError } from 'grammy';
import type { Check } from '../../contract/service.ts';
import type { Fault } from '../../domain/fault.ts';
import { type BotAccess, clientFor, withoutToken } from '../telegram/access.ts';
import type { Listening } from '../telegram/bot.ts';
import { problemsOf } from './store.ts';

const REQUEST_SECONDS = 10;

/** What the Bot API answers to a token that it does not know. */
const NOT_LET_IN = [401, 404];

const faultOf = (error: unknown, { apiRoot: api, token }: BotAccess): Fault => {
  if (error instanceof GrammyError) {
    const why = `${error.error_code} ${error.description}`;
    return NOT_LET_IN.includes(error.error_code)
      ? { code: 'telegram-refused', api, why }
      : { code: 'telegram-unreachable', api, why };
  }
  const cause = error instanceof HttpError ? error.error : error;
  if (!(cause instanceof Error)) throw error;
  return { code: 'telegram-unreachable', api, why: withoutToken(cause.message, token) };
};

type Found = { name: string } | { fault: Fault };

const asked = async (access: BotAccess): Promise<Found> => {
  const { client, agent } = clientFor(access, REQUEST_SECONDS);
  try {
    const { username } = await new Api(access.token, client).getMe();
    return { name: `@${username}` };
  } catch (error) {
    return { fault: faultOf(error, access) };
  } finally {
    agent.destroy();
  }
};

/** @param bot the one that listens here; null where none does */
export const checkBot = async (
  access: BotAccess,
  bot: Pick<Listening, 'state'> | null,
): Promise<Check> => {
  const found = await asked(access);
  const deaf = bot?.state();
  const faults: Fault[] = [
    ...('fault' in found ? [found.fault] : []),
    ...(deaf?.state === 'down' ? [{ code: 'telegram-deaf', why: deaf.why ?? '' } as const] : []),
  ];
  return {
    check: 'telegram',
    status: faults.length > 0 ? 'failed' : 'ok',
    problems: problemsOf(faults),
    bot: 'name' in found ? found.name : null,
  };
};
