/** Streams of AMI as nobody would send them: recordings with bytes and events changed, doubled, lost and out of order. */

import { callSchema } from '../../src/domain/call.ts';
import { callsOf } from '../../src/service/sources/asterisk/attempts.ts';
import { CALL_EVENTS } from '../../src/service/sources/asterisk/call-events.ts';
import { callTracker } from '../../src/service/sources/asterisk/call-tracker.ts';
import { amiFrames } from '../../src/service/sources/asterisk/frames.ts';
import { eventsOf, factsWith, RECORDINGS, recording } from './ami.ts';

/** Numbers that look random and are the same for the same seed (mulberry32). */
const randomOf = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

type Random = ReturnType<typeof randomOf>;
type Mutation = (stream: Buffer, random: Random) => Buffer;

const VALUES = [
  '',
  '<unknown>',
  '-1',
  '1e9',
  'Local/x-00000001;2',
  '1795345576.7',
  '\u0000',
  'ж'.repeat(300),
];
const FIELDS = [
  'Uniqueid',
  'Linkedid',
  'DestUniqueid',
  'Cause',
  'DialStatus',
  'Channel',
  'Exten',
  'Mailbox',
];

const events = (stream: Buffer, change: (all: Buffer[]) => Buffer[]): Buffer =>
  Buffer.concat(change(eventsOf(stream)));

const MUTATIONS: readonly Mutation[] = [
  (stream, random) => {
    const changed = Buffer.from(stream);
    for (let count = random(20); count >= 0; count -= 1) {
      changed[random(changed.length)] = random(256);
    }
    return changed;
  },
  (stream, random) => stream.subarray(random(stream.length), random(stream.length) + random(4000)),
  (stream, random) => events(stream, (all) => all.filter(() => random(5) > 0)),
  (stream, random) =>
    events(stream, (all) => all.flatMap((event) => (random(5) === 0 ? [event, event] : [event]))),
  (stream, random) =>
    events(stream, (all) =>
      all
        .map((event) => ({ event, at: random(1000) }))
        .sort((a, b) => a.at - b.at)
        .map(({ event }) => event),
    ),
  (stream, random) => {
    const name = FIELDS[random(FIELDS.length)] ?? '';
    const value = VALUES[random(VALUES.length)] ?? '';
    const text = stream
      .toString('latin1')
      .replaceAll(new RegExp(`(\\n${name}: )[^\\r]*`, 'g'), (line, start) =>
        random(3) === 0 ? `${start}${Buffer.from(value).toString('latin1')}` : line,
      );
    return Buffer.from(text, 'latin1');
  },
  (stream, random) => Buffer.concat([stream, Buffer.alloc(random(2000), random(256)), stream]),
];

export type AmiFuzzed = { streams: number; calls: number; largest: number };

/**
 * Reads so many changed streams, each with a tracker of its own in pieces of any length, and all of them with one
 * tracker besides. Throws at what must not be: a crash, a call that is none, something kept after the end.
 */
export const fuzzAmi = (count: number, seed: number): AmiFuzzed => {
  const random = randomOf(seed);
  const facts = factsWith();
  const streams = RECORDINGS.map(recording);
  const shared = callTracker();
  const result = { streams: 0, calls: 0, largest: 0 };
  for (; result.streams < count; result.streams += 1) {
    let stream = streams[random(streams.length)] ?? Buffer.alloc(0);
    for (let times = random(3); times >= 0; times -= 1) {
      stream = MUTATIONS[random(MUTATIONS.length)]?.(stream, random) ?? stream;
    }
    const frames = amiFrames(CALL_EVENTS);
    const tracker = callTracker();
    const ended = [];
    for (let at = 0; at < stream.length; ) {
      const end = at + 1 + random(random(2) === 0 ? 50 : 40_000);
      for (const message of frames.read(stream.subarray(at, end))) {
        ended.push(...tracker.take(message, null));
        shared.take(message, 1_795_345_000_000 + result.streams * 60_000);
      }
      at = end;
    }
    ended.push(...tracker.end());
    for (const one of ended) {
      for (const call of callsOf(one, facts)) {
        callSchema().parse(call);
        result.calls += 1;
      }
    }
    if (tracker.underWay() !== 0) throw new Error('something is under way after the end');
    result.largest = Math.max(result.largest, shared.underWay());
  }
  return result;
};
