import { describe, expect, it } from 'vitest';
import { check } from '../../src/domain/check.ts';
import {
  canBeTold,
  canonicalSubscriberPatch,
  completeSubscriber,
  foldEmail,
  type SubscriberPatch,
  subscriberPatchSchema,
  subscriberSchema,
} from '../../src/domain/subscriber.ts';
import { subscriber } from '../support/builders.ts';

const canonical = (patch: SubscriberPatch) => canonicalSubscriberPatch(patch, 'RU');

describe('A13: the fields of a subscriber in their one form', () => {
  it.each([
    [{}, {}],
    [{ name: '  Анна\u00a0 \t Петрова\n' }, { name: 'Анна Петрова' }],
    [{ name: '\u202eАнна' }, { name: 'Анна' }],
    [{ number: '8 (916) 000-01-01' }, { number: '+79160000101' }],
    [{ extension: ' 101 ' }, { extension: '101' }],
    [{ email: ' Anna@Example.com ' }, { email: 'Anna@Example.com' }],
    [{ email: 'анна@почта.рф' }, { email: 'анна@почта.рф' }],
    [
      { number: null, extension: null, email: null },
      { number: null, extension: null, email: null },
    ],
    [
      { number: '', extension: '  ', email: '\t' },
      { number: null, extension: null, email: null },
    ],
  ])('%j becomes %j', (patch, tidy) => {
    expect(canonical(patch)).toEqual({ ok: true, value: tidy });
  });

  it('what is left out is not there: it stays as it is', () => {
    const read = canonical({ email: 'anna@example.com' });
    expect(read.ok && Object.keys(read.value)).toEqual(['email']);
  });

  it.each([
    [{ name: '' }, 'name', { code: 'name-empty' }],
    [{ name: ' \u0000 ' }, 'name', { code: 'name-empty' }],
    [{ number: '101' }, 'number', { code: 'extension-as-number', text: '101' }],
    [{ number: '7,91612E+10' }, 'number', { code: 'number-from-excel', text: '7,91612E+10' }],
    [{ number: '12-34' }, 'number', { code: 'number-unreadable', text: '12-34', why: 'too-short' }],
    [{ extension: '1' }, 'extension', { code: 'extension-unreadable', text: '1' }],
    [{ extension: '123456' }, 'extension', { code: 'extension-unreadable', text: '123456' }],
    [{ extension: '10\u001b1' }, 'extension', { code: 'extension-unreadable', text: '10 1' }],
    [{ email: 'anna' }, 'email', { code: 'email-unreadable', text: 'anna' }],
    [
      { email: 'anna@example.com\nBcc: x@example.com' },
      'email',
      { code: 'email-unreadable', text: 'anna@example.com Bcc: x@example.com' },
    ],
    [{ email: 'a@b@c' }, 'email', { code: 'email-unreadable', text: 'a@b@c' }],
    [
      { email: 'Анна <anna@example.com>' },
      'email',
      { code: 'email-unreadable', text: 'Анна <anna@example.com>' },
    ],
    [{ email: 'a@x,b@x' }, 'email', { code: 'email-unreadable', text: 'a@x,b@x' }],
    [{ email: 'an\u202ena@x' }, 'email', { code: 'email-unreadable', text: 'an na@x' }],
  ])('%j is refused', (patch, field, fault) => {
    expect(canonical(patch)).toEqual({ ok: false, fault: [{ path: [field], fault }] });
  });

  it('every fault is told at once', () => {
    expect(canonical({ name: '', number: 'x', extension: 'x', email: 'x' })).toMatchObject({
      ok: false,
      fault: [
        { path: ['name'] },
        { path: ['number'] },
        { path: ['extension'] },
        { path: ['email'] },
      ],
    });
  });

  it('an e-mail address has 254 characters at most', () => {
    const address = (length: number): string => `${'a'.repeat(length - 2)}@b`;
    expect(canonical({ email: address(254) })).toMatchObject({ ok: true });
    expect(canonical({ email: address(255) })).toMatchObject({
      ok: false,
      fault: [{ fault: { code: 'email-unreadable' } }],
    });
  });

  it('a name has 256 characters at most', () => {
    expect(check(subscriberPatchSchema(), { name: 'я'.repeat(256) })).toMatchObject({ ok: true });
    expect(check(subscriberPatchSchema(), { name: 'я'.repeat(257) })).toEqual({
      ok: false,
      fault: [{ path: ['name'], fault: { code: 'field-too-long', most: 256 } }],
    });
  });

  it.each([{}, { name: 'Анна' }, { number: null, extension: null, email: null }])(
    'a change names any of them: %j',
    (patch) => {
      expect(check(subscriberPatchSchema(), patch)).toEqual({ ok: true, value: patch });
    },
  );

  it.each([{ telegram: 'connected' }, { id: 2 }])('and nothing else: %j', (patch) => {
    expect(check(subscriberPatchSchema(), patch)).toMatchObject({
      ok: false,
      fault: [{ fault: { code: 'field-unknown' } }],
    });
  });

  it('a name can be changed, not cleared', () => {
    expect(check(subscriberPatchSchema(), { name: null })).toEqual({
      ok: false,
      fault: [{ path: ['name'], fault: { code: 'field-type', expected: 'string' } }],
    });
  });
});

describe('a subscriber as he is stored', () => {
  it('may lack a number, an extension and an e-mail address', () => {
    const bare = subscriber({ number: null, extension: null, email: null });
    expect(check(subscriberSchema(), bare)).toEqual({ ok: true, value: bare });
  });

  it('has no other field', () => {
    expect(check(subscriberSchema(), { ...subscriber(), phone: '101' })).toMatchObject({
      ok: false,
      fault: [{ path: ['phone'] }],
    });
  });
});

describe('a subscriber has a name, and a number or an extension', () => {
  const content = { name: 'Анна', number: null, extension: null, email: null };

  it.each([
    { number: '+79160000101' },
    { extension: '101' },
    { number: '+79160000101', extension: '101' },
  ])('%j will do', (change) => {
    expect(completeSubscriber({ ...content, ...change })).toEqual({
      ok: true,
      value: { ...content, ...change },
    });
  });

  it('with neither he is refused', () => {
    expect(completeSubscriber({ ...content, email: 'anna@example.com' })).toEqual({
      ok: false,
      fault: [{ path: [], fault: { code: 'subscriber-unreachable' } }],
    });
  });

  it('without a name he is refused', () => {
    expect(completeSubscriber({ ...content, name: '', extension: '101' })).toEqual({
      ok: false,
      fault: [{ path: ['name'], fault: { code: 'name-empty' } }],
    });
  });
});

describe('R9: he can be told by e-mail, and by Telegram once he has connected the bot', () => {
  it.each([
    ['anna@example.com', 'not-connected', true],
    ['anna@example.com', 'connected', true],
    ['anna@example.com', 'blocked', true],
    [null, 'connected', true],
    [null, 'not-connected', false],
    [null, 'blocked', false],
  ] as const)('e-mail %s, Telegram %s: %s', (email, telegram, told) => {
    expect(canBeTold(subscriber({ email, telegram }))).toBe(told);
  });
});

describe('A14: e-mail addresses compare without regard to case', () => {
  it('Anna@Example.com is anna@example.COM', () => {
    expect(foldEmail('Anna@Example.com')).toBe(foldEmail('anna@example.COM'));
  });
});
