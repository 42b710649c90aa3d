/** The employees of a T2 as rows of subscribers; what cannot be taken is left out of a row, and said. */
import * as z from 'zod/mini';
import { problem } from '../../../contract/problem.ts';
import type { Fault } from '../../../domain/fault.ts';
import { once } from '../../../domain/remembered.ts';
import {
  canonicalSubscriberPatch,
  foldEmail,
  type SubscriberPatch,
} from '../../../domain/subscriber.ts';
import type { T2Session } from './session.ts';

const text = once(() => z.catch(z.nullish(z.string()), null));

const employeeSchema = once(() =>
  z.looseObject({
    employeeId: z.union([z.int(), z.string()]),
    name: text(),
    surname: text(),
    fullNumber: text(),
    shortNumber: text(),
    email: text(),
  }),
);

type Employee = z.output<ReturnType<typeof employeeSchema>>;

/** Something of an employee that was not taken. */
type LeftOut = {
  employee: string;
  field: 'number' | 'extension' | 'email' | null;
  fault: Fault;
};

export type StaffOfT2 = { rows: SubscriberPatch[]; leftOut: LeftOut[] };

/** The surname first, as lists of people here are sorted. */
const nameOf = ({ surname, name }: Employee): string =>
  [surname, name]
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(' ');

const FIELDS = ['number', 'extension', 'email'] as const;

/** What employees are read by. */
export type StaffContext = {
  /** The country of numbers without `+`. */
  region: string;
  /** Whether a subscriber is meant by the row already. */
  isKnown: (row: SubscriberPatch) => boolean;
};

/**
 * The rows, each with what T2 says of the employee; what it leaves blank stays as it is in the PBX. Of what several have
 * in common only the first keeps it. Whoever is new has to have a number or an extension, and is called by it if he has
 * no name.
 */
export const readEmployees = (
  body: unknown,
  { region, isKnown }: StaffContext,
  shown: string,
): StaffOfT2 => {
  const employees = z.array(employeeSchema()).safeParse(body);
  if (!employees.success) throw problem('unreachable', { code: 't2-foreign', address: shown });
  const leftOut: LeftOut[] = [];
  const owners = new Map<string, string>();
  const rows = employees.data.flatMap((one) => {
    const name = nameOf(one);
    const employee = name || String(one.employeeId);
    const given = { number: one.fullNumber, extension: one.shortNumber, email: one.email };
    const row: SubscriberPatch = {};
    for (const field of FIELDS) {
      const value = given[field]?.trim();
      if (!value) continue;
      const read = canonicalSubscriberPatch({ [field]: value }, region);
      const key = `${field} ${foldEmail(read.ok ? (read.value[field] ?? '') : '')}`;
      const owner = owners.get(key);
      if (!read.ok) leftOut.push(...read.fault.map(({ fault }) => ({ employee, field, fault })));
      else if (owner !== undefined)
        leftOut.push({ employee, field, fault: { code: 't2-shared', value, by: owner } });
      else {
        owners.set(key, employee);
        Object.assign(row, read.value);
      }
    }
    const own = row.extension ?? row.number;
    if ((own && name) || isKnown(row)) return [{ ...named(name), ...row }];
    if (own) return [{ name: own, ...row }];
    leftOut.push({ employee, field: null, fault: { code: 'subscriber-unreachable' } });
    return [];
  });
  return { rows, leftOut };
};

const LONGEST_NAME = 256;

const named = (name: string): SubscriberPatch => {
  const read = canonicalSubscriberPatch({ name: name.slice(0, LONGEST_NAME) }, 'RU');
  return read.ok ? read.value : {};
};

export const employeesOf = async (
  session: Pick<T2Session, 'get'>,
  context: StaffContext,
  shown: string,
): Promise<StaffOfT2> => readEmployees(await session.get('/employees'), context, shown);
