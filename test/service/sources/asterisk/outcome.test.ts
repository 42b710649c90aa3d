import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../../src/domain/call.ts';
import { outcomeOf } from '../../../../src/service/sources/asterisk/outcome.ts';

const TIMEOUT = { refused: false };
const REFUSED = { refused: true };

describe('R12: how a leg ended', () => {
  it.each<[string | null, number | null, { refused: boolean }, Outcome, string]>([
    ['NOANSWER', 0, TIMEOUT, 'no-answer', 'the ringing timed out'],
    ['NOANSWER', 16, TIMEOUT, 'no-answer', 'the PBX took the leg down itself'],
    ['NOANSWER', 21, REFUSED, 'declined', 'the phone rejected the call (Q.850 21)'],
    ['NOANSWER', 16, REFUSED, 'declined', 'the phone hung up before it was answered'],
    ['NOANSWER', 19, REFUSED, 'unavailable', 'the phone said 480, not the clock of the PBX'],
    ['NOANSWER', 18, REFUSED, 'unavailable', 'nothing answered at the other end'],
    ['NOANSWER', 20, REFUSED, 'unavailable', 'the subscriber is absent'],
    ['NOANSWER', 17, REFUSED, 'busy', 'busy, whatever the status'],
    ['NOANSWER', 57, REFUSED, 'denied', 'the network does not let it through'],
    ['NOANSWER', 127, REFUSED, 'failed', 'something went wrong on the way'],
    ['NOANSWER', 31, REFUSED, 'unknown', 'a cause that says nothing'],
    ['NOANSWER', null, TIMEOUT, 'unknown', 'its hangup was not heard'],
    ['CANCEL', 127, TIMEOUT, 'caller-cancelled', 'the caller hung up'],
    [
      'CANCEL',
      null,
      TIMEOUT,
      'unknown',
      'the caller hung up or another leg was answered: not heard',
    ],
    ['CANCEL', 26, TIMEOUT, 'answered-elsewhere', 'another leg was answered (Q.850 26)'],
    ['BUSY', 17, REFUSED, 'busy', 'busy'],
    ['BUSY', 21, REFUSED, 'declined', 'rejected as busy'],
    ['CONGESTION', 34, REFUSED, 'failed', 'no line was free'],
    ['CONGESTION', 52, REFUSED, 'denied', 'calls out are barred'],
    ['CHANUNAVAIL', 20, REFUSED, 'unavailable', 'not registered'],
    ['ANSWER', 16, TIMEOUT, 'answered', 'answered'],
    ['GOTO:context^s^1', 16, TIMEOUT, 'answered', 'answered, and the caller went on'],
    ['DONTCALL', 16, TIMEOUT, 'declined', 'the callee sent the caller away'],
    ['NEWSTATUS', 0, TIMEOUT, 'unknown', 'a status that nobody has heard of'],
    [null, 0, TIMEOUT, 'unknown', 'the end of the dial was not heard'],
  ])('%s with cause %s (%o) is %s: %s', (status, cause, { refused }, outcome) => {
    expect(outcomeOf({ status, cause, refused })).toBe(outcome);
  });
});
