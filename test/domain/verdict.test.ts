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
        expect(check(verdictSchema, verdict)).toEqual({ ok: true, value: verdict });
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
    expect(check(verdictSchema, { ...silent, ...change })).toMatchObject({
      ok: false,
      fault: [{ path }],
    });
  });

  it('R12: every ending in which nobody is told is a reason', () => {
    const endings = OUTCOMES.filter((outcome) => outcome !== 'no-answer' && outcome !== 'unknown');
    expect(REASONS).toEqual(expect.arrayContaining(endings));
  });

  it('a fact has its own fields and no others', () => {
    expect(check(factSchema, { code: 'caller-hidden' })).toMatchObject({ ok: true });
    expect(check(factSchema, { code: 'caller-hidden', number: '102' })).toMatchObject({
      ok: false,
    });
    expect(check(factSchema, { code: 'caller-listed' })).toMatchObject({ ok: false });
    expect(check(factSchema, { code: 'gossip' })).toMatchObject({ ok: false });
  });
});
