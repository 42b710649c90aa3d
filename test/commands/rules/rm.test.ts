import { describe, expect, test } from 'vitest';
import { office, reportedCall } from '../../support/office.ts';
import { faultsOf } from '../../support/problems.ts';

const RULES = [
  { subscribers: ['101', '102', '103'] },
  { subscribers: ['101'], time: { kind: 'working' as const } },
];

describe('rules rm', () => {
  test('removes several rules at once (R3)', async () => {
    const { pbxctl, path } = await office({ rules: RULES });
    const removed = await pbxctl('rules rm 1 3-9 --yes');
    expect(removed.code).toBe(0);
    expect(removed.stderr).toBe(`PBX: file:${path}\nRemoved: 3 rules\n`);
    expect((await pbxctl('rules list -o ids')).stdout).toBe('2\n');
  });

  test('with --json prints the ids that are gone', async () => {
    const { pbxctl } = await office({ rules: RULES });
    expect((await pbxctl('rules rm 1 3 --yes --json')).json()).toEqual({ removed: [1, 3] });
  });

  test('without a terminal needs --yes: 2, and nothing is removed', async () => {
    const { pbxctl, rows } = await office({ rules: RULES });
    const before = rows();
    expect(await pbxctl('rules rm 1')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('--yes'),
    });
    expect(faultsOf(await pbxctl('rules rm 1 --json'))).toEqual([2, 'confirmation-missing']);
    expect(rows()).toEqual(before);
  });

  test('removes nothing with --dry-run, which asks nothing', async () => {
    const { pbxctl, rows } = await office({ rules: RULES });
    const before = rows();
    const dry = await pbxctl('rules rm 1 2 --dry-run --json');
    expect(dry.json()).toEqual({ removed: [1, 2] });
    expect(dry.stderr).toMatch(/nothing was written/);
    expect(rows()).toEqual(before);
  });

  test.each([
    ['a rule that is not there', '1 77', [5, 'not-found']],
    ['no id', '', [2, 'ids-missing']],
    ['garbage', 'all', [2, 'ids-unreadable']],
  ])('%s removes nothing', async (_, ids, faults) => {
    const { pbxctl, rows } = await office({ rules: RULES });
    const before = rows();
    expect(faultsOf(await pbxctl(`rules rm --yes --json ${ids}`))).toEqual(faults);
    expect(rows()).toEqual(before);
  });

  test('a rule that is gone is not found a second time', async () => {
    const { pbxctl } = await office({ rules: RULES });
    await pbxctl('rules rm 1 --yes');
    expect((await pbxctl('rules rm 1 --yes')).code).toBe(5);
    expect((await pbxctl('rules rm 1-1 --yes --json')).json()).toEqual({ removed: [] });
  });

  test('takes ids from stdin', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const { stdout: ids } = await pbxctl('rules list --subscriber 101 -o ids');
    const removed = await pbxctl('rules rm - --yes', { input: ids });
    expect(removed.stderr).toContain('Removed: 2 rules');
  });

  test('the same script a second time finds nothing to remove, and is done', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const script = async () => {
      const { stdout: input } = await pbxctl('rules list --subscriber 101 -o ids');
      return pbxctl('rules rm - --yes', { input });
    };
    await script();
    expect(await script()).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Removed: 0 rules'),
    });
  });

  test('takes what still waits with it, unless another rule asks for it (R3)', async () => {
    const { pbxctl } = await office({
      rules: [
        { subscribers: ['101'] },
        { subscribers: ['101'], time: { kind: 'working' as const } },
        { subscribers: ['101'], time: { kind: 'non-working' as const } },
      ],
      calls: [reportedCall()],
    });
    const states = async () => {
      const { notifications } = Object((await pbxctl('calls explain 1 --json')).json());
      return notifications.map(({ status }: { status: string }) => status);
    };
    await pbxctl('rules rm 1 --yes');
    expect(await states()).toEqual(['waiting']);
    await pbxctl('rules rm 2 3 --yes');
    expect(await states()).toEqual(['withdrawn']);
  });
});
