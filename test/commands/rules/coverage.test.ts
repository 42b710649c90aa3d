import { describe, expect, test } from 'vitest';
import { period } from '../../support/builders.ts';
import { CLIENT, office } from '../../support/office.ts';
import { faultsOf, linesOf } from '../../support/problems.ts';

const WORKING = { kind: 'working' as const };
const VIP = { kind: 'vip' as const };
const LISTED = { kind: 'listed' as const, numbers: [CLIENT] };
const WEEK = '--week 2026-11-25';

/** 101 is told of everybody in working hours, of some at night and of VIPs all of Sunday. */
const told = () =>
  office({
    rules: [
      { subscribers: ['101'], time: WORKING },
      { subscribers: ['101'], time: period('thu 22:00-02:00'), callers: LISTED },
      { subscribers: ['101'], time: period('sun'), callers: VIP },
    ],
  });

/** The rows of the first grid: `Mon 11-23 ....`, spaces joined. */
const rowsOf = (stdout: string): string[] =>
  linesOf(stdout)
    .filter((line) => /^\p{L}+ \d\d-\d\d /u.test(line))
    .map((line) => line.replace(/ +/g, ' '));

const night = '.'.repeat(18);
const day = `${night}${'#'.repeat(18)}${'.'.repeat(12)}`;

