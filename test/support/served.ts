/** A PBX service of the test's own on loopback, and the built program as somebody with a home of his own runs it. */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { agentTrusting } from '../../src/client/agent.ts';
import type { Scope } from '../../src/contract/operation.ts';
import type { Pbx } from '../../src/contract/pbx.ts';
import type { ChannelOptions } from '../../src/service/delivery/senders.ts';
import { httpServer } from '../../src/service/http/server.ts';
import { pbxOver } from '../../src/service/service.ts';
import type { SourceSetup } from '../../src/service/sources/addresses.ts';
import { sourcesOf } from '../../src/service/sources/sources.ts';
import { openStore, type Store } from '../../src/service/store/database.ts';
import { type Run, spawnProgram, temporaryFolder } from './cli.ts';

export type Served = {
  /** `http://127.0.0.1:40321` */
  url: string;
  port: number;
  /** The file of its store. */
  path: string;
  store: Store;
  /** The same PBX without the network. */
  pbx: Pbx;
  /** Makes a token; of an admin unless scopes are named. */
  token: (...scopes: Scope[]) => Promise<string>;
  /** What the service logged. */
  log: () => string;
  stop: () => Promise<void>;
};

type Options = {
  tls?: { cert: Buffer; key: Buffer };
  port?: number;
  path?: string;
  /** Sources that it listens to. */
  setups?: readonly SourceSetup[];
  /** By what it says that it delivers; nothing is sent by any. */
  channels?: ChannelOptions;
};

export const served = async ({
  tls,
  port = 0,
  path = join(temporaryFolder(), 'served.db'),
  setups = [],
  channels,
}: Options = {}): Promise<Served> => {
  const store = openStore({ path });
  const lines: string[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  const connect = () => agentTrusting(null);
  const sources = sourcesOf({ store, clock: Date.now, logger, authority: null, setups, connect });
  const server = httpServer({ store, clock: Date.now, logger, tls, sources, channels });
  sources.start();
  await server.listen({ host: '127.0.0.1', port });
  const address = server.server.address() as AddressInfo;
  const pbx = pbxOver({ store, actor: 'local:test', clock: Date.now });
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    server.server.closeAllConnections();
    await Promise.all([server.close(), sources.stop()]);
    store.close();
  };
  onTestFinished(stop);
  let made = 0;
  const token = async (...scopes: Scope[]): Promise<string> => {
    made += 1;
    const name = `test-${made}`;
    const body = { name, scopes: scopes.length > 0 ? scopes : ['admin' as const] };
    return (await pbx('createToken', { body })).token;
  };
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${address.port}`,
    port: address.port,
    path,
    store,
    pbx,
    token,
    log: () => lines.join(''),
    stop,
  };
};

type RunOptions = { environment?: Record<string, string>; input?: string };

export type Home = {
  /** Where the program is run. */
  folder: string;
  /** Where profiles and tokens are kept. */
  config: string;
  /** Runs a line, whose words may stand in double quotes, as a process of its own. */
  pbxctl: (line: string, options?: RunOptions) => Promise<Run>;
};

const NO_PROXIES = Object.fromEntries(
  ['http_proxy', 'https_proxy', 'no_proxy'].flatMap((name) => [
    [name, ''],
    [name.toUpperCase(), ''],
  ]),
);

const wordsOf = (line: string): string[] =>
  [...line.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([word]) => word.replaceAll('"', ''));

/** A user who has never run the program before. */
export const home = (): Home => {
  const folder = temporaryFolder();
  const own = {
    ...NO_PROXIES,
    NODE_EXTRA_CA_CERTS: '',
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_DATA_HOME: join(folder, 'data'),
  };
  return {
    folder,
    config: join(folder, 'config', 'pbxctl'),
    pbxctl: (line, { environment = {}, input = '' } = {}) =>
      spawnProgram(wordsOf(line), { environment: { ...own, ...environment }, input, folder }),
  };
};

/** The codes of the faults in a document that `--json` printed. */
export const codesOf = (run: Run): string[] => {
  const { error } = Object(run.json());
  return Object(error).errors.map(({ code, path }: { code: string; path: string }) =>
    [path, code].filter(Boolean).join(' '),
  );
};
