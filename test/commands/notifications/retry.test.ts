import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../support/problems.ts';
import { mailServer, SENDER } from '../../support/smtp.ts';
import { told } from '../../support/told.ts';

describe('notifications retry', () => {
  test('makes what has failed due again; of a range only that', async () => {
    const { pbxctl } = await told();
    const retried = await pbxctl('notifications retry 1-3 --json');
    expect(retried).toMatchObject({ code: 0 });
    expect(retried.json()).toMatchObject([{ id: 2, status: 'waiting', attempts: 0 }]);
    const { url, arrived } = await mailServer();
    const environment = { PBX_SMTP_URL: url, PBX_MAIL_FROM: SENDER };
    await pbxctl('notifications send', { environment });
    expect(arrived).toHaveLength(2);
    expect((await pbxctl('notifications list --status failed -o ids')).stdout).toBe('');
  });

  test('a single one that has not failed: 6, one that is not there: 5', async () => {
    const { pbxctl } = await told();
    expect(faultsOf(await pbxctl('notifications retry 1 --json'))).toEqual([
      6,
      '<ids…> not-failed',
    ]);
    expect(faultsOf(await pbxctl('notifications retry 99 --json'))).toEqual([5, 'not-found']);
  });

  test('an empty list on stdin is no fault', async () => {
    const { pbxctl } = await told();
    expect(await pbxctl('notifications retry -', { input: '' })).toMatchObject({ code: 0 });
  });
});
