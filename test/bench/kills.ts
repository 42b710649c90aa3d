// A serving process killed at random moments, a thousand times unless told otherwise, after a build:
// node test/bench/kills.ts [kills] [calls]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deliverUnderKills } from '../support/kills.ts';

const [kills = 1000, calls = 40_000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'pbxctl-kills-'));
const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const account = await deliverUnderKills({ folder, program, calls, kills, random: Math.random });
rmSync(folder, { recursive: true });
console.log(`${kills} kills`, account);
