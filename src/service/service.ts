/** The PBX service: every operation of the contract over one store. */
import type { Answer } from '../contract/operation.ts';
import {
  checkInput,
  type OperationName,
  type Operations,
  operations,
  type Pbx,
  writes,
} from '../contract/pbx.ts';
import type { Context, Handler } from './operations/context.ts';
import { auditTo } from './store/audit.ts';
import type { Database, Store } from './store/database.ts';

/** Loaded when they are asked for, so that a command pays only for the operations that it uses. */
const handlers: { [Name in OperationName]: () => Promise<Handler<Name>> } = {
  listRules: async () => (await import('./operations/rules.ts')).listRules,
  createRules: async () => (await import('./operations/change-rules.ts')).createRules,
  batchRules: async () => (await import('./operations/change-rules.ts')).batchRules,
  decideCall: async () => (await import('./operations/decide-call.ts')).decideCall,
  listSubscribers: async () => (await import('./operations/subscribers.ts')).listSubscribers,
  getSubscriber: async () => (await import('./operations/subscribers.ts')).getSubscriber,
  createSubscriber: async () => (await import('./operations/subscribers.ts')).createSubscriber,
  patchSubscriber: async () => (await import('./operations/subscribers.ts')).patchSubscriber,
  batchSubscribers: async () => (await import('./operations/subscribers.ts')).batchSubscribers,
  listContacts: async () => (await import('./operations/contacts.ts')).listContacts,
  createContact: async () => (await import('./operations/contacts.ts')).createContact,
  patchContact: async () => (await import('./operations/contacts.ts')).patchContact,
  batchContacts: async () => (await import('./operations/contacts.ts')).batchContacts,
  getSchedule: async () => (await import('./operations/settings.ts')).getSchedule,
  putSchedule: async () => (await import('./operations/settings.ts')).putSchedule,
  getSettings: async () => (await import('./operations/settings.ts')).getSettings,
  putSettings: async () => (await import('./operations/settings.ts')).putSettings,
  reportCalls: async () => (await import('./operations/take-calls.ts')).reportCalls,
  listCalls: async () => (await import('./operations/calls.ts')).listCalls,
  getCall: async () => (await import('./operations/calls.ts')).getCall,
  getRule: async () => (await import('./operations/rules.ts')).getRule,
  patchRule: async () => (await import('./operations/change-rules.ts')).patchRule,
  deleteRule: async () => (await import('./operations/change-rules.ts')).deleteRule,
  deleteSubscriber: async () => (await import('./operations/subscribers.ts')).deleteSubscriber,
  getContact: async () => (await import('./operations/contacts.ts')).getContact,
  deleteContact: async () => (await import('./operations/contacts.ts')).deleteContact,
  listNotifications: async () => (await import('./operations/notifications.ts')).listNotifications,
  getNotification: async () => (await import('./operations/notifications.ts')).getNotification,
  testNotification: async () => (await import('./operations/notifications.ts')).testNotification,
  retryNotification: async () => (await import('./operations/notifications.ts')).retryNotification,
  listTokens: async () => (await import('./operations/access.ts')).listTokens,
  createToken: async () => (await import('./operations/access.ts')).createToken,
  revokeToken: async () => (await import('./operations/access.ts')).revokeToken,
  listAudit: async () => (await import('./operations/access.ts')).listAudit,
};

export type ServiceOptions = {
  store: Store;
  /** Who asks, for the audit log (A17). */
  actor: string;
  /** Milliseconds of Unix time. */
  clock: () => number;
  /** Something was written: something may be due. */
  onWrite?: () => void;
};

const asksDryRun = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'dryRun' in query && query.dryRun === true;

/** Does one operation in one transaction: all of it or nothing (A16). The input is checked here, whoever sends it. */
export const perform = async <Name extends OperationName>(
  { store, actor, clock, onWrite }: ServiceOptions,
  name: Name,
  input: object,
): Promise<Answer<Operations[Name]>> => {
  const handler = await handlers[name]();
  const operation = operations[name];
  const checked = checkInput(operation, input);
  const work = (db: Database) => {
    const now = clock();
    const context: Context = { db, audit: auditTo(db, actor, now), now };
    return handler(context, checked);
  };
  if (!writes(operation)) return store.read(work);
  const answer = store.write(work, { dryRun: asksDryRun(checked.query) });
  onWrite?.();
  return answer;
};

export const pbxOver =
  (options: ServiceOptions): Pbx =>
  (name, input) =>
    perform(options, name, input);
