/** A request of an operation as HTTP carries it: both sides write and read it by the operation's schemas. */
import * as z from 'zod/mini';
import type { Operation } from './operation.ts';

export type HttpRequest = { path: string; body: unknown; ifMatch: string | undefined };

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

/** `"12"` as HTTP writes a revision (RFC 9110 8.8.3); anything else names none. */
export const revisionTag = (revision: number): string => `"${revision}"`;

export const readRevisionTag = (tag: string): number | null => {
  const [, revision] = /^"(\d{1,15})"$/.exec(tag.trim()) ?? [];
  return revision === undefined ? null : Number(revision);
};

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

const isGiven = ([, value]: [string, unknown]): boolean => value !== undefined && value !== null;

/** The request that a client sends; the path begins with the base's `/v1`. */
export const httpRequest = (operation: Operation, input: object): HttpRequest => {
  const params = new Map(entriesOf(Reflect.get(input, 'params')));
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params.get(name) ?? '')),
  );
  const query = entriesOf(Reflect.get(input, 'query'))
    .filter(isGiven)
    .map(([name, value]): [string, string] => [name, String(value)]);
  const search = query.length > 0 ? `?${new URLSearchParams(query)}` : '';
  const ifMatch: unknown = Reflect.get(input, 'ifMatch');
  return {
    path: `${BASE}${path}${search}`,
    body: operation.body ? Reflect.get(input, 'body') : undefined,
    ifMatch: typeof ifMatch === 'number' ? revisionTag(ifMatch) : undefined,
  };
};

export const BASE = '/v1';
