import { describe, expect, test } from 'vitest';
import { office, reportedCall } from '../../support/office.ts';
import { faultsOf } from '../../support/problems.ts';

const RULES = [
  { subscribers: ['101', '102'] },
  { subscribers: ['101'], types: ['voicemail' as const] },
];

describe('subscribers rm', () => {
  test('removes people and their rules, and tells how many', async () => {
    const { pbxctl, path } = await office({ rules: RULES });
    const removed = await pbxctl('subscribers rm anna@firm.ru 1 --yes');
    expect(removed).toMatchObject({ code: 0, stdout: '' });
    expect(removed.stderr).toContain(`PBX: file:${path}\n`);
    expect(removed.stderr).toContain('2 subscribers and 3 rules');
    expect((await pbxctl('rules list --json')).json()).toEqual([]);
    expect((await pbxctl('subscribers list -o ids')).stdout).toBe('3\n');
  });

  test('with --json prints the ids that are gone', async () => {
    const { pbxctl } = await office({ rules: RULES });
    expect((await pbxctl('subscribers rm 1 3 --yes --json')).json()).toEqual({
      removed: [1, 3],
      removedRules: 2,
    });
  });

  test('without a terminal needs --yes: 2, and nothing is removed', async () => {
    const { pbxctl, rows } = await office({ rules: RULES });
    const before = rows();
    expect(faultsOf(await pbxctl('subscribers rm 1 --json'))).toEqual([2, 'confirmation-missing']);
    expect((await pbxctl('subscribers rm 3')).code).toBe(2);
    expect(rows()).toEqual(before);
  });

  test('removes nothing with --dry-run', async () => {
    const { pbxctl, rows } = await office({ rules: RULES });
    const before = rows();
    const dry = await pbxctl('subscribers rm 1-3 --dry-run --json');
    expect(dry.json()).toEqual({ removed: [1, 2, 3], removedRules: 3 });
    expect(dry.stderr).toMatch(/nothing was written/);
    expect(rows()).toEqual(before);
  });

  test('keeps the calls of whoever left, and withdraws what waits', async () => {
    const { pbxctl } = await office({ rules: RULES, calls: [reportedCall()] });
    await pbxctl('subscribers rm 1 --yes');
    expect((await pbxctl('calls explain 1 --json')).json()).toMatchObject({
      call: { subscriber: '101' },
      notifications: [{ status: 'withdrawn' }],
    });
  });

  test.each([
    ['nobody', '', [2, 'ids-missing']],
    ['an id that is not there', '1 77', [5, 'not-found']],
    ['an unknown name among others', '1 Орлов', [5, '<who…> address-unknown']],
    ['several', 'ов', [2, '<who…> address-ambiguous']],
  ])('%s removes nobody', async (_, line, faults) => {
    const { pbxctl, rows } = await office({ rules: RULES });
    const before = rows();
    expect(faultsOf(await pbxctl(`subscribers rm --yes --json ${line}`))).toEqual(faults);
    expect(rows()).toEqual(before);
  });
});
