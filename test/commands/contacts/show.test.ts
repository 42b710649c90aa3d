import { describe, expect, test } from 'vitest';
import { CLIENTS, office } from '../../support/office.ts';
import { cellsOf, faultsOf } from '../../support/problems.ts';

describe('contacts show', () => {
  test('shows the contacts of the ids', async () => {
    const { pbxctl } = await office({ clients: CLIENTS });
    const shown = await pbxctl('contacts show 2 1-1');
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(cellsOf(shown).map(([id]) => id)).toEqual(['ID', '1', '2']);
  });

  test('with --json is an array, also for one', async () => {
    const { pbxctl } = await office({ clients: CLIENTS });
    expect((await pbxctl('contacts show 2 --json')).json()).toEqual([{ id: 2, ...CLIENTS[1] }]);
    expect((await pbxctl('contacts show - --json', { input: '2' })).json()).toHaveLength(1);
  });

  test.each([
    ['an id that is not there', '77', [5, 'not-found']],
    ['a name', 'Склад', [2, 'ids-unreadable']],
    ['nothing', '', [2, 'ids-missing']],
  ])('%s is refused', async (_, line, faults) => {
    const { pbxctl } = await office({ clients: CLIENTS });
    expect(faultsOf(await pbxctl(`contacts show --json ${line}`))).toEqual(faults);
  });
});
