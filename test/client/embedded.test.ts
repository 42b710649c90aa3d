import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  deliver,
  type EmbeddedPbx,
  openEmbedded,
  waitingMessages,
} from '../../src/client/embedded.ts';
import { call } from '../support/builders.ts';
import { auditLog, problemOf, STAFF, temporaryPath } from '../support/pbx.ts';
import { NOBODY, openFolder, storeProgram } from '../support/processes.ts';
import { mailServer, NOBODY_LISTENS, SENDER } from '../support/smtp.ts';

const opened = (path: string): EmbeddedPbx => {
  const embedded = openEmbedded(path);
  onTestFinished(() => embedded.store.close());
  return embedded;
};

/** Анна missed a call a minute ago. */
const withMissedCall = async (): Promise<EmbeddedPbx> => {
  const embedded = opened(temporaryPath());
  const { pbx } = embedded;
  await pbx('batchSubscribers', { body: { upsert: STAFF } });
  await pbx('createRules', { body: { subscribers: ['101'] } });
  const startedAt = new Date(Date.now() - 60_000).toISOString();
  await pbx('reportCalls', { body: [call({ subscriber: '101', startedAt })] });
  return embedded;
};

describe('an embedded PBX', () => {
  it('is a file, made when it is opened, and there when it is opened again', async () => {
    const path = temporaryPath();
    const { pbx } = opened(path);
    expect(existsSync(path)).toBe(true);
    await pbx('batchSubscribers', { body: { upsert: STAFF } });
    const { items } = await opened(path).pbx('listSubscribers', {});
    expect(items).toHaveLength(3);
  });

  it('A17: whoever runs it is in the audit log, at the time of the clock', async () => {
    const { pbx, store } = opened(temporaryPath());
    const begin = Date.now();
    await pbx('createContact', { body: { name: 'Клиент', numbers: ['105'] } });
    const [row] = auditLog(store);
    expect(row?.actor).toBe(`local:${userInfo().username}`);
    expect(row?.at).toBeGreaterThanOrEqual(begin);
    expect(row?.at).toBeLessThanOrEqual(Date.now());
  });

  it.skipIf(NOBODY === null)('A17: by his number, if he has no name', async () => {
    const path = temporaryPath();
    openFolder(path, 0o777);
    const { go } = await storeProgram('embedded', path, { user: NOBODY ?? 0 });
    expect(await go()).toEqual({ outcome: `local:${NOBODY}` });
  });

  it('sends what waits by the mail server that it is told', async () => {
    const embedded = await withMissedCall();
    const { url, arrived } = await mailServer();
    expect(waitingMessages(embedded)).toBe(1);
    const channels = { mail: { url, from: SENDER }, telegram: null };
    expect(await deliver(embedded, channels)).toEqual({ sent: 1, failed: 0, waiting: 0 });
    expect(waitingMessages(embedded)).toBe(0);
    expect(arrived).toHaveLength(1);
  });

  it('a mail server that is not there is a problem, and all waits', async () => {
    const embedded = await withMissedCall();
    const channels = { mail: { url: NOBODY_LISTENS, from: SENDER }, telegram: null };
    const { faults } = await problemOf(deliver(embedded, channels));
    expect(faults).toMatchObject([{ fault: { code: 'channel-down', waiting: 1 } }]);
    expect(waitingMessages(embedded)).toBe(1);
  });
});
