/** Subscribers and contacts as people see them. */
import type { TelegramLink } from '../contract/people.ts';
import type { Contact } from '../domain/contact.ts';
import type { Fault } from '../domain/fault.ts';
import { cleanText } from '../domain/names.ts';
import { displayNumber } from '../domain/phone-number.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { faultText } from '../messages/fault-text.ts';
import { wordsIn } from '../messages/words.ts';
import { type Column, type ListFormat, printList } from './list.ts';
import type { Terminal } from './terminal.ts';

export const printSubscribers = (
  terminal: Terminal,
  items: readonly Subscriber[],
  format?: ListFormat,
): Promise<void> => {
  const words = wordsIn(terminal.language);
  const { headings } = words;
  const columns: Column<Subscriber>[] = [
    { key: 'id', heading: headings.id, text: ({ id }) => String(id), isRigid: true },
    { key: 'name', heading: headings.name, text: ({ name }) => name },
    {
      key: 'extension',
      heading: headings.extension,
      text: ({ extension }) => extension ?? '',
      isRigid: true,
    },
    {
      key: 'number',
      heading: headings.number,
      text: ({ number }) => number ?? '',
      short: ({ number }) => displayNumber(number ?? ''),
      isRigid: true,
    },
    { key: 'email', heading: headings.email, text: ({ email }) => email ?? '' },
    {
      key: 'telegram',
      heading: headings.telegram,
      text: ({ telegram }) => words.telegram[telegram],
      csv: ({ telegram }) => telegram,
    },
  ];
  return printList(terminal, { items, columns, format });
};

export const printContacts = (
  terminal: Terminal,
  items: readonly Contact[],
  format?: ListFormat,
): Promise<void> => {
  const words = wordsIn(terminal.language);
  const { headings } = words;
  const columns: Column<Contact>[] = [
    { key: 'id', heading: headings.id, text: ({ id }) => String(id), isRigid: true },
    { key: 'name', heading: headings.name, text: ({ name }) => name },
    {
      key: 'numbers',
      heading: headings.numbers,
      text: ({ numbers }) => numbers.join(', '),
      short: ({ numbers }) => numbers.map(displayNumber).join(', '),
      csv: ({ numbers }) => numbers.join(','),
    },
    {
      key: 'vip',
      heading: headings.vip,
      text: ({ vip }) => (vip ? words.yes : words.no),
      csv: ({ vip }) => (vip ? 'yes' : 'no'),
    },
  ];
  return printList(terminal, { items, columns, format });
};

export const printTelegramLinks = (
  terminal: Terminal,
  links: readonly TelegramLink[],
  format?: ListFormat,
): Promise<void> => {
  const { headings } = wordsIn(terminal.language);
  const items = links.map(({ subscriber, link, expiresAt }) => ({
    ...subscriber,
    link,
    expiresAt,
  }));
  const columns: Column<(typeof items)[number]>[] = [
    { key: 'id', heading: headings.id, text: ({ id }) => String(id), isRigid: true },
    { key: 'name', heading: headings.name, text: ({ name }) => name },
    { key: 'email', heading: headings.email, text: ({ email }) => email ?? '' },
    { key: 'link', heading: headings.link, text: ({ link }) => link, isRigid: true },
    { key: 'expiresAt', heading: headings.expires, text: ({ expiresAt }) => expiresAt },
  ];
  return printList(terminal, { items, columns, format });
};

/** Something of a person that was not taken. */
type LeftOut = {
  employee: string;
  field: 'number' | 'extension' | 'email' | null;
  fault: Fault;
};

/** A warning for each thing that was left out, and each next step once. */
export const tellLeftOut = (terminal: Terminal, leftOut: readonly LeftOut[]): void => {
  const { err, noticeColour: colour, language } = terminal;
  const words = wordsIn(language);
  const steps = new Set<string>();
  for (const { employee, field, fault } of leftOut) {
    const { message, next } = faultText(language, fault);
    const named = field === null ? '' : words.subscriberFields[field];
    err(`${colour.yellow(words.warning)} ${words.leftOut(cleanText(employee), named, message)}`);
    if (next) steps.add(next);
  }
  for (const step of steps) err(`${colour.cyan(words.next)} ${step}`);
};
