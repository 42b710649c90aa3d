import { describe, expect, test } from 'vitest';
import { parsePbxAddress } from '../../src/client/address.ts';
import { callSchema } from '../../src/domain/call.ts';
import { parseCallers, parseTime, parseTypes } from '../../src/domain/criteria-text.ts';
import type { Fault, Misuse, Named } from '../../src/domain/fault.ts';
import { isDate, isZone, parseInstant } from '../../src/domain/instant.ts';
import { isExtension, isRegion, parseNumber } from '../../src/domain/phone-number.ts';
import { parseDuration } from '../../src/domain/settings.ts';
import { type Criterion, type Fact, REASONS } from '../../src/domain/verdict.ts';
import { factText, reasonText } from '../../src/messages/fact-text.ts';
import { faultText } from '../../src/messages/fault-text.ts';
import { LANGUAGES, type Language } from '../../src/messages/types.ts';
import { wordsIn } from '../../src/messages/words.ts';
import { readCalls } from '../../src/provisioning/calls.ts';

type Samples<Union extends { code: string }> = {
  [Code in Union['code']]: Extract<Union, { code: Code }>;
};

const named = (text: string | null): Named => ({
  id: 7,
  name: text ?? 'Anna',
  number: text,
  extension: text,
  email: text,
});

/** One fault of every code; whatever may come from outside is `text`. */
const faultsOf = (text: string): Samples<Fault> => ({
  'period-empty': { code: 'period-empty' },
  'period-word-unknown': { code: 'period-word-unknown', word: text, text, at: 0 },
  'period-part-twice': { code: 'period-part-twice', part: 'days', text, at: 0 },
  'period-time-invalid': { code: 'period-time-invalid', time: text, text, at: 0 },
  'period-interval-empty': { code: 'period-interval-empty', time: text, text, at: 0 },
  'period-date-invalid': { code: 'period-date-invalid', date: text, text, at: 0 },
  'period-dates-reversed': { code: 'period-dates-reversed', first: text, last: text, text, at: 0 },
  'period-interval-open': { code: 'period-interval-open', time: text, text, at: 0 },
  'number-empty': { code: 'number-empty' },
  'number-from-excel': { code: 'number-from-excel', text },
  'number-unreadable': { code: 'number-unreadable', text, why: 'not-a-number' },
  'field-missing': { code: 'field-missing' },
  'field-unknown': { code: 'field-unknown', field: text },
  'field-type': { code: 'field-type', expected: text },
  'field-value': { code: 'field-value', allowed: [text, text] },
  'field-too-long': { code: 'field-too-long', most: 256 },
  'field-too-short': { code: 'field-too-short', least: 1 },
  'field-range': { code: 'field-range', least: 1, most: 36_500 },
  'field-format': { code: 'field-format', format: text },
  'types-empty': { code: 'types-empty' },
  'criterion-without-missed': { code: 'criterion-without-missed', criterion: 'time' },
  'callers-empty': { code: 'callers-empty' },
  'callers-not-listed': { code: 'callers-not-listed', id: 12, kind: 'all' },
  'types-unknown': { code: 'types-unknown', text },
  'instant-unreadable': { code: 'instant-unreadable', text },
  'moment-unreadable': { code: 'moment-unreadable', text },
  'callers-unknown': { code: 'callers-unknown', text },
  'start-impossible': { code: 'start-impossible', text: '2099-01-01T00:00:00Z', ahead: true },
  'instant-skipped': { code: 'instant-skipped', text, zone: text },
  'zone-unknown': { code: 'zone-unknown', text },
  'region-unknown': { code: 'region-unknown', text },
  'duration-unreadable': { code: 'duration-unreadable', text },
  'email-unreadable': { code: 'email-unreadable', text },
  'name-empty': { code: 'name-empty' },
  'extension-unreadable': { code: 'extension-unreadable', text },
  'extension-as-number': { code: 'extension-as-number', text },
  'subscriber-unreachable': { code: 'subscriber-unreachable' },
  'contact-without-numbers': { code: 'contact-without-numbers' },
  'schedule-hours-dates': { code: 'schedule-hours-dates', text },
  'date-twice': { code: 'date-twice', date: text },

  'address-empty': { code: 'address-empty' },
  'address-unknown': { code: 'address-unknown', address: text, nearest: [named(text)] },
  'address-ambiguous': {
    code: 'address-ambiguous',
    address: text,
    candidates: [named(text), named(text)],
    more: 3,
  },
  'not-found': { code: 'not-found', resource: 'rule', id: 12 },
  'rule-equal': { code: 'rule-equal', id: 12 },
  'revision-stale': { code: 'revision-stale', seen: 3, current: 5 },
  taken: { code: 'taken', field: 'number', value: text, by: named(text) },
  'contact-number-taken': {
    code: 'contact-number-taken',
    value: text,
    by: { id: 3, name: text },
  },
  'fits-several': { code: 'fits-several', candidates: [named(text), named(text)] },
  'given-twice': { code: 'given-twice', id: 12 },
  'row-twice': { code: 'row-twice', of: 4 },
  'file-unreadable': { code: 'file-unreadable', file: text, why: text },
  'file-too-large': { code: 'file-too-large', file: text, most: 64 * 1024 * 1024 },
  'file-too-many': { code: 'file-too-many', most: 10_000 },
  'file-empty': { code: 'file-empty', file: text },
  'file-utf16': { code: 'file-utf16', file: text },
  'file-binary': { code: 'file-binary', file: text, byte: 12 },
  'file-utf8-cut': { code: 'file-utf8-cut', file: text, byte: 12 },
  'file-not-utf8': { code: 'file-not-utf8', file: text, byte: 12 },
  'csv-broken': { code: 'csv-broken', why: 'quote-open' },
  'csv-column-missing': { code: 'csv-column-missing', columns: [text, text] },
  'csv-column-twice': { code: 'csv-column-twice', column: text },
  'csv-column-unknown': { code: 'csv-column-unknown', column: text, known: [text], nearest: text },
  'csv-cells': { code: 'csv-cells', expected: 4, found: 3 },
  'cell-yes-no': { code: 'cell-yes-no', text },
  'row-nobody': { code: 'row-nobody' },
  'value-twice': { code: 'value-twice', value: text, line: 4 },
  'json-broken': { code: 'json-broken', found: text },
  'json-not-calls': { code: 'json-not-calls' },
  'calendar-unreadable': { code: 'calendar-unreadable' },
  'date-unreadable': { code: 'date-unreadable', text },
  'hours-unreadable': { code: 'hours-unreadable', text },
  'rules-stale': { code: 'rules-stale', id: 7, name: text },
  'subscriber-stale': { code: 'subscriber-stale', id: 7, name: text },
  'too-much-changes': { code: 'too-much-changes', what: 'rules', changed: 40, all: 100 },
  'plan-unreadable': { code: 'plan-unreadable' },
  'plan-final': { code: 'plan-final' },
  'file-unwritable': { code: 'file-unwritable', file: text, why: text },
  'change-unknown': { code: 'change-unknown' },
  'interrupted-unknown': { code: 'interrupted-unknown' },
  'yaml-broken': { code: 'yaml-broken', why: 'indent' },
  'numbers-too-many': { code: 'numbers-too-many', most: 2_000_000 },
  'yaml-piece-too-long': { code: 'yaml-piece-too-long' },
  'alias-unknown': { code: 'alias-unknown', name: text },
  'merge-not-map': { code: 'merge-not-map' },
  'file-too-deep': { code: 'file-too-deep', most: 32 },
  'format-unknown': { code: 'format-unknown', file: text },
  'entries-missing': { code: 'entries-missing', list: text },
  'key-unknown': { code: 'key-unknown', key: text, known: [text], nearest: text },
  'key-twice': { code: 'key-twice', key: text, line: 2 },
  'rules-and-criterion': { code: 'rules-and-criterion', field: text },
  'subscriber-twice': { code: 'subscriber-twice', address: text, earlier: text, line: 2 },
  'rule-twice': { code: 'rule-twice', name: text, line: 2 },
  'rules-none-and-some': { code: 'rules-none-and-some', name: text, line: 2 },

  'store-locked': { code: 'store-locked', path: text },
  'store-not-a-database': { code: 'store-not-a-database', path: text },
  'store-newer': { code: 'store-newer', path: text, version: 5, known: 3 },
  'store-unopenable': { code: 'store-unopenable', path: text, why: text },
  'store-failed': { code: 'store-failed', why: text },

  'pbx-address-unknown': { code: 'pbx-address-unknown', address: text },
  'profile-unknown': { code: 'profile-unknown', name: text },
  'source-unreadable': { code: 'source-unreadable', text },
  'source-with-secret': { code: 'source-with-secret', variable: text },
  'source-nameless': { code: 'source-nameless', address: text },
  'source-name-unreadable': { code: 'source-name-unreadable', text },
  'source-twice': { code: 'source-twice', name: text },
  'source-option-unknown': { code: 'source-option-unknown', option: text, known: [text] },
  'source-secret-missing': { code: 'source-secret-missing', name: text, variable: text },
  'source-secret-unreadable': { code: 'source-secret-unreadable', variable: text, why: text },
  'source-unknown': { code: 'source-unknown', name: text, known: [text] },
  'source-unreachable': { code: 'source-unreachable', address: text, why: text },
  'source-certificate': { code: 'source-certificate', address: text, why: text },
  'source-silent': { code: 'source-silent', address: text, seconds: 10 },
  'source-closed': { code: 'source-closed', address: text },
  'source-foreign': { code: 'source-foreign', address: text },
  'source-login-refused': { code: 'source-login-refused', address: text, user: text, why: text },
  'source-login-open': { code: 'source-login-open', address: text },
  'source-unlike': { code: 'source-unlike', wanted: 't2' },
  't2-address-unreadable': { code: 't2-address-unreadable', text },
  't2-nameless': { code: 't2-nameless', address: text },
  't2-unreachable': { code: 't2-unreachable', address: text, why: text },
  't2-moved': { code: 't2-moved', address: text, to: text },
  't2-foreign': { code: 't2-foreign', address: text },
  't2-failed': { code: 't2-failed', address: text, status: 502, why: text },
  't2-busy': { code: 't2-busy', address: text, seconds: 30 },
  't2-refused': { code: 't2-refused', address: text, why: text },
  't2-tokens-count': { code: 't2-tokens-count', found: 1 },
  't2-token-unreadable': { code: 't2-token-unreadable', nth: 2 },
  't2-tokens-alike': { code: 't2-tokens-alike', kind: 'access' },
  't2-token-expired': { code: 't2-token-expired', until: text },
  't2-tokens-missing': { code: 't2-tokens-missing', name: text },
  't2-tokens-dead': { code: 't2-tokens-dead', name: text, why: 'superseded', said: text },
  't2-tokens-unreadable': { code: 't2-tokens-unreadable', file: text, why: text },
  't2-tokens-unwritable': { code: 't2-tokens-unwritable', file: text, why: text },
  't2-tokens-locked': { code: 't2-tokens-locked', file: text },
  't2-tokens-fixed': { code: 't2-tokens-fixed', variable: text },
  't2-nobody': { code: 't2-nobody' },
  't2-shared': { code: 't2-shared', value: text, by: text },
  'embedded-only': { code: 'embedded-only' },
  'store-missing': { code: 'store-missing', path: text },
  'store-damaged': { code: 'store-damaged', path: text, why: text },
  'backup-elsewhere': { code: 'backup-elsewhere', address: text },
  'backup-onto-itself': { code: 'backup-onto-itself', file: text },
  'backup-in-use': { code: 'backup-in-use', file: text },
  'disk-full': { code: 'disk-full', free: 1_500_000 },
  'disk-short': { code: 'disk-short', free: 900_000_000, used: 4_200_000_000 },
  'clock-behind': { code: 'clock-behind', instant: text },
  'clock-differs': { code: 'clock-differs', seconds: 40 },
  'smtp-unreachable': { code: 'smtp-unreachable', server: text, why: text },
  'smtp-certificate': { code: 'smtp-certificate', server: text, why: text },
  'smtp-login-refused': { code: 'smtp-login-refused', server: text, user: text, why: text },
  'smtp-login-open': { code: 'smtp-login-open', server: text },
  'smtp-open': { code: 'smtp-open', server: text },
  'telegram-refused': { code: 'telegram-refused', api: text, why: text },
  'telegram-unreachable': { code: 'telegram-unreachable', api: text, why: text },
  'telegram-deaf': { code: 'telegram-deaf', why: text },
  'queue-overdue': { code: 'queue-overdue', channel: 'email', waiting: 2, since: text },
  'notifications-failed': { code: 'notifications-failed', channel: 'email', count: 2, hours: 24 },
  'source-idle': { code: 'source-idle', name: text },
  'token-empty': { code: 'token-empty' },
  'listen-unreadable': { code: 'listen-unreadable', text },
  'listen-taken': { code: 'listen-taken', address: text },
  'listen-denied': { code: 'listen-denied', address: text, why: text },
  'tls-incomplete': { code: 'tls-incomplete' },
  'tls-unreadable': { code: 'tls-unreadable', file: text, why: text },
  'token-missing': { code: 'token-missing' },
  'token-wrong': { code: 'token-wrong' },
  'scope-missing': { code: 'scope-missing', scope: text },
  'route-unknown': { code: 'route-unknown', method: text, path: text },
  'body-malformed': { code: 'body-malformed', why: text },
  'body-too-deep': { code: 'body-too-deep', most: 32 },
  'body-too-large': { code: 'body-too-large', most: 8_388_608 },
  'body-not-json': { code: 'body-not-json', type: text },
  'revision-unreadable': { code: 'revision-unreadable', text },
  'too-many-requests': { code: 'too-many-requests', most: 256 },
  'pbx-refused': { code: 'pbx-refused', address: text },
  'pbx-host-unknown': { code: 'pbx-host-unknown', address: text },
  'pbx-certificate': { code: 'pbx-certificate', address: text, why: text },
  'pbx-silent': { code: 'pbx-silent', address: text, why: text },
  'pbx-foreign': { code: 'pbx-foreign', address: text, status: 502 },
  remote: { code: 'remote', text },
  'not-failed': { code: 'not-failed', id: 3, status: text },
  'chat-blocked': { code: 'chat-blocked', name: text },
  'channel-missing': { code: 'channel-missing', channel: 'email', name: text },
  'channel-off': { code: 'channel-off', channel: 'email' },
  'test-failed': { code: 'test-failed', channel: 'email', answer: text },
  'test-waiting': { code: 'test-waiting', channel: 'telegram', id: 3, seconds: 60 },
  'token-name-taken': { code: 'token-name-taken', name: text, id: 3 },
  'addresses-missing': { code: 'addresses-missing' },
  'changes-missing': { code: 'changes-missing' },
  'confirmation-missing': { code: 'confirmation-missing' },
  'confirmation-declined': { code: 'confirmation-declined' },
  'ids-unreadable': { code: 'ids-unreadable', text },
  'ids-missing': { code: 'ids-missing' },
  'command-unknown': { code: 'command-unknown', command: text, nearest: text },
  usage: { code: 'usage', text },
  'shell-unknown': { code: 'shell-unknown', known: [text, text] },
  'pair-unreadable': { code: 'pair-unreadable', text },
  'revision-of-several': { code: 'revision-of-several' },
  'one-id-wanted': { code: 'one-id-wanted' },
  'call-missing': { code: 'call-missing' },
  'expectation-unmet': { code: 'expectation-unmet', expected: text, verdict: text },
  'smtp-missing': { code: 'smtp-missing', variable: text },
  'smtp-url-unreadable': { code: 'smtp-url-unreadable' },
  'telegram-missing': { code: 'telegram-missing' },
  'telegram-token-unreadable': {
    code: 'telegram-token-unreadable',
    variable: 'PBX_TELEGRAM_TOKEN',
  },
  'telegram-api-unreadable': { code: 'telegram-api-unreadable' },
  'bot-unknown': { code: 'bot-unknown' },
  'channel-down': { code: 'channel-down', channel: 'email', why: text, waiting: 3 },
  interrupted: { code: 'interrupted' },
  'interrupted-writing': { code: 'interrupted-writing' },
  bug: { code: 'bug', text },
});

