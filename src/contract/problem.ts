/** What an operation answers when it does not do what was asked (RFC 9457). */
import * as z from 'zod/mini';
import type { Fault, LocatedFault } from '../domain/fault.ts';
import { once } from '../domain/remembered.ts';

/** Stable names; with the HTTP status that each has. */
export const PROBLEMS = {
  usage: 400,
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'media-type': 415,
  invalid: 422,
  overloaded: 429,
  failed: 500,
  unavailable: 503,
  /** Only a client says this: there was no answer. */
  unreachable: 503,
} as const;

export type ProblemType = keyof typeof PROBLEMS;

/** Where in a file a fault stands; lines and columns from 1. */
type FilePlace = { file: string; line: number | null; column: number | null };

export type PlacedFault = LocatedFault & { place?: FilePlace };

/** An expected failure: typed, told in the user's language, without a stack. Everything else that is thrown is a bug. */
export class Problem extends Error {
  readonly type: ProblemType;
  readonly faults: readonly PlacedFault[];

  constructor(type: ProblemType, faults: readonly PlacedFault[]) {
    super(faults.map(({ fault }) => fault.code).join(', '));
    this.name = 'Problem';
    this.type = type;
    this.faults = faults;
  }
}

export const problem = (
  type: ProblemType,
  fault: Fault,
  path: readonly (string | number)[] = [],
): Problem => new Problem(type, [{ path, fault }]);

/** A fault on the wire: its path and the typed fault itself, so that the client can tell it in its own language. */
export const faultSchema = once(() =>
  z.strictObject({
    path: z.array(z.union([z.string(), z.number()])),
    fault: z.custom<Fault>(
      (value) => typeof value === 'object' && value !== null && 'code' in value,
    ),
  }),
);
