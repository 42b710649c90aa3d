/** The API as one table of operations, and a PBX as something that can do them all. */

import { check } from '../domain/check.ts';
import type { LocatedFault } from '../domain/fault.ts';
import { accessOperations } from './access.ts';
import { callOperations } from './calls.ts';
import type { Answer, Checked, Input, Operation } from './operation.ts';
import { settingsOperations } from './pbx-settings.ts';
import { peopleOperations } from './people.ts';
import { Problem } from './problem.ts';
import { ruleOperations } from './rules.ts';
import { serviceOperations } from './service.ts';
import { sourceOperations } from './sources.ts';

export const operations = {
  ...ruleOperations,
  ...peopleOperations,
  ...settingsOperations,
  ...callOperations,
  ...accessOperations,
  ...sourceOperations,
  ...serviceOperations,
};

export type Operations = typeof operations;
export type OperationName = keyof Operations;

/** Does an operation of this PBX, wherever it is; a refusal is thrown as a `Problem`. */
export type Pbx = <Name extends OperationName>(
  name: Name,
  input: Input<Operations[Name]>,
) => Promise<Answer<Operations[Name]>>;

/** A problem lists no more faults than this: whoever sends a hundred thousand wrong rows sees what is wrong by then. */
export const MOST_FAULTS = 1000;

/** The parts of a request against their schemas, with the defaults filled in, or a problem with their faults. */
export const checkInput = <O extends Operation>(operation: O, input: object): Checked<O> => {
  const faults: LocatedFault[] = [];
  const part = (name: 'params' | 'query' | 'body'): unknown => {
    const schema = operation[name];
    if (!schema) return undefined;
    const checked = check(schema(), Reflect.get(input, name) ?? (name === 'body' ? undefined : {}));
    if (checked.ok) return checked.value;
    faults.push(...checked.fault.slice(0, MOST_FAULTS));
    return undefined;
  };
  const checked = {
    params: part('params'),
    query: part('query'),
    body: part('body'),
    ifMatch: Reflect.get(input, 'ifMatch'),
  };
  if (faults.length > 0) throw new Problem('invalid', faults);
  // Each part was parsed by the schema that its type is inferred from; the compiler cannot follow the loop over them.
  return checked as Checked<O>;
};

/** Whether the operation changes anything. */
export const writes = ({ method, asks }: Operation): boolean => method !== 'GET' && !asks;
