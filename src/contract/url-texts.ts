/** What the texts in a URL mean, by the operation's schemas: what a server reads and no client does. */
import * as z from 'zod/mini';

type Texts = Readonly<Record<string, unknown>>;

/** Which of its JSON types a field of a path or query can have; text is what remains. */
const kindsOf = (schema: z.core.$ZodType): ReadonlySet<string> => {
  const { type, anyOf = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const options = anyOf.map((option) => (typeof option === 'object' ? option.type : undefined));
  return new Set([type, ...options].filter((kind) => typeof kind === 'string'));
};

const WHOLE = /^-?\d{1,15}$/;

/** What a text in a URL means: digits are a number where one may stand, `true` and `false` a truth value. */
const fromText = (kinds: ReadonlySet<string>, text: unknown): unknown => {
  if (typeof text !== 'string') return text;
  if ((kinds.has('integer') || kinds.has('number')) && WHOLE.test(text)) return Number(text);
  if (kinds.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
};

/** Reads the fields of a path or query; an unknown field stays as it is, for the schema to refuse. */
export const textReader = (
  fields: (() => z.ZodMiniObject) | undefined,
): ((texts: Texts) => Texts) => {
  const kinds = new Map(
    Object.entries(fields?.().shape ?? {}).map(([name, field]) => [name, kindsOf(field)]),
  );
  return (texts) =>
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [
        name,
        fromText(kinds.get(name) ?? new Set(), text),
      ]),
    );
};
