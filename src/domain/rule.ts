/** A rule: what one subscriber is told of, and when (R4 to R7). */
import * as z from 'zod/mini';
import { type DomainFault, fail, type LocatedFault, ok, type Result } from './fault.ts';
import { canonicalPeriod, periodSchema } from './period.ts';
import { parseNumber } from './phone-number.ts';
import { once } from './remembered.ts';
import { subscriberSchema } from './subscriber.ts';

export const NOTIFICATION_TYPES = ['missed', 'voicemail'] as const;
export const TIME_KINDS = ['all', 'working', 'non-working', 'period'] as const;
export const CALLER_KINDS = ['all', 'listed', 'vip'] as const;
export const MOST_NUMBERS = 10_000;

export type NotificationType = (typeof NOTIFICATION_TYPES)[number];

const typesSchema = once(() =>
  z.array(z.enum(NOTIFICATION_TYPES)).check(
    z.superRefine((types, context) => {
      if (types.length === 0)
        context.addIssue({ code: 'custom', params: { fault: { code: 'types-empty' } } });
    }),
  ),
);

const timeSchema = once(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('working') }),
    z.strictObject({ kind: z.literal('non-working') }),
    periodSchema(),
  ]),
);

const numbersSchema = once(() =>
  z.array(z.string()).check(
    z.maxLength(MOST_NUMBERS),
    z.superRefine((numbers, context) => {
      if (numbers.length === 0)
        context.addIssue({ code: 'custom', params: { fault: { code: 'callers-empty' } } });
    }),
  ),
);

const callersSchema = once(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('listed'), numbers: numbersSchema() }),
    z.strictObject({ kind: z.literal('vip') }),
  ]),
);

/** What a rule says, apart from whom it tells. `all` is no criterion. */
export const ruleContentSchema = once(() =>
  z.strictObject({
    types: z._default(typesSchema(), ['missed']),
    time: z._default(timeSchema(), { kind: 'all' }),
    callers: z._default(callersSchema(), { kind: 'all' }),
  }),
);

export const rulePatchSchema = once(() =>
  z.strictObject({
    types: z.optional(typesSchema()),
    time: z.optional(timeSchema()),
    callers: z.optional(callersSchema()),
  }),
);

export type RuleContent = z.output<ReturnType<typeof ruleContentSchema>>;
export type RulePatch = z.output<ReturnType<typeof rulePatchSchema>>;
export type Time = RuleContent['time'];
export type Callers = RuleContent['callers'];

export const ruleSchema = once(() =>
  z.strictObject({
    id: z.int(),
    revision: z.int(),
    subscriber: subscriberSchema(),
    types: typesSchema(),
    time: timeSchema(),
    callers: callersSchema(),
    createdAt: z.string(),
    updatedAt: z.string(),
  }),
);

export type Rule = z.output<ReturnType<typeof ruleSchema>>;

const canonicalNumbers = (
  numbers: readonly string[],
  region: string,
): Result<string[], LocatedFault<DomainFault>[]> => {
  const faults: LocatedFault<DomainFault>[] = [];
  const canonical = new Set<string>();
  for (const [index, text] of numbers.entries()) {
    const read = parseNumber(text, region);
    if (read.ok) canonical.add(read.value);
    else faults.push({ path: ['callers', 'numbers', index], fault: read.fault });
  }
  return faults.length > 0 ? fail(faults) : ok([...canonical].sort());
};

/** A rule without `missed` must not carry a time or caller criterion: the PBX's page greys them out then (R7). */
const idleCriteria = ({ types, time, callers }: RuleContent): LocatedFault<DomainFault>[] => {
  if (types.includes('missed')) return [];
  const carried = (['time', 'callers'] as const).filter(
    (criterion) => ({ time, callers })[criterion].kind !== 'all',
  );
  return carried.map((criterion) => ({
    path: [criterion],
    fault: { code: 'criterion-without-missed', criterion },
  }));
};

/**
 * The one form of all contents that say the same: types and numbers sorted and once, the period canonical.
 * @param region the country of numbers without `+`
 */
export const canonicalContent = (
  content: RuleContent,
  region: string,
): Result<RuleContent, LocatedFault<DomainFault>[]> => {
  const { types, time, callers } = content;
  const idle = idleCriteria(content);
  if (idle.length > 0) return fail(idle);
  const numbers = callers.kind === 'listed' ? canonicalNumbers(callers.numbers, region) : null;
  if (numbers && !numbers.ok) return numbers;
  return ok({
    types: NOTIFICATION_TYPES.filter((type) => types.includes(type)),
    time: time.kind === 'period' ? canonicalPeriod(time) : { kind: time.kind },
    callers: numbers ? { kind: 'listed', numbers: numbers.value } : callers,
  });
};

/**
 * Listed callers with numbers added and taken away. A rule for all or for VIPs lists none: adding one would silently
 * narrow it to that one.
 */
export const changedNumbers = (
  { id, callers }: Pick<Rule, 'id' | 'callers'>,
  add: readonly string[],
  remove: readonly string[],
): Result<Callers, DomainFault> => {
  if (callers.kind !== 'listed')
    return fail({ code: 'callers-not-listed', id, kind: callers.kind });
  const numbers = [...callers.numbers, ...add].filter((number) => !remove.includes(number));
  return numbers.length === 0 ? fail({ code: 'callers-empty' }) : ok({ kind: 'listed', numbers });
};

/** One text for equal canonical contents, another for any other (A15); reading it as JSON gives the content. */
export const contentKey = ({ types, time, callers }: RuleContent): string =>
  JSON.stringify({ types, time, callers });
