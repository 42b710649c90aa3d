import { describe, expect, test } from 'vitest';
import { CLIENTS, office } from '../../support/office.ts';
import { cellsOf, linesOf } from '../../support/problems.ts';

describe('contacts list', () => {
  test('is tab-separated without a terminal', async () => {
    const { pbxctl } = await office({ clients: CLIENTS });
    const listed = await pbxctl('contacts list');
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(cellsOf(listed)).toEqual([
      ['ID', 'NAME', 'NUMBERS', 'VIP'],
      ['1', 'ООО «Ромашка»', '+79161234567', 'yes'],
      ['2', 'Склад', '+74951234567, +74951234568', 'no'],
    ]);
    expect((await pbxctl('contacts list --lang ru')).stdout).toContain('ИМЯ\tНОМЕРА\tVIP');
  });

  test('with --json is an array of all', async () => {
    const { pbxctl } = await office({ clients: CLIENTS });
    expect((await pbxctl('contacts list --json')).json()).toEqual([
      { id: 1, ...CLIENTS[0] },
      { id: 2, ...CLIENTS[1] },
    ]);
  });

  test.each([
    ['--vip', ['1']],
    ['--no-vip', ['2']],
    ['--search ромашка', ['1']],
    ['--search 495', ['2']],
    ['--search ромашка --no-vip', []],
  ])('%s', async (filter, ids) => {
    const { pbxctl } = await office({ clients: CLIENTS });
    const { stdout } = await pbxctl(`contacts list ${filter} -o ids`);
    expect(stdout.split('\n').filter(Boolean)).toEqual(ids);
  });

  test('as CSV has headings and marks that no language changes', async () => {
    const { pbxctl } = await office({ clients: CLIENTS });
    const { stdout } = await pbxctl('contacts list -o csv --lang ru');
    expect(linesOf(stdout)).toEqual([
      'id,name,numbers,vip',
      '1,ООО «Ромашка»,+79161234567,yes',
      '2,Склад,"+74951234567,+74951234568",no',
    ]);
  });

  test('an empty list says so on stderr', async () => {
    const { pbxctl } = await office();
    expect(await pbxctl('contacts list')).toMatchObject({ code: 0, stderr: 'Nothing found.\n' });
  });
});
