import { expect, test } from 'vitest';
import { PROGRAM, temporaryFolder } from '../support/cli.ts';
import { deliverUnderKills } from '../support/kills.ts';

const CALLS = 2000;
const KILLS = 50;

test('every call that was answered is told of, whenever the service is killed; only what was being sent is repeated', {
  timeout: 240_000,
}, async () => {
  const account = await deliverUnderKills({
    folder: temporaryFolder(),
    program: PROGRAM,
    calls: CALLS,
    kills: KILLS,
    random: Math.random,
  });
  expect(account).toMatchObject({ answered: CALLS, undelivered: [], inexplicable: [], ids: 1 });
});
