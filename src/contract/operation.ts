/** One operation of the API: what goes in, what comes out, who may. The server, the client and the document follow. */
import * as z from 'zod/mini';
import { once } from '../domain/remembered.ts';

export const SCOPES = [
  'rules:read',
  'rules:write',
  'calls:read',
  'calls:write',
  'service:read',
  'admin',
] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * `path` has parameters in braces. A part that is left out does not exist: an operation without `body` takes none.
 * A `conditional` one takes the revision that the caller saw (A16).
 */
export type Operation = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/${string}`;
  scope: Scope;
  conditional?: true;
  /** Answers 201: it makes one new resource. */
  makes?: true;
  /** Changes nothing although it is no GET: what it asks about does not fit into a URL. */
  asks?: true;
  /** Doing it twice is not doing it once: the client never repeats it on its own. */
  once?: true;
  /** Bodies of up to 64 MiB, not 8. */
  bulk?: true;
  params?: Made<z.ZodMiniObject>;
  query?: Made<z.ZodMiniObject>;
  body?: Made<z.ZodMiniType>;
  answer: Made<z.ZodMiniType>;
};

/** Made when it is first asked for: a command does a few operations, and the schemas of all take a while to make. */
type Made<Schema extends z.ZodMiniType> = () => Schema;

type Part<O, Name extends string, Value> =
  O extends Record<Name, Made<z.ZodMiniType>> ? Value : unknown;

type Of<Part> = Part extends Made<infer Schema> ? Schema : never;

/** What a caller gives. */
export type Input<O extends Operation> = object &
  Part<O, 'params', { params: z.input<Of<O['params']>> }> &
  Part<O, 'query', { query?: z.input<Of<O['query']>> }> &
  Part<O, 'body', { body: z.input<Of<O['body']>> }> &
  (O extends { conditional: true } ? { ifMatch?: number | undefined } : unknown);

/** What a handler gets: checked, with the defaults filled in. */
export type Checked<O extends Operation> = {
  params: z.output<Of<O['params']>>;
  query: z.output<Of<O['query']>>;
  body: z.output<Of<O['body']>>;
  ifMatch: number | undefined;
};

export type Answer<O extends Operation> = z.output<Of<O['answer']>>;

export const LARGEST_PAGE = 1000;

/** Query of every list; `cursor` is what the page before gave. */
export const paging = once(() => ({
  limit: z._default(z.int().check(z.minimum(1), z.maximum(LARGEST_PAGE)), 100),
  cursor: z.optional(z.string().check(z.regex(/^\d{1,15}$/, { error: 'nextCursor' }))),
}));

/** Query of everything that writes: the same checks and the same answer, nothing written. */
export const writing = once(() => ({ dryRun: z._default(z.boolean(), false) }));

export const page = <T extends z.ZodMiniType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.nullable(z.string()) });

/** `12,15-20`: ids and ranges of ids. */
export const idSetSchema = once(() =>
  z
    .string()
    .check(z.regex(/^\d{1,15}(-\d{1,15})?(,\d{1,15}(-\d{1,15})?)*$/, { error: '12,15-20' })),
);
