/** One operation of the API: what goes in, what comes out, who may. The server, the client and the document follow. */
import * as z from 'zod';

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
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  answer: z.ZodType;
};

type Part<O, Name extends string, Value> = O extends Record<Name, z.ZodType> ? Value : unknown;

/** What a caller gives. */
export type Input<O extends Operation> = object &
  Part<O, 'params', { params: z.input<NonNullable<O['params']>> }> &
  Part<O, 'query', { query?: z.input<NonNullable<O['query']>> }> &
  Part<O, 'body', { body: z.input<NonNullable<O['body']>> }> &
  (O extends { conditional: true } ? { ifMatch?: number | undefined } : unknown);

/** What a handler gets: checked, with the defaults filled in. */
export type Checked<O extends Operation> = {
  params: z.output<NonNullable<O['params']>>;
  query: z.output<NonNullable<O['query']>>;
  body: z.output<NonNullable<O['body']>>;
  ifMatch: number | undefined;
};

export type Answer<O extends Operation> = z.output<O['answer']>;

export const LARGEST_PAGE = 1000;

/** Query of every list; `cursor` is what the page before gave. */
export const paging = {
  limit: z.int().min(1).max(LARGEST_PAGE).default(100),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, { error: 'nextCursor' })
    .optional(),
};

/** Query of everything that writes: the same checks and the same answer, nothing written. */
export const writing = { dryRun: z.boolean().default(false) };

export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

/** `12,15-20`: ids and ranges of ids. */
export const idSetSchema = z
  .string()
  .regex(/^\d{1,15}(-\d{1,15})?(,\d{1,15}(-\d{1,15})?)*$/, { error: '12,15-20' });
