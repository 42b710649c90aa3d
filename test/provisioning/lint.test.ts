import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contact } from '../../src/domain/contact.ts';
import type { Question } from '../../src/domain/criteria.ts';
import { writeCallers, writeTime } from '../../src/domain/criteria-text.ts';
import { decide } from '../../src/domain/decide.ts';
import type { Finding, LintedRule } from '../../src/domain/finding.ts';
import { weekOf } from '../../src/domain/instant.ts';
import { holdsAt } from '../../src/domain/moments.ts';
import type { RuleContent } from '../../src/domain/rule.ts';
import { DEFAULT_SCHEDULE, type WorkSchedule } from '../../src/domain/schedule.ts';
import { type Linted, lint } from '../../src/provisioning/lint.ts';
import { anyQuestion, forAll } from '../domain/arbitraries.ts';
import { CLIENT, contact, period, subscriber } from '../support/builders.ts';

const NOW = Date.parse('2026-11-25T12:00:00+03:00');
const ANNA = subscriber();
const WORKING = { kind: 'working' as const };
const NON_WORKING = { kind: 'non-working' as const };
const VIP = { kind: 'vip' as const };
const CLOSED: WorkSchedule = {
  ...DEFAULT_SCHEDULE,
  hours: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
};
const listed = (...numbers: string[]) => ({ kind: 'listed' as const, numbers });

/** Rules of Анна with ids from 1. */
const rules = (...contents: Partial<LintedRule>[]): LintedRule[] =>
  contents.map((content, index) => ({
    id: index + 1,
    line: null,
    subscriber: ANNA,
    types: ['missed'],
    time: { kind: 'all' },
    callers: { kind: 'all' },
    ...content,
  }));

const contentText = ({ types, time, callers }: RuleContent): string =>
  [types.join(), writeTime(time), writeCallers(callers)].join(' | ');

/** `warning rule-covered 2 1`, with what else it says. */
const told = (finding: Finding): string => {
  const { severity, code, rules: those } = finding;
  const more =
    finding.code === 'period-over'
      ? [finding.lastDate]
      : finding.code === 'own-number'
        ? [finding.number]
        : finding.code === 'rule-covered'
          ? finding.restsOn
          : finding.code === 'rules-mergeable' || finding.code === 'rules-together-all'
            ? [`(${contentText(finding.instead)})`]
            : [];
  return [severity, code, ...those.map(({ id }) => id), ...more].join(' ');
};

const found = (those: LintedRule[], more: Partial<Linted> = {}): string[] =>
  lint({
    rules: those,
    withoutRules: [],
    contacts: [contact()],
    schedule: DEFAULT_SCHEDULE,
    now: NOW,
    ...more,
  }).map(told);

