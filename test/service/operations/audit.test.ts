import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEDULE } from '../../../src/domain/schedule.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { pbxOver } from '../../../src/service/service.ts';
import {
  ANNA,
  auditLog,
  BORIS,
  emptyPbx,
  MINUTE,
  NOW,
  refusal,
  report,
  STAFF,
  staffedPbx,
  type TestPbx,
} from '../../support/pbx.ts';
import { pbxWithRules, VIP, WORKING } from '../../support/rules.ts';

/** What the work adds to the audit log. */
const audited = async (made: TestPbx, work: (made: TestPbx) => Promise<unknown>) => {
  const { length } = auditLog(made.store);
  await work(made);
  return auditLog(made.store).slice(length);
};

const changes = (rows: readonly { change: string }[]): string[] => rows.map(({ change }) => change);

describe('A17: every change is in the audit log: when, who, what, before and after', () => {
  it('a rule that is made', async () => {
    const made = await staffedPbx();
    const subscribers = [ANNA, BORIS];
    const rows = await audited(made, ({ pbx }) => pbx('createRules', { body: { subscribers } }));
    const { items } = await made.pbx('listRules', {});
    expect(rows).toEqual(
      items.map((after) => ({
        at: NOW,
        actor: 'local:test',
        change: `create rule ${after.id}`,
        before: null,
        after,
      })),
    );
  });

  it('a rule that is edited, a rule that is removed', async () => {
    const made = await pbxWithRules();
    const { items: before } = await made.pbx('listRules', {});
    made.clock.now += MINUTE;
    const rows = await audited(made, ({ pbx }) =>
      pbx('batchRules', { body: { update: [{ id: 4, ...VIP }], remove: [{ id: 2 }] } }),
    );
    const { items: after } = await made.pbx('listRules', {});
    const at = NOW + MINUTE;
    expect(rows).toEqual([
      { at, actor: 'local:test', change: 'remove rule 2', before: before[1], after: null },
      { at, actor: 'local:test', change: 'update rule 4', before: before[3], after: after[2] },
    ]);
  });

  it('a subscriber who is made, changed, imported and removed with his rules', async () => {
    const made = await pbxWithRules();
    const rows = await audited(made, async ({ pbx }) => {
      await pbx('createSubscriber', { body: { name: 'Новый', extension: '105' } });
      await pbx('patchSubscriber', { params: { id: BORIS }, body: { name: 'Борис' } });
      const upsert = [
        { extension: '105', name: 'Другой' },
        { name: 'Ещё', extension: '106' },
      ];
      await pbx('batchSubscribers', { body: { upsert, remove: [BORIS] } });
    });
    expect(changes(rows)).toEqual([
      'create subscriber 4',
      'update subscriber 2',
      'remove rule 4',
      'remove subscriber 2',
      'update subscriber 4',
      'create subscriber 5',
    ]);
    expect(rows[1]).toMatchObject({ before: { name: 'Борис Орлов' }, after: { name: 'Борис' } });
    expect(rows[3]).toMatchObject({ before: { name: 'Борис' }, after: null });
    expect(rows[4]).toMatchObject({ before: { name: 'Новый' }, after: { name: 'Другой' } });
  });

  it('a contact that is made, changed, imported and removed', async () => {
    const made = emptyPbx();
    const rows = await audited(made, async ({ pbx }) => {
      await pbx('createContact', { body: { name: 'А', numbers: ['105'] } });
      await pbx('patchContact', { params: { id: 1 }, body: { vip: true } });
      await pbx('batchContacts', { body: { upsert: [{ name: 'Б', numbers: ['106'] }] } });
      await pbx('batchContacts', { body: { remove: [1] } });
    });
    expect(changes(rows)).toEqual([
      'create contact 1',
      'update contact 1',
      'create contact 2',
      'remove contact 1',
    ]);
    expect(rows[1]).toMatchObject({ before: { vip: false }, after: { vip: true } });
  });

  it('the schedule and the settings', async () => {
    const rows = await audited(emptyPbx(), async ({ pbx }) => {
      await pbx('putSchedule', { body: { ...DEFAULT_SCHEDULE, zone: 'Asia/Omsk' } });
      await pbx('putSettings', { body: { ...DEFAULT_SETTINGS, language: 'en' } });
    });
    expect(rows).toMatchObject([
      {
        change: 'update schedule',
        before: { zone: 'Europe/Moscow' },
        after: { zone: 'Asia/Omsk' },
      },
      { change: 'update settings', before: { language: 'ru' }, after: { language: 'en' } },
    ]);
  });

  it('names whoever asked', async () => {
    const made = emptyPbx();
    const pbx = pbxOver({ store: made.store, actor: 'local:root', clock: () => NOW });
    await pbx('createContact', { body: { name: 'А', numbers: ['105'] } });
    expect(auditLog(made.store)[0]?.actor).toBe('local:root');
  });
});

describe('A17: what changes nothing leaves no trace', () => {
  it.each<[string, (made: TestPbx) => Promise<unknown>]>([
    [
      'a rule that is there already',
      ({ pbx }) => pbx('createRules', { body: { subscribers: [1] } }),
    ],
    [
      'an edit into what it is',
      ({ pbx }) => pbx('batchRules', { body: { update: [{ id: 2, ...WORKING }] } }),
    ],
    [
      'the same subscriber',
      ({ pbx }) =>
        pbx('patchSubscriber', { params: { id: BORIS }, body: { email: 'boris@firm.ru' } }),
    ],
    ['the same staff list', ({ pbx }) => pbx('batchSubscribers', { body: { upsert: STAFF } })],
    ['the same schedule', ({ pbx }) => pbx('putSchedule', { body: DEFAULT_SCHEDULE })],
    ['the same settings', ({ pbx }) => pbx('putSettings', { body: DEFAULT_SETTINGS })],
    [
      'a dry run',
      ({ pbx }) =>
        pbx('batchRules', { query: { dryRun: true }, body: { remove: [{ id: 1 }, { id: 2 }] } }),
    ],
    [
      'what is refused',
      ({ pbx }) =>
        refusal(pbx('batchRules', { body: { remove: [{ id: 1 }, { id: 2 }, { id: 99 }] } })),
    ],
    ['a call', (made) => report(made)],
  ])('%s', async (_, work) => {
    expect(await audited(await pbxWithRules(), work)).toEqual([]);
  });
});
