// What the start of a command costs beside an empty program: `node test/bench/startup.ts [rounds]`, after a build.
// Rounds are interleaved and each gives ratios of its own, so that what else the machine does weighs on all alike.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '../../src/client/embedded.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const ROUNDS = Number(process.argv[2] ?? 20);
const PEOPLE = 1000;

type Case = { name: string; argv: readonly string[] };

const EMPTY: Case = { name: 'node -e 0', argv: ['-e', '0'] };
const VERSION: Case = { name: 'pbxctl --version', argv: [PROGRAM, '--version'] };
const CASES: readonly Case[] = [
  EMPTY,
  VERSION,
  { name: 'pbxctl rules list --help', argv: [PROGRAM, 'rules', 'list', '--help'] },
  { name: 'pbxctl rules list --json', argv: [PROGRAM, 'rules', 'list', '--json'] },
];

/** 1,000 subscribers with three rules each. */
const fill = async (path: string): Promise<void> => {
  const staff = Array.from({ length: PEOPLE }, (_, index) => {
    return {
      name: `Сотрудник ${index}`,
      extension: String(10_000 + index),
      email: `p${index}@firm.ru`,
    };
  });
  const subscribers = staff.map(({ extension }) => extension);
  const { pbx, store } = openEmbedded(path);
  await pbx('batchSubscribers', { body: { upsert: staff } });
  await pbx('batchRules', {
    body: {
      create: [
        { subscribers },
        { subscribers, time: { kind: 'working' } },
        { subscribers, types: ['voicemail'] },
      ],
    },
  });
  store.close();
};

const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...ENVIRONMENT } = process.env;

const milliseconds = ({ name, argv }: Case, address: string): number => {
  const env = { ...ENVIRONMENT, PBX_URL: address };
  const start = performance.now();
  const { status } = spawnSync(process.execPath, argv, {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 28,
  });
  const taken = performance.now() - start;
  if (status !== 0) throw new Error(`${name}: exit ${status}`);
  return taken;
};

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[middle - 1 + (sorted.length % 2)], sorted[middle]];
  return (low + high) / 2;
};

const folder = mkdtempSync(join(tmpdir(), 'pbxctl-bench-'));
const path = join(folder, 'pbx.db');
await fill(path);
// The first run fills Node's compile cache.
for (const one of CASES) milliseconds(one, `file:${path}`);
const rounds = Array.from({ length: ROUNDS }, () =>
  CASES.map((one) => milliseconds(one, `file:${path}`)),
);
rmSync(folder, { recursive: true });

const column = (place: number, to: number | null): number =>
  median(rounds.map((round) => (round[place] ?? 0) / (to === null ? 1 : (round[to] ?? 1))));

const table = CASES.map(({ name }, place) => ({
  command: name,
  'median ms': Math.round(column(place, null)),
  '× node -e 0': column(place, CASES.indexOf(EMPTY)).toFixed(2),
  '× --version': column(place, CASES.indexOf(VERSION)).toFixed(2),
}));
console.log(
  `Node ${process.versions.node}, ${availableParallelism()} processors, ${ROUNDS} rounds, ${PEOPLE * 3} rules`,
);
console.table(table);
