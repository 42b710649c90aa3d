import { describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../src/domain/fault.ts';

describe('a result', () => {
  const half = (of: number): Result<number, string> => (of % 2 === 0 ? ok(of / 2) : fail('odd'));

  it('is a value or a fault, told apart by ok', () => {
    const results = [4, 5].map(half);
    expect(results.map((result) => (result.ok ? result.value : result.fault))).toEqual([2, 'odd']);
    expect(results).toEqual([
      { ok: true, value: 2 },
      { ok: false, fault: 'odd' },
    ]);
  });
});
