/** A request of an operation as HTTP carries it: what a client writes, and what both sides call the same. */
import type { Operation } from './operation.ts';

export type HttpRequest = { path: string; body: unknown; ifMatch: string | undefined };

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
