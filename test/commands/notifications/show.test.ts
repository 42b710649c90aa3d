import { describe, expect, test } from 'vitest';
import { cellsOf, faultsOf } from '../../support/problems.ts';
import { told } from '../../support/told.ts';

describe('notifications show', () => {
  test('tells scripts the list’s columns, and --json everything', async () => {
    const { pbxctl } = await told();
    const [, ...rows] = cellsOf(await pbxctl('notifications show 1 2-9'));
    expect(rows.map(([id]) => id).sort()).toEqual(['1', '2', '3']);
    expect((await pbxctl('notifications show 2 --json')).json()).toMatchObject([
      { id: 2, status: 'failed', rules: [2] },
    ]);
  });

  test('an id that is not there: 5', async () => {
    const { pbxctl } = await told();
    expect(faultsOf(await pbxctl('notifications show 99 --json'))).toEqual([5, 'not-found']);
  });
});
