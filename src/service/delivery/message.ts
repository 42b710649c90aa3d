/** What a notification says: who called, when, which number was dialled, and the rule that tells of it. */
import { createHash } from 'node:crypto';
import type { Call } from '../../domain/call.ts';
import type { Contact } from '../../domain/contact.ts';
import { formatWall, parseInstant } from '../../domain/instant.ts';
import { cleanText } from '../../domain/names.ts';
import { displayNumber } from '../../domain/phone-number.ts';
import type { NotificationType, Rule } from '../../domain/rule.ts';
import { rulePhrases } from '../../messages/rule-text.ts';
import type { Language, Words } from '../../messages/types.ts';
import { wordsIn } from '../../messages/words.ts';

export type MessageFacts = {
  type: NotificationType;
  call: Call;
  subscriberId: number;
  /** The caller's entry in the address book, if he has one. */
  contact: Contact | null;
  /** The rules that asked for it and are still there. */
  rules: readonly Rule[];
  zone: string;
  language: Language;
};

export type Message = { id: string; subject: string; text: string };

/** The contact's name before the one that the caller gave himself: the address book is ours. */
const callerOf = (words: Words, { call, contact }: MessageFacts): string => {
  const { number, name } = call.caller;
  const known = contact && (contact.vip ? `${contact.name} (${words.headings.vip})` : contact.name);
  const shown = number === null ? words.message.hidden : displayNumber(number);
  return [known ?? name, shown]
    .filter((part) => part !== null)
    .map(cleanText)
    .join(', ');
};

const ruleText = (words: Words, rule: Rule): string => {
  const { types, time, callers } = rulePhrases(words, rule);
  return words.message.rule(rule.id, types, time, callers);
};

/** The same for the same call, subscriber and type, so that a repeat after a crash can be recognised. */
const messageId = ({ call, subscriberId, type }: MessageFacts): string =>
  createHash('sha256')
    .update(JSON.stringify([call.source, call.sourceCallId, subscriberId, type]))
    .digest('hex')
    .slice(0, 40);

export const messageOf = (facts: MessageFacts): Message => {
  const { type, call, rules, zone, language } = facts;
  const words = wordsIn(language);
  const labels = words.message;
  const start = parseInstant(call.startedAt);
  const lines: [label: string, value: string | null][] = [
    [labels.from, callerOf(words, facts)],
    [labels.at, start.ok ? `${formatWall(start.value, zone)} (${zone})` : call.startedAt],
    [labels.dialled, call.dialled ? cleanText(displayNumber(call.dialled)) : null],
    [labels.kind, words.kinds[call.kind]],
    [
      labels.rang,
      call.rangSeconds === undefined ? null : labels.seconds(Math.round(call.rangSeconds)),
    ],
  ];
  const told = lines
    .filter(([, value]) => value !== null)
    .map(([label, value]) => `${label}: ${value}`);
  return {
    id: messageId(facts),
    subject: `${labels.subject[type]}: ${callerOf(words, facts)}`,
    text: [
      ...told,
      ...rules.map((rule) => ruleText(words, rule)),
      '',
      '-- ',
      labels.footer,
      '',
    ].join('\n'),
  };
};
