import { describe, expect, it } from 'vitest';
import { ANNA, BORIS, dump, problemOf, refusal, staffedPbx } from '../../support/pbx.ts';
import { pbxWithRules, rulesBriefly, WORKING } from '../../support/rules.ts';

describe('A15: a rule that is there already', () => {
  it('is made once, however it is written, and told as there', async () => {
    const made = await staffedPbx();
    const period = { kind: 'period' as const };
    const { created } = await made.pbx('createRules', {
      body: { subscribers: [ANNA], time: { ...period, days: ['sat', 'sun'] } },
    });
    const again = await made.pbx('createRules', {
      body: {
        subscribers: [ANNA, BORIS],
        types: ['missed', 'missed'],
        time: { ...period, days: ['sun', 'sat'], intervals: [{ from: '00:00', to: '24:00' }] },
      },
    });
    expect(again.unchanged).toEqual(created);
    expect(again.created.map(({ subscriber }) => subscriber.id)).toEqual([BORIS]);
  });

  it('a script that is run twice changes nothing the second time', async () => {
    const made = await pbxWithRules();
    const before = dump(made.store);
    const { created, unchanged } = await made.pbx('createRules', {
      body: { subscribers: ['101', '102'] },
    });
    expect([created, unchanged.map(({ id }) => id)]).toEqual([[], [1, 4]]);
    expect(dump(made.store)).toEqual(before);
  });

  it('an edit that changes nothing leaves the revision', async () => {
    const made = await pbxWithRules();
    const before = dump(made.store);
    const { updated, unchanged } = await made.pbx('batchRules', {
      body: { update: [{ id: 2, time: { kind: 'working' } }, { id: 3 }] },
    });
    expect([updated, unchanged.map(({ id }) => id)]).toEqual([[], [2, 3]]);
    expect(dump(made.store)).toEqual(before);
  });

  it('an edit into an equal rule is a conflict that names the other', async () => {
    const made = await pbxWithRules();
    const before = dump(made.store);
    const { type, faults } = await problemOf(
      made.pbx('batchRules', {
        body: {
          update: [
            { id: 4, types: ['voicemail'] },
            { id: 3, callers: { kind: 'all' } },
            { id: 2, time: { kind: 'all' } },
          ],
        },
      }),
    );
    expect(type).toBe('conflict');
    expect(faults).toEqual([
      { path: ['update', 1], fault: { code: 'rule-equal', id: 1 } },
      { path: ['update', 2], fault: { code: 'rule-equal', id: 1 } },
    ]);
    expect(dump(made.store)).toEqual(before);
  });

  it('two edits into the same content are a conflict too', async () => {
    const made = await pbxWithRules();
    const batch = made.pbx('batchRules', {
      body: {
        update: [
          { id: 1, types: ['voicemail'] },
          { id: 2, types: ['voicemail'], time: { kind: 'all' } },
        ],
      },
    });
    expect(await refusal(batch)).toEqual(['conflict', 'update.1 rule-equal']);
  });

  it('two rules exchange their contents', async () => {
    const made = await pbxWithRules();
    await made.pbx('batchRules', {
      body: {
        update: [
          { id: 1, ...WORKING },
          { id: 2, time: { kind: 'all' } },
        ],
      },
    });
    expect((await rulesBriefly(made)).slice(0, 2)).toEqual([
      '1 r2 missed working all',
      '2 r2 missed all all',
    ]);
  });

  it('a rule takes the content of one that the same request removes', async () => {
    const made = await pbxWithRules();
    const { updated } = await made.pbx('batchRules', {
      body: { update: [{ id: 2, time: { kind: 'all' } }], remove: [{ id: 1 }] },
    });
    expect(updated).toMatchObject([{ id: 2, time: { kind: 'all' } }]);
  });
});
