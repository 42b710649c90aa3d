/** The contacts that a command is given by their ids. */
import type { Pbx } from '../contract/pbx.ts';
import type { Contact } from '../domain/contact.ts';
import { everyGiven, idsOf, refuseMissing } from './ids.ts';

export const contactsGiven = async (pbx: Pbx, words: readonly string[]): Promise<Contact[]> => {
  const ids = await idsOf(words);
  const contacts = await everyGiven(ids, (query) => pbx('listContacts', { query }));
  refuseMissing(ids, contacts, 'contact');
  return contacts;
};

/** The fields of a contact as the flags that give them. */
export const CONTACT_FIELDS = { name: '--name', numbers: '--numbers', vip: '--vip' };
