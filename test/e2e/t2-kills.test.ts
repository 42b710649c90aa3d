import { expect, test } from 'vitest';
import { PROGRAM, temporaryFolder } from '../support/cli.ts';
import { listenUnderKills } from '../support/t2-kills.ts';

test('every call of a T2 is taken and told of once, whenever the service is killed, however late it is seen (A7)', {
  timeout: 120_000,
}, async () => {
  const account = await listenUnderKills({
    folder: temporaryFolder(),
    program: PROGRAM,
    milliseconds: 6000,
    kills: 4,
    lateMilliseconds: 3000,
    random: Math.random,
  });
  expect(account).toMatchObject({ missing: [], odd: [], told: account.due });
  expect(account.due).toBeGreaterThan(10);
});
