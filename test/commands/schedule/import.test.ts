import { describe, expect, test } from 'vitest';
import { office } from '../../support/office.ts';
import { faultsOf, linesOf } from '../../support/problems.ts';

const CSV = ['date,hours', '2026-12-31,09:00-13:00', '01.01.2027,'];

describe('schedule import', () => {
  test('takes exceptions by date; other dates stay', async () => {
    const { pbxctl, file, path } = await office();
    file('first.csv', ['date,hours', '2026-12-30,', '2026-12-31,']);
    file('second.csv', CSV);
    await pbxctl('schedule import first.csv');
    const imported = await pbxctl('schedule import second.csv');
    expect(imported).toMatchObject({ code: 0, stdout: '' });
    expect(linesOf(imported.stderr)).toEqual([
      `PBX: file:${path}`,
      expect.stringMatching(/1 added, 1 changed, 0 unchanged/),
    ]);
    expect((await pbxctl('schedule show --json')).json()).toMatchObject({
      exceptions: [
        { date: '2026-12-30', hours: [] },
        { date: '2026-12-31', hours: [{ from: '09:00', to: '13:00' }] },
        { date: '2027-01-01', hours: [] },
      ],
    });
  });

  test('with --json prints the counts; a second run changes nothing', async () => {
    const { pbxctl, file, rows } = await office();
    file('days.csv', CSV);
    const first = await pbxctl('schedule import days.csv --json');
    expect(first.json()).toEqual({ created: 2, updated: 0, unchanged: 0 });
    const before = rows();
    const second = await pbxctl('schedule import days.csv --json');
    expect(second.json()).toEqual({ created: 0, updated: 0, unchanged: 2 });
    expect(rows()).toEqual(before);
  });

  test('reads the production calendar: short days and moved days (A9)', async () => {
    const { pbxctl, file } = await office();
    const months = [{ month: 11, days: '1,3*,4,7,8,14,15,21,22,28,29' }];
    file('calendar.json', JSON.stringify({ year: 2026, months }));
    const imported = await pbxctl('schedule import calendar.json --json');
    expect(imported.json()).toEqual({ created: 2, updated: 0, unchanged: 0 });
    expect((await pbxctl('schedule show --json')).json()).toMatchObject({
      exceptions: [
        { date: '2026-11-03', hours: [{ from: '09:00', to: '17:00' }] },
        { date: '2026-11-04', hours: [] },
      ],
    });
  });

  test('writes nothing with --dry-run', async () => {
    const { pbxctl, file, rows } = await office();
    file('days.csv', CSV);
    const before = rows();
    const dry = await pbxctl('schedule import days.csv --dry-run --json');
    expect(dry.json()).toEqual({ created: 2, updated: 0, unchanged: 0 });
    expect(dry.stderr).toMatch(/nothing was written/);
    expect(rows()).toEqual(before);
  });

  test.each([
    ['without hours', ['date', '2026-12-31'], ['days.csv:1 csv-column-missing']],
    [
      'with a date and hours that are none',
      ['date,hours', '2026-02-30,', '2026-12-31,25:00-26:00'],
      ['days.csv:2:1 date date-unreadable', 'days.csv:3:12 hours period-time-invalid'],
    ],
    [
      'with a date twice',
      ['date,hours', '2026-12-31,', '31.12.2026,'],
      ['days.csv:3:1 date value-twice'],
    ],
    ['that is JSON and breaks off', ['{"year": 2026,', ''], ['days.csv:2:1 json-broken']],
    [
      'that is some other JSON',
      ['{"days": []}'],
      ['days.csv year calendar-unreadable', 'days.csv months calendar-unreadable'],
    ],
  ])('a file %s: 2, with its place', async (_, content, faults) => {
    const { pbxctl, file, rows } = await office();
    file('days.csv', content);
    const before = rows();
    expect(faultsOf(await pbxctl('schedule import days.csv --json'))).toEqual([2, ...faults]);
    expect(rows()).toEqual(before);
  });

  test('hours that cannot be are shown with a caret', async () => {
    const { pbxctl, file } = await office();
    file('days.csv', ['date,hours', '2026-12-31,09:00-25:00']);
    const { stderr } = await pbxctl('schedule import days.csv');
    expect(stderr).toContain('\n  09:00-25:00\n        ^\n');
  });
});

test('--prune removes the exceptions that the file does not have, after it was asked', async () => {
  const { pbxctl, file } = await office();
  file('old.csv', ['date,hours', '2026-01-01,', '2026-05-01,']);
  await pbxctl('schedule import old.csv');
  file('new.csv', ['date,hours', '2026-05-01,', '2027-01-01,']);
  const asked = await pbxctl('schedule import new.csv --prune', { columns: 80, answer: 'n\r' });
  expect(asked.code).toBe(1);
  expect(asked.stderr).toContain('2026-01-01');
  const pruned = await pbxctl('schedule import new.csv --prune --yes --json');
  expect(pruned.json()).toEqual({ created: 1, updated: 0, unchanged: 1, removed: 1 });
  const { exceptions } = Object((await pbxctl('schedule show --json')).json());
  expect(exceptions.map(({ date }: { date: string }) => date)).toEqual([
    '2026-05-01',
    '2027-01-01',
  ]);
});
