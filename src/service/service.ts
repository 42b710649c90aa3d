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
import type { ChannelOptions } from './delivery/senders.ts';
import type { Context, Handler, Live, LiveHandler } from './operations/context.ts';
import type { ListeningSources } from './sources/source.ts';
import { auditTo } from './store/audit.ts';
import type { Database, Store } from './store/database.ts';

type LiveName = 'listSources' | 'checkSource' | 'diagnose';
type StoreName = Exclude<OperationName, LiveName>;

/** Loaded when they are asked for, so that a command pays only for the operations that it uses. */
const handlers: { [Name in StoreName]: () => Promise<Handler<Name>> } = {
  listRules: async () => (await import('./operations/rules.ts')).listRules,
  createRules: async () => (await import('./operations/change-rules.ts')).createRules,
  batchRules: async () => (await import('./operations/change-rules.ts')).batchRules,
  decideCall: async () => (await import('./operations/decide-call.ts')).decideCall,
  listSubscribers: async () => (await import('./operations/subscribers.ts')).listSubscribers,
  getSubscriber: async () => (await import('./operations/subscribers.ts')).getSubscriber,
  createSubscriber: async () => (await import('./operations/subscribers.ts')).createSubscriber,
  patchSubscriber: async () => (await import('./operations/subscribers.ts')).patchSubscriber,
  batchSubscribers: async () => (await import('./operations/subscribers.ts')).batchSubscribers,
  connectTelegram: async () => (await import('./operations/connect-telegram.ts')).connectTelegram,
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

const liveHandlers: { [Name in LiveName]: () => Promise<LiveHandler<Name>> } = {
  listSources: async () => (await import('./operations/sources.ts')).listSources,
  checkSource: async () => (await import('./operations/sources.ts')).checkSource,
  diagnose: async () => (await import('./operations/diagnosis.ts')).diagnose,
};

export type ServiceOptions = {
  store: Store;
  /** Who asks, for the audit log (A17). */
  actor: string;
  /** Milliseconds of Unix time. */
  clock: () => number;
  /** Something was written: something may be due. */
  onWrite?: () => void;
  /** Left out where nothing runs that could listen to any. */
  sources?: ListeningSources | undefined;
  /** By what is delivered from here; left out where whoever asks delivers himself, as from a file. */
  channels?: ChannelOptions | undefined;
  bot?: Live['bot'] | undefined;
};

const asksDryRun = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'dryRun' in query && query.dryRun === true;

/** All of it or nothing, in one transaction (A16). */
const performInStore = async <Name extends StoreName>(
  { store, actor, clock, channels, onWrite }: ServiceOptions,
  name: Name,
  input: object,
): Promise<Answer<Operations[Name]>> => {
  const handler = await handlers[name]();
  const operation = operations[name];
  const checked = checkInput(operation, input);
  const work = (db: Database) => {
    const now = clock();
    const context: Context = { db, audit: auditTo(db, actor, now), now, channels };
    return handler(context, checked);
  };
  if (!writes(operation)) return store.read(work);
  const answer = store.write(work, { dryRun: asksDryRun(checked.query) });
  onWrite?.();
  return answer;
};

const NO_CHANNELS: ChannelOptions = { mail: null, telegram: null };

const performLive = async <Name extends LiveName>(
  { store, clock, sources, channels = NO_CHANNELS, bot = null }: ServiceOptions,
  name: Name,
  input: object,
): Promise<Answer<Operations[Name]>> => {
  const handler = await liveHandlers[name]();
  return handler({ store, clock, sources, channels, bot }, checkInput(operations[name], input));
};

const isLive = (name: OperationName): name is LiveName => Object.hasOwn(liveHandlers, name);

/** Does one operation. The input is checked here, whoever sends it. */
export const perform = async <Name extends OperationName>(
  options: ServiceOptions,
  name: Name,
  input: object,
): Promise<Answer<Operations[Name]>> => {
  const answer = isLive(name)
    ? await performLive(options, name, input)
    : await performInStore(options, name, input);
  // Each answers for its own name; the compiler cannot follow the name through the question which it is.
  return answer as Answer<Operations[Name]>;
};

export const pbxOver =
  (options: ServiceOptions): Pbx =>
  (name, input) =>
    perform(options, name, input);
