/** A problem as the API tells it (RFC 9457): the same whatever language the user reads. */
import { PROBLEMS, type Problem } from '../contract/problem.ts';
import { faultText } from '../messages/fault-text.ts';
import { wordsIn } from '../messages/words.ts';

const LANGUAGE = 'en';

export const errorDocument = ({ type, faults }: Problem) => {
  const errors = faults.map(({ path, place, fault }) => {
    const { message, next } = faultText(LANGUAGE, fault);
    return { path: path.join('.'), message, next, code: fault.code, ...place };
  });
  return {
    type: `urn:pbxctl:problem:${type}`,
    title: wordsIn(LANGUAGE).problems[type],
    status: PROBLEMS[type],
    detail: errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; '),
    errors,
  };
};
