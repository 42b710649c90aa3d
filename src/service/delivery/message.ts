/** What a notification says: who called, when, which number was dialled, and the rule that tells of it. */
import { createHash } from 'node:crypto';
import { type Call, startOf } from '../../domain/call.ts';
import type { Contact } from '../../domain/contact.ts';
import { formatWall } from '../../domain/instant.ts';
import { cleanText } from '../../domain/names.ts';
import { displayNumber } from '../../domain/phone-number.ts';
import type { NotificationType, Rule } from '../../domain/rule.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import { ruleText } from '../../messages/rule-text.ts';
import type { Language, Words } from '../../messages/types.ts';
import { wordsIn } from '../../messages/words.ts';
import { chatText } from './chat.ts';
import { type Letter, letterHtml, type Row } from './html.ts';

export type MessageFacts = {
  type: NotificationType;
  call: Call;
  subscriberId: number;
  /** The caller's entry in the address book, if he has one. */
  contact: Contact | null;
  /** The caller, if he is a subscriber himself. */
  callingSubscriber: Subscriber | null;
  /** The rules that asked for it and are still there. */
  rules: readonly Rule[];
  zone: string;
  language: Language;
};

const E164 = /^\+\d+$/;

export type Message = {
  id: string;
  subject: string;
  /** Of an e-mail. */
  text: string;
  html: string;
  /** In a chat. */
  chat: string;
};

type Caller = { name: string | null; number: string };

/** Our own books before the name that the caller gave himself. */
const callerOf = (words: Words, { call, contact, callingSubscriber }: MessageFacts): Caller => {
  const { number, name } = call.caller;
  const client =
    contact && (contact.vip ? `${contact.name} (${words.headings.vip})` : contact.name);
  const known = client ?? callingSubscriber?.name ?? name;
  const shown = number === null ? words.message.hidden : displayNumber(number);
  return { name: known && cleanText(known), number: cleanText(shown) };
};

/** The same for the same parts, so that a repeat after a crash can be recognised. */
const idOf = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);

const rowsOf = (words: Words, facts: MessageFacts, caller: Caller): Row[] => {
  const { type, call, zone } = facts;
  const labels = words.message;
  const seconds = (count: number | undefined): string | null =>
    count === undefined ? null : labels.seconds(Math.round(count));
  const { durationSeconds, mailbox } = (type === 'voicemail' && call.voicemail) || {};
  const { number } = call.caller;
  const rows: { label: string; value: string | null; callBack?: string | null }[] = [
    { label: labels.from, value: caller.name },
    {
      label: labels.number,
      value: caller.number,
      callBack: number !== null && E164.test(number) ? number : null,
    },
    { label: labels.at, value: `${formatWall(startOf(call), zone)} (${zone})` },
    { label: labels.dialled, value: call.dialled ? cleanText(displayNumber(call.dialled)) : null },
    { label: labels.kind, value: words.kinds[call.kind] },
    { label: labels.rang, value: seconds(call.rangSeconds) },
    { label: labels.duration, value: seconds(durationSeconds) },
    { label: labels.mailbox, value: mailbox === undefined ? null : cleanText(mailbox) },
  ];
  return rows.flatMap(({ label, value, callBack = null }) =>
    value === null ? [] : [{ label, value, callBack }],
  );
};

const textOf = ({ rows, notes, footer }: Letter): string =>
  [...rows.map(({ label, value }) => `${label}: ${value}`), ...notes, '', '-- ', footer, ''].join(
    '\n',
  );

const messageWith = (id: string, subject: string, letter: Letter): Message => ({
  id,
  subject,
  text: textOf(letter),
  html: letterHtml(letter),
  chat: chatText(letter),
});

export const messageOf = (facts: MessageFacts): Message => {
  const { type, call, subscriberId, rules, language } = facts;
  const words = wordsIn(language);
  const { subject, footer, rule: byRule } = words.message;
  const caller = callerOf(words, facts);
  const from = caller.name === null ? caller.number : `${caller.name}, ${caller.number}`;
  return messageWith(
    idOf(call.source, call.sourceCallId, subscriberId, type),
    `${subject[type]}: ${from}`,
    {
      language,
      title: subject[type],
      rows: rowsOf(words, facts, caller),
      notes: rules.map((rule) => byRule(rule.id, ruleText({ words, language }, rule))),
      footer,
    },
  );
};

export type TestFacts = {
  /** Of the notification. */
  id: number;
  /** Milliseconds of Unix time. */
  createdAt: number;
  name: string;
  language: Language;
};

/** A message marked as a test: it looks like the others and tells of no call. */
export const testMessageOf = ({ id, createdAt, name, language }: TestFacts): Message => {
  const { subject, test, testFooter } = wordsIn(language).message;
  const notes = [test(cleanText(name))];
  const letter = { language, title: subject.test, rows: [], notes, footer: testFooter };
  return messageWith(idOf('test', id, createdAt), subject.test, letter);
};
