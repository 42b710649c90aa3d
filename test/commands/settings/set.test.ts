import { describe, expect, test } from 'vitest';
import { office } from '../../support/office.ts';
import { faultsOf } from '../../support/problems.ts';

describe('settings set', () => {
  test.each([
    ['--language en', { language: 'en' }],
    ['--region US', { region: 'US' }],
    ['--notify-direct-external', { notifyDirectExternal: true }],
    ['--no-notify-direct-external', { notifyDirectExternal: false }],
    ['--notify-max-age 90m', { notifyMaxAge: '90m' }],
    ['--retention-days 30', { retentionDays: 30 }],
    ['--straight-number "8 800 100-01-01=101"', { straightNumbers: { '+78001000101': '101' } }],
    [
      '--straight-number +78001000101=101 --straight-number +78001000102=+79160000101',
      { straightNumbers: { '+78001000101': '101', '+78001000102': '+79160000101' } },
    ],
  ])('%s', async (flags, after) => {
    const { pbxctl } = await office();
    expect((await pbxctl(`settings set ${flags} --json`)).json()).toMatchObject(after);
    expect((await pbxctl('settings show --json')).json()).toMatchObject(after);
  });

  test('what is not given stays, and a straight number can go', async () => {
    const { pbxctl } = await office();
    await pbxctl('settings set --straight-number +78001000101=101 --notify-max-age 12h');
    const set = await pbxctl(
      'settings set --remove-straight-number "8 800 100-01-01" --straight-number +78001000102=102 --json',
    );
    expect(set.json()).toMatchObject({
      straightNumbers: { '+78001000102': '102' },
      notifyMaxAge: '12h',
      revision: 2,
    });
  });

  test('prints all settings, names the PBX and says what was done', async () => {
    const { pbxctl, path } = await office();
    const set = await pbxctl('settings set --language en');
    expect(set.stdout).toMatch(/^language +en$/m);
    expect(set.stderr).toBe(`PBX: file:${path}\nThe settings are set.\n`);
  });

  test('repeated changes nothing and says so', async () => {
    const { pbxctl, rows } = await office();
    await pbxctl('settings set --straight-number +78001000101=101');
    const before = rows();
    const again = await pbxctl('settings set --straight-number 88001000101=101');
    expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('Nothing to change') });
    expect(rows()).toEqual(before);
  });

  test('writes nothing with --dry-run', async () => {
    const { pbxctl, rows } = await office();
    const before = rows();
    const dry = await pbxctl('settings set --language en --dry-run');
    expect(dry.stdout).toMatch(/^language +en$/m);
    expect(dry.stderr).toMatch(/nothing was written/);
    expect(rows()).toEqual(before);
  });

  test.each([
    ['no change', '', [2, 'changes-missing']],
    ['only --dry-run', '--dry-run', [2, 'changes-missing']],
    ['a language that it has not', '--language de', [2, 'usage']],
    ['a region that is none', '--region Russia', [2, '--region region-unknown']],
    [
      'a length of time that is none',
      '--notify-max-age day',
      [2, '--notify-max-age duration-unreadable'],
    ],
    ['no days', '--retention-days 0', [2, 'usage']],
    ['too many days', '--retention-days 40000', [2, '--retention-days field-range']],
    [
      'a pair that is none',
      '--straight-number +78001000101',
      [2, '--straight-number pair-unreadable'],
    ],
    ['a pair of three', '--straight-number 1=2=3', [2, '--straight-number pair-unreadable']],
    [
      'a straight number that is none',
      '--straight-number x=101',
      [2, '--straight-number number-unreadable'],
    ],
    [
      'an extension as straight number',
      '--straight-number 105=101',
      [2, '--straight-number extension-as-number'],
    ],
    [
      'a number to remove that is none',
      '--remove-straight-number x',
      [2, '--remove-straight-number number-unreadable'],
    ],
    ['a stale revision', '--language en --if-revision 7', [6, 'revision-stale']],
  ])('refuses %s', async (_, flags, faults) => {
    const { pbxctl, rows } = await office();
    const before = rows();
    expect(faultsOf(await pbxctl(`settings set ${flags} --json`))).toEqual(faults);
    expect(rows()).toEqual(before);
  });

  test('takes the revision that was seen (A16)', async () => {
    const { pbxctl } = await office();
    expect((await pbxctl('settings set --language en --if-revision 0')).code).toBe(0);
    expect((await pbxctl('settings set --language ru --if-revision 0')).code).toBe(6);
  });
});
