/** Who of those that a PBX has is in no row of a list: these go where a list is to be the whole. */
import type { Contact } from '../domain/contact.ts';
import { foldEmail, type Subscriber, type SubscriberPatch } from '../domain/subscriber.ts';

/** The subscribers whom no row means by extension, number or e-mail. */
export const missingSubscribers = (
  subscribers: readonly Subscriber[],
  rows: readonly SubscriberPatch[],
): Subscriber[] => {
  const extensions = new Set(rows.map(({ extension }) => extension));
  const numbers = new Set(rows.map(({ number }) => number));
  const emails = new Set(rows.map(({ email }) => email && foldEmail(email)));
  return subscribers.filter(
    ({ extension, number, email }) =>
      !(extension && extensions.has(extension)) &&
      !(number && numbers.has(number)) &&
      !(email && emails.has(foldEmail(email))),
  );
};

/** The contacts none of whose numbers a row has. */
export const missingContacts = (
  contacts: readonly Contact[],
  rows: readonly { numbers?: readonly string[] | undefined }[],
): Contact[] => {
  const numbers = new Set(rows.flatMap((row) => row.numbers ?? []));
  return contacts.filter((contact) => !contact.numbers.some((number) => numbers.has(number)));
};
