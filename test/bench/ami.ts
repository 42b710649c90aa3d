/**
 * Events of AMI a second, on one core, beside asterisk-manager from npm on the same bytes; and the memory of calls under
 * way: `node --expose-gc test/bench/ami.ts [megabytes]`. The other is found where the working folder has it installed
 * (`npm i asterisk-manager`); elsewhere its figure is left out.
 */
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import net from 'node:net';
import { join } from 'node:path';
import { callsOf } from '../../src/service/sources/asterisk/attempts.ts';
import { CALL_EVENTS } from '../../src/service/sources/asterisk/call-events.ts';
import { callTracker } from '../../src/service/sources/asterisk/call-tracker.ts';
import { amiFrames } from '../../src/service/sources/asterisk/frames.ts';
import { amiCall, eventsOf, factsWith, RECORDINGS, recording } from '../support/ami.ts';

const [megabytes = 200] = process.argv.slice(2).map(Number);
const PEER = 'asterisk-manager';
const CHUNK = 64 * 1024;
const ROUNDS = 5;
const UNDER_WAY = 10_000;

/** All recordings over and over, each time with ids of its own, as a busy PBX sends them. */
const traffic = (): { chunks: Buffer[]; events: number } => {
  const once = RECORDINGS.map((name) => recording(name).toString('latin1')).join('');
  const parts: Buffer[] = [];
  let size = 0;
  let events = 0;
  const perRound = eventsOf(Buffer.from(once, 'latin1')).length;
  for (let round = 0; size < megabytes * 1024 * 1024; round += 1) {
    const text = once.replaceAll(
      /\b17953(\d{5})\.(\d+)/g,
      (_, seconds, count) => `${17953 + (round % 1000)}${seconds}.${Number(count) + round * 1000}`,
    );
    const part = Buffer.from(text, 'latin1');
    parts.push(part);
    size += part.length;
    events += perRound;
  }
  const all = Buffer.concat(parts);
  const chunks = Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, index) =>
    all.subarray(index * CHUNK, (index + 1) * CHUNK),
  );
  return { chunks, events };
};

const ours = (chunks: readonly Buffer[]): number => {
  const frames = amiFrames(CALL_EVENTS);
  const tracker = callTracker();
  const facts = factsWith();
  let calls = 0;
  for (const chunk of chunks) {
    for (const message of frames.read(chunk)) {
      for (const ended of tracker.take(message, 1_795_345_000_000)) {
        calls += callsOf(ended, facts).length;
      }
    }
  }
  return calls;
};

/**
 * Its parser alone, since it has nothing that follows calls. It reads from a socket that it makes itself: here it is
 * given one that the bytes are put into.
 */
const peer = (): ((chunks: readonly Buffer[]) => number) | null => {
  const require = createRequire(join(process.cwd(), 'bench.js'));
  try {
    const manager = require(PEER);
    return (chunks) => {
      const socket = Object.assign(new EventEmitter(), {
        setEncoding: () => undefined,
        setKeepAlive: () => undefined,
        setNoDelay: () => undefined,
      });
      const { createConnection } = net;
      Object.assign(net, { createConnection: () => socket });
      const ami = manager(5038, 'localhost', '', '', true);
      Object.assign(net, { createConnection });
      let events = 0;
      ami.on('managerevent', () => {
        events += 1;
      });
      for (const chunk of chunks) socket.emit('data', chunk.toString());
      return events;
    };
  } catch {
    return null;
  }
};

/** By the time that processors spent on it, garbage and all: other work on the machine does not count. */
const rate = (events: number, work: () => number): number => {
  globalThis.gc?.();
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return Math.round(events / ((user + system) / 1_000_000));
};

const memory = (): number => {
  const heap = (): number => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const tracker = callTracker();
  const frames = amiFrames(CALL_EVENTS);
  const before = heap();
  for (let index = 0; index < UNDER_WAY; index += 1) {
    const caller = `PJSIP/trunk-${index.toString(16).padStart(8, '0')}`;
    const phone = `PJSIP/101-${index.toString(16).padStart(8, '0')}`;
    const script = amiCall(1_795_000_000 + index)
      .channel({ name: caller, number: '79161234567', context: 'from-trunk', exten: '78001000101' })
      .step(caller, 'Dial')
      .channel({ name: phone })
      .dial({ by: caller, to: phone });
    for (const message of frames.read(script.bytes())) tracker.take(message, 1_795_345_000_000);
  }
  const used = heap() - before;
  if (tracker.underWay() !== UNDER_WAY) throw new Error(`${tracker.underWay()} are under way`);
  return used / 1024 / 1024;
};

const { chunks, events } = traffic();
const other = peer();
for (let round = 0; round < ROUNDS; round += 1) {
  const own = rate(events, () => ours(chunks));
  const theirs = other === null ? null : rate(events, () => other(chunks));
  const ratio =
    theirs === null ? '' : `; asterisk-manager ${theirs}/s, ratio ${(own / theirs).toFixed(1)}`;
  console.log(`${events} events, ours ${own}/s with calls followed and told${ratio}`);
}
console.log(`${UNDER_WAY} calls under way: ${memory().toFixed(1)} MiB`);
