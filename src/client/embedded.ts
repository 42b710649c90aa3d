/** A PBX in this process: the service over a file, without a server or a port. */
import { userInfo } from 'node:os';
import type { Pbx } from '../contract/pbx.ts';
import type { Delivery } from '../service/delivery/deliver.ts';
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

type Mail = { url: string; from: string; authorities?: readonly string[] | undefined };

const withSender = async <T>(
  { store }: EmbeddedPbx,
  mail: Mail,
  work: (delivery: Delivery) => Promise<T>,
): Promise<T> => {
  const { emailSender } = await import('../service/delivery/e-mail.ts');
  const sender = emailSender(mail);
  try {
    return await work({ store, sender, clock: () => Date.now() });
  } finally {
    sender.close();
  }
};

/** Sends what is due by e-mail, as this process is told to by its environment. */
export const deliver = async (
  embedded: EmbeddedPbx,
  mail: Mail,
): Promise<{ sent: number; failed: number; waiting: number }> => {
  const { deliverDue } = await import('../service/delivery/deliver.ts');
  return withSender(embedded, mail, deliverDue);
};

/** Sends only the tests that are due. */
export const deliverTests = async (embedded: EmbeddedPbx, mail: Mail): Promise<void> => {
  const { deliverTests } = await import('../service/delivery/deliver.ts');
  return withSender(embedded, mail, deliverTests);
};

/** How many e-mails wait to be sent. */
export const waitingMessages = ({ store }: EmbeddedPbx): number =>
  store.read((db) => countWaiting(db, 'email'));