const misusesOf = (text: string): Misuse[] => [
  { kind: 'flag-unknown', flag: text, nearest: text },
  { kind: 'flag-unknown', flag: text, nearest: null },
  { kind: 'flag-twice', flag: text },
  { kind: 'flag-missing', flag: text },
  { kind: 'flags-exclusive', flag: text, other: text },
  { kind: 'flags-together', flag: text, others: [text, text] },
  { kind: 'value-missing', flag: text, allowed: [] },
  { kind: 'value-missing', flag: text, allowed: [text] },
  { kind: 'value-unknown', flag: text, value: text, allowed: [text] },
  { kind: 'value-unknown', flag: null, value: text, allowed: [text] },
  { kind: 'number-wanted', flag: text, value: text },
  { kind: 'argument-missing', name: text },
  { kind: 'argument-unexpected', text },
];

/** What the same code can say otherwise. */
const variantsOf = (text: string): Fault[] => [
  { code: 'period-word-unknown', word: '', text, at: 0 },
  ...(['intervals', 'dates'] as const).map(
    (part): Fault => ({ code: 'period-part-twice', part, text, at: 0 }),
  ),
  ...(['too-short', 'too-long', 'country'] as const).map(
    (why): Fault => ({ code: 'number-unreadable', text, why }),
  ),
  ...['string', 'number', 'int', 'boolean', 'array', 'object', 'record'].map(
    (expected): Fault => ({ code: 'field-type', expected }),
  ),
  { code: 'field-value', allowed: [] },
  { code: 'field-value', allowed: Array.from({ length: 30 }, () => text) },
  { code: 'field-too-short', least: 2 },
  { code: 'field-range', least: 1, most: null },
  { code: 'field-range', least: null, most: 9 },
  { code: 'field-range', least: null, most: null },
  { code: 'criterion-without-missed', criterion: 'callers' },
  { code: 'callers-not-listed', id: 12, kind: 'vip' },
  { code: 'address-unknown', address: text, nearest: [] },
  { code: 'address-ambiguous', address: text, candidates: [named(null), named(text)], more: 0 },
  ...(['subscriber', 'contact', 'call'] as const).map(
    (resource): Fault => ({ code: 'not-found', resource, id: 12 }),
  ),
  ...(['extension', 'email'] as const).map(
    (field): Fault => ({ code: 'taken', field, value: text, by: named(null) }),
  ),
  ...['missing', 'folder', 'denied'].map(
    (why): Fault => ({ code: 'file-unreadable', file: text, why }),
  ),
  ...(['quote-inside', 'text-after-quote'] as const).map(
    (why): Fault => ({ code: 'csv-broken', why }),
  ),
  { code: 'csv-column-missing', columns: [text] },
  { code: 'csv-column-unknown', column: text, known: [text], nearest: null },
  { code: 'json-broken', found: '' },
  { code: 'json-broken', found: '\t' },
  { code: 'command-unknown', command: text, nearest: null },
  { code: 'usage', text: '' },
  ...misusesOf(text).map((misuse): Fault => ({ code: 'usage', text, misuse })),
  { code: 'channel-off', channel: 'telegram' },
  { code: 'channel-down', channel: 'email', why: text, waiting: 0 },
  { code: 'channel-down', channel: 'telegram', why: text, waiting: 2 },
  { code: 'test-failed', channel: 'telegram', answer: text },
  { code: 'test-waiting', channel: 'email', id: 3, seconds: 60 },
];

