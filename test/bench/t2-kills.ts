/**
 * Listens to a T2 for ten minutes, killed twenty times: `node test/bench/t2-kills.ts [minutes] [kills]`. Needs the
 * built program.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listenUnderKills } from '../support/t2-kills.ts';

const [, , minutes = '10', kills = '20'] = process.argv;
const folder = mkdtempSync(join(tmpdir(), 'pbxctl-t2-kills-'));
const account = await listenUnderKills({
  folder,
  program: fileURLToPath(new URL('../../bin/run.js', import.meta.url)),
  milliseconds: Number(minutes) * 60_000,
  kills: Number(kills),
  lateMilliseconds: Math.min(120_000, Number(minutes) * 12_000),
  random: Math.random,
});
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify(account));
if (account.missing.length + account.odd.length > 0 || account.told !== account.due) {
  process.exitCode = 1;
}