describe('lint', () => {
  test('has nothing to say of rules that each say something', () => {
    expect(found(rules({ time: WORKING }, { callers: VIP, time: NON_WORKING }))).toEqual([]);
    expect(found([])).toEqual([]);
  });

  test('a subscriber without e-mail and Telegram can be told nothing (R9)', () => {
    const nobody = { subscriber: subscriber({ email: null }) };
    expect(
      found(rules({ time: WORKING, ...nobody }, { time: NON_WORKING, callers: VIP, ...nobody })),
    ).toEqual(['error unreachable 1 2']);
    const telegram = { subscriber: subscriber({ email: null, telegram: 'connected' }) };
    expect(found(rules(telegram))).toEqual([]);
  });

  test('a rule for VIPs while no contact is one', () => {
    const contacts = [contact({ vip: false })];
    expect(found(rules({ callers: VIP }), { contacts })).toEqual(['error vip-without-contacts 1']);
    expect(found(rules({ callers: VIP }))).toEqual([]);
  });

  test.each([
    ['sat 2026-12-07..2026-12-11', ['error period-never 1']],
    ['..2026-11-24', ['warning period-over 1 2026-11-24']],
    ['22:00-06:00 ..2026-11-24', []],
    ['22:00-06:00 ..2026-11-23', ['warning period-over 1 2026-11-24']],
    ['mon ..2026-11-27', ['warning period-over 1 2026-11-23']],
    ['..2026-11-25', []],
    ['2026-12-31..', []],
  ])('the period %s', (text, findings) => {
    expect(found(rules({ time: period(text) }))).toEqual(findings);
  });

  test('what day it is, the zone of the schedule says', () => {
    const late = Date.parse('2026-11-25T23:30:00Z');
    const those = rules({ time: period('..2026-11-25') });
    expect(found(those, { now: late })).toEqual(['warning period-over 1 2026-11-25']);
    expect(found(those, { now: late, schedule: { ...DEFAULT_SCHEDULE, zone: 'UTC' } })).toEqual([]);
  });

  test('a rule that another one covers, whichever is older', () => {
    expect(found(rules({}, { time: WORKING, callers: VIP }))).toEqual(['warning rule-covered 2 1']);
    expect(found(rules({ time: WORKING, callers: VIP }, {}))).toEqual(['warning rule-covered 1 2']);
  });

  test('and whether that may end with the schedule or the contacts', () => {
    const days = period('mon-fri');
    expect(found(rules({ time: days }, { time: WORKING }))).toEqual([
      'warning rule-covered 2 1 schedule',
    ]);
    expect(found(rules({ callers: VIP }, { callers: listed(CLIENT) }))).toEqual([
      'warning rule-covered 2 1 contacts',
    ]);
  });

  test('of two that say the same in other words the first stays', () => {
    const same = rules(
      { time: period('sat 22:00-02:00') },
      { time: period('sat 22:00-24:00,22:00-02:00') },
    );
    expect(found(same)).toEqual(['warning rule-covered 2 1']);
  });

  test('all that are covered can go at once', () => {
    const chain = rules(
      { time: period('sat 10:00-11:00') },
      { time: period('sat 10:00-12:00') },
      { time: period('sat') },
      { time: period('sat 09:00-12:00') },
    );
    expect(found(chain)).toEqual([
      'warning rule-covered 1 3',
      'warning rule-covered 2 3',
      'warning rule-covered 4 3',
    ]);
  });

  test('rules of others cover nothing (R8)', () => {
    expect(found(rules({}, { time: WORKING, subscriber: subscriber({ id: 2 }) }))).toEqual([]);
  });

  test('rules that tell nobody of anything are no matter for comparing', () => {
    expect(found(rules({}, { callers: VIP }), { contacts: [] })).toEqual([
      'error vip-without-contacts 2',
    ]);
    expect(found(rules({ time: NON_WORKING }, { time: WORKING }), { schedule: CLOSED })).toEqual([
      'error schedule-without-hours 2',
    ]);
  });

  test('working and non-working rules that together are all', () => {
    expect(found(rules({ time: WORKING }, { time: NON_WORKING }))).toEqual([
      'note rules-together-all 1 2 (missed | all | all)',
    ]);
    expect(
      found(
        rules({ types: ['voicemail'] }, { time: period('sat,sun') }, { time: period('mon-fri') }),
      ),
    ).toEqual(['note rules-together-all 1 2 3 (missed,voicemail | all | all)']);
  });

  test('several that could be one', () => {
    const three = rules(
      { callers: listed('102') },
      { callers: listed('104'), time: WORKING },
      { callers: listed('103') },
      { callers: listed('105') },
    );
    expect(found(three)).toEqual(['note rules-mergeable 1 3 4 (missed | all | 102,103,105)']);
  });

  test('also where a part fits only once another has been added', () => {
    const dates = rules(
      { time: period('2026-12-01..2026-12-05') },
      { time: period('2026-12-11..2026-12-15') },
      { time: period('2026-12-06..2026-12-10') },
    );
    expect(found(dates)).toEqual([
      'note rules-mergeable 1 3 2 (missed | 2026-12-01..2026-12-15 | all)',
    ]);
  });

  test('a listed number that is his own, by either of his numbers', () => {
    const own = rules(
      { callers: listed('101', '102') },
      { callers: listed('+79160000101'), time: WORKING },
    );
    expect(found(own)).toEqual(['warning own-number 1 101', 'warning own-number 2 +79160000101']);
  });

  test('a schedule without hours: lost is what is for working hours only', () => {
    const those = rules({ time: WORKING }, { callers: VIP });
    expect(found(those, { schedule: CLOSED })).toEqual(['error schedule-without-hours 1']);
    expect(found(rules({}), { schedule: CLOSED })).toEqual(['warning schedule-without-hours']);
  });

  test.each([
    ['2026-11-24', ['error schedule-without-hours 1']],
    ['2026-11-25', []],
  ])('unless a day to come has some: %s', (date, findings) => {
    const exceptions = [{ date, hours: [{ from: '09:00', to: '18:00' }] }];
    expect(found(rules({ time: WORKING }), { schedule: { ...CLOSED, exceptions } })).toEqual(
      findings,
    );
  });

  test('a subscriber with no rule, if that is asked', () => {
    expect(found([], { withoutRules: [ANNA] })).toEqual(['warning no-rules']);
  });

  test('what matters most comes first', () => {
    const many = rules(
      { time: WORKING },
      { time: NON_WORKING },
      { callers: listed('101'), time: period('..2026-01-01') },
      { time: period('sat 2026-12-07..2026-12-11') },
    );
    expect(found(many)).toEqual([
      'error period-never 4',
      'warning period-over 3 2026-01-01',
      'warning own-number 3 101',
      'note rules-together-all 1 2 (missed | all | all)',
    ]);
  });
});

