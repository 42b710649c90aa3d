/** What a command does with sources of calls in its own process: reads recordings, and tries an address out. */
import { problem } from '../contract/problem.ts';
import type { SourceCheck } from '../contract/sources.ts';
import { formatInstant } from '../domain/instant.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { parseSource, setupSources } from '../service/sources/addresses.ts';
import { type Recording, readRecording } from '../service/sources/asterisk/recording.ts';
import { AMI_TIMEOUTS } from '../service/sources/asterisk/session.ts';
import { checkAsterisk } from '../service/sources/asterisk/source.ts';
import { peopleAmong } from '../service/sources/people.ts';
import { authorityOf } from './connect.ts';

/** What a recording is read by unless an address says otherwise. */
const DEFAULT_SOURCE = 'asterisk://recording@localhost?name=recording';

type Office = { subscribers: readonly Subscriber[]; region: string; zone: string };

/**
 * The calls of a recording of AMI.
 * @param source the address that it was recorded from, with its options
 */
export const openRecording = (
  chunks: AsyncIterable<Uint8Array>,
  source: string | undefined,
  { subscribers, region, zone }: Office,
): Recording => {
  const address = parseSource(source ?? DEFAULT_SOURCE);
  if (!address.ok) throw problem('usage', address.fault, ['--source']);
  const { name, plan } = address.value;
  return readRecording(chunks, {
    source: `asterisk:${name}`,
    people: peopleAmong(subscribers, region),
    plan,
    instant: (milliseconds) => formatInstant(milliseconds, zone),
  });
};

/** Connects from this machine to a source that no service has yet. */
export const checkAddress = async (text: string): Promise<SourceCheck> => {
  const setups = setupSources([text], process.env);
  if (!setups.ok) throw problem('usage', setups.fault, ['<source>']);
  const [setup] = setups.value;
  if (!setup) throw problem('usage', { code: 'source-unreadable', text }, ['<source>']);
  const { address, secret } = setup;
  const authority = authorityOf(process.env);
  const found = await checkAsterisk({ address, secret, authority, timeouts: AMI_TIMEOUTS });
  return { name: address.name, address: address.shown, ...found };
};
