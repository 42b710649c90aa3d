import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CALL_KINDS,
  type Call,
  callSchema,
  canonicalCall,
  impossibleStart,
  mergeRepeat,
  OUTCOMES,
  startOf,
} from '../../src/domain/call.ts';
import { check } from '../../src/domain/check.ts';
import { call, without } from '../support/builders.ts';
import { anyCharacters, anyUnits, forAll } from './arbitraries.ts';

const least = {
  source: 'asterisk',
  sourceCallId: '1700000000.1',
  startedAt: '2026-11-22T14:06:16+03:00',
  caller: {},
  kind: 'unknown',
  outcome: 'unknown',
};

const whole = {
  ...least,
  endedAt: '2026-11-22T14:06:46+03:00',
  rangSeconds: 30,
  subscriber: '101',
  caller: { number: '+79161234567', name: 'Ромашка' },
  dialled: '+78001000101',
  straight: false,
  voicemail: { durationSeconds: 12.5, mailbox: '101' },
  raw: { any: ['thing', { at: 'all' }] },
};

describe('A3: a source leaves out what it cannot know', () => {
  it('a call with nothing but what is required is a call of a hidden caller', () => {
    expect(check(callSchema(), least)).toEqual({
      ok: true,
      value: { ...least, caller: { number: null, name: null } },
    });
  });

  it('a call with everything stays as it is', () => {
    expect(check(callSchema(), whole)).toEqual({ ok: true, value: whole });
  });

  it.each([
    { voicemail: {} },
    { caller: { number: null, name: 'Анна' } },
    { caller: { number: '', name: '' } },
    { caller: { number: '\u0000'.repeat(100_000), name: '😀'.repeat(100_000) } },
    { subscriber: '' },
    { rangSeconds: 0 },
    { rangSeconds: 86_400 },
    { raw: {} },
    ...CALL_KINDS.map((kind) => ({ kind })),
    ...OUTCOMES.map((outcome) => ({ outcome })),
  ])('%j is not refused', (change) => {
    expect(check(callSchema(), { ...least, ...change })).toMatchObject({ ok: true });
  });

  it.each([
    [{ source: '' }, ['source'], { code: 'field-too-short', least: 1 }],
    [{ sourceCallId: 'x'.repeat(257) }, ['sourceCallId'], { code: 'field-too-long', most: 256 }],
    [{ sourceCallId: undefined }, ['sourceCallId'], { code: 'field-missing' }],
    [{ startedAt: undefined }, ['startedAt'], { code: 'field-missing' }],
    [
      { startedAt: '2026-11-22 14:06' },
      ['startedAt'],
      { code: 'instant-unreadable', text: '2026-11-22 14:06' },
    ],
    [{ endedAt: 'later' }, ['endedAt'], { code: 'instant-unreadable', text: 'later' }],
    [{ rangSeconds: -1 }, ['rangSeconds'], { code: 'field-range', least: 0, most: null }],
    [{ rangSeconds: 86_401 }, ['rangSeconds'], { code: 'field-range', least: null, most: 86_400 }],
    [{ subscriber: '1'.repeat(257) }, ['subscriber'], { code: 'field-too-long', most: 256 }],
    [{ dialled: '1'.repeat(257) }, ['dialled'], { code: 'field-too-long', most: 256 }],
    [
      { voicemail: { mailbox: '1'.repeat(257) } },
      ['voicemail', 'mailbox'],
      { code: 'field-too-long', most: 256 },
    ],
    [{ caller: undefined }, ['caller'], { code: 'field-missing' }],
    [
      { caller: { number: 79161234567 } },
      ['caller', 'number'],
      { code: 'field-type', expected: 'string' },
    ],
    [{ caller: { phone: '102' } }, ['caller', 'phone'], { code: 'field-unknown', field: 'phone' }],
    [{ kind: 'external' }, ['kind'], { code: 'field-value', allowed: [...CALL_KINDS] }],
    [{ outcome: 'missed' }, ['outcome'], { code: 'field-value', allowed: [...OUTCOMES] }],
    [{ straight: null }, ['straight'], { code: 'field-type', expected: 'boolean' }],
    [{ voicemail: true }, ['voicemail'], { code: 'field-type', expected: 'object' }],
    [
      { voicemail: { durationSeconds: -1 } },
      ['voicemail', 'durationSeconds'],
      { code: 'field-range', least: 0, most: null },
    ],
    [{ extra: 1 }, ['extra'], { code: 'field-unknown', field: 'extra' }],
  ])('%j is refused', (change, path, fault) => {
    expect(check(callSchema(), { ...least, ...change })).toEqual({
      ok: false,
      fault: [{ path, fault }],
    });
  });
});

