import { describe, expect, it } from 'vitest';
import { check } from '../../src/domain/check.ts';
import {
  canonicalSettings,
  DEFAULT_SETTINGS,
  parseDuration,
  settingsSchema,
} from '../../src/domain/settings.ts';

const accepts = (change: object) => check(settingsSchema(), { ...DEFAULT_SETTINGS, ...change });

describe('A8: a duration', () => {
  it.each([
    ['24h', 86_400_000],
    ['90m', 5_400_000],
    ['7d', 604_800_000],
    ['0m', 0],
    ['999999d', 86_399_913_600_000],
  ])('%s is %i ms', (text, milliseconds) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: milliseconds });
  });

  it.each(['', '24', 'h', '24 h', '-1h', '1.5h', '24H', '1h30m', '1000000d', '24h\n', '١h', '1w'])(
    '%j is none',
    (text) => {
      expect(parseDuration(text)).toEqual({
        ok: false,
        fault: { code: 'duration-unreadable', text },
      });
    },
  );
});

describe('settings', () => {
  it('the default ones are as the requirements say (A1, A8, A13, A18) and in their one form', () => {
    expect(DEFAULT_SETTINGS).toEqual({
      language: 'ru',
      region: 'RU',
      notifyDirectExternal: false,
      straightNumbers: {},
      notifyMaxAge: '24h',
      retentionDays: 365,
    });
    expect(accepts({})).toEqual({ ok: true, value: DEFAULT_SETTINGS });
    expect(canonicalSettings(DEFAULT_SETTINGS)).toEqual({ ok: true, value: DEFAULT_SETTINGS });
  });

  it.each([
    [{ language: 'de' }, ['language'], { code: 'field-value', allowed: ['ru', 'en'] }],
    [{ region: 'Russia' }, ['region'], { code: 'region-unknown', text: 'Russia' }],
    [
      { notifyDirectExternal: 'yes' },
      ['notifyDirectExternal'],
      { code: 'field-type', expected: 'boolean' },
    ],
    [{ notifyMaxAge: '1 day' }, ['notifyMaxAge'], { code: 'duration-unreadable', text: '1 day' }],
    [{ retentionDays: 0 }, ['retentionDays'], { code: 'field-range', least: 1, most: null }],
    [
      { retentionDays: 36_501 },
      ['retentionDays'],
      { code: 'field-range', least: null, most: 36_500 },
    ],
    [{ retentionDays: 1.5 }, ['retentionDays'], { code: 'field-type', expected: 'int' }],
    [
      { straightNumbers: { '+78001000101': 101 } },
      ['straightNumbers', '+78001000101'],
      { code: 'field-type', expected: 'string' },
    ],
    [{ timezone: 'UTC' }, ['timezone'], { code: 'field-unknown', field: 'timezone' }],
  ])('%j is refused', (change, path, fault) => {
    expect(accepts(change)).toEqual({ ok: false, fault: [{ path, fault }] });
  });

  it('holds a thousand straight numbers and no more', () => {
    const numbers = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`+7800${1_000_000 + index}`, '101']),
      );
    expect(accepts({ straightNumbers: numbers(1000) })).toMatchObject({ ok: true });
    expect(accepts({ straightNumbers: numbers(1001) })).toEqual({
      ok: false,
      fault: [{ path: ['straightNumbers'], fault: { code: 'field-format', format: '≤ 1000' } }],
    });
  });
});

describe('A2: straight numbers', () => {
  const canonical = (straightNumbers: Record<string, string>, region = 'RU') =>
    canonicalSettings({ ...DEFAULT_SETTINGS, region, straightNumbers });

  it.each([
    [{ '8 (800) 100-01-01': '101' }, { '+78001000101': '101' }],
    [{ '+78001000101': '8 916 000-01-01' }, { '+78001000101': '+79160000101' }],
    [{}, {}],
  ])('%j are kept as %j', (given, kept) => {
    expect(canonical(given)).toEqual({
      ok: true,
      value: { ...DEFAULT_SETTINGS, straightNumbers: kept },
    });
  });

  it('are read in the region of the same settings', () => {
    expect(canonical({ '0800 1234567': '101' }, 'DE')).toMatchObject({
      value: { straightNumbers: { '+498001234567': '101' } },
    });
  });

  it.each([
    [{ '101': '102' }, [['101', { code: 'extension-as-number', text: '101' }]]],
    [
      { reception: '101' },
      [['reception', { code: 'number-unreadable', text: 'reception', why: 'not-a-number' }]],
    ],
    [{ '+78001000101': '' }, [['+78001000101', { code: 'number-empty' }]]],
    [
      { x: 'y' },
      [
        ['x', { code: 'number-unreadable', text: 'x', why: 'not-a-number' }],
        ['x', { code: 'number-unreadable', text: 'y', why: 'not-a-number' }],
      ],
    ],
  ])('%j are refused', (given, faults) => {
    expect(canonical(given)).toEqual({
      ok: false,
      fault: faults.map(([key, fault]) => ({ path: ['straightNumbers', key], fault })),
    });
  });
});
