/**
 * What it costs to keep rules in a file: `apply`, `export` and `plan` against the same rows in plain SQL.
 * `node test/bench/rules-files.ts [rules…]`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '../../src/client/embedded.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000];
const RULES_EACH = 4;
const TIMES = 3;

const folder = mkdtempSync(join(tmpdir(), 'pbxctl-bench-'));
const inFolder = (name: string): string => join(folder, name);

/** Told by the process itself when it ends: its peak of memory. */
const PEAK = `data:text/javascript,import fs from 'node:fs';process.on('exit',()=>fs.writeFileSync(process.env.PEAK_FILE,String(process.resourceUsage().maxRSS)))`;

type Measured = { seconds: number; megabytes: number };

/** A run of the built program: how long the whole process takes, and its peak memory. */
const measure = async (argv: string[], environment: Record<string, string>): Promise<Measured> => {
  const peak = inFolder('peak');
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import "${PEAK}"`,
    PEAK_FILE: peak,
    ...environment,
  };
  const begun = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}`);
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, megabytes: Number(readFileSync(peak, 'utf8')) / 1024 };
};

/** Of every four rules three are those of all, one lists a number of his own. */
const entriesFor = (people: number): string => {
  const all = Array.from({ length: people }, (_, index) => `      - "+7916${1_000_000 + index}"`);
  const shared = ['time: working', 'callers: vip', 'types: [missed, voicemail]'].flatMap((said) => [
    '  - subscribers:',
    ...all,
    `    ${said}`,
  ]);
  const own = all.flatMap((address, index) => [
    '  - subscribers:',
    address,
    '    time: "sat,sun 10:00-16:00"',
    '    callers:',
    `      - "+7495${1_000_000 + index}"`,
  ]);
  return ['rules:', ...shared, ...own, ''].join('\n');
};

/** The same as a table, a row for each rule. */
const tableFor = (people: number): string => {
  const rows = Array.from({ length: people }, (_, index) => {
    const address = `+7916${1_000_000 + index}`;
    return [
      `${address},,working,`,
      `${address},,,vip`,
      `${address},"missed,voicemail",,`,
      `${address},,"sat,sun 10:00-16:00",+7495${1_000_000 + index}`,
    ];
  });
  return ['subscribers,types,time,callers', ...rows.flat(), ''].join('\n');
};

/** A store of people without rules. */
const prepare = async (path: string, people: number): Promise<string> => {
  const { pbx, store } = openEmbedded(path);
  const upsert = Array.from({ length: people }, (_, index) => ({
    name: `Сотрудник ${index}`,
    number: `+7916${1_000_000 + index}`,
    email: `s${index}@firm.ru`,
  }));
  await pbx('batchSubscribers', { body: { upsert } });
  const { token } = await pbx('createToken', { body: { name: 'bench', scopes: ['admin'] } });
  store.close();
  return token;
};

/** A draft names 10,000 subscribers at most. */
const inParts = <T extends { subscribers: number[] }>(draft: T): T[] =>
  Array.from({ length: Math.ceil(draft.subscribers.length / 10_000) }, (_, part) => ({
    ...draft,
    subscribers: draft.subscribers.slice(part * 10_000, (part + 1) * 10_000),
  }));

const removeStore = (path: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
};

/** Inserts what `apply` has written, rules and audit, into a store that lacks it, in one transaction. */
const plainSql = (empty: string, full: string): number => {
  const path = inFolder('plain.db');
  copyFileSync(empty, path);
  const source = new DatabaseSync(full);
  const tables = ['rules', 'audit'].map((table) => {
    const rows = source.prepare(`select * from ${table}`).all();
    return {
      table,
      rows: rows.map((row) => Object.values(row)),
      width: Object.keys(rows[0] ?? {}).length,
    };
  });
  source.close();
  const db = new DatabaseSync(path);
  db.exec('pragma journal_mode = wal; pragma synchronous = full; delete from audit');
  const begun = performance.now();
  db.exec('begin immediate');
  for (const { table, rows, width } of tables) {
    const insert = db.prepare(`insert into ${table} values (${Array(width).fill('?').join(', ')})`);
    for (const row of rows) insert.run(...row);
  }
  db.exec('commit');
  const seconds = (performance.now() - begun) / 1000;
  db.close();
  removeStore(path);
  return seconds;
};

