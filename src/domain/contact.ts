/** A contact: a client in the address book, perhaps a VIP. */
import * as z from 'zod/mini';
import { type DomainFault, fail, type LocatedFault, ok, type Result } from './fault.ts';
import { cleanText } from './names.ts';
import { parseNumber } from './phone-number.ts';
import { once } from './remembered.ts';

const LONGEST_NAME = 256;
const MOST_NUMBERS = 100;

export const contactSchema = once(() =>
  z.strictObject({
    id: z.int(),
    name: z.string(),
    numbers: z.array(z.string()),
    vip: z.boolean(),
  }),
);

export type Contact = z.output<ReturnType<typeof contactSchema>>;

/** What a change of a contact names; what is left out stays as it is. */
export const contactPatchSchema = once(() =>
  z.strictObject({
    name: z.optional(z.string().check(z.maxLength(LONGEST_NAME))),
    numbers: z.optional(z.array(z.string()).check(z.maxLength(MOST_NUMBERS))),
    vip: z.optional(z.boolean()),
  }),
);

export type ContactPatch = z.output<ReturnType<typeof contactPatchSchema>>;
export type ContactContent = Pick<Contact, 'name' | 'numbers' | 'vip'>;

/**
 * The patch with its name cleaned and its numbers in their one form, each once, in the order given.
 * @param region the country of numbers without `+`
 */
export const canonicalContactPatch = (
  patch: ContactPatch,
  region: string,
): Result<ContactPatch, LocatedFault<DomainFault>[]> => {
  const faults: LocatedFault<DomainFault>[] = [];
  const canonical: ContactPatch = { ...patch };
  if (patch.name !== undefined) {
    canonical.name = cleanText(patch.name);
    if (canonical.name === '') faults.push({ path: ['name'], fault: { code: 'name-empty' } });
  }
  if (patch.numbers) {
    const read = patch.numbers.map((text) => parseNumber(text, region));
    for (const [index, result] of read.entries()) {
      if (!result.ok) faults.push({ path: ['numbers', index], fault: result.fault });
    }
    canonical.numbers = [...new Set(read.flatMap((result) => (result.ok ? [result.value] : [])))];
    if (read.length === 0)
      faults.push({ path: ['numbers'], fault: { code: 'contact-without-numbers' } });
  }
  return faults.length > 0 ? fail(faults) : ok(canonical);
};

/** A contact has a name and at least one number. */
export const completeContact = (
  content: ContactContent,
): Result<ContactContent, LocatedFault<DomainFault>[]> => {
  if (content.name === '') return fail([{ path: ['name'], fault: { code: 'name-empty' } }]);
  if (content.numbers.length === 0)
    return fail([{ path: ['numbers'], fault: { code: 'contact-without-numbers' } }]);
  return ok(content);
};
