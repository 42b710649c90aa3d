import { expect, test } from 'vitest';
import { office } from '../../support/office.ts';
import { linesOf } from '../../support/problems.ts';

test('settings show prints each setting by the name of its flag', async () => {
  const { pbxctl } = await office();
  await pbxctl('settings set --straight-number +78001000101=101 --straight-number 88001000102=102');
  const shown = await pbxctl('settings show');
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  expect(linesOf(shown.stdout).map((line) => line.split(/ {2,}/))).toEqual([
    ['language', 'ru'],
    ['region', 'RU'],
    ['notify-direct-external', 'false'],
    ['straight-numbers', '+78001000101=101, +78001000102=102'],
    ['notify-max-age', '24h'],
    ['retention-days', '365'],
  ]);
});

test('settings show --json is one object', async () => {
  const { pbxctl } = await office();
  expect((await pbxctl('settings show --json')).json()).toEqual({
    language: 'ru',
    region: 'RU',
    notifyDirectExternal: false,
    straightNumbers: {},
    notifyMaxAge: '24h',
    retentionDays: 365,
    revision: 0,
  });
});
