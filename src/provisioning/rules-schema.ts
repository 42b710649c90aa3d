/** The JSON Schema of rule files, for editors; it follows from what rules can say. */
import * as z from 'zod/mini';
import { CALLER_KINDS, MOST_NUMBERS, NOTIFICATION_TYPES, TIME_KINDS } from '../domain/rule.ts';

/** Where editors find it: the package is published with it. */
export const RULES_SCHEMA_URL = 'https://unpkg.com/pbxctl/docs/rules.schema.json';

const described = <T extends z.ZodMiniType>(schema: T, description: string): T =>
  schema.check(z.describe(description));

const listOf = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.minLength(1));

/** What a rule has, each part of it in the words of files. */
const rule = () => ({
  types: z.optional(
    described(
      z.union([listOf(z.enum(NOTIFICATION_TYPES)), z.string()]),
      'What they are told of; missed calls if left out. missed, voicemail, or both.',
    ),
  ),
  time: z.optional(
    described(
      z.union([z.enum(TIME_KINDS.filter((kind) => kind !== 'period')), z.string()]),
      'When: all (the default), working, non-working, or a period: "sat,sun", "mon-fri 18:00-09:00", "2026-12-31..2027-01-08".',
    ),
  ),
  callers: z.optional(
    described(
      z.union([
        z.enum(CALLER_KINDS.filter((kind) => kind !== 'listed')),
        listOf(z.union([z.string(), z.int()])).check(z.maxLength(MOST_NUMBERS)),
        z.string(),
      ]),
      'Who called: all (the default), vip, or a list of numbers: ["+79161234567", "102"].',
    ),
  ),
});

const file = () => {
  const subscribers = described(
    z.union([listOf(z.union([z.string(), z.int()])), z.string(), z.int()]),
    'Each by number, extension, e-mail or name. Every one of them gets a rule of his own.',
  );
  const rules = described(
    z.array(z.strictObject(rule())),
    'Several rules for the same subscribers; an empty list means that they have none.',
  );
  const entry = z.union([
    z.strictObject({ subscribers, ...rule() }),
    z.strictObject({ subscribers, rules }),
  ]);
  return z.strictObject({ $schema: z.optional(z.string()), rules: z.array(entry) });
};

/** A key that begins with x- holds anchors of YAML and says nothing itself. */
export const rulesSchema = (): object => {
  const { $schema, ...described } = z.toJSONSchema(file(), { io: 'input' });
  return {
    $schema,
    $id: RULES_SCHEMA_URL,
    title: 'Notification rules for pbxctl rules plan and pbxctl rules apply',
    ...described,
    patternProperties: { '^x-': {} },
  };
};
