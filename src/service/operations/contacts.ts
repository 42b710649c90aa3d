/** The clients' address book: looking, making, changing, removing, and taking a whole list. */
import {
  type Contact,
  type ContactContent,
  type ContactPatch,
  canonicalContactPatch,
  completeContact,
} from '../../domain/contact.ts';
import type { LocatedFault } from '../../domain/fault.ts';
import {
  contactById,
  contactsByNumbers,
  deleteContact as deleteFromStore,
  insertContact,
  pageOfContacts,
  updateContact,
} from '../store/contacts.ts';
import { readSettings } from '../store/singles.ts';
import {
  accepted,
  type Context,
  type Counts,
  forEach,
  type Handler,
  pageAsked,
  pageOf,
  refuse,
  refuseAny,
  upsertRows,
} from './context.ts';

const NOBODY: ContactContent = { name: '', numbers: [], vip: false };

export const listContacts: Handler<'listContacts'> = ({ db }, { query }) =>
  pageOf(pageOfContacts(db, pageAsked(query), query), query.limit);

const existing = ({ db }: Context, id: number, path: (string | number)[]): Contact =>
  contactById(db, id) ?? refuse([{ path, fault: { code: 'not-found', resource: 'contact', id } }]);

const patched = (content: ContactContent, patch: ContactPatch): ContactContent => ({
  name: patch.name ?? content.name,
  numbers: patch.numbers ?? content.numbers,
  vip: patch.vip ?? content.vip,
});

const isSame = (contact: ContactContent, content: ContactContent): boolean =>
  contact.name === content.name &&
  contact.vip === content.vip &&
  contact.numbers.join() === content.numbers.join();

/** A number belongs to one contact: whose name else would a message show? */
const takenFaults = (
  { db }: Context,
  { numbers }: ContactContent,
  id: number | null,
): LocatedFault[] => {
  const others = contactsByNumbers(db, numbers).filter((contact) => contact.id !== id);
  return numbers.flatMap((value, index) => {
    const by = others.find((contact) => contact.numbers.includes(value));
    if (!by) return [];
    return [
      {
        path: ['numbers', index],
        fault: { code: 'contact-number-taken', value, by: { id: by.id, name: by.name } },
      },
    ];
  });
};

const save = (context: Context, before: Contact | null, content: ContactContent): Contact => {
  const { db, audit } = context;
  refuseAny(takenFaults(context, content, before?.id ?? null));
  const after = before ? { ...before, ...content } : insertContact(db, content);
  if (before) updateContact(db, after);
  audit({ action: before ? 'update' : 'create', resource: 'contact', id: after.id, before, after });
  return after;
};

export const createContact: Handler<'createContact'> = (context, { body }) => {
  const { region } = readSettings(context.db).value;
  const content = patched(NOBODY, accepted(canonicalContactPatch(body, region)));
  return save(context, null, accepted(completeContact(content)));
};

export const patchContact: Handler<'patchContact'> = (context, { params, body }) => {
  const before = existing(context, params.id, ['id']);
  const patch = accepted(canonicalContactPatch(body, readSettings(context.db).value.region));
  const content = patched(before, patch);
  return isSame(before, content) ? before : save(context, before, content);
};

/** Whom a row means: the contact that shares a number with it; one that fits two is a fault. */
const meant = (
  { db }: Context,
  numbers: readonly string[],
  path: (string | number)[],
): Contact | null => {
  const [first = null, ...others] = contactsByNumbers(db, numbers);
  if (!first || others.length === 0) return first;
  const candidates = [first, ...others].map(({ id, name, numbers: own }) => {
    return { id, name, number: own[0] ?? null, extension: null, email: null };
  });
  return refuse([{ path, fault: { code: 'fits-several', candidates } }]);
};

const upsertAll = (context: Context, patches: readonly ContactPatch[]): Counts => {
  const { region } = readSettings(context.db).value;
  return upsertRows(patches, (row, path) => {
    const patch = accepted(canonicalContactPatch(row, region), path);
    const before = meant(context, patch.numbers ?? [], path);
    const content = accepted(completeContact(patched(before ?? NOBODY, patch)), path);
    if (before && isSame(before, content)) return { id: before.id, result: 'unchanged' };
    const { id } = save(context, before, content);
    return { id, result: before ? 'updated' : 'created' };
  });
};

const removeAll = (context: Context, ids: readonly number[]): void =>
  forEach(ids, (id, index) => {
    const contact = existing(context, id, ['remove', index]);
    deleteFromStore(context.db, id);
    context.audit({ action: 'remove', resource: 'contact', id, before: contact, after: null });
  });

export const batchContacts: Handler<'batchContacts'> = (context, { body }) => {
  removeAll(context, body.remove);
  return { ...upsertAll(context, body.upsert), removed: body.remove };
};

export const getContact: Handler<'getContact'> = (context, { params }) =>
  existing(context, params.id, ['id']);

export const deleteContact: Handler<'deleteContact'> = (context, { params }) => {
  const contact = existing(context, params.id, ['id']);
  removeAll(context, [contact.id]);
  return contact;
};
