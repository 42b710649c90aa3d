import { describe, expect, it } from 'vitest';
import { type OperationName, operations, writes } from '../../../src/contract/pbx.ts';
import { DEFAULT_SCHEDULE } from '../../../src/domain/schedule.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { call } from '../../support/builders.ts';
import { ANNA, BORIS, dump, refusal, report, type TestPbx } from '../../support/pbx.ts';
import { pbxWithRules, VIP, WORKING } from '../../support/rules.ts';

type Dry = { dryRun: boolean };

/** Every operation that writes, doing all that it can. */
const WRITING: Partial<Record<OperationName, (made: TestPbx, query: Dry) => Promise<unknown>>> = {
  createRules: ({ pbx }, query) =>
    pbx('createRules', { query, body: { subscribers: ['101', '102'], types: ['voicemail'] } }),
  batchRules: ({ pbx }, query) =>
    pbx('batchRules', {
      query,
      ifMatch: 1,
      body: {
        create: [{ subscribers: ['+79160000103', ANNA], ...WORKING }],
        update: [{ id: 4, ...VIP }],
        remove: [{ id: 1 }],
      },
    }),
  patchRule: ({ pbx }, query) =>
    pbx('patchRule', { params: { id: 1 }, query, body: { types: ['missed', 'voicemail'] } }),
  deleteRule: ({ pbx }, query) => pbx('deleteRule', { params: { id: 1 }, query }),
  deleteSubscriber: ({ pbx }, query) => pbx('deleteSubscriber', { params: { id: ANNA }, query }),
  deleteContact: ({ pbx }, query) => pbx('deleteContact', { params: { id: 1 }, query }),
  createSubscriber: ({ pbx }, query) =>
    pbx('createSubscriber', { query, body: { name: 'Новый', extension: '105' } }),
  patchSubscriber: ({ pbx }, query) =>
    pbx('patchSubscriber', { query, params: { id: BORIS }, body: { email: null } }),
  batchSubscribers: ({ pbx }, query) =>
    pbx('batchSubscribers', {
      query,
      body: {
        upsert: [
          { extension: '102', name: 'Борис' },
          { name: 'Новый', extension: '105' },
        ],
        remove: [ANNA],
      },
    }),
  createContact: ({ pbx }, query) =>
    pbx('createContact', { query, body: { name: 'Клиент', numbers: ['+79161111111'] } }),
  patchContact: ({ pbx }, query) =>
    pbx('patchContact', { query, params: { id: 1 }, body: { numbers: ['106'], vip: false } }),
  batchContacts: ({ pbx }, query) =>
    pbx('batchContacts', {
      query,
      body: { upsert: [{ numbers: ['106'], name: 'Клиент' }], remove: [1] },
    }),
  putSchedule: ({ pbx }, query) =>
    pbx('putSchedule', { query, ifMatch: 0, body: { ...DEFAULT_SCHEDULE, zone: 'Asia/Omsk' } }),
  putSettings: ({ pbx }, query) =>
    pbx('putSettings', { query, body: { ...DEFAULT_SETTINGS, language: 'en' } }),
  reportCalls: ({ pbx }, query) =>
    pbx('reportCalls', {
      query,
      body: [
        call({ subscriber: '102', sourceCallId: 'new' }),
        call({ subscriber: '101', voicemail: {} }),
        'no call',
      ],
    }),
};

const busyPbx = async (): Promise<TestPbx> => {
  const made = await pbxWithRules();
  await made.pbx('createContact', { body: { name: 'VIP', numbers: ['+79161234567'], vip: true } });
  await report(made);
  return made;
};

describe('a dry run', () => {
  it('is known to every operation that writes, and to no other', () => {
    // A token or a link that would be made is of no use, and the others are asked for one by one.
    const without = [
      'createToken',
      'revokeToken',
      'retryNotification',
      'testNotification',
      'connectTelegram',
    ];
    const names = Object.entries(operations).filter(([, operation]) => writes(operation));
    const trying = names.map(([name]) => name).filter((name) => !without.includes(name));
    expect(Object.keys(WRITING).sort()).toEqual(trying.sort());
  });

  it.each(Object.entries(WRITING))(
    'of %s answers what the operation would, and writes nothing',
    async (_, work) => {
      const made = await busyPbx();
      const before = dump(made.store);
      const would = await work(made, { dryRun: true });
      expect(dump(made.store)).toEqual(before);
      const did = await work(made, { dryRun: false });
      expect(would).toEqual(did);
      expect(dump(made.store)).not.toEqual(before);
    },
  );

  it('refuses what the operation would refuse', async () => {
    const made = await busyPbx();
    const query = { dryRun: true };
    const body = { update: [{ id: 2, time: { kind: 'all' as const } }] };
    expect(await refusal(made.pbx('batchRules', { query, body }))).toEqual([
      'conflict',
      'update.0 rule-equal',
    ]);
    expect(await refusal(made.pbx('batchRules', { query, ifMatch: 77, body: {} }))).toEqual([
      'stale',
      '- revision-stale',
    ]);
  });

  it('of an operation that only reads there is none', async () => {
    const made = await busyPbx();
    const query: object = { dryRun: true };
    expect(await refusal(made.pbx('listRules', { query }))).toEqual([
      'invalid',
      'dryRun field-unknown',
    ]);
  });
});
