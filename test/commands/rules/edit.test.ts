import { describe, expect, test } from 'vitest';
import { CLIENT, office } from '../../support/office.ts';
import { cellsOf, errorOf, faultsOf } from '../../support/problems.ts';

const listed = (...numbers: string[]) => ({ kind: 'listed' as const, numbers });

const RULES = [
  { subscribers: ['101'] },
  { subscribers: ['102'], callers: listed(CLIENT, '103') },
  { subscribers: ['103'], time: { kind: 'working' as const } },
];

describe('rules edit', () => {
  test('changes several rules at once (R3); what is not given stays', async () => {
    const { pbxctl, path } = await office({ rules: RULES });
    const edited = await pbxctl('rules edit 1-2 --time "сб, вс"');
    expect(edited.code).toBe(0);
    expect(cellsOf(edited).map((cells) => [cells[0], cells[5]])).toEqual([
      ['ID', 'TIME'],
      ['1', 'sat,sun'],
      ['2', 'sat,sun'],
    ]);
    expect(edited.stderr).toBe(`PBX: file:${path}\nChanged: 2 rules\n`);
    expect((await pbxctl('rules show 2 --json')).json()).toMatchObject([
      { revision: 2, callers: listed(CLIENT, '103'), types: ['missed'] },
    ]);
  });

  test('with --json tells what changed and what was so already', async () => {
    const { pbxctl } = await office({ rules: RULES });
    expect((await pbxctl('rules edit 1 3 --time working --json')).json()).toEqual({
      updated: [expect.objectContaining({ id: 1, revision: 2, time: { kind: 'working' } })],
      unchanged: [expect.objectContaining({ id: 3, revision: 1 })],
    });
  });

  test('repeated changes nothing and says so', async () => {
    const { pbxctl, rows } = await office({ rules: RULES });
    await pbxctl('rules edit 1-3 --type missed,voicemail --callers vip');
    const before = rows();
    const again = await pbxctl('rules edit 1-3 --type missed,voicemail --callers vip');
    expect(again).toMatchObject({ code: 0, stderr: expect.stringMatching(/unchanged: 3/) });
    expect(rows()).toEqual(before);
  });

  test('writes nothing with --dry-run, but answers as if it had', async () => {
    const { pbxctl, rows } = await office({ rules: RULES });
    const before = rows();
    const dry = await pbxctl('rules edit 1 --callers vip --dry-run');
    expect(cellsOf(dry)[1]).toContain('VIP');
    expect(dry.stderr).toMatch(/nothing was written/);
    expect(rows()).toEqual(before);
  });

  test.each([
    ['--add-callers "8 (495) 123-45-67"', ['+74951234567', CLIENT, '103']],
    ['--remove-callers 103', [CLIENT]],
    ['--add-callers 104,105 --remove-callers "103, 8 916 123-45-67"', ['104', '105']],
    ['--add-callers 103', [CLIENT, '103']],
    ['--remove-callers 199', [CLIENT, '103']],
  ])('%s changes the list', async (flags, numbers) => {
    const { pbxctl } = await office({ rules: RULES });
    await pbxctl(`rules edit 2 ${flags}`);
    expect((await pbxctl('rules show 2 --json')).json()).toMatchObject([
      { callers: listed(...numbers) },
    ]);
  });

  test('warns of whoever cannot be told (R9)', async () => {
    const { pbxctl } = await office({ rules: RULES });
    expect((await pbxctl('rules edit 3 --time all')).stderr).toMatch(/Warning: Пётр Сидоров/);
    expect((await pbxctl('rules edit 3 --time all')).stderr).not.toMatch(/Warning/);
  });

  test('takes ids from stdin', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const { stdout: ids } = await pbxctl('rules list --time all -o ids');
    const edited = await pbxctl('rules edit - --time non-working', { input: ids });
    expect(edited.stderr).toContain('Changed: 2 rules');
  });

  test('a range without a rule changes nothing', async () => {
    const { pbxctl, rows } = await office({ rules: RULES });
    const before = rows();
    const edited = await pbxctl('rules edit 50-60 --time working --json');
    expect(edited.json()).toEqual({ updated: [], unchanged: [] });
    expect(rows()).toEqual(before);
  });
});

describe('rules edit refuses, and changes nothing:', () => {
  test.each([
    ['a rule that is not there', '1 77 --time sat', [5, 'not-found']],
    ['no change', '1', [2, 'changes-missing']],
    ['no id', '--time sat', [2, 'ids-missing']],
    ['no type', '1 --type ""', [2, '--type types-empty']],
    ['a time that does not parse', '1 --time 25:00', [2, '--time period-time-invalid']],
    ['a number that is none', '1 --callers +7x', [2, '--callers number-unreadable']],
    ['no callers', '1 --callers ,', [2, '--callers callers-empty']],
    ['callers and callers to add', '2 --callers vip --add-callers 104', [2, 'usage']],
    [
      'a number to add that is none',
      '2 --add-callers 7,91612E+10',
      [2, '--add-callers number-from-excel'],
    ],
    [
      'numbers added to a rule for all',
      '1 --add-callers 104',
      [2, '--add-callers callers-not-listed'],
    ],
    [
      'numbers taken from a rule for all',
      '1 --remove-callers 104',
      [2, '--remove-callers callers-not-listed'],
    ],
    [
      'the last number taken away',
      `2 --remove-callers ${CLIENT},103`,
      [2, '--remove-callers callers-empty'],
    ],
    [
      'a time left without missed calls',
      '3 --type voicemail',
      [2, '3 --time criterion-without-missed'],
    ],
    [
      'several faults, each with its rule',
      '2 3 --type voicemail',
      [2, '2 --callers criterion-without-missed', '3 --time criterion-without-missed'],
    ],
    ['a revision of several', '1 2 --time sat --if-revision 1', [2, 'revision-of-several']],
    ['a revision of none', '50-60 --time sat --if-revision 1', [2, 'revision-of-several']],
    ['a stale revision', '1 --time sat --if-revision 7', [6, '1 revision-stale']],
  ])('%s', async (_, line, faults) => {
    const { pbxctl, rows } = await office({ rules: RULES });
    const before = rows();
    expect(faultsOf(await pbxctl(`rules edit ${line} --json`))).toEqual(faults);
    expect(rows()).toEqual(before);
  });

  test('an equal rule of the same subscriber, which it names (A15)', async () => {
    const { pbxctl, rows } = await office({
      rules: [...RULES, { subscribers: ['101'], time: { kind: 'working' as const } }],
    });
    const before = rows();
    const equal = await pbxctl('rules edit 1-3 --time working --json');
    expect(faultsOf(equal)).toEqual([6, '1 rule-equal']);
    expect(errorOf(equal).detail).toContain('4');
    expect(rows()).toEqual(before);
  });

  test('a revision that somebody else has changed meanwhile (A16): 6', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const seen = await pbxctl('rules edit 1 --time sat --if-revision 1');
    expect(seen.code).toBe(0);
    const stale = await pbxctl('rules edit 1 --time sun --if-revision 1');
    expect(stale.code).toBe(6);
    expect(stale.stderr).toMatch(/Error: 1: .*1.*2/);
  });

  test('an unchanged rule at a stale revision', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const stale = await pbxctl('rules edit 3 --time working --if-revision 9 --json');
    expect(faultsOf(stale)).toEqual([6, '3 revision-stale']);
  });
});
