/** The operations on subscribers and on the clients' address book. */
import * as z from 'zod/mini';
import { contactPatchSchema, contactSchema } from '../domain/contact.ts';
import { once } from '../domain/remembered.ts';
import { subscriberPatchSchema, subscriberSchema } from '../domain/subscriber.ts';
import { idSetSchema, type Operation, page, paging, writing } from './operation.ts';
import { whoSchema } from './rules.ts';

const MOST_ROWS = 100_000;
const idParams = once(() => z.strictObject({ id: z.int() }));

const telegramLinkSchema = once(() =>
  z.strictObject({
    subscriber: subscriberSchema(),
    link: z.string(),
    expiresAt: z.string(),
  }),
);

export type TelegramLink = z.output<ReturnType<typeof telegramLinkSchema>>;

const counts = once(() => ({ created: z.int(), updated: z.int(), unchanged: z.int() }));

const listSubscribers = {
  method: 'GET',
  path: '/subscribers',
  scope: 'rules:read',
  query: once(() =>
    z.strictObject({
      ...paging(),
      ids: z.optional(idSetSchema()),
      /** A part of the name, number, extension or e-mail. */
      q: z.optional(z.string()),
    }),
  ),
  answer: once(() => page(subscriberSchema())),
} as const satisfies Operation;

/** By id, or by an address as A14 finds it; with how many rules he has. */
const getSubscriber = {
  method: 'GET',
  path: '/subscribers/{who}',
  scope: 'rules:read',
  params: once(() => z.strictObject({ who: whoSchema() })),
  answer: once(() => z.strictObject({ ...subscriberSchema().shape, rules: z.int() })),
} as const satisfies Operation;

const createSubscriber = {
  method: 'POST',
  path: '/subscribers',
  scope: 'admin',
  makes: true,
  query: once(() => z.strictObject(writing())),
  body: once(() => z.required(subscriberPatchSchema(), { name: true })),
  answer: subscriberSchema,
} as const satisfies Operation;

const patchSubscriber = {
  method: 'PATCH',
  path: '/subscribers/{id}',
  scope: 'admin',
  params: idParams,
  query: once(() => z.strictObject(writing())),
  body: subscriberPatchSchema,
  answer: subscriberSchema,
} as const satisfies Operation;

/** Answers the subscriber who is gone; his rules go with him. */
const deleteSubscriber = {
  method: 'DELETE',
  path: '/subscribers/{id}',
  scope: 'admin',
  params: idParams,
  query: once(() => z.strictObject(writing())),
  answer: subscriberSchema,
} as const satisfies Operation;

/** Rows find whom they mean by extension, number or e-mail; whoever is removed takes his rules with him. */
const batchSubscribers = {
  method: 'POST',
  path: '/subscribers/batch',
  scope: 'admin',
  bulk: true,
  query: once(() => z.strictObject(writing())),
  body: once(() =>
    z.strictObject({
      upsert: z._default(z.array(subscriberPatchSchema()).check(z.maxLength(MOST_ROWS)), []),
      remove: z._default(z.array(z.int()).check(z.maxLength(MOST_ROWS)), []),
    }),
  ),
  answer: once(() =>
    z.strictObject({ ...counts(), removed: z.array(z.int()), removedRules: z.int() }),
  ),
} as const satisfies Operation;

/** A link for each, by which he connects his Telegram: it works once, for a day (R9). */
const connectTelegram = {
  method: 'POST',
  path: '/subscribers/telegram-links',
  scope: 'admin',
  once: true,
  body: once(() =>
    z.strictObject({
      subscribers: z.array(whoSchema()).check(z.minLength(1), z.maxLength(MOST_ROWS)),
    }),
  ),
  answer: once(() => z.strictObject({ items: z.array(telegramLinkSchema()) })),
} as const satisfies Operation;

const listContacts = {
  method: 'GET',
  path: '/contacts',
  scope: 'rules:read',
  query: once(() =>
    z.strictObject({
      ...paging(),
      ids: z.optional(idSetSchema()),
      vip: z.optional(z.boolean()),
      /** A part of the name or of a number. */
      q: z.optional(z.string()),
    }),
  ),
  answer: once(() => page(contactSchema())),
} as const satisfies Operation;

const getContact = {
  method: 'GET',
  path: '/contacts/{id}',
  scope: 'rules:read',
  params: idParams,
  answer: contactSchema,
} as const satisfies Operation;

const deleteContact = {
  method: 'DELETE',
  path: '/contacts/{id}',
  scope: 'admin',
  params: idParams,
  query: once(() => z.strictObject(writing())),
  answer: contactSchema,
} as const satisfies Operation;

const createContact = {
  method: 'POST',
  path: '/contacts',
  scope: 'admin',
  makes: true,
  query: once(() => z.strictObject(writing())),
  body: once(() => z.required(contactPatchSchema(), { name: true, numbers: true })),
  answer: contactSchema,
} as const satisfies Operation;

const patchContact = {
  method: 'PATCH',
  path: '/contacts/{id}',
  scope: 'admin',
  params: idParams,
  query: once(() => z.strictObject(writing())),
  body: contactPatchSchema,
  answer: contactSchema,
} as const satisfies Operation;

/** Rows find whom they mean by a shared number. */
const batchContacts = {
  method: 'POST',
  path: '/contacts/batch',
  scope: 'admin',
  bulk: true,
  query: once(() => z.strictObject(writing())),
  body: once(() =>
    z.strictObject({
      upsert: z._default(
        z.array(z.required(contactPatchSchema(), { numbers: true })).check(z.maxLength(MOST_ROWS)),
        [],
      ),
      remove: z._default(z.array(z.int()).check(z.maxLength(MOST_ROWS)), []),
    }),
  ),
  answer: once(() => z.strictObject({ ...counts(), removed: z.array(z.int()) })),
} as const satisfies Operation;

export const peopleOperations = {
  listSubscribers,
  getSubscriber,
  createSubscriber,
  patchSubscriber,
  deleteSubscriber,
  batchSubscribers,
  connectTelegram,
  listContacts,
  getContact,
  createContact,
  patchContact,
  deleteContact,
  batchContacts,
};
