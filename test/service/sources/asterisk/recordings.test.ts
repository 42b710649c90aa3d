import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../../../src/domain/call.ts';
import { callsIn, eventsOf, RECORDINGS, recording } from '../../../support/ami.ts';
import { emptyPbx } from '../../../support/pbx.ts';

const CLIENT = { number: '79161234567', name: 'Ivan Petrov' };

type Facts = Partial<Call>;

const straight = (dialled: string): Facts => ({
  caller: CLIENT,
  dialled,
  kind: 'multichannel',
  straight: true,
});
const internal: Facts = {
  caller: { number: '102', name: 'Phone 102' },
  dialled: '101',
  kind: 'internal',
  straight: true,
};
const group = (dialled: string): Facts => ({ ...straight(dialled), straight: false });

/** What follows from each, as the README of the recordings tells it; the clock of the office is Moscow's. */
const EXPECTED: Readonly<Record<string, Facts[]>> = {
  'internal-no-answer': [
    {
      ...internal,
      subscriber: '101',
      startedAt: '2026-11-22T14:06:01+03:00',
      rangSeconds: 5,
      outcome: 'no-answer',
    },
  ],
  'internal-caller-cancelled': [
    { ...internal, subscriber: '101', rangSeconds: 2, outcome: 'caller-cancelled' },
  ],
  'multichannel-direct-no-answer': [
    { ...straight('78001000101'), subscriber: '101', rangSeconds: 5, outcome: 'no-answer' },
  ],
  'multichannel-direct-caller-cancelled': [
    { ...straight('78001000101'), subscriber: '101', rangSeconds: 2, outcome: 'caller-cancelled' },
  ],
  'multichannel-direct-answered': [
    { ...straight('78001000110'), subscriber: '110', outcome: 'answered' },
  ],
  'multichannel-direct-busy': [
    { ...straight('78001000120'), subscriber: '120', rangSeconds: 0, outcome: 'busy' },
  ],
  'ring-group-answered-elsewhere': [
    { ...group('78002000001'), subscriber: '101', rangSeconds: 1, outcome: 'answered-elsewhere' },
    { ...group('78002000001'), subscriber: '110', outcome: 'answered' },
  ],
  'ring-group-no-answer': [
    { ...group('78002000002'), subscriber: '101', rangSeconds: 4, outcome: 'no-answer' },
    { ...group('78002000002'), subscriber: '103', rangSeconds: 4, outcome: 'no-answer' },
  ],
  'no-answer-then-voicemail': [
    {
      ...straight('78004000101'),
      subscriber: '101',
      rangSeconds: 3,
      outcome: 'no-answer',
      voicemail: { mailbox: '101@default', durationSeconds: 12 },
    },
  ],
  'menu-then-no-answer': [
    { ...group('78005000101'), subscriber: '101', rangSeconds: 4, outcome: 'no-answer' },
  ],
  'greeting-then-no-answer': [
    { ...straight('78006000101'), subscriber: '101', rangSeconds: 4, outcome: 'no-answer' },
  ],
};

/** Who is to be told, of what (R10 to R12, A2). */
const TOLD: Readonly<Record<string, [string, string[]][]>> = {
  'internal-no-answer': [['101', ['missed']]],
  'multichannel-direct-no-answer': [['101', ['missed']]],
  'no-answer-then-voicemail': [['101', ['missed', 'voicemail']]],
  'greeting-then-no-answer': [['101', ['missed']]],
};

const whole = (name: string): Call[] => callsIn([recording(name)]);

/** Calls by their id: in which order two calls end is no matter. */
const sorted = (calls: readonly Call[]): Call[] =>
  [...calls].sort((a, b) => (a.sourceCallId < b.sourceCallId ? -1 : 1));

describe('a recorded call is what its README says', () => {
  it('none is forgotten', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(RECORDINGS);
  });

  it.each(RECORDINGS)('%s', (name) => {
    expect(whole(name)).toMatchObject(EXPECTED[name] ?? []);
    expect(whole(name)).toHaveLength(EXPECTED[name]?.length ?? 0);
  });

  it.each(RECORDINGS)('R10, R11, R12: who is told of %s', async (name) => {
    const { pbx, clock } = emptyPbx();
    clock.now = Date.parse('2026-12-24T12:00:00+03:00');
    for (const extension of ['101', '102', '103', '104', '110', '120']) {
      const body = { name: extension, extension, email: `e${extension}@firm.ru` };
      await pbx('createSubscriber', { body });
      await pbx('createRules', {
        body: { subscribers: [extension], types: ['missed', 'voicemail'] },
      });
    }
    const query = { dryRun: true, recorded: true };
    const results = await pbx('reportCalls', { query, body: whole(name) });
    const told = results.flatMap(({ index, verdict }) =>
      verdict?.verdict === 'notify' ? [[whole(name)[index]?.subscriber, verdict.types]] : [],
    );
    expect(told).toEqual(TOLD[name] ?? []);
  });
});

describe('a recorded call is the same', () => {
  it.each(RECORDINGS)('cut into single bytes: %s', (name) => {
    expect(callsIn([...recording(name)].map((byte) => Buffer.of(byte)))).toEqual(whole(name));
  });

  it.each(RECORDINGS)('cut into random pieces: %s', (name) => {
    const stream = recording(name);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 60 }), (places) => {
        const ends = [...places.sort((a, b) => a - b), stream.length];
        const chunks = ends.map((end, index) => stream.subarray(ends[index - 1] ?? 0, end));
        expect(callsIn(chunks)).toEqual(whole(name));
      }),
      { numRuns: 20 },
    );
  });

  it.each(RECORDINGS)('with every other interleaved event by event: %s', (name) => {
    for (const other of RECORDINGS.filter((one) => one !== name)) {
      const [one, two] = [eventsOf(recording(name)), eventsOf(recording(other))];
      const length = Math.max(one.length, two.length);
      const mixed = Array.from({ length }, (_, index) => [one[index], two[index]])
        .flat()
        .filter((event) => event !== undefined);
      expect(sorted(callsIn(mixed))).toEqual(sorted([...whole(name), ...whole(other)]));
    }
  });

  it('played twice it is the same call to the PBX (A7)', () => {
    const twice = callsIn([recording('internal-no-answer'), recording('internal-no-answer')]);
    expect(new Set(twice.map(({ sourceCallId }) => sourceCallId)).size).toBe(1);
  });
});
