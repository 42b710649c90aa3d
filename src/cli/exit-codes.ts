/** Exit codes: scripts decide by them. */
import type { Problem } from '../contract/problem.ts';
import type { Fault } from '../domain/fault.ts';

export const EXIT = {
  failed: 1,
  usage: 2,
  different: 3,
  notAllowed: 4,
  notFound: 5,
  conflict: 6,
  unreachable: 7,
  interrupted: 130,
} as const;

const OF_FAULT: Partial<Record<Fault['code'], number>> = {
  'expectation-unmet': EXIT.different,
  'confirmation-declined': EXIT.failed,
  interrupted: EXIT.interrupted,
  'interrupted-writing': EXIT.interrupted,
  'interrupted-unknown': EXIT.interrupted,
};

/** An address that is not found in a file is invalid input; given as a flag it was not found. */
export const exitCodeOf = ({ type, faults }: Problem): number => {
  const own = faults.map(({ fault }) => OF_FAULT[fault.code]).find((code) => code !== undefined);
  if (own !== undefined) return own;
  switch (type) {
    case 'not-found':
      return faults.some(({ place }) => place) ? EXIT.usage : EXIT.notFound;
    case 'conflict':
    case 'stale':
      return EXIT.conflict;
    case 'unauthenticated':
    case 'forbidden':
      return EXIT.notAllowed;
    case 'unreachable':
      return EXIT.unreachable;
    case 'malformed':
    case 'too-large':
    case 'invalid':
    case 'usage':
      return EXIT.usage;
    default:
      return EXIT.failed;
  }
};
