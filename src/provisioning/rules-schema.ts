/** The JSON Schema of rule files, for editors; it follows from what rules can say. */
import * as z from 'zod';
import { CALLER_KINDS, MOST_NUMBERS, NOTIFICATION_TYPES, TIME_KINDS } from '../domain/rule.ts';

/** Where editors find it: the package is published with it. */
export const RULES_SCHEMA_URL = 'https://unpkg.com/pbxctl/docs/rules.schema.json';

const types = z
  .union([z.array(z.enum(NOTIFICATION_TYPES)).min(1), z.string()])
  .describe('What they are told of; missed calls if left out. missed, voicemail, or both.');

const time = z
  .union([z.enum(TIME_KINDS).exclude(['period']), z.string()])
  .describe(
    'When: all (the default), working, non-working, or a period: "sat,sun", "mon-fri 18:00-09:00", "2026-12-31..2027-01-08".',
  );

const callers = z
  .union([
    z.enum(CALLER_KINDS).exclude(['listed']),
    z
      .array(z.union([z.string(), z.int()]))
      .min(1)
      .max(MOST_NUMBERS),
    z.string(),
  ])
  .describe('Who called: all (the default), vip, or a list of numbers: ["+79161234567", "102"].');

const subscribers = z
  .union([z.array(z.union([z.string(), z.int()])).min(1), z.string(), z.int()])
  .describe('Each by number, extension, e-mail or name. Every one of them gets a rule of his own.');

const rule = { types: types.optional(), time: time.optional(), callers: callers.optional() };

const rules = z
  .array(z.strictObject(rule))
  .describe('Several rules for the same subscribers; an empty list means that they have none.');

const entry = z.union([
  z.strictObject({ subscribers, ...rule }),
  z.strictObject({ subscribers, rules }),
]);

const file = z.strictObject({ $schema: z.string().optional(), rules: z.array(entry) });

/** A key that begins with x- holds anchors of YAML and says nothing itself. */
export const rulesSchema = (): object => {
  const { $schema, ...described } = z.toJSONSchema(file, { io: 'input' });
  return {
    $schema,
    $id: RULES_SCHEMA_URL,
    title: 'Notification rules for pbxctl rules plan and pbxctl rules apply',
    ...described,
    patternProperties: { '^x-': {} },
  };
};
