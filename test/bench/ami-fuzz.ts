/** Many changed streams of AMI: `node --expose-gc test/bench/ami-fuzz.ts [count] [seed]`. Exits 1 at what must not be. */
import { fuzzAmi } from '../support/ami-fuzz.ts';

const [count = 100_000, seed = 1] = process.argv.slice(2).map(Number);
const ROUND = 5000;

const heap = (): number => {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1024 / 1024);
};

const before = heap();
let calls = 0;
for (let done = 0; done < count; done += ROUND) {
  const fuzzed = fuzzAmi(Math.min(ROUND, count - done), seed + done);
  calls += fuzzed.calls;
}
console.log(`${count} streams, ${calls} calls, heap ${before} MiB before and ${heap()} MiB after`);
