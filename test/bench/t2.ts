/**
 * What a month of a T2's history costs to take, beside the same calls as `calls report` takes them from a file, each as
 * a whole process: `node test/bench/t2.ts [calls]`. Needs the built program.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startT2 } from '../support/t2-server.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const MONTH = 30 * 86_400_000;
const ROUNDS = 3;

const count = Number(process.argv[2] ?? 20_000);
const folder = mkdtempSync(join(tmpdir(), 'pbxctl-t2-'));
const t2 = await startT2();
writeFileSync(join(folder, 't2.json'), JSON.stringify(t2.pair()));
const now = Date.now();
const lines = Array.from({ length: count }, (_, index) => {
  const date = new Date(now - 60_000 - (index / count) * (MONTH - 3_600_000)).toISOString();
  const { uuid } = t2.add({
    date,
    callStatus: index % 3 ? 'ANSWERED_COMMON' : 'NOT_ANSWERED_COMMON',
  });
  return JSON.stringify({
    source: 't2:main',
    sourceCallId: uuid,
    startedAt: date,
    subscriber: '101',
    caller: { number: '102' },
    kind: 'internal',
    outcome: index % 3 ? 'answered' : 'no-answer',
  });
});
const file = join(folder, 'calls.ndjson');
writeFileSync(file, lines.join('\n'));

/** Seconds until it ends; each has a PBX of its own. */
const timed = async (...argv: string[]): Promise<number> => {
  const store = join(folder, `${Math.random()}.db`);
  const env = {
    ...process.env,
    PBX_URL: `file:${store}`,
    PBX_SOURCE_MAIN_SECRET_FILE: join(folder, 't2.json'),
  };
  const begun = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...argv], { env, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}`);
  return (performance.now() - begun) / 1000;
};

for (let round = 0; round < ROUNDS; round += 1) {
  const read = await timed('calls', 'read', '--format', 't2', '--source', `t2:${t2.url}?name=main`);
  const reported = await timed('calls', 'report', file);
  console.log(
    `${count} calls: read from T2 ${read.toFixed(1)} s, reported from a file ${reported.toFixed(1)} s, ratio ${(read / reported).toFixed(2)}`,
  );
}
await t2.close();
rmSync(folder, { recursive: true, force: true });
