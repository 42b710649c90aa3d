import { describe, expect, it } from 'vitest';
import { callsIn } from '../support/ami.ts';
import { asOfNow, RECORDED, recordings } from './calls.ts';

const NOW = Date.parse('2027-03-01T00:00:30Z');

const calls = callsIn([Buffer.from(recordings(), 'latin1')]);
const moved = callsIn([Buffer.from(asOfNow(recordings(), NOW), 'latin1')]);

describe('the calls of the demo', () => {
  it('are the three endings that people ask about, of 101, and whoever answered in his place', () => {
    expect(RECORDED).toHaveLength(3);
    expect(calls.map(({ subscriber, outcome }) => [subscriber, outcome])).toEqual([
      ['101', 'no-answer'],
      ['101', 'caller-cancelled'],
      ['101', 'answered-elsewhere'],
      ['110', 'answered'],
    ]);
  });

  it('have just ended, as far apart as they were', () => {
    expect(moved.map(({ startedAt }) => startedAt)).toEqual([
      '2027-03-01T02:57:51+03:00',
      '2027-03-01T02:58:00+03:00',
      '2027-03-01T02:58:30+03:00',
      '2027-03-01T02:58:30+03:00',
    ]);
    expect(moved.map(({ rangSeconds }) => rangSeconds)).toEqual([5, 2, 1, undefined]);
  });

  it('are else what they were', () => {
    for (const [index, call] of moved.entries()) {
      const { startedAt, sourceCallId } = call;
      const end = call.endedAt === undefined ? {} : { endedAt: call.endedAt };
      expect(call).toEqual({ ...calls[index], startedAt, sourceCallId, ...end });
    }
  });
});