const lintedOf = ({ rules: judged, contacts, schedule, judgedAt }: Question): Finding[] =>
  lint({
    rules: judged.map((rule) => ({
      ...rule,
      line: null,
      subscriber: subscriber({ id: rule.subscriber.id }),
    })),
    withoutRules: [],
    contacts: contacts as Contact[],
    schedule,
    now: judgedAt,
  });

/** What is told and why, if these were the rules. */
const toldWith = (asked: Question, those: Question['rules']) => {
  const { rules: _, ...verdict } = decide({ ...asked, rules: those });
  return verdict;
};

describe('no finding is ever wrong', () => {
  const RUNS = { numRuns: 1500 };

  test('without the rules that are covered every call is told of as with them', () => {
    forAll(
      fc.property(anyQuestion, (asked) => {
        const covered = lintedOf(asked).flatMap(({ code, rules: [rule] }) =>
          code === 'rule-covered' && rule ? [rule.id] : [],
        );
        const left = asked.rules.filter(({ id }) => !covered.includes(id));
        expect(toldWith(asked, left)).toEqual(toldWith(asked, asked.rules));
      }),
      RUNS,
    );
  });

  test('one rule in the place of several tells of every call what they told', () => {
    forAll(
      fc.property(anyQuestion, (asked) => {
        for (const finding of lintedOf(asked)) {
          if (finding.code !== 'rules-mergeable' && finding.code !== 'rules-together-all') continue;
          const ids = finding.rules.map(({ id }) => id);
          const kept = asked.rules.filter(({ id }) => !ids.includes(id));
          const one = {
            ...finding.instead,
            id: 99,
            subscriber: { id: finding.subscriber?.id ?? 0 },
          };
          expect(toldWith(asked, [...kept, one])).toEqual(toldWith(asked, asked.rules));
        }
      }),
      RUNS,
    );
  });

  test('a period that never occurs, or is over, holds at no call from now on', () => {
    forAll(
      fc.property(anyQuestion, (asked) => {
        const today = new Date(asked.judgedAt).toISOString().slice(0, 10);
        for (const finding of lintedOf(asked)) {
          if (finding.code !== 'period-never' && finding.code !== 'period-over') continue;
          const days = weekOf(today).filter(({ date }) => date > today);
          for (const day of days)
            for (let minute = 0; minute < 1440; minute += 15)
              expect(holdsAt(asked.schedule, finding.period, { ...day, minute })).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a rule for VIPs while there are none never fits', () => {
    forAll(
      fc.property(anyQuestion, (asked) => {
        const dead = lintedOf(asked).flatMap(({ code, rules: [rule] }) =>
          code === 'vip-without-contacts' && rule ? [rule.id] : [],
        );
        for (const { id, types } of decide(asked).rules)
          if (dead.includes(id)) expect(types).not.toContain('missed');
      }),
    );
  });
});
