// How fast the wizard answers a key among 10,000 subscribers, on a real pseudo-terminal: `node test/bench/wizard.ts
// [keys]`, after a build. Told for a PBX in a file, in the same process, and for a PBX service.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { pino } from 'pino';
import { openEmbedded } from '../../src/client/embedded.ts';
import { httpServer } from '../../src/service/http/server.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const KEYS = Number(process.argv[2] ?? 200);
const PEOPLE = 10_000;
/** How long the wizard waits for the next key before it asks the PBX. */
const PAUSE_MILLISECONDS = 150;
const CLEAR = '\u0015';
const CTRL_C = '\u0003';

const folder = mkdtempSync(join(tmpdir(), 'pbxctl-bench-'));
const path = join(folder, 'pbx.db');
const { pbx, store } = openEmbedded(path);
const FIRST = ['Иван', 'Анна', 'Пётр', 'Ольга', 'Сергей', 'Мария', 'Фёдор', 'Елена'];
await pbx('batchSubscribers', {
  body: {
    upsert: Array.from({ length: PEOPLE }, (_, index) => ({
      name: `${FIRST[index % FIRST.length]} Сотрудников ${index}`,
      extension: String(10_000 + index),
      number: `+7916${1_000_000 + index}`,
      email: `p${index}@firm.ru`,
    })),
  },
});
const { token } = await pbx('createToken', { body: { name: 'bench', scopes: ['admin'] } });

type Watch = { seen: (text: string) => boolean; give: () => void };

const opened = (address: string) => {
  const child = spawn(process.execPath, [PROGRAM, 'rules', 'add'], {
    cols: 80,
    rows: 24,
    name: 'xterm-256color',
    env: { ...process.env, LANG: 'ru_RU.UTF-8', PBX_URL: address, PBX_TOKEN: token },
  });
  let since = '';
  let watch: Watch | null = null;
  child.onData((data) => {
    since += data;
    if (watch?.seen(stripVTControlCharacters(since))) watch.give();
  });
  /** Milliseconds from the keys to a screen of which this is so. */
  const until = (keys: string, seen: Watch['seen']): Promise<number> =>
    new Promise((resolve, reject) => {
      since = '';
      const start = performance.now();
      const timer = setTimeout(() => reject(new Error(`no answer to ${keys}: ${since}`)), 10_000);
      watch = {
        seen,
        give: () => {
          clearTimeout(timer);
          watch = null;
          resolve(performance.now() - start);
        },
      };
      child.write(keys);
    });
  return { until, close: () => child.write(CTRL_C) };
};

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[
    Math.min(values.length - 1, Math.floor(values.length * share))
  ] ?? 0;

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Somebody looked for by his number among the names, letter by letter, at a typist's speed. */
const measure = async (name: string, address: string) => {
  const wizard = opened(address);
  await wizard.until('', (text) => text.includes('Сотрудников 0'));
  const letters: number[] = [];
  const answers: number[] = [];
  for (let round = 0; letters.length < KEYS; round += 1) {
    const who = `сотрудников ${(round * 7919) % PEOPLE}`;
    await wizard.until(CLEAR, (text) => text.includes('Поиск: ▏'));
    const typed = [...who];
    for (const [place, letter] of typed.entries()) {
      const shown = typed.slice(0, place + 1).join('');
      const isLast = place === typed.length - 1;
      letters.push(await wizard.until(letter, (text) => text.includes(`Поиск: ${shown}▏`)));
      if (!isLast) await sleep(60);
    }
    const found = new RegExp(`› \\S+ С${who.slice(1)} `);
    const left = await wizard.until('', (text) => found.test(text));
    answers.push(left + (letters.at(-1) ?? 0) - PAUSE_MILLISECONDS);
  }
  wizard.close();
  return [
    ['a letter on the screen', letters],
    ['the answer of the search, without the pause', answers],
  ].map(([what, values]) => ({
    PBX: name,
    what,
    'median ms': Math.round(percentile(values as number[], 0.5)),
    '99th percentile ms': Math.round(percentile(values as number[], 0.99)),
    measured: values?.length,
  }));
};

const server = httpServer({
  store,
  clock: Date.now,
  logger: pino({ level: 'silent' }),
  tls: undefined,
});
await server.listen({ host: '127.0.0.1', port: 0 });
const address = server.server.address();
const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
const rows = [...(await measure('in a file', `file:${path}`)), ...(await measure('service', url))];
await server.close();
store.close();
rmSync(folder, { recursive: true });
console.log(
  `Node ${process.versions.node}, ${availableParallelism()} processors, ${PEOPLE} subscribers`,
);
console.table(rows);
