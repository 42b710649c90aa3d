/** Subscribers and contacts as people see them. */
import type { TelegramLink } from '../contract/people.ts';
import type { Contact } from '../domain/contact.ts';
import { displayNumber } from '../domain/phone-number.ts';
import type { Subscriber } from '../domain/subscriber.ts';
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
