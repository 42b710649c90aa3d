import { expect, test } from 'vitest';
import { diskState } from '../../../src/service/diagnosis/store.ts';

const MB = 1_000_000;

test.each([
  [0, 0, 'failed'],
  [99 * MB, 0, 'failed'],
  [100 * MB, 0, 'warning'],
  [999 * MB, 10 * MB, 'warning'],
  [1000 * MB, 10 * MB, 'ok'],
  [4000 * MB, 5000 * MB, 'warning'],
  [5000 * MB, 5000 * MB, 'ok'],
])('%i bytes free beside a store of %i: %s', (free, used, status) => {
  const told = diskState(free, used);
  expect(told.status).toBe(status);
  expect(told.faults.length).toBe(status === 'ok' ? 0 : 1);
});
