/** Notifications as people see them: what became of each, and what the server said. */
import type { KeptCall, Notification, SentNotification } from '../contract/calls.ts';
import { cleanText } from '../domain/names.ts';
import type { Words } from '../messages/types.ts';
import { wordsIn } from '../messages/words.ts';
import { type Column, type ListFormat, printList } from './list.ts';
import type { Terminal } from './terminal.ts';
import { wallText } from './verdict.ts';

const channelName = (words: Words, { channel }: Notification): string =>
  channel === 'email' ? words.email : 'Telegram';

/** `waiting: 2 attempts, the next 2026-11-18 12:10, 450 try later` */
const fateOf = (words: Words, notification: Notification, zone: string): string => {
  const { status, attempts, dueAt, sentAt, answer } = notification;
  const isRetried = status === 'waiting' && attempts > 0;
  const details = [
    sentAt && wallText(sentAt, zone),
    isRetried && words.nextAttempt(attempts, wallText(dueAt, zone)),
    answer && cleanText(answer),
  ].filter(Boolean);
  return details.length > 0
    ? `${words.states[status]} (${details.join(', ')})`
    : words.states[status];
};

/** What became of each notification of a call. */
export const printNotifications = (
  { language, out }: Terminal,
  { notifications }: KeptCall,
  zone: string,
): void => {
  const words = wordsIn(language);
  out(notifications.length === 0 ? words.noNotifications : `${words.notifications}:`);
  for (const notification of notifications) {
    const { id, type } = notification;
    const what = `${words.told[type]}, ${channelName(words, notification)}`;
    out(`  ${id}  ${what}: ${fateOf(words, notification, zone)}`);
  }
};

type Listing = {
  items: readonly SentNotification[];
  zone: string;
  format?: ListFormat | undefined;
};

export const printSentNotifications = (
  terminal: Terminal,
  { items, zone, format }: Listing,
): Promise<void> => {
  const words = wordsIn(terminal.language);
  const { headings } = words;
  const columns: Column<SentNotification>[] = [
    { key: 'id', heading: headings.id, text: ({ id }) => String(id), isRigid: true },
    {
      key: 'createdAt',
      heading: headings.made,
      text: ({ createdAt }) => wallText(createdAt, zone),
      isRigid: true,
      csv: ({ createdAt }) => createdAt,
    },
    {
      key: 'subscriber',
      heading: headings.subscriber,
      text: ({ subscriber }) => subscriber?.name ?? words.unknown,
    },
    {
      key: 'type',
      heading: headings.types,
      text: ({ type }) => words.told[type],
      csv: ({ type }) => type,
    },
    {
      key: 'channel',
      heading: headings.channels,
      text: (notification) => channelName(words, notification),
      csv: ({ channel }) => channel,
    },
    {
      key: 'status',
      heading: headings.status,
      text: ({ status }) => words.states[status],
      isRigid: true,
      csv: ({ status }) => status,
    },
    {
      key: 'attempts',
      heading: headings.attempts,
      text: ({ attempts }) => String(attempts),
      isRigid: true,
    },
    { key: 'answer', heading: headings.answer, text: ({ answer }) => answer ?? '' },
    { key: 'callId', heading: headings.call, text: ({ callId }) => String(callId ?? '') },
  ];
  return printList(terminal, { items, columns, format });
};

/** One notification whole: whom it tells of what, by which rules, and every attempt. */
export const showNotification = (
  { language, colour, out }: Terminal,
  notification: SentNotification,
  zone: string,
): void => {
  const words = wordsIn(language);
  const { id, type, subscriber, callId, rules, history, createdAt } = notification;
  const whom = subscriber ? `${subscriber.name}, ${subscriber.email ?? ''}` : words.unknown;
  out(`${colour.bold(words.notification(id))}: ${fateOf(words, notification, zone)}`);
  const facts = [
    [words.headings.subscriber, cleanText(whom)],
    [words.headings.types, `${words.told[type]}, ${channelName(words, notification)}`],
    [words.headings.made, wallText(createdAt, zone)],
    [words.headings.call, callId === null ? null : String(callId)],
    [words.headings.rules, rules.join(', ') || null],
  ] as const;
  const told = facts.filter(([, value]) => value !== null);
  const width = Math.max(...told.map(([label]) => label.length));
  for (const [label, value] of told) out(`  ${label.padEnd(width)}  ${value}`);
  for (const { at, outcome, answer } of history) {
    out(`  ${wallText(at, zone)}  ${words.attempts[outcome]}: ${cleanText(answer)}`);
  }
};
