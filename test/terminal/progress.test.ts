import { describe, expect, test } from 'vitest';
import { progressOf } from '../../src/terminal/progress.ts';
import { PLAIN, type Terminal } from '../../src/terminal/terminal.ts';

const watched = (isWatched: boolean): { terminal: Terminal; notes: string[] } => {
  const notes: string[] = [];
  const terminal: Terminal = {
    out: () => undefined,
    err: () => undefined,
    note: (text) => notes.push(text),
    isForPeople: false,
    isWatched,
    canAsk: false,
    columns: 80,
    rows: 24,
    pages: false,
    colour: PLAIN,
    noticeColour: PLAIN,
    language: 'en',
  };
  return { terminal, notes };
};

/** A clock that shows these milliseconds, one after another. */
const clockOf = (...times: number[]): (() => number) => {
  const left = [...times];
  return () => left.shift() ?? 0;
};

describe('progress of long work', () => {
  test('shows how much is done, how fast, and the time left', () => {
    const { terminal, notes } = watched(true);
    progressOf(terminal, 10_000, clockOf(0, 2000)).done(4000);
    expect(notes).toEqual(['\r\u001b[K4000 of 10000 · 2000/s · 3 s left']);
  });

  test('is silent in the first second, in which most work ends', () => {
    const { terminal, notes } = watched(true);
    const progress = progressOf(terminal, 10, clockOf(0, 999));
    progress.done(5);
    progress.end();
    expect(notes).toEqual([]);
  });

  test('takes its line away at the end', () => {
    const { terminal, notes } = watched(true);
    const progress = progressOf(terminal, 10, clockOf(0, 5000));
    progress.done(5);
    progress.end();
    expect(notes.at(-1)).toBe('\r\u001b[K');
  });

  test('says nothing into a file or a pipe', () => {
    const { terminal, notes } = watched(false);
    progressOf(terminal, 10, clockOf(0, 5000)).done(5);
    expect(notes).toEqual([]);
  });
});
