import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asOfNow, recordedCalls } from './calls.ts';
import { callIn } from './recording.ts';

const NOW = Date.parse('2027-03-01T00:00:30Z');
const recorded = recordedCalls();

const recording = (name: string): string =>
  readFileSync(new URL(`../fixtures/asterisk/${name}.ami`, import.meta.url), 'utf8');

describe('the calls of the demo', () => {
  it.each(Object.entries(recorded))('%s says what its recording says', (name, call) => {
    expect(call).toEqual(callIn(recording(name), '101'));
  });

  it('are the three endings that people ask about', () => {
    expect(Object.values(recorded).map(({ outcome }) => outcome)).toEqual([
      'no-answer',
      'caller-cancelled',
      'answered-elsewhere',
    ]);
  });
});

describe('as of now', () => {
  const moved = asOfNow(Object.values(recorded), NOW);
  const millisecondsOf = (texts: readonly (string | undefined)[]): number[] =>
    texts.map((text) => Date.parse(String(text)));

  it('they have just ended, as far apart as they were', () => {
    const before = Object.values(recorded);
    expect(moved.map(({ startedAt }) => startedAt)).toEqual([
      '2027-03-01T02:57:51+03:00',
      '2027-03-01T02:58:00+03:00',
      '2027-03-01T02:58:30+03:00',
    ]);
    const ends = millisecondsOf(moved.map(({ endedAt }) => endedAt));
    const starts = millisecondsOf(moved.map(({ startedAt }) => startedAt));
    expect(ends.map((at, index) => at - (starts[index] ?? 0))).toEqual(
      before.map(({ rangSeconds = 0 }) => rangSeconds * 1000),
    );
  });

  it('nothing but the time is changed', () => {
    for (const [index, call] of moved.entries()) {
      expect(call).toEqual({
        ...Object.values(recorded)[index],
        startedAt: call.startedAt,
        endedAt: call.endedAt,
      });
    }
  });
});