describe('when a call began', () => {
  const now = Date.parse('2026-11-22T14:00:00+03:00');

  it.each([
    ['2000-01-01T00:00:00Z', null],
    ['2026-11-22T14:00:00+03:00', null],
    ['2026-11-23T14:00:00+03:00', null],
    ['2026-11-23T14:00:01+03:00', true],
    ['2099-01-01T00:00:00Z', true],
    ['1999-12-31T23:59:59Z', false],
    ['1970-01-01T00:00:00Z', false],
  ])('%s: impossible and ahead: %j', (startedAt, ahead) => {
    const fault = { code: 'start-impossible', text: startedAt, ahead };
    expect(impossibleStart(call({ startedAt }), now)).toEqual(ahead === null ? null : fault);
  });

  it('text that its schema would have refused is a bug', () => {
    expect(() => startOf(call({ startedAt: 'yesterday' }))).toThrow('yesterday');
  });
});

describe('A13: the numbers and names of a call in their one form', () => {
  const caller = (number: string | null, name: string | null = null) =>
    canonicalCall(call({ caller: { number, name } }), 'RU').caller;

  it.each([
    ['8 (916) 123-45-67', '+79161234567'],
    ['79161234567', '+79161234567'],
    ['\u202e102\u0000', '102'],
    ['900', '900'],
    ['anony\nmous', 'anony mous'],
    ['  ', null],
    ['\u001b', null],
    [null, null],
    ['x'.repeat(300), 'x'.repeat(256)],
    ['😀'.repeat(300), '😀'.repeat(256)],
  ])('the caller %j is %j', (number, kept) => {
    expect(caller(number).number).toBe(kept);
  });

  it.each([
    [' Анна\r\nПетрова ', 'Анна Петрова'],
    ['я'.repeat(300), 'я'.repeat(256)],
    ['\u0000', null],
    [null, null],
  ])('his name %j is %j', (name, kept) => {
    expect(caller(null, name).name).toBe(kept);
  });

  it('whom he called and what he dialled are read like a caller', () => {
    const given = call({ subscriber: '8 916 000-01-01', dialled: '8 (800) 100-01-01' });
    expect(canonicalCall(given, 'RU')).toMatchObject({
      subscriber: '+79160000101',
      dialled: '+78001000101',
    });
    expect(canonicalCall(call({ subscriber: ' 101 ', dialled: 'reception' }), 'RU')).toMatchObject({
      subscriber: '101',
      dialled: 'reception',
    });
    expect(canonicalCall(call({ subscriber: ' ', dialled: '\u0000' }), 'RU')).toMatchObject({
      subscriber: '',
      dialled: '',
    });
  });

  it('what is left out stays left out, and all else as it is', () => {
    expect(canonicalCall(call(), 'RU')).toStrictEqual(call());
    expect(check(callSchema(), canonicalCall({ ...call(), ...whole } as Call, 'RU'))).toEqual({
      ok: true,
      value: whole,
    });
  });

  it('is one form for good, without a lone surrogate, whatever came', () => {
    const text = fc.oneof(anyUnits, anyCharacters(250, 300), fc.constant(`${'a'.repeat(255)}😀`));
    forAll(
      fc.property(text, text, fc.constantFrom('RU', 'DE'), (number, name, region) => {
        const given = call({ caller: { number, name }, subscriber: number, dialled: name });
        const canonical = canonicalCall(given, region);
        expect(canonicalCall(canonical, region)).toEqual(canonical);
        expect(check(callSchema(), canonical)).toMatchObject({ ok: true });
        expect(JSON.stringify(canonical)).not.toMatch(/\\ud[89a-f]/);
      }),
      { numRuns: 50, examples: [[`${'a'.repeat(255)}😀`, 'x', 'RU']] },
    );
  });
});

