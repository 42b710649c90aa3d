/** The PBX service: every operation of the contract over one store. */
import { checkInput, type OperationName, operations, type Pbx, writes } from '../contract/pbx.ts';
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
  reportCalls: async () => (await import('./operations/calls.ts')).reportCalls,
  listCalls: async () => (await import('./operations/calls.ts')).listCalls,
  getCall: async () => (await import('./operations/calls.ts')).getCall,
};

export type ServiceOptions = {
  store: Store;
  /** Who asks, for the audit log (A17). */
  actor: string;
  /** Milliseconds of Unix time. */
  clock: () => number;
};

const asksDryRun = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'dryRun' in query && query.dryRun === true;

/** Each operation is one transaction: all of it or nothing (A16). */
export const pbxOver =
  ({ store, actor, clock }: ServiceOptions): Pbx =>
  async (name, input) => {
    const handler = await handlers[name]();
    const operation = operations[name];
    const checked = checkInput(operation, input);
    const work = (db: Database) => {
      const now = clock();
      const context: Context = { db, audit: auditTo(db, actor, now), now };
      return handler(context, checked);
    };
    return writes(operation)
      ? store.write(work, { dryRun: asksDryRun(checked.query) })
      : store.read(work);
  };
