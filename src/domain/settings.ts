/** What one PBX sets for all its rules. */
import * as z from 'zod/mini';
import { type DomainFault, fail, type LocatedFault, ok, type Result } from './fault.ts';
import { isExtension, isRegion, parseNumber } from './phone-number.ts';
import { once } from './remembered.ts';

const DURATION = /^(\d{1,6})(m|h|d)$/;
const UNIT = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `24h`, `90m`, `7d` to milliseconds. */
export const parseDuration = (text: string): Result<number, DomainFault> => {
  const [, count, unit] = DURATION.exec(text) ?? [];
  if (unit !== 'm' && unit !== 'h' && unit !== 'd')
    return fail({ code: 'duration-unreadable', text });
  return ok(Number(count) * UNIT[unit]);
};

const MOST_STRAIGHT_NUMBERS = 1000;

export const settingsSchema = once(() =>
  z.strictObject({
    /** The language of the messages that the PBX sends. */
    language: z.enum(['ru', 'en']),
    /** The country of numbers written without `+` (A13). */
    region: z.string().check(
      z.superRefine((text, context) => {
        if (!isRegion(text))
          context.addIssue({ code: 'custom', params: { fault: { code: 'region-unknown', text } } });
      }),
    ),
    /** Whether calls from outside to a subscriber's own number are told of (A1). */
    notifyDirectExternal: z.boolean(),
    /** Multichannel numbers that go straight to a subscriber, with his extension or number (A2). */
    straightNumbers: z.record(z.string(), z.string()).check(
      z.refine((numbers) => Object.keys(numbers).length <= MOST_STRAIGHT_NUMBERS, {
        error: `≤ ${MOST_STRAIGHT_NUMBERS}`,
      }),
    ),
    /** Calls that began longer ago are told to nobody (A8): `24h`. */
    notifyMaxAge: z.string().check(
      z.superRefine((text, context) => {
        const read = parseDuration(text);
        if (!read.ok) context.addIssue({ code: 'custom', params: { fault: read.fault } });
      }),
    ),
    /** Days after which calls, notifications and audit are removed (A18). */
    retentionDays: z.int().check(z.minimum(1), z.maximum(36_500)),
  }),
);

export type Settings = z.output<ReturnType<typeof settingsSchema>>;

export const DEFAULT_SETTINGS: Settings = {
  language: 'ru',
  region: 'RU',
  notifyDirectExternal: false,
  straightNumbers: {},
  notifyMaxAge: '24h',
  retentionDays: 365,
};

/** The extension or number to which a dialled multichannel number goes straight, if the company has said so (A2). */
export const straightTarget = (
  { straightNumbers }: Settings,
  dialled: string | undefined,
): string | undefined =>
  dialled !== undefined && Object.hasOwn(straightNumbers, dialled)
    ? straightNumbers[dialled]
    : undefined;

/** The settings with every straight number in its one form. */
export const canonicalSettings = (
  settings: Settings,
): Result<Settings, LocatedFault<DomainFault>[]> => {
  const faults: LocatedFault<DomainFault>[] = [];
  const straightNumbers: Record<string, string> = {};
  for (const [dialled, subscriber] of Object.entries(settings.straightNumbers)) {
    const read = [dialled, subscriber].map((text) => parseNumber(text, settings.region));
    for (const result of read) {
      if (!result.ok) faults.push({ path: ['straightNumbers', dialled], fault: result.fault });
    }
    const [from, to] = read.flatMap((result) => (result.ok ? [result.value] : []));
    if (from && to && isExtension(from)) {
      faults.push({
        path: ['straightNumbers', dialled],
        fault: { code: 'extension-as-number', text: from },
      });
    } else if (from && to) straightNumbers[from] = to;
  }
  return faults.length > 0 ? fail(faults) : ok({ ...settings, straightNumbers });
};
