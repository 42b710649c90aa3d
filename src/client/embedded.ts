/** A PBX in this process: the service over a file, without a server or a port. */
import { userInfo } from 'node:os';
import type { Pbx } from '../contract/pbx.ts';
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

/** Sends what is due by e-mail, as this process is told to by its environment. */
export const deliver = async (
  { store }: EmbeddedPbx,
  smtp: { url: string; from: string },
): Promise<{ sent: number; failed: number; waiting: number }> => {
  const [{ emailSender }, { deliverDue }] = await Promise.all([
    import('../service/delivery/e-mail.ts'),
    import('../service/delivery/deliver.ts'),
  ]);
  const sender = emailSender(smtp.url, smtp.from);
  try {
    return await deliverDue({ store, sender, clock: () => Date.now() });
  } finally {
    sender.close();
  }
};

/** How many e-mails wait to be sent. */
export const waitingMessages = ({ store }: EmbeddedPbx): number =>
  store.read((db) => countWaiting(db, 'email'));
