// Notifications to many chats by a courier that is killed again and again; the clock of the Bot API's limits runs
// faster than ours: node test/bench/chats.ts [notifications] [chats] [kills] [speed]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tellChatsUnderKills } from '../support/chats.ts';

const [notifications = 10_000, chats = 1000, kills = 20, speed = 4] = process.argv
  .slice(2)
  .map(Number);
const folder = mkdtempSync(join(tmpdir(), 'pbxctl-chats-'));
const begun = performance.now();
const account = await tellChatsUnderKills({
  folder,
  notifications,
  chats,
  kills,
  speed,
  random: Math.random,
});
rmSync(folder, { recursive: true });
const seconds = (((performance.now() - begun) / 1000) * speed).toFixed(0);
console.log(
  `${notifications} to ${chats} chats, ${kills} kills, ${seconds} s by that clock`,
  account,
);