describe('A7: a repeat turns the unknown into the known, and changes nothing else', () => {
  const unknown = without(call({ kind: 'unknown', outcome: 'unknown' }), 'straight');

  it.each([
    [
      'an outcome',
      call({ outcome: 'unknown' }),
      call({ outcome: 'busy' }),
      call({ outcome: 'busy' }),
    ],
    ['a kind', call({ kind: 'unknown' }), call({ kind: 'direct' }), call({ kind: 'direct' })],
    [
      'straightness',
      without(call(), 'straight'),
      call({ straight: false }),
      call({ straight: false }),
    ],
    [
      'a voice message',
      call(),
      call({ voicemail: { durationSeconds: 5 } }),
      call({ voicemail: { durationSeconds: 5 } }),
    ],
    [
      'when it ended',
      call(),
      call({ endedAt: '2026-11-18T12:00:30+03:00' }),
      call({ endedAt: '2026-11-18T12:00:30+03:00' }),
    ],
    ['all at once', unknown, call({ voicemail: {} }), call({ voicemail: {} })],
  ] satisfies [string, Call, Call, Call][])('%s becomes known', (_, known, repeat, merged) => {
    expect(mergeRepeat(known, repeat)).toStrictEqual(merged);
  });

  it('a field that is there but undefined says nothing', () => {
    const known: Call = { ...call(), straight: undefined, voicemail: undefined };
    expect(mergeRepeat(known, call({ straight: false, voicemail: {} }))).toStrictEqual(
      call({ straight: false, voicemail: {} }),
    );
    expect(mergeRepeat(call({ voicemail: {} }), known)).toStrictEqual(call({ voicemail: {} }));
  });

  it.each([
    ['an outcome', { outcome: 'answered' }],
    ['an outcome, to unknown', { outcome: 'unknown' }],
    ['a kind', { kind: 'internal' }],
    ['a kind, to unknown', { kind: 'unknown' }],
    ['straightness', { straight: false }],
    ['the caller', { caller: { number: '102', name: 'Борис' } }],
    ['the start', { startedAt: '2026-11-19T12:00:00+03:00' }],
  ] satisfies [string, Partial<Call>][])('what was known stays: %s', (_, change) => {
    expect(mergeRepeat(call(), call(change))).toStrictEqual(call());
  });

  it('a voice message that was left stays left', () => {
    const left = call({ voicemail: { durationSeconds: 5 } });
    expect(mergeRepeat(left, call())).toStrictEqual(left);
    expect(mergeRepeat(left, call({ voicemail: { durationSeconds: 9 } }))).toStrictEqual(left);
  });

  it('the same repeat a second time changes nothing', () => {
    const facts = fc.record(
      {
        kind: fc.constantFrom(...CALL_KINDS),
        outcome: fc.constantFrom(...OUTCOMES),
        straight: fc.boolean(),
        voicemail: fc.constant({}),
        dialled: fc.constantFrom('+78001000101', '+78001000102'),
      },
      { requiredKeys: ['kind', 'outcome'] },
    );
    const any = facts.map((change): Call => ({ ...without(call(), 'straight'), ...change }));
    forAll(
      fc.property(any, any, (known, repeat) => {
        const merged = mergeRepeat(known, repeat);
        expect(mergeRepeat(merged, repeat)).toEqual(merged);
        expect(mergeRepeat(known, known)).toEqual(known);
        if (known.kind !== 'unknown') expect(merged.kind).toBe(known.kind);
        if (known.outcome !== 'unknown') expect(merged.outcome).toBe(known.outcome);
        expect(merged.voicemail).toEqual(known.voicemail ?? repeat.voicemail);
      }),
    );
  });
});
