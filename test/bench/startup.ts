// What the start of a command costs beside an empty program: `node test/bench/startup.ts [rounds]`, after a build. Beside it
// other programs on oclif, where they are installed.
// Rounds are interleaved and each gives ratios of its own, so that what else the machine does weighs on all alike.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '../../src/client/embedded.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const ROUNDS = Number(process.argv[2] ?? 20);
const PEOPLE = 1000;

type Case = { name: string; argv: readonly string[]; program?: string; pbx?: string };

const EMPTY: Case = { name: 'node -e 0', argv: ['-e', '0'] };
const CASES: readonly Case[] = [
  EMPTY,
  { name: 'pbxctl --version', argv: [PROGRAM, '--version'] },
  { name: 'pbxctl rules list --help', argv: [PROGRAM, 'rules', 'list', '--help'] },
  { name: 'pbxctl rules list', argv: [PROGRAM, 'rules', 'list'] },
  {
    name: 'pbxctl rules test',
    argv: [PROGRAM, 'rules', 'test', '--to', '10000', '--from', '10001'],
  },
];

/** Programs of others that are built on oclif, where they are installed. */
const PEERS: readonly Case[] = ['shopify', 'heroku', 'sf']
  .filter((program) => spawnSync(program, ['--version']).status === 0)
  .map((program) => ({ name: `${program} --version`, program, argv: ['--version'] }));

/** 1,000 subscribers with a rule each. */
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
      create: [{ subscribers }],
    },
  });
  store.close();
};

const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...inherited } = process.env;
const ENVIRONMENT: NodeJS.ProcessEnv = inherited;

const milliseconds = ({ name, argv, program = process.execPath, pbx }: Case, address: string) => {
  const env = { ...ENVIRONMENT, PBX_URL: pbx ?? address };
  const start = performance.now();
  const { status } = spawnSync(program, argv, {
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

/** Peak memory in MiB, told by the process itself as it ends. */
const memory = ({ argv, program, pbx }: Case, address: string): number | null => {
  if (program !== undefined || argv[0] !== PROGRAM) return null;
  const file = join(folder, 'peak');
  const hook = join(folder, 'peak.cjs');
  writeFileSync(
    hook,
    `process.on('exit', () => fs.writeFileSync('${file}', String(process.resourceUsage().maxRSS)));
    const fs = require('node:fs');`,
  );
  const env = { ...ENVIRONMENT, PBX_URL: pbx ?? address };
  spawnSync(process.execPath, ['--require', hook, ...argv], { env, maxBuffer: 2 ** 28 });
  return Math.round(Number(readFileSync(file, 'utf8')) / 1024);
};

/** The same PBX behind HTTP on loopback. */
const served = async (store: string): Promise<{ url: string; end: () => void }> => {
  const server = spawn(
    process.execPath,
    [PROGRAM, 'serve', '--store', store, '--listen', '127.0.0.1:0'],
    { env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const url = await new Promise<string>((resolve, reject) => {
    const look = (told: unknown): void => {
      const [address] = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(String(told)) ?? [];
      if (address !== undefined) resolve(address);
    };
    server.stdout.on('data', look);
    server.stderr.on('data', look);
    server.on('exit', () => reject(new Error('serve ended')));
  });
  return { url, end: () => server.kill() };
};

const folder = mkdtempSync(join(tmpdir(), 'pbxctl-bench-'));
const path = join(folder, 'pbx.db');
await fill(path);
const { stdout: token } = spawnSync(
  process.execPath,
  [PROGRAM, 'tokens', 'create', 'bench', '--scopes', 'rules:read', '--pbx', `file:${path}`],
  { env: ENVIRONMENT, encoding: 'utf8' },
);
ENVIRONMENT.PBX_TOKEN = token.trim();
const { url, end } = await served(`file:${path}`);
const all: readonly Case[] = [
  ...CASES,
  { name: 'pbxctl rules list, HTTP', argv: [PROGRAM, 'rules', 'list'], pbx: url },
  ...PEERS,
];
// The first run of each keeps what is compiled.
for (const one of all) milliseconds(one, `file:${path}`);
const rounds = Array.from({ length: ROUNDS }, () =>
  all.map((one) => milliseconds(one, `file:${path}`)),
);
const peaks = all.map((one) => memory(one, `file:${path}`));
end();
rmSync(folder, { recursive: true });

const column = (place: number, to: number | null): number =>
  median(rounds.map((round) => (round[place] ?? 0) / (to === null ? 1 : (round[to] ?? 1))));

const table = all.map(({ name }, place) => ({
  command: name,
  'median ms': Math.round(column(place, null)),
  '× node -e 0': column(place, all.indexOf(EMPTY)).toFixed(2),
  'peak MiB': peaks[place] ?? '',
}));
console.log(
  `Node ${process.versions.node}, ${availableParallelism()} processors, ${ROUNDS} rounds, ${PEOPLE} rules`,
);
console.table(table);
