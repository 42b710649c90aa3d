/** A problem as HTTP and `--json` tell it (RFC 9457): the same whatever language its reader has. */
import * as z from 'zod/mini';
import type { Fault } from '../domain/fault.ts';
import { once } from '../domain/remembered.ts';
import { faultText, isKnownFault } from '../messages/fault-text.ts';
import { wordsIn } from '../messages/words.ts';
import { PROBLEMS, Problem, type ProblemType } from './problem.ts';

const LANGUAGE = 'en';
const URN = 'urn:pbxctl:problem:';

/** Each fault has its text for people, its code for scripts, and itself for a client that speaks another language. */
export const problemDocument = ({ type, faults }: Problem) => {
  const errors = faults.map(({ path, place, fault }) => {
    const { message, next } = faultText(LANGUAGE, fault);
    return { path: path.join('.'), message, next, code: fault.code, fault, ...place };
  });
  return {
    type: `${URN}${type}`,
    title: wordsIn(LANGUAGE).problems[type],
    status: PROBLEMS[type],
    detail: errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; '),
    errors,
  };
};

const errorSchema = once(() =>
  z.looseObject({
    path: z.string(),
    message: z.string(),
    code: z.string(),
    fault: z.looseObject({ code: z.string() }),
  }),
);

/** What a client reads of it; a PBX of another version may say more. */
export const problemDocumentSchema = once(() =>
  z.looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z._default(z.array(errorSchema()), []),
  }),
);

const isProblemType = (name: string): name is ProblemType => Object.hasOwn(PROBLEMS, name);

const pathOf = (written: string): (string | number)[] =>
  written === '' ? [] : written.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));

/** A fault that this version does not know is told in the words of the PBX that does. */
const faultOf = ({ message, fault }: z.output<ReturnType<typeof errorSchema>>): Fault =>
  isKnownFault(fault) ? fault : { code: 'remote', text: message };

/** The problem that a document tells, or null if it is no problem document of ours. */
export const problemOfDocument = (document: unknown): Problem | null => {
  const read = problemDocumentSchema().safeParse(document);
  const type = read.success ? read.data.type.replace(URN, '') : '';
  if (!read.success || !isProblemType(type)) return null;
  const faults = read.data.errors.map((error) => ({
    path: pathOf(error.path),
    fault: faultOf(error),
  }));
  const whole = { path: [], fault: { code: 'remote', text: read.data.detail } as const };
  return new Problem(type, faults.length > 0 ? faults : [whole]);
};
