import { describe, expect, test } from 'vitest';
import { office, STAFF } from '../../support/office.ts';
import { cellsOf, linesOf } from '../../support/problems.ts';

describe('subscribers list', () => {
  test('is tab-separated without a terminal', async () => {
    const { pbxctl, connectTelegram } = await office();
    connectTelegram(3);
    const listed = await pbxctl('subscribers list');
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(cellsOf(listed)).toEqual([
      ['ID', 'NAME', 'EXT', 'NUMBER', 'E-MAIL', 'TELEGRAM'],
      ['1', 'Иванов Иван', '101', '+79160000101', 'ivanov@firm.ru', 'not connected'],
      ['2', 'Анна Петрова', '102', '', 'anna@firm.ru', 'not connected'],
      ['3', 'Пётр Сидоров', '103', '', '', 'connected'],
    ]);
  });

  test('with --json is an array of all', async () => {
    const { pbxctl } = await office();
    const listed = await pbxctl('subscribers list --json');
    expect(listed.json()).toMatchObject(STAFF.map((one, index) => ({ id: index + 1, ...one })));
  });

  test.each([
    ['иван', ['1']],
    ['петр сидор', ['3']],
    ['FIRM.RU', ['1', '2']],
    ['10', ['1', '2', '3']],
    ['0000101', ['1']],
    ['никто', []],
  ])('--search %s', async (part, ids) => {
    const { pbxctl } = await office();
    const { stdout } = await pbxctl(`subscribers list --search "${part}" -o ids`);
    expect(stdout.split('\n').filter(Boolean)).toEqual(ids);
  });

  test('as CSV has headings that no language changes', async () => {
    const { pbxctl } = await office();
    const { stdout } = await pbxctl('subscribers list -o csv --lang ru');
    expect(linesOf(stdout)).toEqual([
      'id,name,extension,number,email,telegram',
      '1,Иванов Иван,101,+79160000101,ivanov@firm.ru,not-connected',
      '2,Анна Петрова,102,,anna@firm.ru,not-connected',
      '3,Пётр Сидоров,103,,,not-connected',
    ]);
  });

  test('an empty list says so on stderr', async () => {
    const { pbxctl } = await office({ staff: [] });
    expect(await pbxctl('subscribers list')).toMatchObject({ code: 0, stderr: 'Nothing found.\n' });
    expect((await pbxctl('subscribers list -o ids')).stdout).toBe('');
    expect((await pbxctl('subscribers list --json')).json()).toEqual([]);
  });
});