const allFaults = (text: string): Fault[] => [
  ...Object.values(faultsOf(text)),
  ...variantsOf(text),
];

const SATURDAY = { date: '2026-12-05', weekday: 'sat', time: '11:20' } as const;
const NINE_TO_SIX = [{ from: '09:00', to: '18:00' }];
const NIGHT = [{ from: '22:00', to: '06:00' }];

const factsOf = (text: string): Samples<Fact> => ({
  'rang-out': { code: 'rang-out', kind: 'internal' },
  'ended-otherwise': { code: 'ended-otherwise', outcome: 'caller-cancelled' },
  'not-straight': { code: 'not-straight' },
  'direct-not-notified': { code: 'direct-not-notified' },
  'voice-message-left': { code: 'voice-message-left' },
  'no-voice-message': { code: 'no-voice-message' },
  'not-known': { code: 'not-known', missing: ['outcome', 'kind', 'straight'] },
  'in-working-hours': {
    code: 'in-working-hours',
    ...{ date: text, weekday: 'mon', time: text },
    hours: [{ from: text, to: text }],
    exception: true,
  },
  'outside-working-hours': {
    code: 'outside-working-hours',
    ...{ date: text, weekday: 'mon', time: text },
    hours: [{ from: text, to: text }],
    exception: true,
  },
  'in-period': { code: 'in-period', date: text, weekday: 'mon', time: text, period: text },
  'outside-period': {
    code: 'outside-period',
    date: text,
    weekday: 'mon',
    time: text,
    period: `2026-06-01.. ${text}`,
  },
  'caller-listed': { code: 'caller-listed', number: text },
  'caller-not-listed': { code: 'caller-not-listed', number: text },
  'caller-vip': { code: 'caller-vip', number: text, name: text },
  'caller-not-vip': { code: 'caller-not-vip', number: text },
  'caller-hidden': { code: 'caller-hidden' },
  'caller-no-number': { code: 'caller-no-number', text },
});

