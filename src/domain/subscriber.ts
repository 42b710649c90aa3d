/** A subscriber: a person with a number on the PBX. */
import * as z from 'zod/mini';
import { type DomainFault, fail, type LocatedFault, ok, type Result } from './fault.ts';
import { cleanText, foldName } from './names.ts';
import { isExtension, parseNumber } from './phone-number.ts';
import { once } from './remembered.ts';

export const TELEGRAM_STATES = ['not-connected', 'connected', 'blocked'] as const;

const LONGEST_NAME = 256;

export const subscriberSchema = once(() =>
  z.strictObject({
    id: z.int(),
    name: z.string(),
    number: z.nullable(z.string()),
    extension: z.nullable(z.string()),
    email: z.nullable(z.string()),
    telegram: z.enum(TELEGRAM_STATES),
  }),
);

export type Subscriber = z.output<ReturnType<typeof subscriberSchema>>;

/** What a change of a subscriber names; what is left out stays as it is, null clears. */
export const subscriberPatchSchema = once(() =>
  z.strictObject({
    name: z.optional(z.string().check(z.maxLength(LONGEST_NAME))),
    number: z.optional(z.nullable(z.string())),
    extension: z.optional(z.nullable(z.string())),
    email: z.optional(z.nullable(z.string())),
  }),
);

export type SubscriberPatch = z.output<ReturnType<typeof subscriberPatchSchema>>;
export type SubscriberContent = Pick<Subscriber, 'name' | 'number' | 'extension' | 'email'>;

/** Deliberately plain: one @, no spaces, no angle brackets, no line break; the mail server knows the rest. */
const EMAIL = /^[^\s@<>(),;:"\\[\]\p{Cc}\p{Cf}]+@[^\s@<>(),;:"\\[\]\p{Cc}\p{Cf}]+$/u;
const LONGEST_EMAIL = 254;

const readEmail = (text: string): Result<string, DomainFault> => {
  const email = text.trim();
  const readable = email.length <= LONGEST_EMAIL && EMAIL.test(email);
  return readable ? ok(email) : fail({ code: 'email-unreadable', text: cleanText(text) });
};

const readExtension = (text: string): Result<string, DomainFault> =>
  isExtension(text.trim())
    ? ok(text.trim())
    : fail({ code: 'extension-unreadable', text: cleanText(text) });

const readName = (text: string): Result<string, DomainFault> => {
  const name = cleanText(text);
  return name === '' ? fail({ code: 'name-empty' }) : ok(name);
};

/** The number of a person is a full one: his extension has a field of its own. */
const readFullNumber = (text: string, region: string): Result<string, DomainFault> => {
  const number = parseNumber(text, region);
  return number.ok && isExtension(number.value)
    ? fail({ code: 'extension-as-number', text: number.value })
    : number;
};

/**
 * The patch with every field in its one form; an empty text clears like null.
 * @param region the country of numbers without `+`
 */
export const canonicalSubscriberPatch = (
  patch: SubscriberPatch,
  region: string,
): Result<SubscriberPatch, LocatedFault<DomainFault>[]> => {
  const readers = {
    name: readName,
    number: (text: string) => readFullNumber(text, region),
    extension: readExtension,
    email: readEmail,
  };
  const faults: LocatedFault<DomainFault>[] = [];
  const canonical: SubscriberPatch = {};
  for (const field of ['name', 'number', 'extension', 'email'] as const) {
    const text = patch[field];
    if (text === undefined) continue;
    const cleared = text === null || (field !== 'name' && text.trim() === '');
    const read = cleared ? ok(null) : readers[field](text);
    if (!read.ok) faults.push({ path: [field], fault: read.fault });
    else Object.assign(canonical, { [field]: read.value });
  }
  return faults.length > 0 ? fail(faults) : ok(canonical);
};

/** A subscriber that can be reached by no call is refused: `number` or `extension` is required. */
export const completeSubscriber = (
  content: SubscriberContent,
): Result<SubscriberContent, LocatedFault<DomainFault>[]> => {
  if (content.name === '') return fail([{ path: ['name'], fault: { code: 'name-empty' } }]);
  if (!content.number && !content.extension)
    return fail([{ path: [], fault: { code: 'subscriber-unreachable' } }]);
  return ok(content);
};

export const CHANNELS = ['email', 'telegram'] as const;
export type Channel = (typeof CHANNELS)[number];

type Reachable = Pick<Subscriber, 'email' | 'telegram'>;

/** By what he can be told something (R9). */
export const channelsTo = ({ email, telegram }: Reachable): Channel[] => [
  ...(email === null ? [] : (['email'] as const)),
  ...(telegram === 'connected' ? (['telegram'] as const) : []),
];

/** Whether any channel could tell him anything (R9). */
export const canBeTold = (subscriber: Reachable): boolean => channelsTo(subscriber).length > 0;

/** E-mail addresses compare without regard to case, as people type them. */
export const foldEmail = (email: string): string => foldName(email);
