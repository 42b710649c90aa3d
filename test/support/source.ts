/** A source of the test's own: an Asterisk of the tests as the real code listens to it, with pauses that a test can wait for. */
import { onTestFinished, vi } from 'vitest';
import type { Call } from '../../src/domain/call.ts';
import { type AsteriskSetup, setupSources } from '../../src/service/sources/addresses.ts';
import type { AmiTimeouts } from '../../src/service/sources/asterisk/session.ts';
import { asteriskSource, type Pauses } from '../../src/service/sources/asterisk/source.ts';
import type { RunningSource, SourceStatus } from '../../src/service/sources/source.ts';
import { factsWith, SECRET } from './ami.ts';

export const setupOf = (address: string, secret = SECRET): AsteriskSetup => {
  const setups = setupSources([address], { PBX_SOURCE_OFFICE_SECRET: secret }, '');
  if (!setups.ok) throw new Error(setups.fault.code);
  const [setup] = setups.value;
  if (!setup || !('secret' in setup)) throw new Error('no Asterisk');
  return setup;
};

const TIMEOUTS: AmiTimeouts = { login: 400, quiet: 100, dead: 300 };
const PAUSES: Pauses = { first: 5, most: 40, refused: 20, mostRefused: 80, steady: 60_000 };

export type TestSource = RunningSource & {
  calls: Call[];
  states: SourceStatus['state'][];
  /** Waits until it is so. */
  until: (isSo: (status: SourceStatus) => boolean) => Promise<void>;
};

type Options = {
  secret?: string;
  authority?: string | null;
  timeouts?: Partial<AmiTimeouts>;
  pauses?: Partial<Pauses>;
};

/** Started already. */
export const listeningTo = (address: string, options: Options = {}): TestSource => {
  const { secret, authority = null, timeouts, pauses } = options;
  const calls: Call[] = [];
  const states: SourceStatus['state'][] = [];
  const source = asteriskSource(
    { ...setupOf(address, secret), authority, timeouts: { ...TIMEOUTS, ...timeouts } },
    {
      clock: Date.now,
      random: () => 0.5,
      report: async (untold) => void calls.push(...untold(factsWith())),
      changed: ({ state }) => states.push(state),
    },
    { ...PAUSES, ...pauses },
  );
  onTestFinished(source.stop);
  source.start();
  const until: TestSource['until'] = (isSo) =>
    vi
      .waitUntil(() => isSo(source.status()), { timeout: 10_000, interval: 2 })
      .then(() => undefined);
  return { ...source, calls, states, until };
};
