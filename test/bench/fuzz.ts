// Many odd requests: node test/bench/fuzz.ts [count] [seed]. Exits 1 if one is answered as it should not be.
import { fuzz } from '../support/fuzz.ts';
import { startPbx } from '../support/http.ts';
import { fill } from '../support/requests.ts';

const [count = 20_000, seed = 1] = process.argv.slice(2).map(Number);
const ROUND = 2000;

const pbx = await startPbx();
await fill(pbx);
const sum: Record<string, number> = {};
let failed = 0;
for (let done = 0; done < count; done += ROUND) {
  const round = { count: Math.min(ROUND, count - done), seed: seed + done };
  const { statuses, faults } = await fuzz(pbx, round);
  for (const [status, times] of Object.entries(statuses)) sum[status] = (sum[status] ?? 0) + times;
  failed += faults.length;
  for (const fault of faults.slice(0, 5)) console.error(`seed ${round.seed}: ${fault}\n`);
}
await pbx.close();
console.log(`${count} requests, ${failed} answered as they should not be`, sum);
process.exitCode = failed > 0 ? 1 : 0;
