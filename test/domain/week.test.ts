import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/domain/call.ts';
import type { JudgedRule } from '../../src/domain/criteria.ts';
import { decide } from '../../src/domain/decide.ts';
import { midnights, weekOf } from '../../src/domain/instant.ts';
import { DEFAULT_SCHEDULE, type WorkSchedule } from '../../src/domain/schedule.ts';
import {
  type Stretch,
  sharedWeeks,
  stretchesOf,
  type ToldOf,
  toldAt,
} from '../../src/domain/week.ts';
import { call, contact, period, question, rule, subscriber } from '../support/builders.ts';
import { localMinute } from '../support/wall-oracle.ts';
import { anyContent, anySchedule, forAll } from './arbitraries.ts';

const VIP = { kind: 'vip' as const };
const WORKING = { kind: 'working' as const };
const listed = (...numbers: string[]) => ({ kind: 'listed' as const, numbers });

/** `2026-11-23 09:00..2026-11-23 18:00 all`, what is told of nobody left out. */
const written = (stretches: readonly Stretch[]): string[] =>
  stretches
    .filter(({ told }) => told !== 'nobody')
    .map(({ from, to, told }) => `${from.date} ${from.time}..${to.date} ${to.time} ${told}`);

const inWeek = (date: string, rules: JudgedRule[], schedule: WorkSchedule = DEFAULT_SCHEDULE) =>
  written(stretchesOf(rules, schedule, weekOf(date)));

describe('whose calls are told of in a week', () => {
  it('nobody’s without rules, in one stretch', () => {
    expect(stretchesOf([], DEFAULT_SCHEDULE, weekOf('2026-11-23'))).toEqual([
      {
        from: { date: '2026-11-23', time: '00:00' },
        to: { date: '2026-11-29', time: '24:00' },
        told: 'nobody',
      },
    ]);
  });

  it('everybody’s as far as a rule for all callers goes, else those listed, else VIPs', () => {
    const rules = [
      rule({ time: period('mon 09:00-12:00') }),
      rule({ time: period('mon 10:00-14:00'), callers: VIP }),
      rule({ time: period('mon 13:00-15:00'), callers: listed('102') }),
      rule({ types: ['voicemail'] }),
    ];
    expect(inWeek('2026-11-23', rules)).toEqual([
      '2026-11-23 09:00..2026-11-23 12:00 all',
      '2026-11-23 12:00..2026-11-23 13:00 vip',
      '2026-11-23 13:00..2026-11-23 15:00 listed',
    ]);
  });

  it('over midnight, and by the exceptions of that week', () => {
    const schedule = {
      ...DEFAULT_SCHEDULE,
      exceptions: [
        { date: '2026-11-23', hours: [] },
        { date: '2026-11-25', hours: [{ from: '22:00', to: '02:00' }] },
      ],
    };
    expect(inWeek('2026-11-25', [rule({ time: WORKING })], schedule)).toEqual([
      '2026-11-24 09:00..2026-11-24 18:00 all',
      '2026-11-25 22:00..2026-11-26 02:00 all',
      '2026-11-26 09:00..2026-11-26 18:00 all',
      '2026-11-27 09:00..2026-11-27 18:00 all',
    ]);
  });

  it('of one that began in the week before, what runs into this one', () => {
    const night = rule({ time: period('22:00-06:00 2026-11-22') });
    expect(inWeek('2026-11-23', [night])).toEqual(['2026-11-23 00:00..2026-11-23 06:00 all']);
  });
});

const STRANGER = '+79269999999';
const VIP_NUMBER = '+79990000000';

/** What three callers hear says whose calls are told of: a stranger, one whom a rule lists, a VIP. */
const toldByDecide = (
  asked: (number: string) => Parameters<typeof decide>[0],
  numbers: readonly string[],
): ToldOf => {
  const isTold = (number: string): boolean => decide(asked(number)).types.includes('missed');
  if (isTold(STRANGER)) return 'all';
  if (numbers.some(isTold)) return 'listed';
  return isTold(VIP_NUMBER) ? 'vip' : 'nobody';
};

