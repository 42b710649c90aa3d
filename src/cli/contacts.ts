/** The contacts that a command is given by their ids. */
import { everyItem } from '../client/pages.ts';
import type { Pbx } from '../contract/pbx.ts';
import type { Contact } from '../domain/contact.ts';
import { idsOf, refuseMissing } from './ids.ts';

export const contactsGiven = async (pbx: Pbx, words: readonly string[]): Promise<Contact[]> => {
  const ids = await idsOf(words);
  const contacts = await everyItem((paging) =>
    pbx('listContacts', { query: { ...paging, ids: ids.filter } }),
  );
  refuseMissing(ids, contacts, 'contact');
  return contacts;
};

/** The fields of a contact as the flags that give them. */
export const CONTACT_FIELDS = { name: '--name', numbers: '--numbers', vip: '--vip' };
