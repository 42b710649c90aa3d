/** A company with a PBX of its own, for commands to work on; its files lie in one folder, where commands are run. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedded } from '../../src/client/embedded.ts';
import type { Input } from '../../src/contract/operation.ts';
import type { Operations, Pbx } from '../../src/contract/pbx.ts';
import { openStore } from '../../src/service/store/database.ts';
import { type Run, run, temporaryFolder } from './cli.ts';
import { connectTelegram, dump } from './pbx.ts';

/** 103 can be told nothing: he has no e-mail. */
export const STAFF = [
  { name: 'Иванов Иван', number: '+79160000101', extension: '101', email: 'ivanov@firm.ru' },
  { name: 'Анна Петрова', number: null, extension: '102', email: 'anna@firm.ru' },
  { name: 'Пётр Сидоров', number: null, extension: '103', email: null },
];

export const CLIENT = '+79161234567';

export const CLIENTS = [
  { name: 'ООО «Ромашка»', numbers: [CLIENT], vip: true },
  { name: 'Склад', numbers: ['+74951234567', '+74951234568'], vip: false },
];

type Options = NonNullable<Parameters<typeof run>[2]> & { environment?: Record<string, string> };

type Drafts = NonNullable<Input<Operations['batchRules']>['body']['create']>;

type Content = {
  staff?: readonly object[];
  clients?: readonly (typeof CLIENTS)[number][];
  rules?: Readonly<Drafts>;
  calls?: readonly object[];
};

export type Office = {
  folder: string;
  /** The file of the PBX, and the address by which commands are told of it. */
  path: string;
  address: string;
  /** Runs a line as a shell would, without `pbxctl` before it: `rules list --type missed`. */
  pbxctl: (line: string, options?: Options) => Promise<Run>;
  /** Writes a file into the folder. */
  file: (name: string, content: string | readonly string[] | Uint8Array) => void;
  /** Every row of the PBX: equal only if nothing was written in between. */
  rows: () => string[];
  /** Works on the PBX as commands do, without one. */
  arrange: (work: (pbx: Pbx) => Promise<unknown>) => Promise<void>;
  connectTelegram: (subscriber: number) => void;
};

/** The words of a line in double or single quotes and without; nothing else of what a shell does. */
export const wordsOf = (line: string): string[] =>
  [...line.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replace(/["']/g, ''));

const fill = async (pbx: Pbx, { staff, clients, rules, calls }: Content): Promise<void> => {
  if (staff?.length) await pbx('batchSubscribers', { body: { upsert: [...staff] } });
  if (clients?.length) await pbx('batchContacts', { body: { upsert: [...clients] } });
  if (rules?.length) await pbx('batchRules', { body: { create: [...rules] } });
  if (calls?.length) await pbx('reportCalls', { body: [...calls] });
};

/** The PBX with this in it; Иванов, Анна and Пётр work there unless others are named. */
export const office = async (content: Content = {}): Promise<Office> => {
  const folder = temporaryFolder();
  const path = join(folder, 'office.db');
  const address = `file:${path}`;
  const withStore = <T>(work: (store: ReturnType<typeof openStore>) => T): T => {
    const store = openStore({ path });
    try {
      return work(store);
    } finally {
      store.close();
    }
  };
  const arrange = async (work: (pbx: Pbx) => Promise<unknown>): Promise<void> => {
    const { pbx, store } = openEmbedded(path);
    await work(pbx).finally(() => store.close());
  };
  await arrange((pbx) => fill(pbx, { staff: STAFF, ...content }));
  return {
    folder,
    path,
    address,
    arrange,
    pbxctl: (line, { environment, ...options } = {}) =>
      run(wordsOf(line), { PBX_URL: address, ...environment }, { folder, ...options }),
    file: (name, text) =>
      writeFileSync(
        join(folder, name),
        typeof text === 'string' || text instanceof Uint8Array ? text : text.join('\n'),
      ),
    rows: () => withStore(dump),
    connectTelegram: (subscriber) => withStore((store) => connectTelegram(store, subscriber)),
  };
};

/** A call that began a moment ago, so that it is not too old; it came straight to 101 and rang out. */
export const reportedCall = (change: object = {}): object => ({
  source: 'test',
  sourceCallId: '1',
  startedAt: new Date(Date.now() - 60_000).toISOString(),
  subscriber: '101',
  caller: { number: CLIENT },
  kind: 'multichannel',
  straight: true,
  outcome: 'no-answer',
  ...change,
});
