/** What a notification says: who called, when, which number was dialled, and the rule that tells of it. */
import { createHash } from 'node:crypto';
import { type Call, startOf } from '../../domain/call.ts';
import type { Contact } from '../../domain/contact.ts';
import { formatWall } from '../../domain/instant.ts';
import { cleanText } from '../../domain/names.ts';
import { displayNumber } from '../../domain/phone-number.ts';
import type { NotificationType, Rule } from '../../domain/rule.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import { rulePhrases } from '../../messages/rule-text.ts';
import type { Language, Words } from '../../messages/types.ts';
import { wordsIn } from '../../messages/words.ts';
import { type Letter, letterHtml } from './html.ts';

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

export type Message = { id: string; subject: string; text: string; html: string };

/** Our own books before the name that the caller gave himself. */
const callerOf = (words: Words, { call, contact, callingSubscriber }: MessageFacts): string => {
  const { number, name } = call.caller;
  const client =
    contact && (contact.vip ? `${contact.name} (${words.headings.vip})` : contact.name);
  const shown = number === null ? words.message.hidden : displayNumber(number);
  return [client ?? callingSubscriber?.name ?? name, shown]
    .filter((part) => part !== null)
    .map(cleanText)
    .join(', ');
};

const ruleText = (words: Words, rule: Rule): string => {
  const { types, time, callers } = rulePhrases(words, rule);
  return words.message.rule(rule.id, types, time, callers);
};

/** The same for the same parts, so that a repeat after a crash can be recognised. */
const idOf = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);

const rowsOf = (words: Words, facts: MessageFacts): [label: string, value: string][] => {
  const { type, call, zone } = facts;
  const labels = words.message;
  const seconds = (count: number | undefined): string | null =>
    count === undefined ? null : labels.seconds(Math.round(count));
  const { durationSeconds, mailbox } = (type === 'voicemail' && call.voicemail) || {};
  const rows: [label: string, value: string | null][] = [
    [labels.from, callerOf(words, facts)],
    [labels.at, `${formatWall(startOf(call), zone)} (${zone})`],
    [labels.dialled, call.dialled ? cleanText(displayNumber(call.dialled)) : null],
    [labels.kind, words.kinds[call.kind]],
    [labels.rang, seconds(call.rangSeconds)],
    [labels.duration, seconds(durationSeconds)],
    [labels.mailbox, mailbox === undefined ? null : cleanText(mailbox)],
  ];
  return rows.flatMap(([label, value]) => (value === null ? [] : [[label, value]]));
};

const textOf = ({ rows, notes, footer }: Letter): string =>
  [...rows.map(([label, value]) => `${label}: ${value}`), ...notes, '', '-- ', footer, ''].join(
    '\n',
  );

const messageWith = (id: string, subject: string, letter: Letter): Message => ({
  id,
  subject,
  text: textOf(letter),
  html: letterHtml(letter),
});

export const messageOf = (facts: MessageFacts): Message => {
  const { type, call, subscriberId, rules, language } = facts;
  const words = wordsIn(language);
  const { subject, footer } = words.message;
  return messageWith(
    idOf(call.source, call.sourceCallId, subscriberId, type),
    `${subject[type]}: ${callerOf(words, facts)}`,
    {
      language,
      title: subject[type],
      rows: rowsOf(words, facts),
      notes: rules.map((rule) => ruleText(words, rule)),
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