const HOSTILE = `\u001b[31mred\u0007\r\n\u2028next\u202e\ud800 ${'x'.repeat(10_000)}`;
/** Everything but a line break that steers a terminal or hides what is read. */
const CONTROL = /[^\P{C}\n]/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;

/** Of a fault its message and its next step, if it has one. */
const textsOf = (language: Language, fault: Fault): string[] => {
  const { message, next } = faultText(language, fault);
  return next === null ? [message] : [message, next];
};

const factTexts = (language: Language, text: string): string[] =>
  Object.values(factsOf(text)).map((fact) => factText(language, { fact, holds: true }));

const everyText = (language: Language, text: string): string[] => [
  ...allFaults(text).flatMap((fault) => textsOf(language, fault)),
  ...factTexts(language, text),
  ...REASONS.map((reason) => reasonText(language, reason)),
];

describe.each(LANGUAGES)('the catalogue in %s', (language) => {
  test('has a text for everything, without a full stop at its end', () => {
    for (const text of everyText(language, 'sample')) {
      expect(text).not.toBe('');
      expect(text).toBe(text.trim());
      expect(text).not.toMatch(/\.$/);
    }
  });

  test('is in that language', () => {
    // A fault that only a newer PBX knows is told in that one's words.
    for (const text of everyText(language, 'sample').filter((told) => told !== 'sample')) {
      expect(CYRILLIC.test(text), text).toBe(language === 'ru');
    }
  });

  test('begins messages, facts and reasons in lower case, and next steps in upper case', () => {
    const messages = allFaults('sample').map((fault) => faultText(language, fault).message);
    const reasons = REASONS.map((reason) => reasonText(language, reason));
    for (const text of [...messages, ...factTexts(language, 'sample'), ...reasons]) {
      expect(text).toMatch(/^[\p{Ll}\d"«]/u);
    }
    for (const fault of allFaults('sample')) {
      expect(faultText(language, fault).next ?? 'A').toMatch(/^\p{Lu}/u);
    }
  });

  test('lets nothing from outside steer the terminal or flood it', () => {
    for (const text of everyText(language, HOSTILE)) {
      expect(text).not.toMatch(CONTROL);
      expect(text).not.toMatch(/undefined|\[object|NaN/);
      expect(text.length).toBeLessThan(2000);
    }
  });

  test('breaks lines only to list people, and where another program did', () => {
    const several = new Set(['address-unknown', 'address-ambiguous', 'fits-several']);
    const passages = new Set(['usage', 'bug', 'store-failed', 'remote']);
    for (const fault of allFaults(HOSTILE)) {
      const [, ...lines] = textsOf(language, fault).join('').split('\n');
      if (!several.has(fault.code) && !passages.has(fault.code)) expect(lines).toEqual([]);
      for (const line of lines) expect(line).toMatch(/^ {2}\S/);
    }
  });
});

/** What stands after the last colon of a next step can be pasted. */
const example = (language: Language, fault: Fault): string =>
  faultText(language, fault).next?.split(': ').at(-1) ?? '';

const region = 'RU';
const readable: { [Code in Fault['code']]?: (text: string) => boolean } = {
  'period-empty': (text) => parseTime(text).ok,
  'period-word-unknown': (text) => parseTime(text).ok,
  'period-part-twice': (text) => parseTime(text).ok,
  'period-time-invalid': (text) => parseTime(text).ok,
  'period-interval-empty': (text) => parseTime(text).ok,
  'period-date-invalid': (text) => parseTime(text).ok,
  'period-dates-reversed': (text) => parseTime(text).ok,
  'period-interval-open': (text) => parseTime(text).ok,
  'number-empty': (text) => parseNumber(text, region).ok,
  'number-from-excel': (text) => parseNumber(text, region).ok,
  'number-unreadable': (text) => parseNumber(text, region).ok,
  'extension-as-number': (text) => parseNumber(text, region).ok && !isExtension(text),
  'extension-unreadable': isExtension,
  'contact-without-numbers': (text) => parseNumber(text, region).ok,
  'types-empty': (text) => parseTypes(text).ok,
  'types-unknown': (text) => parseTypes(text).ok,
  'callers-empty': (text) => parseCallers(text, region).ok,
  'instant-unreadable': (text) => parseInstant(text).ok,
  'instant-skipped': (text) => parseInstant(text).ok,
  'zone-unknown': isZone,
  'region-unknown': isRegion,
  'duration-unreadable': (text) => parseDuration(text).ok,
  'date-unreadable': isDate,
  'hours-unreadable': (text) => parseTime(text).ok,
  'pbx-address-unknown': (text) => parsePbxAddress(text.replace('--pbx ', '')).ok,
};

describe.each(LANGUAGES)('an example in %s', (language) => {
  const told = allFaults('sample').filter(({ code }) => readable[code]);
  test.each(told)('of $code is read back', (fault) => {
    expect(readable[fault.code]?.(example(language, fault))).toBe(true);
  });

  test('of calls is a call', () => {
    const { next } = faultText(language, { code: 'json-not-calls' });
    const read = readCalls(next?.slice(next.indexOf('[')) ?? '', 'calls.json');
    expect(read.ok && read.value.map(({ call }) => callSchema().parse(call).outcome)).toEqual([
      'no-answer',
    ]);
  });
});

describe('people who are listed', () => {
  const anna: Named = {
    id: 7,
    name: 'Анна Иванова',
    number: null,
    extension: '102',
    email: 'anna@firm.ru',
  };
  const ivan: Named = { id: 8, name: 'Иван', number: null, extension: null, email: null };

  test('stand one on a line, with what tells them apart', () => {
    const fault: Fault = {
      code: 'address-ambiguous',
      address: 'ива',
      candidates: [anna, ivan],
      more: 1,
    };
    expect(faultText('ru', fault).message).toBe(
      '«ива» — это сразу 3 абонента:\n  Анна Иванова (102, anna@firm.ru)\n  Иван (id 8)\n  и ещё 1',
    );
    expect(faultText('en', fault).message).toBe(
      '"ива" fits 3 subscribers:\n  Анна Иванова (102, anna@firm.ru)\n  Иван (id 8)\n  and 1 more',
    );
  });
});

describe('numbers with nouns', () => {
  test.each([
    [0, '0 правил'],
    [1, '1 правило'],
    [2, '2 правила'],
    [5, '5 правил'],
    [11, '11 правил'],
    [21, '21 правило'],
    [22, '22 правила'],
    [25, '25 правил'],
    [111, '111 правил'],
  ])('%i in Russian', (rules, expected) => {
    expect(wordsIn('ru').count.rules(rules)).toBe(expected);
  });

  test.each([
    [1, '1 rule'],
    [2, '2 rules'],
    [21, '21 rules'],
  ])('%i in English', (rules, expected) => {
    expect(wordsIn('en').count.rules(rules)).toBe(expected);
  });
});

describe('facts', () => {
  const criterion = (fact: Fact): Criterion => ({ fact, holds: false });
  const hours = (
    code: 'in-working-hours' | 'outside-working-hours',
    change: Partial<Extract<Fact, { code: 'in-working-hours' }>>,
  ): Fact => ({ ...SATURDAY, hours: [], exception: false, ...change, code });

  test.each<[Fact, string, string]>([
    [
      hours('outside-working-hours', {}),
      'outside working hours: Sat 11:20, the schedule has no hours on Saturday',
      'в нерабочее время: Сб 11:20, в субботу рабочих часов нет',
    ],
    [
      hours('outside-working-hours', { time: '19:30', hours: NINE_TO_SIX }),
      'outside working hours: Sat 19:30 (09:00-18:00)',
      'в нерабочее время: Сб 19:30 (09:00-18:00)',
    ],
    [
      hours('outside-working-hours', { exception: true }),
      'outside working hours: Sat 11:20, 2026-12-05 is an exception: closed',
      'в нерабочее время: Сб 11:20, 2026-12-05 — исключение: закрыто',
    ],
    [
      hours('in-working-hours', { hours: NINE_TO_SIX }),
      'in working hours: Sat 11:20 (09:00-18:00)',
      'в рабочее время: Сб 11:20 (09:00-18:00)',
    ],
    [
      hours('in-working-hours', { hours: NINE_TO_SIX, exception: true }),
      'in working hours: Sat 11:20, 2026-12-05 is an exception: 09:00-18:00',
      'в рабочее время: Сб 11:20, 2026-12-05 — исключение: 09:00-18:00',
    ],
    [
      hours('in-working-hours', { time: '23:00', hours: NIGHT }),
      'in working hours: Sat 23:00 (22:00-06:00)',
      'в рабочее время: Сб 23:00 (22:00-06:00)',
    ],
    [
      hours('in-working-hours', { time: '01:00', hours: NIGHT }),
      'in working hours: Sat 01:00 (22:00-06:00 of the day before)',
      'в рабочее время: Сб 01:00 (22:00-06:00 предыдущего дня)',
    ],
    [
      hours('in-working-hours', { time: '01:00', hours: NIGHT, exception: true }),
      'in working hours: Sat 01:00 (22:00-06:00 of the day before, an exception)',
      'в рабочее время: Сб 01:00 (22:00-06:00 предыдущего дня, исключение)',
    ],
    [
      { code: 'outside-period', ...SATURDAY, period: 'mon-fri' },
      'outside the period mon-fri: Sat 11:20',
      'вне периода mon-fri: Сб 11:20',
    ],
    [
      { code: 'in-period', ...SATURDAY, period: '2026-12-01..' },
      'in the period 2026-12-01..: Sat 2026-12-05 11:20',
      'в периоде 2026-12-01..: Сб 2026-12-05 11:20',
    ],
    [
      { code: 'not-known', missing: ['outcome', 'straight'] },
      'not known: how the call ended and whether it came straight to the subscriber',
      'неизвестно, чем закончился вызов и пришёл ли он абоненту напрямую',
    ],
    [
      { code: 'not-known', missing: [] },
      'something about the call is not known',
      'о вызове известно не всё',
    ],
    [
      { code: 'caller-vip', number: '+79161234567', name: 'ООО «Ромашка»' },
      'the caller +79161234567 is a VIP contact: ООО «Ромашка»',
      'номер +79161234567 — VIP-номер: ООО «Ромашка»',
    ],
  ])('%j', (fact, english, russian) => {
    expect(factText('en', criterion(fact))).toBe(english);
    expect(factText('ru', criterion(fact))).toBe(russian);
  });
});
