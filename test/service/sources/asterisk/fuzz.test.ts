import { expect, it } from 'vitest';
import { fuzzAmi } from '../../../support/ami-fuzz.ts';

it('whatever an Asterisk sends, nothing breaks and every call is one', () => {
  const { streams, calls, largest } = fuzzAmi(2000, 1);
  expect(streams).toBe(2000);
  expect(calls).toBeGreaterThan(1000);
  // A minute a stream: what never ends is let go after a day of them.
  expect(largest).toBeLessThan(6000);
});