describe('rules coverage', () => {
  test('is a grid of the days and hours, with signs that need no colour', async () => {
    const { pbxctl } = await told();
    const { code, stdout, stderr } = await pbxctl(`rules coverage --subscriber 101 ${WEEK}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(linesOf(stdout).slice(0, 4)).toEqual([
      '2026-11-23..2026-11-29, Europe/Moscow',
      '',
      'Иванов Иван (101)',
      `${' '.repeat(12)}00    03    06    09    12    15    18    21`,
    ]);
    expect(rowsOf(stdout)).toEqual([
      `Mon 11-23 ${day}`,
      `Tue 11-24 ${day}`,
      `Wed 11-25 ${day}`,
      `Thu 11-26 ${night}${'#'.repeat(18)}${'.'.repeat(8)}++++`,
      `Fri 11-27 ++++${'.'.repeat(14)}${'#'.repeat(18)}${'.'.repeat(12)}`,
      `Sat 11-28 ${'.'.repeat(48)}`,
      `Sun 11-29 ${'v'.repeat(48)}`,
    ]);
    expect(linesOf(stdout).at(-1)).toBe(
      '# of every caller  + of those listed  v of VIP only  . of nobody',
    );
  });

  test('shows the exceptions of that week, and no others', async () => {
    const { pbxctl, file } = await told();
    file('holidays.csv', 'date,hours\n2026-11-24,10:00-16:15\n2026-11-27,\n2026-12-31,\n');
    await pbxctl('schedule import holidays.csv');
    const { stdout } = await pbxctl(`rules coverage --subscriber 101 ${WEEK}`);
    const [, tuesday, , , friday] = rowsOf(stdout);
    // From 16:15 on it is no longer told: that half hour shows the least.
    expect(tuesday).toBe(`Tue 11-24 * ${'.'.repeat(20)}${'#'.repeat(12)}${'.'.repeat(16)}`);
    expect(friday).toBe(`Fri 11-27 * ++++${'.'.repeat(44)}`);
    expect(linesOf(stdout).slice(-2)).toEqual([
      '* 2026-11-24: 10:00-16:15',
      '* 2026-11-27: closed',
    ]);
  });

  test('with --json gives the exact intervals, in one language', async () => {
    const { pbxctl } = await told();
    const covered = await pbxctl(`rules coverage --subscriber 101 ${WEEK} --json --lang ru`);
    const { weeks, ...rest } = Object(covered.json());
    expect(rest).toEqual({
      from: '2026-11-23',
      to: '2026-11-29',
      zone: 'Europe/Moscow',
      exceptions: [],
    });
    expect(weeks).toHaveLength(1);
    expect(weeks[0]).toMatchObject({
      subscribers: [{ id: 1, extension: '101' }],
      voicemail: false,
    });
    expect(weeks[0].intervals.slice(6, 10)).toEqual([
      { from: '2026-11-25 18:00', to: '2026-11-26 09:00', told: 'nobody' },
      { from: '2026-11-26 09:00', to: '2026-11-26 18:00', told: 'all' },
      { from: '2026-11-26 18:00', to: '2026-11-26 22:00', told: 'nobody' },
      { from: '2026-11-26 22:00', to: '2026-11-27 02:00', told: 'listed' },
    ]);
    expect(weeks[0].intervals.at(-1)).toEqual({
      from: '2026-11-29 00:00',
      to: '2026-11-29 24:00',
      told: 'vip',
    });
  });

  test('of all, whose weeks are alike share a grid, the most common first', async () => {
    const staff = Array.from({ length: 30 }, (_, index) => {
      return { name: `Сотрудник ${index}`, extension: String(200 + index), email: null };
    });
    const { pbxctl } = await office({
      staff,
      rules: [
        { subscribers: staff.slice(0, 25).map(({ extension }) => extension), time: WORKING },
        { subscribers: ['225'], types: ['voicemail'] },
      ],
    });
    const { stdout, stderr } = await pbxctl(`rules coverage ${WEEK}`);
    expect(rowsOf(stdout)).toHaveLength(21);
    expect(stdout).toContain('and 5 more');
    expect(stdout).toMatch(/Сотрудник 25 \(225\)\n.*(\n.*){7}\nAlso told of every voice message/);
    for (const line of linesOf(stdout)) expect(line.length).toBeLessThanOrEqual(80);
    expect(stderr).toMatch(/^Warning: 26 subscribers .*pbxctl rules lint$/m);
    const { weeks } = Object((await pbxctl(`rules coverage ${WEEK} --json`)).json());
    expect(weeks.map(({ subscribers }: { subscribers: unknown[] }) => subscribers.length)).toEqual([
      25, 4, 1,
    ]);
  });

  test('of many different weeks shows ten and how many more', async () => {
    const staff = Array.from({ length: 12 }, (_, index) => {
      return {
        name: `Сотрудник ${index}`,
        extension: String(200 + index),
        email: `e${index}@firm.ru`,
      };
    });
    const rules = staff.map(({ extension }, index) => ({
      subscribers: [extension],
      time: period(`mon 00:00-${String(index + 1).padStart(2, '0')}:00`),
    }));
    const { pbxctl } = await office({ staff, rules });
    const { stdout } = await pbxctl(`rules coverage ${WEEK}`);
    expect(rowsOf(stdout)).toHaveLength(70);
    expect(stdout).toContain('and 2 other weeks');
  });

  test('is this week unless --week says another, in the zone of the PBX', async () => {
    const { pbxctl } = await told();
    const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Moscow' });
    const { stdout } = await pbxctl('rules coverage --subscriber 101');
    expect(stdout).toContain(today.slice(5));
    const other = await pbxctl('rules coverage --subscriber 101 --week 2027-01-01 --lang ru');
    expect(other.stdout).toContain('2026-12-28..2027-01-03');
    expect(rowsOf(other.stdout)[0]).toMatch(/^Пн 12-28 /);
  });

  test('fits a narrow terminal, an hour to a sign', async () => {
    const { pbxctl } = await told();
    const { stdout } = await pbxctl(`rules coverage --subscriber 101 ${WEEK}`, {
      columns: 40,
      environment: { NO_COLOR: '1' },
    });
    expect(rowsOf(stdout)[0]).toBe(`Mon 11-23 ${'.'.repeat(9)}${'#'.repeat(9)}${'.'.repeat(6)}`);
    for (const row of rowsOf(stdout)) expect(row.length).toBeLessThanOrEqual(40);
  });

  test('is coloured on a terminal', async () => {
    const { pbxctl } = await told();
    const { stdout } = await pbxctl(`rules coverage --subscriber 101 ${WEEK}`, { columns: 80 });
    expect(stdout).toContain('\u001b[32m#\u001b[39m');
  });

  test.each([
    ['--subscriber 199', [5, '--subscriber address-unknown']],
    ['--subscriber ов', [2, '--subscriber address-ambiguous']],
    ['--week 2026-02-30', [2, '--week date-unreadable']],
    ['--week tomorrow', [2, '--week date-unreadable']],
  ])('%s is refused', async (line, faults) => {
    const { pbxctl } = await office();
    expect(faultsOf(await pbxctl(`rules coverage ${line} --json`))).toEqual(faults);
  });
});
