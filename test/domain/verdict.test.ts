import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../src/domain/call.ts';
import { check } from '../../src/domain/check.ts';
import { decide } from '../../src/domain/decide.ts';
import { factSchema, REASONS, verdictSchema } from '../../src/domain/verdict.ts';
import { anyQuestion, forAll } from './arbitraries.ts';

const silent = { verdict: 'silent', reason: 'no-rules', types: [], missing: [], rules: [] };

describe('the schema of a verdict', () => {
  it('lets every verdict through as it is, as JSON too', () => {
    forAll(
      fc.property(anyQuestion, (question) => {
        const verdict = decide(question);
        expect(check(verdictSchema(), verdict)).toEqual({ ok: true, value: verdict });
        expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [{ verdict: 'maybe' }, ['verdict']],
    [{ reason: 'because' }, ['reason']],
    [{ types: ['sms'] }, ['types', 0]],
    [{ missing: ['caller'] }, ['missing', 0]],
    [{ rules: [{ id: 1, matches: true, types: [] }] }, ['rules', 0, 'type']],
    [{ extra: 1 }, ['extra']],
  ])('%j is no verdict', (change, path) => {
    expect(check(verdictSchema(), { ...silent, ...change })).toMatchObject({
      ok: false,
      fault: [{ path }],
    });
  });

  it('R12: every ending in which nobody is told is a reason', () => {
    const endings = OUTCOMES.filter((outcome) => outcome !== 'no-answer' && outcome !== 'unknown');
    expect(REASONS).toEqual(expect.arrayContaining(endings));
  });

  const criterion = { holds: null, fact: { code: 'not-known', missing: ['kind'] } };
  const judged = { id: null, matches: null, types: [], type: criterion };

  it('a rule that is only proposed has no number', () => {
    const verdict = { ...silent, rules: [judged] };
    expect(check(verdictSchema(), verdict)).toEqual({ ok: true, value: verdict });
  });

  it.each([
    [{ ...judged, extra: 1 }, ['rules', 0, 'extra']],
    [{ ...judged, type: { ...criterion, extra: 1 } }, ['rules', 0, 'type', 'extra']],
  ])('nothing is added to what is judged: %j', (one, path) => {
    expect(check(verdictSchema(), { ...silent, rules: [one] })).toMatchObject({
      ok: false,
      fault: [{ path }],
    });
  });

  const moment = { date: '2026-11-18', weekday: 'wed', time: '12:00' };
  const hours = { ...moment, hours: [{ from: '09:00', to: '18:00' }], exception: false };

  it.each([
    { code: 'rang-out', kind: 'internal' },
    { code: 'ended-otherwise', outcome: 'busy' },
    { code: 'not-straight' },
    { code: 'direct-not-notified' },
    { code: 'voice-message-left' },
    { code: 'no-voice-message' },
    { code: 'not-known', missing: ['kind'] },
    { code: 'in-working-hours', ...hours },
    { code: 'outside-working-hours', ...hours },
    { code: 'in-period', ...moment, period: 'wed' },
    { code: 'outside-period', ...moment, period: 'sat' },
    { code: 'caller-listed', number: '102' },
    { code: 'caller-not-listed', number: '102' },
    { code: 'caller-vip', number: '102', name: 'Борис' },
    { code: 'caller-not-vip', number: '102' },
    { code: 'caller-hidden' },
    { code: 'caller-no-number', text: 'anonymous' },
  ])('the fact $code has its own fields and no others', (fact) => {
    expect(check(factSchema(), fact)).toEqual({ ok: true, value: fact });
    expect(check(factSchema(), { ...fact, extra: 1 })).toMatchObject({
      ok: false,
      fault: [{ path: ['extra'] }],
    });
  });

  it('and all of them', () => {
    expect(check(factSchema(), { code: 'caller-listed' })).toMatchObject({ ok: false });
    expect(check(factSchema(), { code: 'gossip' })).toMatchObject({ ok: false });
  });
});
