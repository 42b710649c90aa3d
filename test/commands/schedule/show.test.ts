import { expect, test } from 'vitest';
import { office } from '../../support/office.ts';
import { linesOf } from '../../support/problems.ts';

test('schedule show prints the zone, the week and the exceptions', async () => {
  const { pbxctl, file } = await office();
  file('days.csv', ['date,hours', '2026-12-31,09:00-13:00', '2027-01-01,']);
  await pbxctl('schedule import days.csv');
  const shown = await pbxctl('schedule show');
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  expect(linesOf(shown.stdout)).toEqual([
    'Time zone: Europe/Moscow',
    '  Monday     09:00-18:00',
    '  Tuesday    09:00-18:00',
    '  Wednesday  09:00-18:00',
    '  Thursday   09:00-18:00',
    '  Friday     09:00-18:00',
    '  Saturday   closed',
    '  Sunday     closed',
    'Exceptions by date:',
    '  2026-12-31  09:00-13:00',
    '  2027-01-01  closed',
  ]);
  expect((await pbxctl('schedule show --lang ru')).stdout).toContain('  суббота      закрыто\n');
});

test('schedule show --json is one object', async () => {
  const { pbxctl } = await office();
  const nine = [{ from: '09:00', to: '18:00' }];
  expect((await pbxctl('schedule show --json')).json()).toEqual({
    zone: 'Europe/Moscow',
    hours: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine, sat: [], sun: [] },
    exceptions: [],
    revision: 0,
  });
});
