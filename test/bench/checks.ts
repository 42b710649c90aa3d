/**
 * What the checks of rules take: lint and coverage of many rules, replay of many calls beside listing the same calls.
 * `node test/bench/checks.ts [calls] [subscribers]`
 */
import { availableParallelism } from 'node:os';
import { judgingBy, replayCalls } from '../../src/cli/replay.ts';
import { finderOf, rulesAtOnce } from '../../src/cli/rules-of-pbx.ts';
import { openEmbedded } from '../../src/client/embedded.ts';
import { eachPage } from '../../src/client/pages.ts';
import type { Pbx } from '../../src/contract/pbx.ts';
import { weekOf } from '../../src/domain/instant.ts';
import type { RuleContent } from '../../src/domain/rule.ts';
import { DEFAULT_SCHEDULE } from '../../src/domain/schedule.ts';
import { sharedWeeks } from '../../src/domain/week.ts';
import { lint } from '../../src/provisioning/lint.ts';

const CALLS = Number(process.argv[2] ?? 100_000);
const SUBSCRIBERS = Number(process.argv[3] ?? 10_000);
const AT_ONCE = 1000;

const VIP = { kind: 'vip' as const };
const WORKING = { kind: 'working' as const };
const LISTED = { kind: 'listed' as const, numbers: ['+79162221001', '+79162221003'] };

/** Four rules for each; periods differ from person to person. */
const contentsOf = (index: number): Omit<RuleContent, 'types'>[] => {
  const from = `${String(index % 24).padStart(2, '0')}:00`;
  const to = `${String((index + 9) % 24).padStart(2, '0')}:30`;
  const period = {
    kind: 'period' as const,
    days: null,
    intervals: [{ from, to }],
    firstDate: null,
    lastDate: null,
  };
  return [
    { time: WORKING, callers: VIP },
    { time: period, callers: VIP },
    { time: period, callers: LISTED },
    { time: WORKING, callers: LISTED },
  ];
};

const fill = async (pbx: Pbx): Promise<void> => {
  const upsert = Array.from({ length: SUBSCRIBERS }, (_, index) => {
    return {
      name: `Сотрудник ${index}`,
      extension: String(10_000 + index),
      email: `s${index}@firm.ru`,
    };
  });
  await pbx('batchSubscribers', { body: { upsert } });
  const contacts = Array.from({ length: 200 }, (_, index) => {
    return { name: `Клиент ${index}`, numbers: [`+7916222${1000 + index}`], vip: index % 2 === 0 };
  });
  await pbx('batchContacts', { body: { upsert: contacts } });
  for (let first = 0; first < SUBSCRIBERS; first += AT_ONCE) {
    const create = Array.from({ length: Math.min(AT_ONCE, SUBSCRIBERS - first) }, (_, index) =>
      contentsOf(first + index).map((content) => ({
        subscribers: [String(10_000 + first + index)],
        ...content,
      })),
    ).flat();
    await pbx('batchRules', { body: { create } });
  }
  const now = Date.now();
  for (let first = 0; first < CALLS; first += AT_ONCE) {
    const body = Array.from({ length: Math.min(AT_ONCE, CALLS - first) }, (_, index) => ({
      source: 'bench',
      sourceCallId: String(first + index),
      startedAt: new Date(now - ((first + index) % 82_800) * 1000).toISOString(),
      subscriber: String(10_000 + ((first + index) % SUBSCRIBERS)),
      caller: { number: `+7916222${1000 + (((first + index) * 7) % 400)}` },
      kind: 'multichannel',
      straight: true,
      outcome: index % 3 === 0 ? 'answered' : 'no-answer',
    }));
    await pbx('reportCalls', { body });
  }
};

const timed = async <T>(
  name: string,
  work: () => Promise<T> | T,
): Promise<{ seconds: number; value: T }> => {
  const start = performance.now();
  const value = await work();
  const seconds = (performance.now() - start) / 1000;
  console.log(`${name}: ${seconds.toFixed(2)} s`);
  return { seconds, value };
};

const { pbx, store } = openEmbedded(':memory:');
console.log(`Node ${process.versions.node}, ${availableParallelism()} processors`);
await fill(pbx);
const { subscribers } = await finderOf(pbx);
const { rules } = await rulesAtOnce(pbx);
const linted = await timed(`lint of ${rules.length} rules`, () =>
  lint({
    rules: rules.map((rule) => ({ ...rule, line: null })),
    withoutRules: [],
    contacts: [{ numbers: ['+79162221000'], vip: true }],
    schedule: DEFAULT_SCHEDULE,
    now: Date.now(),
  }),
);
console.log(`  ${linted.value.length} findings`);
const own = Map.groupBy(rules, ({ subscriber }) => subscriber.id);
await timed(`coverage of ${subscribers.length} subscribers`, () =>
  sharedWeeks(subscribers, ({ id }) => own.get(id) ?? [], DEFAULT_SCHEDULE, weekOf('2026-11-25')),
);
const listing = await timed(`listing ${CALLS} calls`, async () => {
  let count = 0;
  for await (const page of eachPage((query) => pbx('listCalls', { query }))) count += page.length;
  return count;
});
const { present } = await judgingBy(pbx, null);
const replayed = await timed(`replay of ${CALLS} calls`, async () => {
  let differing = 0;
  for await (const page of replayCalls(pbx, present, 0))
    differing += page.filter(
      ({ replayed: { more, fewer } }) => more.length + fewer.length > 0,
    ).length;
  return differing;
});
console.log(
  `  ${replayed.value} differ; ${(replayed.seconds / listing.seconds).toFixed(1)} × listing`,
);
store.close();
