import { describe, expect, test } from 'vitest';
import { office } from '../../support/office.ts';
import { faultsOf, linesOf } from '../../support/problems.ts';

describe('schedule set', () => {
  test('sets the week; hours together replace all of it', async () => {
    const { pbxctl, path } = await office();
    const set = await pbxctl(
      'schedule set --hours "mon-thu 09:00-13:00,14:00-18:00" --hours "пт 09:00-16:45"',
    );
    expect(set.code).toBe(0);
    expect(linesOf(set.stdout)).toEqual([
      'Time zone: Europe/Moscow',
      ...['Monday   ', 'Tuesday  ', 'Wednesday', 'Thursday '].map(
        (day) => `  ${day}  09:00-13:00, 14:00-18:00`,
      ),
      '  Friday     09:00-16:45',
      '  Saturday   closed',
      '  Sunday     closed',
    ]);
    expect(set.stderr).toBe(`PBX: file:${path}\nThe work schedule is set.\n`);
  });

  test('sets the zone alone; hours and exceptions stay', async () => {
    const { pbxctl, file } = await office();
    file('days.csv', ['date,hours', '2026-12-31,']);
    await pbxctl('schedule import days.csv');
    expect((await pbxctl('schedule set --zone Asia/Omsk --json')).json()).toMatchObject({
      zone: 'Asia/Omsk',
      hours: { mon: [{ from: '09:00', to: '18:00' }] },
      exceptions: [{ date: '2026-12-31', hours: [] }],
      revision: 2,
    });
  });

  test('repeated changes nothing and says so', async () => {
    const { pbxctl, rows } = await office();
    const line = 'schedule set --zone Europe/Moscow --hours "mon-fri 09:00-18:00"';
    const before = rows();
    const again = await pbxctl(line);
    expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('Nothing to change') });
    expect(rows()).toEqual(before);
  });

  test('writes nothing with --dry-run', async () => {
    const { pbxctl, rows } = await office();
    const before = rows();
    const dry = await pbxctl('schedule set --zone Asia/Omsk --dry-run');
    expect(dry.stdout).toContain('Time zone: Asia/Omsk');
    expect(dry.stderr).toMatch(/nothing was written/);
    expect(rows()).toEqual(before);
  });

  test.each([
    ['no change', '', [2, 'changes-missing']],
    ['a zone that is none', '--zone Moscow', [2, '--zone zone-unknown']],
    ['an offset as zone', '--zone +03:00', [2, '--zone zone-unknown']],
    ['hours that are none', '--hours "mon 25:00"', [2, '--hours period-time-invalid']],
    ['no hours', '--hours ""', [2, '--hours period-empty']],
    [
      'hours with dates',
      '--hours "mon 09:00-18:00 2026-12-31"',
      [2, '--hours schedule-hours-dates'],
    ],
    ['a stale revision', '--zone Asia/Omsk --if-revision 7', [6, 'revision-stale']],
  ])('refuses %s', async (_, flags, faults) => {
    const { pbxctl, rows } = await office();
    const before = rows();
    expect(faultsOf(await pbxctl(`schedule set ${flags} --json`))).toEqual(faults);
    expect(rows()).toEqual(before);
  });
});
