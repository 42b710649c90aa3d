/** What the bot does and says when somebody writes to it (R9). */
import { cleanText } from '../../domain/names.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import { botTexts } from '../../messages/bot-texts.ts';
import type { BotTexts } from '../../messages/types.ts';
import { escaped } from '../delivery/html.ts';
import { countRulesOf } from '../store/rules.ts';
import { readSettings } from '../store/singles.ts';
import { subscriberById } from '../store/subscribers.ts';
import {
  chatOf,
  connectChat,
  deleteCodesOf,
  disconnectChat,
  subscribersIn,
} from '../store/telegram.ts';
import { changing, type Talk } from './changes.ts';
import { ownerOf } from './codes.ts';
import type { Guesses } from './guesses.ts';

export type Reply = { chat: number; text: string };

const MOST_NAMES = 20;

const textsOf = ({ db }: Talk): BotTexts => botTexts(readSettings(db).value.language);

const nameOf = ({ name }: Subscriber): string => escaped(cleanText(name));

const namesOf = (subscribers: readonly Subscriber[], texts: BotTexts): string => {
  const shown = subscribers.slice(0, MOST_NAMES).map(nameOf);
  const more = subscribers.length - shown.length;
  return [...shown, ...(more > 0 ? [texts.andMore(more)] : [])].join(', ');
};

const statusText = (talk: Talk, texts: BotTexts): string => {
  const subscribers = subscribersIn(talk.db, talk.chat);
  if (subscribers.length === 0) return texts.nothingOn;
  const lines = subscribers
    .slice(0, MOST_NAMES)
    .map((one) => texts.person(nameOf(one), countRulesOf(talk.db, one.id)));
  const more = subscribers.length - lines.length;
  return [texts.on, ...lines, ...(more > 0 ? [texts.andMore(more)] : []), '', texts.commands].join(
    '\n',
  );
};

const connect = (talk: Talk, owner: Subscriber, texts: BotTexts): Reply[] => {
  const { db, chat } = talk;
  const former = chatOf(db, owner.id);
  changing(talk, owner, () => connectChat(db, owner.id, chat));
  deleteCodesOf(db, owner.id);
  const isMoved = former !== null && former !== chat;
  return [
    { chat, text: texts.connected(namesOf(subscribersIn(db, chat), texts)) },
    ...(isMoved ? [{ chat: former, text: texts.moved(nameOf(owner)) }] : []),
  ];
};

/** `/start`, with the code of a link or without: a code works once, and only the last chat of somebody is told. */
export const start = (talk: Talk, code: string, guesses: Guesses): Reply[] => {
  const { db, chat, now } = talk;
  const texts = textsOf(talk);
  const isConnected = subscribersIn(db, chat).length > 0;
  if (code === '') return [{ chat, text: isConnected ? statusText(talk, texts) : texts.noCode }];
  const wait = guesses.waits(chat, now);
  if (wait > 0) return [{ chat, text: texts.slowed(Math.ceil(wait / 60_000)) }];
  const id = ownerOf(db, code, now);
  const owner = id === null ? null : subscriberById(db, id);
  if (owner) return connect(talk, owner, texts);
  guesses.wrong(chat, now);
  const status = isConnected ? [statusText(talk, texts)] : [];
  return [{ chat, text: [texts.badCode, ...status].join('\n\n') }];
};

/** `/stop`: nobody is told in this chat any more. */
export const stop = (talk: Talk): Reply[] => {
  const { db, chat } = talk;
  const texts = textsOf(talk);
  const subscribers = subscribersIn(db, chat);
  for (const one of subscribers) changing(talk, one, () => disconnectChat(db, one.id));
  const text =
    subscribers.length > 0 ? texts.stopped(namesOf(subscribers, texts)) : texts.nothingOn;
  return [{ chat, text }];
};

export const status = (talk: Talk): Reply[] => [
  { chat: talk.chat, text: statusText(talk, textsOf(talk)) },
];
