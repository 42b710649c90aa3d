/** How a leg of a call ended, from what Asterisk says of it: the status of the dial and the cause of the leg's hangup. */
import type { Outcome } from '../../../domain/call.ts';

/** A leg as it ended. */
export type LegEnd = {
  /** `DialStatus` of its `DialEnd`; null if none was heard. */
  status: string | null;
  /** `Cause` of its `Hangup`; null if none was heard. */
  cause: number | null;
  /** Whether the other end hung up before the dial ended: `HangupRequest` of the leg itself. */
  refused: boolean;
};

/** Of Q.850 (ITU-T, 05/98, table 1), where a call is cleared in the place of being answered. */
const Q850: Readonly<Record<number, Outcome>> = {
  /** Unallocated number, no route to the network, no route to the destination. */
  1: 'unavailable',
  2: 'unavailable',
  3: 'unavailable',
  /** User busy. */
  17: 'busy',
  /** No user responding; no answer from the user, as a phone says that is not available now (RFC 3261, 480). */
  18: 'unavailable',
  19: 'unavailable',
  /** Subscriber absent. */
  20: 'unavailable',
  /** Call rejected. */
  21: 'declined',
  /** Number changed. */
  22: 'unavailable',
  /** Non-selected user clearing: another one was chosen. Asterisk calls it answered elsewhere. */
  26: 'answered-elsewhere',
  /** Destination out of order, invalid number format. */
  27: 'unavailable',
  28: 'failed',
  /** Outgoing calls barred, incoming calls barred, bearer capability not authorized. */
  52: 'denied',
  54: 'denied',
  57: 'denied',
};

/** Nothing was said, and normal clearing: how a leg ends that the PBX itself takes down. */
const OWN_CLEARING = [0, 16];

/** Classes of Q.850: 34 to 47 no resources, 49 to 63 no service, 65 to 79 not implemented, 81 to 127 messages amiss. */
const FIRST_OF_FAILURES = 34;

const byCause = (cause: number): Outcome =>
  Q850[cause] ?? (cause >= FIRST_OF_FAILURES ? 'failed' : 'unknown');

/** `NOANSWER` is said of a timeout (R12) and of a phone that refused with a cause that has no status of its own. */
const ofNoAnswer = ({ cause, refused }: LegEnd): Outcome => {
  if (cause === null) return 'unknown';
  if (OWN_CLEARING.includes(cause)) return refused ? 'declined' : 'no-answer';
  return byCause(cause);
};

/**
 * The outcome of a leg by itself: what became of its call besides is another question (A4). What the status and the
 * cause do not tell is `unknown`.
 */
export const outcomeOf = (leg: LegEnd): Outcome => {
  // `GOTO:context^exten^priority`: where the caller goes on after he was answered.
  const [status = ''] = (leg.status ?? '').split(':');
  switch (status) {
    case 'ANSWER':
    case 'CONTINUE':
    case 'GOTO':
    case 'ABORT':
      return 'answered';
    case 'BUSY':
      return leg.cause === 21 ? 'declined' : 'busy';
    case 'CONGESTION':
      return leg.cause !== null && Q850[leg.cause] === 'denied' ? 'denied' : 'failed';
    case 'CHANUNAVAIL':
      return 'unavailable';
    case 'DONTCALL':
    case 'TORTURE':
      return 'declined';
    case 'CANCEL':
      // Only the cause tells a caller who hung up from another leg that was answered.
      if (leg.cause === null) return 'unknown';
      return leg.cause === 26 ? 'answered-elsewhere' : 'caller-cancelled';
    case 'NOANSWER':
      return ofNoAnswer(leg);
    default:
      return 'unknown';
  }
};
