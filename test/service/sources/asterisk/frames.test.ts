import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AmiMessage,
  amiFrames,
  field,
  fieldName,
} from '../../../../src/service/sources/asterisk/frames.ts';
import { BANNER, RECORDINGS, recording } from '../../../support/ami.ts';

const ALL = new Set(['Newchannel', 'Hangup', 'Named']);

const read = (chunks: readonly Uint8Array[], wanted: ReadonlySet<string> = ALL) => {
  const frames = amiFrames(wanted);
  const messages = chunks.flatMap((chunk) => frames.read(chunk));
  return { messages, faults: frames.faults() };
};

const bytes = (text: string): Buffer => Buffer.from(text);

const named = (...fields: string[]): Buffer =>
  bytes(`Event: Named\r\n${fields.map((line) => `${line}\r\n`).join('')}\r\n`);

const valueIn = (stream: Buffer, name: string): string | undefined => {
  const [message] = read([stream]).messages;
  return message && field(message, fieldName(name));
};

/** Cut at these places, in any order. */
const cut = (stream: Buffer, places: readonly number[]): Buffer[] => {
  const sorted = [0, ...[...places].sort((a, b) => a - b), stream.length];
  return sorted.slice(1).map((end, index) => stream.subarray(sorted[index], end));
};

describe('messages in a stream of AMI', () => {
  it('are an event with its fields, a response, and the banner, which has no empty line behind it', () => {
    const stream = bytes(
      `${BANNER}Response: Success\r\nActionID: 1\r\n\r\nEvent: Hangup\r\nCause: 16\r\n\r\n`,
    );
    expect(read([stream]).messages.map(({ type, name }) => [type, name])).toEqual([
      ['banner', 'Asterisk Call Manager/11.0.0'],
      ['response', 'Success'],
      ['event', 'Hangup'],
    ]);
  });

  it('keep the colons and spaces within a value, and have a value that is empty', () => {
    const stream = named('AppData: PJSIP/101,5,a: b::c', 'AccountCode: ', 'Bare:x');
    expect(valueIn(stream, 'AppData')).toBe('PJSIP/101,5,a: b::c');
    expect(valueIn(stream, 'AccountCode')).toBe('');
    expect(valueIn(stream, 'Bare')).toBe('x');
    expect(valueIn(stream, 'Missing')).toBeUndefined();
  });

  it('give the first of fields with the same name', () => {
    expect(valueIn(named('Variable: a=1', 'Variable: b=2'), 'Variable')).toBe('a=1');
  });

  it('tell a field from one whose name only ends alike', () => {
    expect(valueIn(named('DestUniqueid: 2', 'Cause-txt: x', 'Uniqueid: 1'), 'Uniqueid')).toBe('1');
    expect(valueIn(named('Cause-txt: x', 'Cause: 16'), 'Cause')).toBe('16');
  });

  it('may have lines that end in LF alone, as a file has that went through an editor', () => {
    const text = recording('internal-no-answer').toString().replaceAll('\r\n', '\n');
    const whole = read([recording('internal-no-answer')]).messages.length;
    expect(read([bytes(text)]).messages).toHaveLength(whole);
  });

  it('are UTF-8, and what is none of it becomes U+FFFD', () => {
    expect(valueIn(named('Name: Иван Петров'), 'Name')).toBe('Иван Петров');
    const broken = Buffer.concat([
      bytes('Event: Named\r\nName: a'),
      Buffer.from([0xff]),
      bytes('b\r\n\r\n'),
    ]);
    expect(valueIn(broken, 'Name')).toBe('a\ufffdb');
  });

  it('are the same however the stream is cut, between the bytes of a letter too', () => {
    const stream = Buffer.concat([
      bytes(BANNER),
      named('Name: Иван Петров'),
      recording('ring-group-no-answer'),
      bytes('rubbish\r\n\r\n'),
      named('Name: Ёж'),
    ]);
    const whole = read([stream]);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 40 }), (places) => {
        expect(read(cut(stream, places))).toEqual(whole);
      }),
      { numRuns: 200 },
    );
    expect(read([...stream].map((byte) => Buffer.of(byte)))).toEqual(whole);
  });

  it('that are not wanted are passed over', () => {
    expect(read([recording('internal-no-answer')], new Set(['Hangup'])).messages).toHaveLength(2);
  });

  it('count what is none, and go on behind it', () => {
    const { messages, faults } = read([bytes('HTTP/1.1 400\r\nX: y\r\n\r\n'), named('A: 1')]);
    expect([messages.length, faults]).toEqual([1, 1]);
  });
});

describe('a block without end', () => {
  const endless = Buffer.alloc(300_000, 'x');

  it.each([
    ['in one piece', [endless]],
    ['in pieces', cut(endless, [10, 70_000, 70_001, 200_000])],
  ])('is given up, %s, and reading goes on behind it', (_, chunks) => {
    const { messages, faults } = read([
      bytes('Event: Named\r\nA: '),
      ...chunks,
      bytes('\r\n\r\n'),
      named('A: 1'),
    ]);
    expect([messages.map(({ text }: AmiMessage) => text), faults]).toEqual([['\nA: 1\r\n'], 1]);
  });

  it('does not fill the memory', () => {
    const frames = amiFrames(ALL);
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    for (let count = 0; count < 10; count += 1) frames.read(chunk);
    const before = process.memoryUsage().arrayBuffers;
    for (let count = 0; count < 1000; count += 1) frames.read(chunk);
    // What is dropped lies around until it is collected: a bound far below what was read.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(300 * 1024 * 1024);
  });
});

it('every recording is whole messages', () => {
  for (const name of RECORDINGS) expect(read([recording(name)]).faults).toBe(0);
});
