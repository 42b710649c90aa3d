import { describe, expect, it } from 'vitest';
import { closest } from '../../src/domain/nearest.ts';

const candidates = (...texts: string[]) => texts.map((text) => ({ text, value: text }));

describe('A14: the nearest', () => {
  it('are told nearest first, three at most', () => {
    const names = candidates('петрухова', 'петренко', 'петров', 'петрова', 'пётр', 'петровы');
    expect(closest('петрова', names)).toEqual(['петрова', 'петров', 'петровы']);
  });

  it.each([
    ['петрова', 'пeтpова', true],
    ['петрова', 'пeтpoва', false],
    ['10', '11', true],
    ['10', '21', false],
    ['1', '2', true],
  ])('%s and %s, a third of the letters at most: %s', (typed, text, near) => {
    expect(closest(typed, candidates(text))).toEqual(near ? [text] : []);
  });

  it('are each told once, by the nearest of their spellings', () => {
    const [anna, boris] = [{ id: 1 }, { id: 2 }];
    const spellings = [
      { text: 'анка', value: anna },
      { text: 'анна', value: boris },
      { text: 'ання', value: anna },
    ];
    expect(closest('анна', spellings)).toEqual([boris, anna]);
  });

  it('of nobody are none', () => {
    expect(closest('анна', [])).toEqual([]);
  });
});
