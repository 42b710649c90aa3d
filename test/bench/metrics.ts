// What a scrape of /metrics costs, with few calls stored and with many: node test/bench/metrics.ts [calls] [scrapes]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exposition } from '../../src/service/metrics/exposition.ts';
import { metricsOf } from '../../src/service/metrics/metrics.ts';
import { openStore, type Store } from '../../src/service/store/database.ts';

const CALLS = Number(process.argv[2] ?? 1_000_000);
const SCRAPES = Number(process.argv[3] ?? 200);
/** One in so many still waits. */
const WAITING = 10;
const ROUNDS = 5;
const NOTHING_RUNS = { channels: {}, bot: undefined, sources: undefined };

const filled = (path: string, calls: number): Store => {
  const store = openStore({ path });
  store.write((db) => {
    db.run(
      `with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < ?)
       insert into calls (source, source_call_id, started_at, received_at, call, verdict, judgement)
       select 'bench', i, i, i, printf('%.500c', 'x'), 'notify', printf('%.300c', 'x') from numbers`,
      calls,
    );
    db.run(
      `insert into notifications (call_id, type, channel, status, due_at, sent_at, created_at)
       select id, 'missed', 'email', iif(id % ? = 0, 'waiting', 'sent'), id, id, id from calls`,
      WAITING,
    );
  });
  return store;
};

/** The median of so many scrapes, in milliseconds. */
const scrapeOf = (store: Store): number => {
  const times = Array.from({ length: SCRAPES }, () => {
    const start = performance.now();
    exposition(metricsOf({ store, clock: Date.now, ...NOTHING_RUNS }));
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[SCRAPES >> 1] ?? 0;
};

const folder = mkdtempSync(join(tmpdir(), 'pbxctl-bench-'));
const few = filled(join(folder, 'few.db'), 100);
const many = filled(join(folder, 'many.db'), CALLS);
for (let round = 1; round <= ROUNDS; round += 1) {
  const [one, other] = [scrapeOf(few), scrapeOf(many)];
  console.log(
    `100 calls ${one.toFixed(2)} ms, ${CALLS} calls ${other.toFixed(2)} ms: 1 : ${(other / one).toFixed(2)}`,
  );
}
for (const store of [few, many]) store.close();
rmSync(folder, { recursive: true });
