// Calls taken a second, with few rules and with many: node test/bench/calls.ts [calls] [rules,rules…]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../src/client/embedded.ts';
import type { Input } from '../../src/contract/operation.ts';
import type { Operations, Pbx } from '../../src/contract/pbx.ts';

type Draft = NonNullable<Input<Operations['batchRules']>['body']['create']>[number];

const CALLS = Number(process.argv[2] ?? 20_000);
const RULES_EACH = 5;
const BATCH = 1000;
const RULES = (process.argv[3] ?? '1000,100000').split(',').map(Number);

const numberOf = (index: number): string => `+7916${String(index).padStart(7, '0')}`;

/** Rules as companies have them: between them the five of each subscriber use every criterion. */
const CONTENTS = [
  {},
  { time: { kind: 'working' }, callers: { kind: 'vip' } },
  {
    time: { kind: 'period', days: ['sat', 'sun'], intervals: [{ from: '10:00', to: '16:00' }] },
    callers: { kind: 'listed', numbers: [numberOf(1), numberOf(2)] },
  },
  { time: { kind: 'non-working' } },
  { types: ['voicemail'] },
] satisfies Omit<Draft, 'subscribers'>[];

const drafts = (first: number, count: number): Draft[] => {
  const subscribers = Array.from({ length: count }, (_, index) => first + index + 1);
  return CONTENTS.map((content) => ({ subscribers, ...content }));
};

const fill = async (pbx: Pbx, rules: number): Promise<number> => {
  const people = rules / RULES_EACH;
  for (let first = 0; first < people; first += 5000) {
    const count = Math.min(5000, people - first);
    const upsert = Array.from({ length: count }, (_, index) => ({
      name: `Сотрудник ${first + index}`,
      number: `+7495${String(first + index).padStart(7, '0')}`,
      email: `p${first + index}@firm.ru`,
    }));
    await pbx('batchSubscribers', { body: { upsert } });
    await pbx('batchRules', { body: { create: drafts(first, count) } });
  }
  return people;
};

const callTo = (people: number, index: number) => ({
  source: 'bench',
  sourceCallId: String(index),
  startedAt: new Date(Date.now() - 60_000).toISOString(),
  subscriber: `+7495${String((index * 7919) % people).padStart(7, '0')}`,
  caller: { number: numberOf(index), name: `Клиент ${index}` },
  dialled: '+78001000101',
  kind: 'multichannel',
  straight: true,
  outcome: index % 4 === 0 ? 'no-answer' : 'answered',
  rangSeconds: 20,
});

let made = 0;

type Measured = { 'calls a second': number; 'processor µs each': number };

const taking = async (
  pbx: Pbx,
  people: number,
  { size, count }: { size: number; count: number },
): Promise<Measured> => {
  const calls = Array.from({ length: count }, (_, index) => callTo(people, made + index));
  made += count;
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  for (let from = 0; from < count; from += size) {
    await pbx('reportCalls', { body: calls.slice(from, from + size) });
  }
  const { user, system } = process.cpuUsage(cpu);
  return {
    'calls a second': Math.round((count / (performance.now() - start)) * 1000),
    'processor µs each': Math.round((user + system) / count),
  };
};

const table: Record<string, Measured> = {};
for (const rules of RULES) {
  const folder = mkdtempSync(join(tmpdir(), 'pbxctl-bench-'));
  const { pbx, store } = openEmbedded(join(folder, 'pbx.db'));
  const people = await fill(pbx, rules);
  await taking(pbx, people, { size: BATCH, count: 3 * BATCH });
  table[`${rules} rules, by ${BATCH}`] = await taking(pbx, people, { size: BATCH, count: CALLS });
  table[`${rules} rules, singly`] = await taking(pbx, people, { size: 1, count: CALLS / 10 });
  store.close();
  rmSync(folder, { recursive: true });
}
console.table(table);
