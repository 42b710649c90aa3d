import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addTallies,
  NO_CALLS,
  type PastCall,
  type Present,
  replay,
  tallyOf,
} from '../../src/domain/replay.ts';
import { DEFAULT_SCHEDULE } from '../../src/domain/schedule.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { Reason } from '../../src/domain/verdict.ts';
import { CLIENT, call, contact, rule, subscriber } from '../support/builders.ts';
import { BOTH } from '../support/questions.ts';
import { forAll } from './arbitraries.ts';

const ANNA = subscriber({ telegram: 'connected' });
const VIP = rule({ callers: { kind: 'vip' } });
const EMAIL = { type: 'missed' as const, channel: 'email' as const };
const TELEGRAM = { type: 'missed' as const, channel: 'telegram' as const };

const present = (change: Partial<Present> = {}): Present => ({
  numbered: (number) => (number === '101' ? ANNA : null),
  rulesOf: () => [rule()],
  vipNumbered: () => undefined,
  schedule: DEFAULT_SCHEDULE,
  settings: DEFAULT_SETTINGS,
  ...change,
});

const past = (change: Partial<PastCall> = {}): PastCall => {
  const asked = change.call ?? call({ subscriber: '101' });
  return {
    call: asked,
    subscriber: ANNA,
    receivedAt: Date.parse(asked.startedAt) + 60_000,
    reason: 'no-rule-matches',
    messages: [],
    ...change,
  };
};

describe('a call judged again', () => {
  it('would make a message for each type and channel', () => {
    const { would, more, fewer } = replay(present(), past());
    expect(would).toEqual([EMAIL, TELEGRAM]);
    expect({ more, fewer }).toEqual({ more: [EMAIL, TELEGRAM], fewer: [] });
    const voice = past({ call: call({ voicemail: {} }) });
    expect(replay(present({ rulesOf: () => [BOTH] }), voice).would).toHaveLength(4);
  });

  it('differs only by the messages that were not, or would not be', () => {
    expect(replay(present(), past({ messages: [EMAIL] }))).toMatchObject({
      more: [TELEGRAM],
      fewer: [],
    });
    expect(replay(present({ rulesOf: () => [] }), past({ messages: [EMAIL] }))).toMatchObject({
      verdict: { reason: 'no-rules' },
      more: [],
      fewer: [EMAIL],
    });
  });

  it('asks the address book of now', () => {
    const rules = { rulesOf: () => [VIP] };
    const vipNumbered = (number: string) => (number === CLIENT ? contact() : undefined);
    expect(replay(present(rules), past()).would).toEqual([]);
    expect(replay(present({ ...rules, vipNumbered }), past()).would).toHaveLength(2);
  });

  it.each<[Reason, number, Reason]>([
    ['no-rules', 60_000, 'matched'],
    ['no-rules', 25 * 3_600_000, 'too-old'],
    ['too-old', 25 * 3_600_000, 'too-old'],
    ['too-old', 60_000, 'too-old'],
  ])('was %s, received after %i ms: %s, as of then and not of now (A8)', (reason, after, now) => {
    const receivedAt = Date.parse(call().startedAt) + after;
    expect(replay(present(), past({ reason, receivedAt })).verdict.reason).toBe(now);
  });

  it('is for whoever has the number now, if it was for nobody', () => {
    const nobody = past({ subscriber: null, reason: 'no-such-subscriber' });
    expect(replay(present(), nobody)).toMatchObject({ subscriber: ANNA, more: [EMAIL, TELEGRAM] });
    const gone = past({ subscriber: null, call: call({ subscriber: '199' }), messages: [EMAIL] });
    expect(replay(present(), gone)).toMatchObject({ subscriber: null, would: [], fewer: [EMAIL] });
  });

  it('the tallies add up: what there would be is what was, with more and without fewer', () => {
    const message = fc.constantFrom(EMAIL, TELEGRAM);
    const pastCalls = fc.array(
      fc.record({
        messages: fc.uniqueArray(message),
        outcome: fc.constantFrom('no-answer' as const, 'busy' as const),
      }),
    );
    forAll(
      fc.property(pastCalls, (drawn) => {
        const total = drawn
          .map(({ messages, outcome }) => past({ messages, call: call({ outcome }) }))
          .map((one) => tallyOf(one, replay(present(), one)))
          .reduce(addTallies, NO_CALLS);
        expect(total.calls).toBe(drawn.length);
        expect(total.were + total.more - total.fewer).toBe(total.would);
      }),
    );
  });
});
