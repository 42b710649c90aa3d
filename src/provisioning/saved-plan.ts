/** A plan in a file: applied later as it is, or not at all. */
import * as z from 'zod/mini';
import { check } from '../domain/check.ts';
import { fail, ok, type Result } from '../domain/fault.ts';
import { once } from '../domain/remembered.ts';
import { ruleContentSchema, ruleSchema } from '../domain/rule.ts';
import { subscriberSchema } from '../domain/subscriber.ts';
import { type FaultInFile, ofWholeFile } from './file-fault.ts';
import type { SubscriberPlan } from './plan.ts';

const KIND = 'pbxctl-rules-plan';

/** The subscriber stands above his rules once. */
const rule = once(() => z.omit(ruleSchema(), { subscriber: true }));

const savedSchema = once(() =>
  z.strictObject({
    kind: z.literal(KIND),
    version: z.literal(1),
    /** How many rules the PBX had. */
    all: z.int(),
    unchanged: z.int(),
    plans: z.array(
      z.strictObject({
        subscriber: subscriberSchema(),
        create: z.array(ruleContentSchema()),
        update: z.array(z.strictObject({ before: rule(), after: ruleContentSchema() })),
        remove: z.array(rule()),
        seen: z.array(z.strictObject({ id: z.int(), revision: z.int() })),
      }),
    ),
  }),
);

export type SavedPlan = { plans: SubscriberPlan[]; all: number; unchanged: number };

const isChange = ({ create, update, remove }: SubscriberPlan): boolean =>
  create.length + update.length + remove.length > 0;

/** Only subscribers of whom something changes are in it: what becomes of others meanwhile is no matter. */
export const savePlan = ({ plans, all, unchanged }: SavedPlan): string => {
  const changing = plans.filter(isChange).map(({ unchanged: _, ...plan }) => ({
    ...plan,
    update: plan.update.map(({ before: { subscriber: __, ...before }, after }) => ({
      before,
      after,
    })),
    remove: plan.remove.map(({ subscriber: __, ...removed }) => removed),
  }));
  return JSON.stringify({
    kind: KIND,
    version: 1,
    all,
    unchanged,
    plans: changing,
  } satisfies z.input<ReturnType<typeof savedSchema>>);
};

const BEGINNING = new RegExp(`^\\s*\\{\\s*"kind"\\s*:\\s*"${KIND}"`);

/** Whether a text is a saved plan and no file of rules. */
export const isSavedPlan = (text: string): boolean => BEGINNING.test(text);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export const readSavedPlan = (text: string, file: string): Result<SavedPlan, FaultInFile[]> => {
  const read = check(savedSchema(), parsed(text));
  if (!read.ok) return fail([ofWholeFile(file, { code: 'plan-unreadable' })]);
  const { all, unchanged, plans } = read.value;
  const whole = plans.map(({ subscriber, ...plan }) => ({
    ...plan,
    subscriber,
    update: plan.update.map(({ before, after }) => ({ before: { ...before, subscriber }, after })),
    remove: plan.remove.map((removed) => ({ ...removed, subscriber })),
    unchanged: 0,
  }));
  return ok({ all, unchanged, plans: whole });
};
