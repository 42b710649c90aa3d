import { expect, test } from 'vitest';
import { tellChatsUnderKills } from '../support/chats.ts';
import { temporaryFolder } from '../support/cli.ts';

const KILLS = 2;
const AT_ONCE = 30;

test('R9: chats are told of everything, within the limits of the Bot API as its server sees them, whenever the courier is killed', {
  timeout: 240_000,
}, async () => {
  const account = await tellChatsUnderKills({
    folder: temporaryFolder(),
    notifications: 400,
    chats: 200,
    kills: KILLS,
    speed: 2,
    random: Math.random,
  });
  expect(account.lost).toBe(0);
  expect(account.repeated).toBeLessThanOrEqual(KILLS * AT_ONCE);
  expect(account.mostInFiveSeconds).toBeLessThanOrEqual(5 * 30);
  expect(account.shortestInOneChat).toBeGreaterThanOrEqual(1000);
});
