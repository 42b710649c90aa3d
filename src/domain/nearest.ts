/** Near misses, for «did you mean». */
import { distance } from 'fastest-levenshtein';

const MOST = 3;

/** The values whose text differs from what was typed by at most a third of its letters, the nearest first. */
export const closest = <T>(
  typed: string,
  candidates: readonly { text: string; value: T }[],
): T[] => {
  const allowed = Math.max(1, Math.floor(typed.length / 3));
  const near = candidates
    .map(({ text, value }) => ({ value, distance: distance(typed, text) }))
    .filter((candidate) => candidate.distance <= allowed)
    .sort((a, b) => a.distance - b.distance);
  return [...new Set(near.map(({ value }) => value))].slice(0, MOST);
};
