/** A PBX in this process: the service over a file, without a server or a port. */
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { Pbx } from '../contract/pbx.ts';
import { Problem, problem } from '../contract/problem.ts';
import type { Check } from '../contract/service.ts';
import type { Delivery } from '../service/delivery/deliver.ts';
import type { ChannelOptions } from '../service/delivery/senders.ts';
import { pbxOver } from '../service/service.ts';
import { openStore, type Store } from '../service/store/database.ts';
import { countWaiting } from '../service/store/notifications.ts';

export type EmbeddedPbx = {
  pbx: Pbx;
  store: Store;
};

/** The operating system's user, for the audit log; in a container he may have no name. */
const localUser = (): string => {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
};

export const openEmbedded = (path: string): EmbeddedPbx => {
  const store = openStore({ path });
  const clock = (): number => Date.now();
  return { pbx: pbxOver({ store, actor: `local:${localUser()}`, clock }), store };
};

const withSenders = async <T>(
  { store }: EmbeddedPbx,
  channels: ChannelOptions,
  work: (delivery: Delivery) => Promise<T>,
): Promise<T> => {
  const { closeAll, sendersFor } = await import('../service/delivery/senders.ts');
  const senders = await sendersFor(channels);
  try {
    return await work({ store, senders, clock: () => Date.now() });
  } finally {
    closeAll(senders);
  }
};

/** Sends what is due by the channels that this process has. */
export const deliver = async (
  embedded: EmbeddedPbx,
  channels: ChannelOptions,
): Promise<{ sent: number; failed: number; waiting: number }> => {
  const { deliverDue } = await import('../service/delivery/deliver.ts');
  return withSenders(embedded, channels, deliverDue);
};

/** Sends only the tests that are due. */
export const deliverTests = async (
  embedded: EmbeddedPbx,
  channels: ChannelOptions,
): Promise<void> => {
  const { deliverTests } = await import('../service/delivery/deliver.ts');
  return withSenders(embedded, channels, deliverTests);
};

/** Copies the PBX in one file into another, while others use it. */
export const backUp = async (
  path: string,
  file: string,
  onProgress: (done: number) => void,
): Promise<{ bytes: number }> => {
  const { backUpStore } = await import('../service/store/backup.ts');
  return backUpStore(path, file, onProgress);
};

/** Looks at everything that the PBX in a file rests on, as whoever delivers from it is told to by the environment. */
export const diagnose = async (path: string, channels: ChannelOptions): Promise<Check[]> => {
  const { diagnosisOf, diagnosisWithout } = await import('../service/diagnosis/diagnosis.ts');
  const opened = openExisting(path);
  if (opened instanceof Problem) return diagnosisWithout(opened, channels);
  const live = { store: opened, clock: () => Date.now(), channels, bot: null, sources: undefined };
  try {
    return await diagnosisOf(live, { thoroughly: true });
  } finally {
    opened.close();
  }
};

const openExisting = (path: string): Store | Problem => {
  if (!existsSync(path)) return problem('usage', { code: 'store-missing', path });
  try {
    return openStore({ path });
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
};

/** How many e-mails wait to be sent. */
export const waitingMessages = ({ store }: EmbeddedPbx): number =>
  store.read((db) => countWaiting(db, 'email'));
