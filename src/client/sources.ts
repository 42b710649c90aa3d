/** What a command does with sources of calls in its own process: reads what was recorded, asks and tries an address out. */
import { problem } from '../contract/problem.ts';
import type { SourceCheck } from '../contract/sources.ts';
import { formatInstant } from '../domain/instant.ts';
import type { Settings } from '../domain/settings.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import {
  parseSource,
  type SourceAddress,
  setupSources,
  type T2Setup,
  tokensFileFor,
} from '../service/sources/addresses.ts';
import { readRecording } from '../service/sources/asterisk/recording.ts';
import { AMI_TIMEOUTS } from '../service/sources/asterisk/session.ts';
import { checkAsterisk } from '../service/sources/asterisk/source.ts';
import { expiriesIn } from '../service/sources/expiries.ts';
import { peopleAmong, straightBy } from '../service/sources/people.ts';
import { ONLY_T2, type T2Address } from '../service/sources/t2/address.ts';
import { employeesOf, type StaffContext, type StaffOfT2 } from '../service/sources/t2/employees.ts';
import { pastCalls, patient } from '../service/sources/t2/history.ts';
import { pairFile } from '../service/sources/t2/pair-file.ts';
import { type T2Session, t2Session } from '../service/sources/t2/session.ts';
import { checkT2 } from '../service/sources/t2/source.ts';
import { expiriesOf, readPair } from '../service/sources/t2/tokens.ts';
import { agentTrusting } from './agent.ts';
import { authorityOf } from './connect.ts';

/** What a recording is read by unless an address says otherwise. */
const DEFAULT_RECORDING = 'asterisk://recording@localhost?name=recording';

export type Office = { subscribers: readonly Subscriber[]; settings: Settings; zone: string };

/** Calls as they are read; `faults` is how much was no call, once all are. */
export type PastCalls = ReturnType<typeof readRecording>;

/** The address, of the kind that is wanted. */
const addressOf = <Kind extends SourceAddress['kind']>(
  text: string,
  kind: Kind,
  place: string,
): Extract<SourceAddress, { kind: Kind }> => {
  const parsed = parseSource(text);
  if (!parsed.ok) throw problem('usage', parsed.fault, [place]);
  const address = parsed.value;
  const isWanted = (one: SourceAddress): one is Extract<SourceAddress, { kind: Kind }> =>
    one.kind === kind;
  if (!isWanted(address)) throw problem('usage', { code: 'source-unlike', wanted: kind }, [place]);
  return address;
};

const contextOf = ({ subscribers, settings, zone }: Office) => ({
  people: peopleAmong(subscribers, settings.region),
  straightTo: straightBy(settings),
  instant: (milliseconds: number) => formatInstant(milliseconds, zone),
});

/**
 * The calls of a recording of AMI.
 * @param source the address that it was recorded from, with its options
 */
export const openRecording = (
  chunks: AsyncIterable<Uint8Array>,
  source: string | undefined,
  office: Office,
): PastCalls => {
  const { name, plan } = addressOf(source ?? DEFAULT_RECORDING, 'asterisk', '--source');
  return readRecording(chunks, { ...contextOf(office), source: `asterisk:${name}`, plan });
};

/** Works with a T2 from this machine, with the tokens that are kept for it. */
const withT2 = async <T>(
  { address, tokens }: T2Setup,
  work: (session: T2Session, address: T2Address) => Promise<T>,
): Promise<T> => {
  const dispatcher = agentTrusting(authorityOf(process.env));
  const session = t2Session({ address, tokens: pairFile(tokens), dispatcher, clock: Date.now });
  try {
    return await work(session, address);
  } finally {
    await session.settled();
    await dispatcher.close();
  }
};

/** @param folder of the user's configuration */
const t2Setup = (text: string, folder: string, place: string): T2Setup => {
  addressOf(text, 't2', place);
  const setups = setupSources([text], process.env, folder);
  if (!setups.ok) throw problem('usage', setups.fault, [place]);
  const found = setups.value.find((setup) => 'tokens' in setup);
  if (!found) throw new Error(`no T2 at ${text}`);
  return found;
};

type History = { source: string | undefined; folder: string; from: number; to: number };

/** Gives the calls of the past to `work`, the oldest day first. */
export const withHistory = <T>(
  { source = ONLY_T2, folder, from, to }: History,
  office: Office,
  work: (calls: PastCalls) => Promise<T>,
): Promise<T> =>
  withT2(t2Setup(source, folder, '--source'), (session, { name, shown }) => {
    const where = { source: `t2:${name}`, shown };
    return work(pastCalls(patient(session), where, { from, to }, contextOf(office)));
  });

/** So that nothing is asked or opened in vain. */
export const refuseUnlikeT2 = (source: string, place: string): void => {
  addressOf(source, 't2', place);
};

/**
 * The employees of a T2.
 * @param folder of the user's configuration
 */
export const employeesFrom = (
  source: string,
  folder: string,
  context: StaffContext,
): Promise<StaffOfT2> =>
  withT2(t2Setup(source, folder, '--from'), (session, { shown }) =>
    employeesOf(patient(session), context, shown),
  );

export type SignedIn = {
  name: string;
  address: string;
  file: string;
  swapped: boolean;
} & NonNullable<SourceCheck['tokens']>;

/**
 * Keeps the pair of tokens of a T2, after looking at it without asking anybody.
 * @param text what a person gave
 */
export const keepTokens = async (
  source: string,
  text: string,
  { folder, zone }: { folder: string; zone: string },
): Promise<SignedIn> => {
  const address = addressOf(source, 't2', '<source>');
  const file = tokensFileFor(address, process.env, folder);
  if (!file.ok) throw problem('usage', file.fault);
  const read = readPair(text);
  if (!read.ok) throw problem('usage', read.fault);
  const { swapped, ...pair } = read.value;
  const expiries = expiriesOf(pair);
  const told = expiriesIn(zone, expiries);
  if (expiries.refresh !== null && expiries.refresh <= Date.now()) {
    throw problem('usage', { code: 't2-token-expired', until: String(told.refreshUntil) });
  }
  const kept = pairFile(file.value);
  await kept.hold(async ({ save }) => save({ ...pair, renewedAt: null }));
  return { name: address.name, address: address.shown, file: kept.path, swapped, ...told };
};

/**
 * Connects from this machine to a source that no service has yet.
 * @param folder of the user's configuration
 */
export const checkAddress = async (
  text: string,
  { folder, zone }: { folder: string; zone: string },
): Promise<SourceCheck> => {
  const setups = setupSources([text], process.env, folder);
  if (!setups.ok) throw problem('usage', setups.fault, ['<source>']);
  const [setup] = setups.value;
  if (!setup) throw problem('usage', { code: 'source-unreadable', text }, ['<source>']);
  const { name, shown } = setup.address;
  if ('tokens' in setup) {
    return withT2(setup, async (session) => {
      const found = await checkT2(session, Date.now(), shown);
      const expiries = session.expiries();
      return { name, address: shown, ...found, tokens: expiries && expiriesIn(zone, expiries) };
    });
  }
  const { address, secret } = setup;
  const authority = authorityOf(process.env);
  const found = await checkAsterisk({ address, secret, authority, timeouts: AMI_TIMEOUTS });
  return { name, address: shown, ...found, tokens: null };
};
