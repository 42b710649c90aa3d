/** A T2 of the test's own, with the real code that listens to it; its tokens lie in a file of the test's own. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { agentTrusting } from '../../src/client/agent.ts';
import type { Call } from '../../src/domain/call.ts';
import { setupSources, type T2Setup } from '../../src/service/sources/addresses.ts';
import type { RunningSource, SourceStatus } from '../../src/service/sources/source.ts';
import { type PairFile, pairFile } from '../../src/service/sources/t2/pair-file.ts';
import { type T2Session, t2Session } from '../../src/service/sources/t2/session.ts';
import { type T2Timing, t2Source } from '../../src/service/sources/t2/source.ts';
import type { SourcePosition } from '../../src/service/store/singles.ts';
import { factsWith } from './ami.ts';
import { authority, signed } from './certificates.ts';
import { temporaryFolder } from './cli.ts';
import { proxy } from './proxy.ts';
import { startT2, type T2Options, type T2Pair, type T2Server } from './t2-server.ts';

export type TestT2 = T2Server & {
  /** `t2:http://127.0.0.1:40321/crm/openapi?name=main&every=1` */
  address: string;
  folder: string;
  /** Where its tokens lie. */
  file: string;
  /** What lies there now. */
  kept: () => T2Pair | null;
  setup: () => T2Setup;
};

/** With its tokens where `sources login` puts them. */
export const t2Server = async (options: T2Options = {}): Promise<TestT2> => {
  const server = await startT2(options);
  onTestFinished(server.close);
  const folder = temporaryFolder();
  const file = join(folder, 't2-main.json');
  writeFileSync(file, JSON.stringify(server.pair()), { mode: 0o600 });
  const address = `t2:${server.url}?name=main&every=1`;
  return {
    ...server,
    address,
    folder,
    file,
    kept: () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null),
    setup: () => {
      const setups = setupSources([address], {}, folder);
      if (!setups.ok) throw new Error(setups.fault.code);
      const [setup] = setups.value;
      if (!setup || !('tokens' in setup)) throw new Error('no T2');
      return setup;
    },
  };
};

type SessionOptions = { clock?: () => number; tokens?: PairFile; authority?: string };

export const sessionWith = (t2: TestT2, options: SessionOptions = {}): T2Session => {
  const { clock = Date.now, authority = null } = options;
  const { address, tokens: path } = t2.setup();
  const dispatcher = agentTrusting(authority);
  onTestFinished(() => dispatcher.destroy());
  return t2Session({ address, tokens: options.tokens ?? pairFile(path), dispatcher, clock });
};

/** Pauses that a test can wait for. */
const TIMING: T2Timing = {
  overlap: 900_000,
  farOverlap: 6 * 3_600_000,
  farEvery: 3_600_000,
  firstPause: 5,
  mostPause: 40,
  tokensPause: 20,
};

export type TestT2Source = RunningSource & {
  calls: Call[];
  states: SourceStatus['state'][];
  position: { kept: SourcePosition | null };
  /** Waits until it is so. */
  until: (isSo: (status: SourceStatus) => boolean) => Promise<void>;
};

type Listening = {
  every?: number;
  clock?: () => number;
  position?: SourcePosition | null;
  timing?: Partial<T2Timing>;
  /** Done when the calls are kept; at once unless said. */
  kept?: () => Promise<void>;
};

/** Started already. */
export const listeningToT2 = (t2: TestT2, options: Listening = {}): TestT2Source => {
  const { every = 5, clock = Date.now, timing, kept } = options;
  const calls: Call[] = [];
  const states: SourceStatus['state'][] = [];
  const position = { kept: options.position ?? null };
  const source = t2Source(
    sessionWith(t2, { clock }),
    { ...t2.setup().address, every },
    {
      clock,
      random: () => 0.5,
      report: async (untold) => {
        await kept?.();
        calls.push(...untold(factsWith()));
      },
      changed: ({ state }) => states.push(state),
      position: {
        read: () => position.kept,
        save: (reached) => {
          position.kept = reached;
        },
      },
      timing: { ...TIMING, ...timing },
    },
  );
  onTestFinished(source.stop);
  source.start();
  return {
    ...source,
    calls,
    states,
    position,
    until: (isSo) =>
      vi
        .waitUntil(() => isSo(source.status()), { timeout: 10_000, interval: 2 })
        .then(() => undefined),
  };
};

/**
 * A T2 at the address that everybody's has, for commands that name no other: through a proxy, with a certificate of an
 * authority of the test's own.
 */
export const realT2 = async (): Promise<TestT2 & { environment: Record<string, string> }> => {
  const by = authority();
  const t2 = await t2Server({ tls: signed({ names: 'DNS:ats2.t2.ru', by }) });
  const { url } = await proxy(Number(new URL(t2.url).port));
  const environment = {
    HTTPS_PROXY: url,
    https_proxy: url,
    NO_PROXY: '',
    no_proxy: '',
    PBX_CA_FILE: by.file,
    PBX_SOURCE_MAIN_SECRET_FILE: t2.file,
  };
  return { ...t2, environment };
};
