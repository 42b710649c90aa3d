import { describe, expect, test } from 'vitest';
import { CLIENT, office } from '../../support/office.ts';
import { cellsOf, faultsOf, linesOf } from '../../support/problems.ts';

const RULES = [
  { subscribers: ['101'] },
  { subscribers: ['102'], time: { kind: 'working' as const }, callers: { kind: 'vip' as const } },
  {
    subscribers: ['103'],
    types: ['missed' as const, 'voicemail' as const],
    callers: { kind: 'listed' as const, numbers: [CLIENT, '+74951234567', '102'] },
  },
];

const idsOf = (stdout: string): number[] => stdout.split('\n').filter(Boolean).map(Number);

describe('rules list', () => {
  test('says that notifications are off while there is no rule, and how to add one (R1)', async () => {
    const { pbxctl } = await office();
    const empty = await pbxctl('rules list');
    expect(empty.code).toBe(0);
    expect(linesOf(empty.stdout)).toHaveLength(1);
    expect(linesOf(empty.stderr)).toEqual([
      'Notifications are off: there is no rule yet.',
      'Add the first: pbxctl rules add --addresses 101',
    ]);
    const russian = await pbxctl('rules list --lang ru');
    expect(russian.stderr).toContain('Уведомления отключены');
    expect((await pbxctl('rules list --json')).stdout).toBe('[]\n');
  });

  test('without a terminal is tab-separated with a heading, uncoloured', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const listed = await pbxctl('rules list');
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(cellsOf(listed)).toEqual([
      ['ID', 'SUBSCRIBER', 'EXT', 'GOES TO', 'TYPE', 'TIME', 'CALLERS'],
      ['1', 'Иванов Иван', '101', 'ivanov@firm.ru', 'missed calls', 'any time', 'all'],
      ['2', 'Анна Петрова', '102', 'anna@firm.ru', 'missed calls', 'working hours', 'VIP'],
      [
        '3',
        'Пётр Сидоров',
        '103',
        '! nowhere',
        'missed calls, voice messages',
        'any time',
        expect.stringContaining(CLIENT),
      ],
    ]);
  });

  test.each([
    ['--subscriber 101', [1]],
    ['--subscriber anna@firm.ru', [2]],
    ['--subscriber "сидоров петр"', [3]],
    ['--type missed', [1, 2, 3]],
    ['--type voicemail', [3]],
    ['--time all', [1, 3]],
    ['--time working', [2]],
    ['--time period', []],
    ['--callers all', [1]],
    ['--callers vip', [2]],
    ['--callers listed', [3]],
    ['--callers "8 916 123-45-67"', [3]],
    ['--callers 102', [3]],
    ['--search ИВАН', [1]],
    ['--search firm.ru', [1, 2]],
    ['--search 10', [1, 2, 3]],
    ['--search firm.ru --time working', [2]],
  ])('%s', async (filter, ids) => {
    const { pbxctl } = await office({ rules: RULES });
    const listed = await pbxctl(`rules list ${filter} -o ids`);
    expect(listed.code).toBe(0);
    expect(idsOf(listed.stdout)).toEqual(ids);
  });

  test('a filter that nothing fits does not say that notifications are off', async () => {
    const { pbxctl } = await office({ rules: RULES });
    expect((await pbxctl('rules list --time period')).stderr).toBe('No rule fits the filters.\n');
  });

  test.each([
    ['--subscriber nobody@firm.ru', [5, '--subscriber address-unknown']],
    ['--subscriber ов', [2, '--subscriber address-ambiguous']],
    ['--callers ""', [2, '--callers number-empty']],
    ['--callers friends', [2, '--callers number-unreadable']],
    ['--type fax', [2, 'usage']],
    ['--time weekend', [2, 'usage']],
  ])('%s is refused', async (filter, faults) => {
    const { pbxctl } = await office({ rules: RULES });
    expect(faultsOf(await pbxctl(`rules list ${filter} --json`))).toEqual(faults);
  });

  test('with --json is an array of all rules, of every page', async () => {
    const staff = Array.from({ length: 1100 }, (_, index) => {
      return { name: `Сотрудник ${index}`, extension: String(10_000 + index) };
    });
    const rules = [{ subscribers: staff.map(({ extension }) => extension) }];
    const { pbxctl } = await office({ staff, rules });
    const listed = await pbxctl('rules list --json');
    expect(listed.json()).toHaveLength(1100);
    expect(listed.json()).toContainEqual(expect.objectContaining({ id: 1100, revision: 1 }));
  });

  test('who has no extension is shown by his number', async () => {
    const { pbxctl } = await office({
      staff: [{ name: 'Ева', number: '+79160000120' }],
      rules: [{ subscribers: ['+79160000120'] }],
    });
    const listed = await pbxctl('rules list');
    expect(cellsOf(listed)[1]?.[2]).toBe('+79160000120');
    expect((await pbxctl('rules list -o csv')).stdout).toContain('\n1,Ева,,,missed,all,all\n');
    expect((await pbxctl('rules show 1')).stderr).toContain('Ева (+79160000120)');
    expect((await pbxctl('rules test --to Ева')).stdout).toContain('Ева (+79160000120)');
  });

  test('writes nothing', async () => {
    const { pbxctl, rows } = await office({ rules: RULES });
    const before = rows();
    await pbxctl('rules list');
    expect(rows()).toEqual(before);
  });
});

describe('rules list for people', () => {
  const rules = [
    {
      subscribers: ['103'],
      time: {
        kind: 'period' as const,
        days: ['sat' as const, 'sun' as const],
        intervals: [{ from: '10:00', to: '16:00' }],
      },
      callers: { kind: 'listed' as const, numbers: [CLIENT, '+74951234567', '102'] },
    },
  ];

  test('says a period and callers shortly, numbers as people write them, and marks who cannot be told (R9)', async () => {
    const { pbxctl } = await office({ rules });
    const { stdout } = await pbxctl('rules list --lang ru', { columns: 120 });
    expect(stdout).toContain('сб, вс 10:00–16:00');
    expect(stdout).toContain('+7 495 123-45-67 и ещё 2');
    expect(stdout).toContain('\u001b[33m! некуда');
  });

  test('with --wide cuts nothing', async () => {
    const { pbxctl } = await office({ rules });
    const narrow = await pbxctl('rules list --lang ru', { columns: 60 });
    expect(narrow.stdout).toContain('…');
    const wide = await pbxctl('rules list --lang ru --wide', { columns: 60 });
    expect(wide.stdout).not.toContain('…');
    expect(wide.stdout).toContain('+7 495 123-45-67, +7 916 123-45-67, 102');
  });

  test('scripts read the same as ever', async () => {
    const { pbxctl } = await office({ rules });
    expect((await pbxctl('rules list --wide')).stdout).toContain(
      `\tsat,sun 10:00-16:00\t+74951234567, ${CLIENT}, 102`,
    );
  });
});
