import { describe, expect, it } from 'vitest';
import { BORIS, dump, problemOf, refusal, report } from '../../support/pbx.ts';
import { pbxWithRules, VIP, WORKING } from '../../support/rules.ts';

describe('A16: revisions', () => {
  it('every change of the set counts, what changes nothing does not', async () => {
    const made = await pbxWithRules();
    const revision = async () => (await made.pbx('listRules', {})).revision;
    const seen = await revision();
    await made.pbx('createRules', { body: { subscribers: ['101'] } });
    expect(await revision()).toBe(seen);
    const { revision: told } = await made.pbx('batchRules', { body: { remove: [{ id: 3 }] } });
    expect(told).toBeGreaterThan(seen);
    expect(await revision()).toBe(told);
    await made.pbx('batchSubscribers', { body: { remove: [BORIS] } });
    expect(await revision()).toBeGreaterThan(told);
  });

  it('the revision that was seen lets a change through, another one stops it', async () => {
    const made = await pbxWithRules();
    const { revision } = await made.pbx('listRules', {});
    await made.pbx('batchRules', { ifMatch: revision, body: { remove: [{ id: 3 }] } });
    const before = dump(made.store);
    const { type, faults } = await problemOf(
      made.pbx('batchRules', { ifMatch: revision, body: { remove: [{ id: 1 }] } }),
    );
    expect([type, faults[0]?.fault]).toMatchObject(['stale', { code: 'revision-stale' }]);
    expect(dump(made.store)).toEqual(before);
  });

  it('a rule that was changed meanwhile is neither edited nor removed', async () => {
    const made = await pbxWithRules();
    await made.pbx('batchRules', {
      body: { update: [{ id: 2, types: ['voicemail'], time: { kind: 'all' } }] },
    });
    const before = dump(made.store);
    for (const part of ['update', 'remove'] as const) {
      const body = {
        [part]: [
          { id: 1, revision: 1 },
          { id: 2, revision: 1 },
        ],
      };
      expect(await refusal(made.pbx('batchRules', { body }))).toEqual([
        'stale',
        `${part}.1 revision-stale`,
      ]);
    }
    expect(dump(made.store)).toEqual(before);
  });
});

describe('A16: all of it or nothing', () => {
  it('one bad item among many leaves the store as it was', async () => {
    const made = await pbxWithRules();
    await report(made);
    const before = dump(made.store);
    const good = {
      create: [{ subscribers: ['102', '+79160000103'], ...VIP }],
      update: [{ id: 4, ...WORKING }],
      remove: [{ id: 1 }, { id: 2 }],
    };
    const bad = [
      { ...good, create: [...good.create, { subscribers: ['nobody'] }] },
      { ...good, update: [...good.update, { id: 99 }] },
      { ...good, update: [...good.update, { id: 4, ...VIP }] },
      { ...good, update: [...good.update, { id: 2, ...VIP }] },
      { ...good, remove: [...good.remove, { id: 3, revision: 9 }] },
      { ...good, remove: [...good.remove, { id: 1 }] },
    ];
    const refused = [];
    for (const body of bad) refused.push(await refusal(made.pbx('batchRules', { body })));
    expect(refused).toEqual([
      ['not-found', 'create.1.subscribers.0 address-unknown'],
      ['not-found', 'update.1 not-found'],
      ['invalid', 'update.1 given-twice'],
      ['invalid', 'update.1 given-twice'],
      ['stale', 'remove.2 revision-stale'],
      ['invalid', 'remove.2 given-twice'],
    ]);
    expect(dump(made.store)).toEqual(before);
  });

  it('so does a clash that shows only while it is being done', async () => {
    const made = await pbxWithRules();
    await report(made);
    const before = dump(made.store);
    const body = {
      remove: [{ id: 3 }, { id: 4 }],
      update: [{ id: 2, time: { kind: 'all' } as const }],
    };
    expect(await refusal(made.pbx('batchRules', { body }))).toEqual([
      'conflict',
      'update.0 rule-equal',
    ]);
    expect(dump(made.store)).toEqual(before);
  });
});
