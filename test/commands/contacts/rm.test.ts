import { describe, expect, test } from 'vitest';
import { CLIENTS, office } from '../../support/office.ts';
import { faultsOf } from '../../support/problems.ts';

describe('contacts rm', () => {
  test('removes them', async () => {
    const { pbxctl, path } = await office({ clients: CLIENTS });
    const removed = await pbxctl('contacts rm 1 2-9 --yes');
    expect(removed.code).toBe(0);
    expect(removed.stderr).toBe(`PBX: file:${path}\nRemoved: 2 contacts\n`);
    expect((await pbxctl('contacts list --json')).json()).toEqual([]);
  });

  test('with --json prints the ids that are gone', async () => {
    const { pbxctl } = await office({ clients: CLIENTS });
    expect((await pbxctl('contacts rm 1 --yes --json')).json()).toEqual({ removed: [1] });
  });

  test('without a terminal needs --yes: 2, and nothing is removed', async () => {
    const { pbxctl, rows } = await office({ clients: CLIENTS });
    const before = rows();
    expect(faultsOf(await pbxctl('contacts rm 1 --json'))).toEqual([2, 'confirmation-missing']);
    expect(rows()).toEqual(before);
  });

  test('removes nothing with --dry-run', async () => {
    const { pbxctl, rows } = await office({ clients: CLIENTS });
    const before = rows();
    const dry = await pbxctl('contacts rm 1-2 --dry-run --json');
    expect(dry.json()).toEqual({ removed: [1, 2] });
    expect(rows()).toEqual(before);
  });

  test.each([
    ['an id that is not there', '1 77', [5, 'not-found']],
    ['nothing', '', [2, 'ids-missing']],
  ])('%s removes nobody', async (_, line, faults) => {
    const { pbxctl, rows } = await office({ clients: CLIENTS });
    const before = rows();
    expect(faultsOf(await pbxctl(`contacts rm --yes --json ${line}`))).toEqual(faults);
    expect(rows()).toEqual(before);
  });
});