/** The change alone, without a process, a file and a comparison: what the service does for one request. */
const batchAlone = async (empty: string, people: number): Promise<Measured> => {
  const path = inFolder('alone.db');
  copyFileSync(empty, path);
  const { pbx, store } = openEmbedded(path);
  const subscribers = Array.from({ length: people }, (_, index) => index + 1);
  const create = [
    { subscribers, time: { kind: 'working' as const } },
    { subscribers, callers: { kind: 'vip' as const } },
    { subscribers, types: ['missed' as const, 'voicemail' as const] },
    ...subscribers.map((id) => ({
      subscribers: [id],
      callers: { kind: 'listed' as const, numbers: [`+7495${1_000_000 + id}`] },
    })),
  ].flatMap(inParts);
  const begun = performance.now();
  await pbx('batchRules', { query: { brief: true }, body: { create } });
  const seconds = (performance.now() - begun) / 1000;
  store.close();
  removeStore(path);
  return { seconds, megabytes: process.resourceUsage().maxRSS / 1024 };
};

const serve = async (path: string) => {
  const argv = [PROGRAM, 'serve', '--store', `file:${path}`, '--listen', '127.0.0.1:0'];
  const peak = inFolder('served-peak');
  const env = { ...process.env, NODE_OPTIONS: `--import "${PEAK}"`, PEAK_FILE: peak };
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const line of createInterface(child.stderr)) {
    const { url }: { url?: string } = JSON.parse(line);
    if (url === undefined) continue;
    child.stderr.resume();
    const stop = async (): Promise<number> => {
      child.kill('SIGTERM');
      await once(child, 'close');
      return Number(readFileSync(peak, 'utf8')) / 1024;
    };
    return { url, stop };
  }
  throw new Error('the service did not start');
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const tell = (name: string, { seconds, megabytes }: Measured, plain: number): void =>
  console.log(
    `${name}: ${seconds.toFixed(2)} s, ${(seconds / plain).toFixed(1)} × plain SQL, ${Math.round(megabytes)} MB`,
  );

const bench = async (rules: number): Promise<void> => {
  const people = rules / RULES_EACH;
  const [empty, full, file] = [inFolder('empty.db'), inFolder('full.db'), inFolder('rules.yaml')];
  const token = await prepare(empty, people);
  writeFileSync(file, entriesFor(people));
  console.log(`${rules} rules of ${people} people`);
  copyFileSync(empty, full);
  const embedded = { PBX_URL: `file:${full}` };
  const start = await measure(['--version'], {});
  const applied = await measure(['rules', 'apply', file, '--yes'], embedded);
  const plain = median(Array.from({ length: TIMES }, () => plainSql(empty, full)));
  console.log(`plain SQL: ${plain.toFixed(2)} s; --version: ${start.seconds.toFixed(2)} s`);
  tell('the batch alone', await batchAlone(empty, people), plain);
  tell('apply, embedded', applied, plain);
  tell('plan with nothing to do', await measure(['rules', 'plan', file], embedded), plain);
  const table = inFolder('rules.csv');
  writeFileSync(table, tableFor(people));
  const again = inFolder('again.db');
  copyFileSync(empty, again);
  const fromTable = await measure(['rules', 'apply', table, '--yes'], { PBX_URL: `file:${again}` });
  tell('apply of a CSV, embedded', fromTable, plain);
  removeStore(again);
  tell('export', await measure(['rules', 'export'], embedded), plain);
  const served = await serve(empty);
  const remote = { PBX_URL: served.url, PBX_TOKEN: token };
  tell('apply, served', await measure(['rules', 'apply', file, '--yes'], remote), plain);
  tell('plan with nothing to do, served', await measure(['rules', 'plan', file], remote), plain);
  console.log(`the service: ${Math.round(await served.stop())} MB`);
  for (const path of [empty, full]) removeStore(path);
};

try {
  for (const rules of SIZES) await bench(rules);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
