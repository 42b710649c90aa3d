import { describe, expect, it } from 'vitest';
import {
  BORIS,
  connectTelegram,
  dueFor,
  MINUTE,
  notificationsOf,
  report,
  type TestPbx,
} from '../../support/pbx.ts';
import { pbxWithRules, rulesBriefly, VIP, WORKING } from '../../support/rules.ts';

describe('R3: several rules at once', () => {
  it('several are edited; what a change leaves out stays', async () => {
    const made = await pbxWithRules();
    made.clock.now += MINUTE;
    const { updated, unchanged } = await made.pbx('batchRules', {
      body: {
        update: [
          { id: 4, ...WORKING },
          { id: 2, ...VIP },
          { id: 1, types: ['voicemail'] },
        ],
      },
    });
    expect(updated.map(({ id }) => id)).toEqual([1, 2, 4]);
    expect(unchanged).toEqual([]);
    expect(updated[0]).toMatchObject({
      createdAt: '2026-11-18T12:01:00+03:00',
      updatedAt: '2026-11-18T12:02:00+03:00',
    });
    expect(await rulesBriefly(made)).toEqual([
      '1 r2 voicemail all all',
      '2 r2 missed working vip',
      '3 r1 missed all vip',
      '4 r2 missed working all',
    ]);
  });

  it('several are removed, and told as they were', async () => {
    const made = await pbxWithRules();
    const { removed } = await made.pbx('batchRules', {
      body: { remove: [{ id: 3 }, { id: 1, revision: 1 }] },
    });
    expect(removed.map(({ id, callers }) => [id, callers.kind])).toEqual([
      [3, 'vip'],
      [1, 'all'],
    ]);
    expect(await rulesBriefly(made)).toEqual(['2 r1 missed working all', '4 r1 missed all all']);
  });

  it('one is made, one edited and one removed in one request', async () => {
    const made = await pbxWithRules();
    await made.pbx('batchRules', {
      body: {
        create: [{ subscribers: ['102'], ...VIP }],
        update: [{ id: 4, ...WORKING }],
        remove: [{ id: 2 }],
      },
    });
    expect(await rulesBriefly(made)).toEqual([
      '1 r1 missed all all',
      '3 r1 missed all vip',
      '4 r2 missed working all',
      '5 r1 missed all vip',
    ]);
  });
});

describe('R3: removing a rule withdraws what waits', () => {
  const remove = (made: TestPbx, ...ids: number[]) =>
    made.pbx('batchRules', { body: { remove: ids.map((id) => ({ id })) } });

  it('by every channel, if nothing else asks for it', async () => {
    const made = await pbxWithRules();
    connectTelegram(made.store, BORIS);
    const { id } = await report(made, { subscriber: '102' });
    await remove(made, 4);
    expect(await dueFor(made, id)).toEqual(['missed email withdrawn', 'missed telegram withdrawn']);
  });

  it('not while another of his rules asks for it, then with the last of them', async () => {
    const made = await pbxWithRules();
    const { id } = await report(made);
    expect((await notificationsOf(made, id))[0]?.rules).toEqual([1, 2]);
    await remove(made, 1);
    expect(await dueFor(made, id)).toEqual(['missed email waiting']);
    await remove(made, 2);
    expect(await dueFor(made, id)).toEqual(['missed email withdrawn']);
  });

  it('both at once', async () => {
    const made = await pbxWithRules();
    const { id } = await report(made);
    await remove(made, 1, 2);
    expect(await dueFor(made, id)).toEqual(['missed email withdrawn']);
  });

  it('a rule that did not ask for it does not keep it, and neither does somebody else’s', async () => {
    const made = await pbxWithRules();
    const own = await report(made);
    const other = await report(made, { sourceCallId: '2', subscriber: '102' });
    await remove(made, 1, 2);
    expect(await dueFor(made, own.id)).toEqual(['missed email withdrawn']);
    expect(await dueFor(made, other.id)).toEqual(['missed email waiting']);
  });

  it.each(['sent', 'failed'])('what was %s stays so', async (status) => {
    const made = await pbxWithRules();
    const { id } = await report(made);
    made.store.write((db) => db.run('update notifications set status = ?', status));
    await remove(made, 1, 2);
    expect(await dueFor(made, id)).toEqual([`missed email ${status}`]);
  });

  it('the next call is told of no more', async () => {
    const made = await pbxWithRules();
    await remove(made, 4);
    const { verdict } = await report(made, { subscriber: '102' });
    expect(verdict).toMatchObject({ verdict: 'silent', reason: 'no-rules' });
  });
});
