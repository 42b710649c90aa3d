// One request for each operation that it does, against a PBX that was filled for it.
import type { OperationName } from '../../src/contract/pbx.ts';
import { claimDue, recordAttempt } from '../../src/service/store/outbox.ts';
import { saveBotName } from '../../src/service/store/singles.ts';
import { type HttpTestPbx, NOW } from './http.ts';

export const CALL = {
  source: 'asterisk:office',
  sourceCallId: '1795345576.8',
  startedAt: '2026-11-22T11:58:00+03:00',
  endedAt: '2026-11-22T11:58:05+03:00',
  rangSeconds: 5,
  subscriber: '101',
  caller: { number: '+79161234567', name: 'Ivan Petrov' },
  dialled: '+78001000101',
  kind: 'multichannel',
  straight: true,
  outcome: 'no-answer',
} as const;

/** Anna (1) with a rule (1) and a call (1) whose e-mail (1) failed, Boris (2) without any, a client (1), a token. */
export const fill = async ({ pbx, store }: HttpTestPbx): Promise<void> => {
  await pbx('createSubscriber', {
    body: { name: 'Анна Иванова', extension: '101', number: '+79160000101', email: 'anna@firm.ru' },
  });
  await pbx('createSubscriber', { body: { name: 'Борис Лебедев', extension: '102' } });
  store.write((db) => saveBotName(db, 'firm_pbx_bot'));
  await pbx('createContact', {
    body: { name: 'ООО «Ромашка»', numbers: ['+79161234567'], vip: true },
  });
  await pbx('createRules', { body: { subscribers: ['101'] } });
  await pbx('reportCalls', { body: [CALL] });
  store.write((db) => {
    const claim = { worker: 'test', channel: 'email', until: NOW + 1, limit: 10 } as const;
    for (const { id } of claimDue(db, { ...claim, now: NOW, onlyTests: false })) {
      const outcome = { outcome: 'permanent', answer: '550 no such mailbox' } as const;
      recordAttempt(db, { id, worker: 'test', at: NOW, retryAt: null, ...outcome });
    }
  });
};

const HOURS = [{ from: '10:00', to: '19:00' }];
const SCHEDULE = {
  zone: 'Europe/Moscow',
  hours: { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS, sat: [], sun: [] },
  exceptions: [{ date: '2027-01-01', hours: [] }],
};
const SETTINGS = {
  language: 'ru',
  region: 'RU',
  notifyDirectExternal: true,
  straightNumbers: { '+78001000101': '101' },
  notifyMaxAge: '12h',
  retentionDays: 100,
};

export type Example = { path: string; body?: unknown };

export const EXAMPLES: Record<OperationName, Example> = {
  listRules: { path: '/v1/rules?subscriber=anna@firm.ru&limit=10' },
  createRules: { path: '/v1/rules', body: { subscribers: ['102', 1], types: ['voicemail'] } },
  getRule: { path: '/v1/rules/1' },
  patchRule: { path: '/v1/rules/1', body: { callers: { kind: 'vip' } } },
  deleteRule: { path: '/v1/rules/1' },
  batchRules: {
    path: '/v1/rules/batch',
    body: {
      create: [{ subscribers: ['102'], time: { kind: 'working' } }],
      update: [{ id: 1, revision: 1, types: ['missed', 'voicemail'] }],
    },
  },
  decideCall: {
    path: '/v1/rules/decide',
    body: { call: { subscriber: '101', caller: { number: '+79161234567' }, straight: true } },
  },
  listSubscribers: { path: '/v1/subscribers?q=анна'.replace('анна', encodeURIComponent('анна')) },
  getSubscriber: { path: '/v1/subscribers/1' },
  createSubscriber: { path: '/v1/subscribers', body: { name: 'Вера Орлова', extension: '103' } },
  patchSubscriber: { path: '/v1/subscribers/2', body: { email: 'boris@firm.ru' } },
  deleteSubscriber: { path: '/v1/subscribers/1' },
  batchSubscribers: {
    path: '/v1/subscribers/batch',
    body: { upsert: [{ extension: '104', name: 'Глеб' }], remove: [2] },
  },
  connectTelegram: { path: '/v1/subscribers/telegram-links', body: { subscribers: [1] } },
  listContacts: { path: '/v1/contacts?vip=true' },
  getContact: { path: '/v1/contacts/1' },
  createContact: { path: '/v1/contacts', body: { name: 'ИП Соколов', numbers: ['84951234567'] } },
  patchContact: { path: '/v1/contacts/1', body: { vip: false } },
  deleteContact: { path: '/v1/contacts/1' },
  batchContacts: {
    path: '/v1/contacts/batch',
    body: { upsert: [{ name: 'Ромашка', numbers: ['+79161234567'] }] },
  },
  getSchedule: { path: '/v1/schedule' },
  putSchedule: { path: '/v1/schedule', body: SCHEDULE },
  getSettings: { path: '/v1/settings' },
  putSettings: { path: '/v1/settings', body: SETTINGS },
  reportCalls: {
    path: '/v1/calls',
    body: [{ ...CALL, sourceCallId: '2' }, { ...CALL }, { no: 'call' }],
  },
  listCalls: { path: '/v1/calls?verdict=notify&subscriber=101' },
  getCall: { path: '/v1/calls/1' },
  listNotifications: { path: '/v1/notifications?status=failed&channel=email' },
  getNotification: { path: '/v1/notifications/1' },
  testNotification: { path: '/v1/notifications/test', body: { subscriber: '101' } },
  retryNotification: { path: '/v1/notifications/1/retry' },
  listTokens: { path: '/v1/tokens' },
  createToken: { path: '/v1/tokens', body: { name: 'ci', scopes: ['rules:read'] } },
  revokeToken: { path: '/v1/tokens/1' },
  listAudit: { path: '/v1/audit?resource=rule' },
  listSources: { path: '/v1/sources' },
  diagnose: { path: '/v1/diagnosis' },
  checkSource: { path: '/v1/sources/office/check' },
};
