import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAt } from '../../../src/service/delivery/retry.ts';
import { HOUR, MINUTE } from '../../support/pbx.ts';

describe('when a message is tried again', () => {
  it.each([
    [1, MINUTE / 2],
    [2, 2 * MINUTE],
    [3, 10 * MINUTE],
    [4, HOUR],
    [5, 6 * HOUR],
    [15, 6 * HOUR],
  ])('after attempt %i it waits %i ms', (attempts, pause) => {
    expect(retryAt(attempts, 1000, 5000, 0)).toBe(5000 + pause);
  });

  it('up to a tenth longer, so that many do not come back at the same moment', () => {
    expect(retryAt(4, 0, 0, 1)).toBe(66 * MINUTE);
  });

  it('until 72 hours have passed since it was made', () => {
    expect(retryAt(9, 0, 66 * HOUR, 0)).toBe(72 * HOUR);
    expect(retryAt(9, 0, 66 * HOUR + 1, 0)).toBeNull();
    expect(retryAt(1, 0, 72 * HOUR, 0)).toBeNull();
  });

  it('always later, in whole milliseconds, and never after 72 hours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 80 * HOUR }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, now, random) => {
          const next = retryAt(attempts, 0, now, random);
          if (next === null) return now > 72 * HOUR - 6.6 * HOUR;
          return Number.isInteger(next) && next >= now + MINUTE / 2 && next <= 72 * HOUR;
        },
      ),
    );
  });
});
