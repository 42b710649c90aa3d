/** A value against its schema: zod's issues become our faults, so that each is told in the catalogue's words. */
import type * as z from 'zod/mini';
import { type Fault, fail, type LocatedFault, ok, type Result } from './fault.ts';

type Issue = z.core.$ZodIssue;

const pathOf = (path: readonly PropertyKey[]): (string | number)[] =>
  path.map((key) => (typeof key === 'number' ? key : String(key)));

const ofValues = (values: readonly unknown[]): Fault => ({
  code: 'field-value',
  allowed: values.map(String),
});

/** Of a union told apart by one field, what the field may be; of another, what the nearest option says. */
const ofUnion = (issue: z.core.$ZodIssueInvalidUnion): LocatedFault[] => {
  if ('options' in issue && issue.options) return [{ path: [], fault: ofValues(issue.options) }];
  const options = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length);
  return options.slice(0, 1).flatMap((nearest) => nearest.flatMap(faultsOf));
};

const depth = (issues: readonly Issue[]): number =>
  Math.max(0, ...issues.map(({ path }) => path.length));

const range = (least: number | null, most: number | null): Fault => ({
  code: 'field-range',
  least,
  most,
});

const faultOf = (
  issue: Exclude<Issue, z.core.$ZodIssueInvalidUnion | z.core.$ZodIssueUnrecognizedKeys>,
): Fault => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'field-missing' }
        : { code: 'field-type', expected: issue.expected };
    case 'invalid_value':
      return ofValues(issue.values);
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? range(null, Number(issue.maximum))
        : { code: 'field-too-long', most: Number(issue.maximum) };
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? range(Number(issue.minimum), null)
        : { code: 'field-too-short', least: Number(issue.minimum) };
    case 'custom':
      return isFault(issue.params?.fault)
        ? issue.params.fault
        : { code: 'field-format', format: issue.message };
    default:
      return { code: 'field-format', format: issue.message };
  }
};

/** Our own refinements put a fault there; zod knows the parameter as a record of anything. */
const isFault = (value: unknown): value is Fault =>
  typeof value === 'object' && value !== null && 'code' in value;

const faultsOf = (issue: Issue): LocatedFault[] => {
  const path = pathOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((field) => ({
      path: [...path, field],
      fault: { code: 'field-unknown', field },
    }));
  }
  if (issue.code === 'invalid_union') {
    return ofUnion(issue).map((inner) => ({ ...inner, path: [...path, ...inner.path] }));
  }
  return [{ path, fault: faultOf(issue) }];
};

/** The value as its schema gives it, or every fault with the path of its field. */
export const check = <T>(schema: z.ZodMiniType<T>, value: unknown): Result<T, LocatedFault[]> => {
  const checked = schema.safeParse(value, { reportInput: true });
  return checked.success ? ok(checked.data) : fail(checked.error.issues.flatMap(faultsOf));
};
