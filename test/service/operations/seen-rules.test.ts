// A batch that rests on what was seen of single subscribers (A16).
import { expect, test } from 'vitest';
import { ANNA, BORIS, problemOf, staffedPbx } from '../../support/pbx.ts';

const VIP = { kind: 'vip' as const };
const WORKING = { kind: 'working' as const };

test('A16: it is done if each of them has the very rules that were seen', async () => {
  const { pbx } = await staffedPbx();
  const { created } = await pbx('createRules', { body: { subscribers: [ANNA] } });
  const rules = created.map(({ id, revision }) => ({ id, revision }));
  const answer = await pbx('batchRules', {
    body: {
      seen: [
        { subscriber: ANNA, rules },
        { subscriber: BORIS, rules: [] },
      ],
      create: [{ subscribers: [ANNA, BORIS], callers: VIP }],
    },
  });
  expect(answer.counts).toEqual({ created: 2, updated: 0, unchanged: 0, removed: 0 });
});

test.each([
  ['got another', { create: [{ subscribers: [ANNA], time: WORKING }] }],
  ['was changed', { update: [{ id: 1, time: WORKING }] }],
  ['is gone', { remove: [{ id: 1 }] }],
])('A16: it is refused, and nothing done, if a rule %s since', async (_, change) => {
  const { pbx } = await staffedPbx();
  await pbx('createRules', { body: { subscribers: [ANNA] } });
  await pbx('batchRules', { body: change });
  const seen = [{ subscriber: ANNA, rules: [{ id: 1, revision: 1 }] }];
  const problem = await problemOf(
    pbx('batchRules', { body: { seen, create: [{ subscribers: [BORIS] }] } }),
  );
  expect(problem.type).toBe('stale');
  expect(problem.faults).toEqual([
    { path: ['seen', 0], fault: { code: 'rules-stale', id: ANNA, name: 'Анна Петрова' } },
  ]);
  const { items } = await pbx('listRules', { query: { subscriber: '102' } });
  expect(items).toEqual([]);
});

test('changes of others do not matter', async () => {
  const { pbx } = await staffedPbx();
  await pbx('createRules', { body: { subscribers: [BORIS] } });
  const { counts } = await pbx('batchRules', {
    body: { seen: [{ subscriber: ANNA, rules: [] }], create: [{ subscribers: [ANNA] }] },
  });
  expect(counts.created).toBe(1);
});

test('a brief answer counts and lists nothing', async () => {
  const { pbx } = await staffedPbx();
  const create = [{ subscribers: [ANNA, BORIS] }];
  await pbx('batchRules', { body: { create: [{ subscribers: [ANNA] }] } });
  const answer = await pbx('batchRules', { query: { brief: true }, body: { create } });
  expect(answer).toMatchObject({
    created: [],
    unchanged: [],
    counts: { created: 1, updated: 0, unchanged: 1, removed: 0 },
  });
});
