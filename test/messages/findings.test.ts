import { describe, expect, test } from 'vitest';
import { FINDING_CODES, type Finding, type LintedRule } from '../../src/domain/finding.ts';
import { findingText } from '../../src/messages/finding-text.ts';
import { LANGUAGES, type Language } from '../../src/messages/types.ts';
import { period, subscriber } from '../support/builders.ts';

const ANNA = subscriber({ id: 7 });

const rule = (change: Partial<LintedRule> = {}): LintedRule => ({
  id: 5,
  line: null,
  subscriber: ANNA,
  types: ['missed'],
  time: { kind: 'working' },
  callers: { kind: 'all' },
  ...change,
});

const INSTEAD = {
  types: ['missed' as const],
  time: { kind: 'all' as const },
  callers: { kind: 'all' as const },
};

/** One of every code, of rules that have ids or lines. */
const findingsOf = (rules: LintedRule[], number: string): Finding[] => {
  const found = { severity: 'warning' as const, subscriber: ANNA, rules };
  return [
    { code: 'schedule-without-hours', ...found },
    { code: 'unreachable', ...found },
    { code: 'vip-without-contacts', ...found },
    { code: 'period-never', period: period('sat 2026-12-07'), ...found },
    { code: 'period-over', period: period('..2026-01-01'), lastDate: '2026-01-01', ...found },
    { code: 'rule-covered', restsOn: ['schedule', 'contacts'], ...found },
    { code: 'rule-covered', restsOn: [], ...found },
    { code: 'own-number', number, ...found },
    { code: 'no-rules', ...found },
    { code: 'rules-together-all', instead: INSTEAD, ...found },
    { code: 'rules-mergeable', instead: INSTEAD, ...found },
  ];
};

const OF_PBX = [rule(), rule({ id: 9, time: { kind: 'non-working' } })];
const OF_FILE = OF_PBX.map((one, index) => ({ ...one, id: null, line: 12 + index }));

const textsOf = (language: Language, finding: Finding): string[] => {
  const { message, detail, next } = findingText(language, finding);
  return [message, next, ...(detail === null ? [] : [detail])];
};

test('there is one of every code', () => {
  expect(new Set(findingsOf(OF_PBX, '101').map(({ code }) => code))).toEqual(
    new Set(FINDING_CODES),
  );
});

describe.each(LANGUAGES)('findings in %s', (language) => {
  const every = [...findingsOf(OF_PBX, '101'), ...findingsOf(OF_FILE, '101')];

  test.each(every)('$code says what is wrong and what to do, in that language', (finding) => {
    const { message, next } = findingText(language, finding);
    expect(message).toMatch(/^\p{Ll}.*[^.]$/u);
    expect(next).toMatch(/^\p{Lu}.*[^.]$/u);
    for (const text of [message, next])
      expect(/\p{Script=Cyrillic}/u.test(text)).toBe(language === 'ru');
  });

  test('say of a file nothing about ids, and of a PBX nothing about lines', () => {
    const [pbx, file] = [OF_PBX, OF_FILE].map((rules) =>
      findingsOf(rules, '101')
        .filter(({ code }) => code.startsWith('rule'))
        .flatMap((finding) => textsOf(language, finding))
        .join('\n'),
    );
    expect(pbx).toContain('pbxctl rules rm 5');
    expect(pbx).not.toMatch(/\b1[23]\b/);
    expect(file).not.toContain('pbxctl rules');
    expect(file).toMatch(/\b13\b/);
  });

  test('let nothing from outside steer the terminal or flood it', () => {
    const name = '\u001b[31m\u0007\n\u202e'.repeat(1000);
    const hostile = OF_PBX.map((one) => ({
      ...one,
      callers: { kind: 'listed' as const, numbers: [name, name] },
    }));
    for (const finding of findingsOf(hostile, name))
      for (const text of textsOf(language, finding)) {
        expect(text).not.toMatch(/\p{C}/u);
        expect(text.length).toBeLessThan(1000);
      }
  });
});

test('rules that could be one are joined by commands that change only what differs', () => {
  const finding: Finding = {
    code: 'rules-mergeable',
    severity: 'note',
    subscriber: ANNA,
    rules: [rule({ types: ['missed'] }), rule({ id: 9, types: ['voicemail'] })],
    instead: { ...rule(), types: ['missed', 'voicemail'] },
  };
  expect(findingText('en', finding).next).toMatch(
    /: pbxctl rules edit 5 --type missed,voicemail && pbxctl rules rm 9$/,
  );
});
