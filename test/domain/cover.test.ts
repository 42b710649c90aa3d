import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverRestsOn, ruleCovers, ruleForBoth } from '../../src/domain/cover.ts';
import type { JudgedRule, Question } from '../../src/domain/criteria.ts';
import {
  parseCallers,
  parseTime,
  parseTypes,
  writeCallers,
  writeTime,
} from '../../src/domain/criteria-text.ts';
import { decide } from '../../src/domain/decide.ts';
import type { Result } from '../../src/domain/fault.ts';
import { timesUnder } from '../../src/domain/moments.ts';
import { canonicalContent, type RuleContent } from '../../src/domain/rule.ts';
import { DEFAULT_SCHEDULE } from '../../src/domain/schedule.ts';
import { CLIENT } from '../support/builders.ts';
import { anyContent, anyQuestion, forAll } from './arbitraries.ts';

const value = <T>(read: Result<T, unknown>): T => {
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return read.value;
};

/** `missed | sat,sun | vip` */
const content = (text: string): RuleContent => {
  const [types = '', time = 'all', callers = 'all'] = text.split('|').map((part) => part.trim());
  return value(
    canonicalContent(
      {
        types: value(parseTypes(types)),
        time: value(parseTime(time)),
        callers: value(parseCallers(callers, 'RU')),
      },
      'RU',
    ),
  );
};

const written = ({ types, time, callers }: RuleContent): string =>
  [types.join(), writeTime(time), writeCallers(callers)].join(' | ');

const vipNumbersOf = ({ contacts }: Question): Set<string> =>
  new Set(contacts.flatMap(({ vip, numbers }) => (vip ? numbers : [])));

/** What is told and why, apart from what each rule has to do with it. */
const toldWith = (asked: Question, contents: readonly RuleContent[]) => {
  const rules: JudgedRule[] = contents.map((one, index) => ({
    ...one,
    id: index + 1,
    subscriber: { id: asked.subscriber?.id ?? 1 },
  }));
  const { rules: _, ...told } = decide({ ...asked, rules });
  return told;
};

