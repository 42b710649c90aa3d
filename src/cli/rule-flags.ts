/** The flags that say what a rule says. */
import { option, string } from '@oclif/core/flags';
import type { Pbx } from '../contract/pbx.ts';
import { problem } from '../contract/problem.ts';
import { parseCallers, parseTime, parseTypes } from '../domain/criteria-text.ts';
import type { Fault, Result } from '../domain/fault.ts';
import { NOTIFICATION_TYPES, type RulePatch, TIME_KINDS } from '../domain/rule.ts';

export const ruleFlags = {
  type: string({ description: 'what he is told of: missed, voicemail or both: missed,voicemail' }),
  time: string({
    description:
      'when: all, working, non-working, or a period: "sat,sun", "mon-fri 18:00-09:00 2026-06-01..2026-08-31"',
  }),
  callers: string({
    description: 'who called: all, vip, or numbers: +79161234567,+74951234567,102',
  }),
};

/** The flags that choose among the rules of the PBX. */
export const ruleFilterFlags = {
  subscriber: string({
    description: 'only of this subscriber: number, extension, e-mail or name',
  }),
  type: option({ options: NOTIFICATION_TYPES, description: 'only with this type' })(),
  time: option({ options: TIME_KINDS, description: 'only with this kind of time' })(),
  callers: string({
    description: 'only with these callers: all, listed, vip, or a number that is listed',
  }),
  search: string({
    description: 'only where this is a part of the name, number, extension or e-mail',
  }),
};

export type RuleFlags = {
  type?: string | undefined;
  time?: string | undefined;
  callers?: string | undefined;
};

/** The value, or a problem that names the flag. */
export const fromFlag = <T>(flag: string, read: Result<T, Fault>): T => {
  if (read.ok) return read.value;
  throw problem('invalid', read.fault, [flag]);
};

/** Numbers without `+` are of the PBX's region, which is asked for only where it matters. */
export const regionOf = async (pbx: Pbx): Promise<string> => (await pbx('getSettings', {})).region;

/** The criteria that the flags name; what is not given is left out. */
export const criteriaOf = async (
  pbx: Pbx,
  { type, time, callers }: RuleFlags,
): Promise<RulePatch> => ({
  ...(type !== undefined && { types: fromFlag('--type', parseTypes(type)) }),
  ...(time !== undefined && { time: fromFlag('--time', parseTime(time)) }),
  ...(callers !== undefined && {
    callers: fromFlag('--callers', parseCallers(callers, await regionOf(pbx))),
  }),
});

/** The fields of a rule as the flags that give them. */
export const RULE_FIELDS = {
  types: '--type',
  time: '--time',
  callers: '--callers',
  subscribers: '--addresses',
  subscriber: '--subscriber',
  ids: '<ids…>',
};
