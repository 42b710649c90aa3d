import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentKey, type Rule, type RuleContent } from '../../src/domain/rule.ts';
import {
  changedFields,
  isTooMuch,
  planRules,
  type SubscriberPlan,
} from '../../src/provisioning/plan.ts';
import { period, subscriber } from '../support/builders.ts';

const ALL: RuleContent = { types: ['missed'], time: { kind: 'all' }, callers: { kind: 'all' } };

const content = (change: Partial<RuleContent>): RuleContent => ({ ...ALL, ...change });

const anna = subscriber({ id: 1 });
const boris = subscriber({ id: 2, extension: '102', number: null, email: null });

const present = (id: number, change: Partial<RuleContent> = {}, owner = anna): Rule => ({
  id,
  revision: 1,
  subscriber: owner,
  ...content(change),
  createdAt: '2026-11-22T10:00:00+03:00',
  updatedAt: '2026-11-22T10:00:00+03:00',
});

const keyed = (rules: RuleContent[]) =>
  rules.map((one) => ({ content: one, key: contentKey(one) }));

const planOf = (rules: RuleContent[], there: Rule[]): SubscriberPlan => {
  const wanted = [{ subscriber: anna, rules: keyed(rules) }];
  const [plan] = planRules(wanted, there, { prune: false });
  if (!plan) throw new Error('no plan');
  return plan;
};

describe('a plan', () => {
  test('leaves equal rules as they are', () => {
    const vip = content({ callers: { kind: 'vip' } });
    expect(planOf([vip, ALL], [present(1), present(2, vip)])).toMatchObject({
      create: [],
      update: [],
      remove: [],
      unchanged: 2,
    });
  });

  test('changes the rule that differs least, and makes what is left', () => {
    const both = content({ types: ['missed', 'voicemail'], time: { kind: 'working' } });
    const night = content({ time: period('mon-fri 18:00-09:00'), callers: { kind: 'vip' } });
    const there = present(1, { time: { kind: 'working' } });
    const plan = planOf([night, both], [there]);
    expect(plan.update).toEqual([{ before: there, after: both }]);
    expect(plan.create).toEqual([night]);
  });

  test('removes what nothing is made of', () => {
    const plan = planOf(
      [content({ callers: { kind: 'vip' } })],
      [present(1), present(2, { types: ['voicemail'] })],
    );
    expect(plan.update.map(({ before }) => before.id)).toEqual([1]);
    expect(plan.remove.map(({ id }) => id)).toEqual([2]);
  });

  test('leaves subscribers alone that it is not about, unless it prunes', () => {
    const there = [present(1), present(2, {}, boris)];
    const wanted = [{ subscriber: anna, rules: keyed([ALL]) }];
    expect(planRules(wanted, there, { prune: false })).toHaveLength(1);
    const [, pruned] = planRules(wanted, there, { prune: true });
    expect(pruned).toMatchObject({ subscriber: boris, create: [], update: [], unchanged: 0 });
    expect(pruned?.remove.map(({ id }) => id)).toEqual([2]);
  });

  test('an empty list of rules removes all that he has', () => {
    expect(planOf([], [present(1), present(2, { types: ['voicemail'] })]).remove).toHaveLength(2);
  });

  test('is made for a thousand rules of one subscriber that are all other ones', () => {
    const numbers = (start: number) =>
      Array.from({ length: 1000 }, (_, index) =>
        content({ callers: { kind: 'listed', numbers: [`+7916${start + index}`] } }),
      );
    const there = numbers(1_000_000).map((one, index) => present(index + 1, one));
    const plan = planOf(numbers(2_000_000), there);
    expect(plan.update).toHaveLength(1000);
    expect(
      plan.update.every(({ before, after }) => changedFields(before, after).length === 1),
    ).toBe(true);
  });

  test('of changes of equal size prefers the one that keeps the sort of each field', () => {
    const numbers = (...list: string[]) => content({ callers: { kind: 'listed', numbers: list } });
    const plan = planOf([numbers('103')], [present(1), present(2, numbers('102'))]);
    expect(plan.update.map(({ before }) => before.id)).toEqual([2]);
    expect(plan.remove.map(({ id }) => id)).toEqual([1]);
  });

  test('names the rules that were seen, at their revisions', () => {
    expect(planOf([], [present(4), present(9, { types: ['voicemail'] })]).seen).toEqual([
      { id: 4, revision: 1 },
      { id: 9, revision: 1 },
    ]);
  });
});

/** Few values, so that rules share fields by chance. */
const contents = fc.uniqueArray(
  fc.record({
    types: fc.constantFrom<RuleContent['types']>(['missed'], ['missed', 'voicemail']),
    time: fc.constantFrom<RuleContent['time']>(
      { kind: 'all' },
      { kind: 'working' },
      { kind: 'non-working' },
      period('sat,sun'),
    ),
    callers: fc.constantFrom<RuleContent['callers']>(
      { kind: 'all' },
      { kind: 'vip' },
      { kind: 'listed', numbers: ['102'] },
    ),
  }),
  { maxLength: 5, selector: contentKey },
);

/** All ways to give each of the fewer one of the others. */
const pairings = (few: number, many: number[]): number[][] =>
  few === 0
    ? [[]]
    : many.flatMap((column) =>
        pairings(
          few - 1,
          many.filter((other) => other !== column),
        ).map((rest) => [column, ...rest]),
      );

const leastFields = (there: RuleContent[], wanted: RuleContent[]): number => {
  const [few, many] = there.length < wanted.length ? [there, wanted] : [wanted, there];
  const sums = pairings(few.length, [...many.keys()]).map((columns) =>
    columns.reduce((sum, column, row) => {
      const [a, b] = [few[row], many[column]];
      return sum + (a && b ? changedFields(a, b).length : 0);
    }, 0),
  );
  return Math.min(...sums);
};

describe('every plan', () => {
  test('makes of the rules that are there exactly those that are wanted', () => {
    fc.assert(
      fc.property(contents, contents, (there, wanted) => {
        const plan = planOf(
          wanted,
          there.map((one, index) => present(index + 1, one)),
        );
        const gone = new Set(
          [...plan.remove, ...plan.update.map(({ before }) => before)].map(contentKey),
        );
        const after = [
          ...there.filter((one) => !gone.has(contentKey(one))),
          ...plan.update.map((update) => update.after),
          ...plan.create,
        ];
        expect(after.map(contentKey).sort()).toEqual(wanted.map(contentKey).sort());
        expect(Math.min(plan.create.length, plan.remove.length)).toBe(0);
      }),
    );
  });

  test('changes the fewest fields of all that pair as many rules', () => {
    fc.assert(
      fc.property(contents, contents, (there, wanted) => {
        const { update } = planOf(
          wanted,
          there.map((one, index) => present(index + 1, one)),
        );
        const fields = update.reduce(
          (sum, { before, after }) => sum + changedFields(before, after).length,
          0,
        );
        expect(fields).toBe(leastFields(there, wanted));
      }),
    );
  });
});

test.each([
  [9, 9, false],
  [3, 10, false],
  [4, 10, true],
  [30, 100, false],
  [31, 100, true],
  [0, 0, false],
])('%i changed of %i is too much: %s', (changed, all, expected) => {
  expect(isTooMuch(changed, all)).toBe(expected);
});