describe('every minute of the week is what decide says of a call in it', () => {
  const ZONES = ['Europe/Moscow', 'Europe/Berlin', 'America/New_York'];
  const rulesDrawn = fc
    .array(anyContent, { maxLength: 4 })
    .map((drawn) => drawn.map((content, index) => rule({ id: index + 1, ...content })));

  it.each(ZONES)('in %s, also while clocks change', (zone) => {
    forAll(
      fc.property(
        rulesDrawn,
        anySchedule,
        fc.constantFrom('2026-03-29', '2026-11-18', '2026-11-01', '2026-03-08'),
        fc.nat(7 * 24 * 60 - 1),
        (rules, drawn, date, offset) => {
          const schedule = { ...drawn, zone };
          const week = weekOf(date);
          const instant = Date.parse(`${week[0]?.date}T00:00Z`) + offset * 60_000;
          const { today, time } = localMinute(instant, zone);
          const day = week.find((one) => one.date === today.date);
          if (!day) return;
          const numbers = rules.flatMap(({ callers }) =>
            callers.kind === 'listed' ? callers.numbers : [],
          );
          // Two to five digits are an extension only from inside.
          const asked = (number: string) => {
            const made: Call = call({
              startedAt: new Date(instant).toISOString(),
              caller: { number, name: null },
              kind: 'internal',
            });
            const contacts = [contact({ numbers: [VIP_NUMBER] })];
            return question({ call: made, rules, schedule, contacts });
          };
          const stretch = stretchesOf(rules, schedule, week).find(
            ({ from, to }) =>
              `${from.date} ${from.time}` <= `${today.date} ${time}` &&
              `${today.date} ${time}` < `${to.date} ${to.time}`,
          );
          const expected = toldByDecide(asked, numbers);
          expect(stretch?.told).toBe(expected);
          const [hours, minutes] = time.split(':').map(Number);
          const minute = (hours ?? 0) * 60 + (minutes ?? 0);
          expect(toldAt(rules, schedule, { ...day, minute })).toBe(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('and the stretches follow one another from the first midnight to the last', () => {
    forAll(
      fc.property(rulesDrawn, anySchedule, (rules, schedule) => {
        const days = midnights('2026-11-16', 0, 7);
        const stretches = stretchesOf(rules, schedule, days);
        expect(stretches[0]?.from).toEqual({ date: '2026-11-16', time: '00:00' });
        expect(stretches.at(-1)?.to).toEqual({ date: '2026-11-22', time: '24:00' });
        for (const [index, { from, told }] of stretches.entries()) {
          const before = stretches[index - 1];
          if (!before) continue;
          expect(before.told).not.toBe(told);
          const midnight = before.to.time === '24:00' && from.time === '00:00';
          expect(midnight || (before.to.date === from.date && before.to.time === from.time)).toBe(
            true,
          );
        }
      }),
    );
  });
});

describe('subscribers who are told of the same callers all week long', () => {
  const people = [1, 2, 3, 4, 5].map((id) => subscriber({ id }));
  const rulesOf = ({ id }: { id: number }): JudgedRule[] => {
    if (id === 1) return [rule({ types: ['voicemail'] })];
    if (id === 2) return [rule({ time: WORKING, callers: listed('102') })];
    if (id === 3) return [rule({ time: WORKING, callers: listed('103', '104') })];
    if (id === 4) return [rule({ time: period('mon-fri 09:00-18:00'), callers: listed('102') })];
    return [];
  };

  it('stand together, whatever makes it so; those with the most company first', () => {
    const weeks = sharedWeeks(people, rulesOf, DEFAULT_SCHEDULE, weekOf('2026-11-23'));
    expect(weeks.map(({ subscribers }) => subscribers.map(({ id }) => id))).toEqual([
      [2, 3, 4],
      [1],
      [5],
    ]);
    expect(weeks.map(({ voicemail }) => voicemail)).toEqual([false, true, false]);
  });
});
