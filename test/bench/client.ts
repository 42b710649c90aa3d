/** What the network costs: single changes through the client, and a command's start. `node test/bench/client.ts [rules]` */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '../../src/client/embedded.ts';
import { httpPbx } from '../../src/client/http.ts';
import type { Pbx } from '../../src/contract/pbx.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const RULES = Number(process.argv[2] ?? 10_000);
const BY_ADDRESS = 200;
const STARTS = 15;

const folder = mkdtempSync(join(tmpdir(), 'pbxctl-bench-'));
const path = join(folder, 'served.db');

/** A store with a subscriber for each rule, and a token. */
const prepare = async (): Promise<string> => {
  const { pbx, store } = openEmbedded(path);
  const upsert = Array.from({ length: RULES }, (_, index) => ({
    name: `Сотрудник ${index}`,
    extension: String(10_000 + index),
    email: `s${index}@firm.ru`,
  }));
  await pbx('batchSubscribers', { body: { upsert } });
  const { token } = await pbx('createToken', { body: { name: 'bench', scopes: ['admin'] } });
  store.close();
  return token;
};

const serve = async () => {
  const argv = [PROGRAM, 'serve', '--store', `file:${path}`, '--listen', '127.0.0.1:0'];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface(child.stderr);
  for await (const line of lines) {
    const { url }: { url?: string } = JSON.parse(line);
    if (url === undefined) continue;
    child.stderr.resume();
    const stop = async (): Promise<void> => {
      child.kill('SIGTERM');
      await once(child, 'close');
    };
    return { url, stop };
  }
  throw new Error('the service did not start');
};

type Work = { rules: number; atOnce: number; who: (index: number) => number | string };

/** That many rules, each by a request of its own. */
const createRules = async (pbx: Pbx, name: string, { rules, atOnce, who }: Work) => {
  const begun = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < rules) {
      const index = next;
      next += 1;
      await pbx('createRules', { body: { subscribers: [who(index)] } });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const rate = Math.round((rules / (performance.now() - begun)) * 1000);
  console.log(`${rules} single createRules by ${name}, ${atOnce} at once: ${rate}/s`);
};

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

const start = (name: string, argv: string[], environment: Record<string, string>): void => {
  const times = Array.from({ length: STARTS }, () => {
    const begun = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...argv], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, NODE_EXTRA_CA_CERTS: '', ...environment },
    });
    if (status !== 0) throw new Error(String(stderr));
    return performance.now() - begun;
  });
  console.log(`${argv.join(' ')}, ${name}: ${Math.round(median(times))} ms`);
};

try {
  const token = await prepare();
  const { url, stop } = await serve();
  const { pbx, close } = httpPbx({ address: url, token, authority: null });
  const half = RULES / 2;
  await createRules(pbx, 'id', { rules: half, atOnce: 1, who: (index) => index + 1 });
  await createRules(pbx, 'id', { rules: half, atOnce: 16, who: (index) => half + index + 1 });
  const byExtension = { rules: BY_ADDRESS, atOnce: 1, who: (index: number) => `${10_000 + index}` };
  await createRules(pbx, 'extension, known already', byExtension);
  await close();
  const overHttp = { PBX_URL: url, PBX_TOKEN: token };
  const inFile = { PBX_URL: `file:${path}` };
  const few = ['rules', 'list', '--subscriber', '10000', '--json'];
  start('http', few, overHttp);
  start('file', few, inFile);
  start('http, all of them', ['rules', 'list', '--json'], overHttp);
  start('file, all of them', ['rules', 'list', '--json'], inFile);
  await stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