describe('one rule covers another', () => {
  const around = { times: timesUnder(DEFAULT_SCHEDULE), vipNumbers: new Set([CLIENT, '102']) };

  it.each([
    ['missed', 'missed | working | vip', true],
    ['missed', 'missed,voicemail | working', false],
    ['missed,voicemail | working', 'voicemail', true],
    ['missed,voicemail | working | vip', 'missed | working | vip', true],
    ['voicemail', 'missed', false],
    ['missed | all | vip', 'missed', false],
    ['missed | all | vip', `missed | all | ${CLIENT}`, true],
    ['missed | all | vip', 'missed | all | 102,103', false],
    [`missed | all | ${CLIENT},102,103`, 'missed | all | vip', true],
    ['missed | all | 102', 'missed | all | vip', false],
    ['missed | all | 102,103', 'missed | all | 103', true],
    ['missed | working | vip', 'missed | working | vip', true],
  ])('%s, %s: %s', (wide, narrow, covers) => {
    expect(ruleCovers(around, content(wide), content(narrow))).toBe(covers);
  });

  it.each([
    ['missed', 'missed | working | vip', []],
    ['missed,voicemail | working', 'voicemail', []],
    ['missed | mon-fri', 'missed | working', ['schedule']],
    ['missed | non-working', 'missed | sat', ['schedule']],
    ['missed | all | vip', `missed | working | ${CLIENT}`, ['contacts']],
    [`missed | mon-fri | ${CLIENT}`, 'missed | working | vip', ['schedule', 'contacts']],
  ])('%s, %s: as long as %j stays', (wide, narrow, bases) => {
    expect(coverRestsOn(content(wide), content(narrow))).toEqual(bases);
  });

  it('exactly if no call is told of otherwise without the other', () => {
    forAll(
      fc.property(
        anyQuestion,
        anyContent,
        anyContent,
        fc.array(anyContent, { maxLength: 2 }),
        (asked, wide, narrow, others) => {
          const times = timesUnder(asked.schedule);
          const surroundings = { times, vipNumbers: vipNumbersOf(asked) };
          if (!ruleCovers(surroundings, wide, narrow)) return;
          expect(toldWith(asked, [wide, narrow, ...others])).toEqual(
            toldWith(asked, [wide, ...others]),
          );
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe('one rule in the place of two', () => {
  it.each([
    ['missed | working', 'missed | non-working', 'missed | all | all'],
    [
      'missed | working | vip',
      'missed,voicemail | non-working | vip',
      'missed,voicemail | all | vip',
    ],
    ['missed | sat', 'missed | sun', 'missed | sat,sun | all'],
    ['missed | mon-fri', 'missed | sat,sun', 'missed | all | all'],
    ['missed | sat 10:00-12:00', 'missed | sat 12:00-14:00', 'missed | sat 10:00-14:00 | all'],
    [
      'missed | sat 10:00-12:00',
      'missed | sat 22:00-02:00',
      'missed | sat 10:00-12:00,22:00-02:00 | all',
    ],
    ['missed | 2026-01-01..2026-01-05', 'missed | 2026-01-06..', 'missed | 2026-01-01.. | all'],
    ['missed | ..2026-01-05', 'missed | 2026-01-06..', 'missed | all | all'],
    [
      'missed | 2026-01-06..2026-01-09',
      'missed | 2026-01-01..2026-01-05',
      'missed | 2026-01-01..2026-01-09 | all',
    ],
    [
      'missed | 2026-01-01..2026-01-05',
      'missed | 2026-01-06..2026-01-09',
      'missed | 2026-01-01..2026-01-09 | all',
    ],
    ['missed | all | 102', 'missed | all | 103', 'missed | all | 102,103'],
    ['missed | sat | 102', 'missed | sat | 103,102', 'missed | sat | 102,103'],
    ['missed | working | vip', 'voicemail', 'missed,voicemail | working | vip'],
    ['voicemail', 'missed | working | vip', 'missed,voicemail | working | vip'],
  ])('%s + %s = %s', (a, b, both) => {
    const made = ruleForBoth(timesUnder(DEFAULT_SCHEDULE), content(a), content(b));
    expect(made && written(made)).toBe(both);
  });

  it.each([
    ['missed | working', 'missed | sat'],
    ['missed | working | vip', 'missed | non-working | 102'],
    ['missed | all | vip', 'missed | all | 102'],
    ['missed | sat | 102', 'missed | sun | 103'],
    ['missed | sat 10:00-12:00', 'missed | sun 10:00-13:00'],
    ['missed | 2026-01-01..2026-01-05', 'missed | 2026-01-07..2026-01-09'],
  ])('%s + %s: none', (a, b) => {
    expect(ruleForBoth(timesUnder(DEFAULT_SCHEDULE), content(a), content(b))).toBeNull();
  });

  it('is none where it would list more numbers than a rule may', () => {
    const list = (from: number): RuleContent => ({
      types: ['missed'],
      time: { kind: 'all' },
      callers: {
        kind: 'listed',
        numbers: Array.from({ length: 6000 }, (_, index) => `+7916${1_000_000 + from + index}`),
      },
    });
    expect(ruleForBoth(timesUnder(DEFAULT_SCHEDULE), list(0), list(6000))).toBeNull();
    expect(ruleForBoth(timesUnder(DEFAULT_SCHEDULE), list(0), list(3000))).not.toBeNull();
  });

  it('tells of every call what the two tell', () => {
    forAll(
      fc.property(
        anyQuestion,
        anyContent,
        anyContent,
        fc.array(anyContent, { maxLength: 2 }),
        (asked, a, b, others) => {
          const both = ruleForBoth(timesUnder(asked.schedule), a, b);
          if (both)
            expect(toldWith(asked, [both, ...others])).toEqual(toldWith(asked, [a, b, ...others]));
        },
      ),
      { numRuns: 1500 },
    );
  });
});
