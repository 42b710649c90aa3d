import { describe, expect, test } from 'vitest';
import { CLIENT, office, reportedCall } from '../../support/office.ts';
import { cellsOf, errorOf, faultsOf, linesOf } from '../../support/problems.ts';

describe('rules add', () => {
  test('makes one rule for each subscriber (R2)', async () => {
    const { pbxctl, path } = await office();
    const added = await pbxctl(
      'rules add --addresses anna@firm.ru,101 --time working --callers vip',
    );
    expect(added.code).toBe(0);
    expect(cellsOf(added)).toEqual([
      ['ID', 'SUBSCRIBER', 'EXT', 'GOES TO', 'TYPE', 'TIME', 'CALLERS'],
      ['1', 'Анна Петрова', '102', 'anna@firm.ru', 'missed calls', 'working hours', 'VIP'],
      ['2', 'Иванов Иван', '101', 'ivanov@firm.ru', 'missed calls', 'working hours', 'VIP'],
    ]);
    expect(linesOf(added.stderr)).toEqual([`PBX: file:${path}`, 'Added: 2 rules']);
  });

  test('with --json tells what was made and what was there already (A15)', async () => {
    const { pbxctl } = await office();
    await pbxctl('rules add --addresses 101');
    const added = await pbxctl('rules add --addresses 101,102 --json');
    expect(added.json()).toEqual({
      created: [
        {
          id: 2,
          revision: 1,
          subscriber: {
            id: 2,
            name: 'Анна Петрова',
            number: null,
            extension: '102',
            email: 'anna@firm.ru',
            telegram: 'not-connected',
          },
          types: ['missed'],
          time: { kind: 'all' },
          callers: { kind: 'all' },
          createdAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+03:00$/),
          updatedAt: expect.any(String),
        },
      ],
      unchanged: [expect.objectContaining({ id: 1 })],
    });
  });

  test('changes nothing when it is repeated, and says so (A15)', async () => {
    const { pbxctl, rows } = await office();
    const line = 'rules add --addresses 101,102 --time "sat,sun" --callers "8 (916) 123-45-67"';
    await pbxctl(line);
    const before = rows();
    const again = await pbxctl(line);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stderr).toContain('Added: 0 rules; there already: 2');
    expect(rows()).toEqual(before);
  });

  test.each([
    ['an extension', '102'],
    ['a number in any form', '"8 916 000-01-01"'],
    ['an e-mail in any case', 'ANNA@firm.ru'],
    ['a full name in any order', '"Иван Иванов"'],
    ['a part of a name, ё or е', 'петр'],
  ])('finds a subscriber by %s (A14)', async (_, address) => {
    const { pbxctl } = await office({
      staff: [
        { name: 'Иванов Иван', number: '+79160000101', extension: '101' },
        { name: 'Анна Котова', extension: '102', email: 'anna@firm.ru' },
        { name: 'Пётр Сидоров', extension: '103' },
      ],
    });
    expect((await pbxctl(`rules add --addresses ${address}`)).stderr).toContain('Added: 1 rule');
  });

  test('names one subscriber twice and makes one rule', async () => {
    const { pbxctl } = await office();
    const added = await pbxctl('rules add --addresses 102,anna@firm.ru --addresses Анна');
    expect(added.stderr).toContain('Added: 1 rule\n');
  });

  test('writes nothing with --dry-run, but answers as if it had', async () => {
    const { pbxctl, rows } = await office();
    const before = rows();
    const dry = await pbxctl('rules add --addresses 101,103 --dry-run');
    expect(dry.code).toBe(0);
    expect(cellsOf(dry)).toHaveLength(3);
    expect(dry.stderr).toMatch(/nothing was written.*Added: 2 rules\n/);
    expect(rows()).toEqual(before);
  });

  test('warns of whoever cannot be told anything (R9)', async () => {
    const { pbxctl, connectTelegram } = await office();
    const warned = await pbxctl('rules add --addresses 101,103 --json');
    expect(warned.code).toBe(0);
    expect(warned.stderr).toContain('Warning: Пётр Сидоров (103) has neither e-mail nor');
    expect(warned.stderr).not.toContain('Иванов');
    connectTelegram(3);
    const connected = await pbxctl('rules add --addresses 103 --type voicemail');
    expect(connected.stderr).not.toContain('Warning');
    expect(cellsOf(connected)[1]?.[3]).toBe('Telegram');
  });

  test('keeps a listed number in its one form, and an extension', async () => {
    const { pbxctl } = await office();
    const added = await pbxctl('rules add --addresses 101 --callers "102, 8 916 123 45 67" --json');
    expect(added.json()).toMatchObject({
      created: [{ callers: { kind: 'listed', numbers: [CLIENT, '102'] } }],
    });
  });

  test('is what calls are judged by', async () => {
    const { pbxctl, file } = await office();
    file('calls.json', JSON.stringify(reportedCall()));
    await pbxctl(`rules add --addresses 101 --callers ${CLIENT}`);
    const reported = await pbxctl('calls report calls.json --json');
    expect(reported.json()).toMatchObject([{ verdict: 'notify', reason: 'matched' }]);
  });
});

describe('addresses that fit nobody, or several', () => {
  test('nobody: 5, with the nearest', async () => {
    const { pbxctl } = await office();
    const unknown = await pbxctl('rules add --addresses 102,Сидоров1');
    expect(unknown.code).toBe(5);
    expect(unknown.stderr).toContain('--addresses');
    expect(unknown.stderr).toMatch(/"Сидоров1".*did you mean:\n {2}Пётр Сидоров \(103\)/);
  });

  test('several: 2, and lists them; nothing is written', async () => {
    const { pbxctl, rows } = await office();
    const before = rows();
    const several = await pbxctl('rules add --addresses 101,ов --json');
    expect(faultsOf(several)).toEqual([2, '--addresses address-ambiguous']);
    const { detail } = errorOf(several);
    for (const { name } of [{ name: 'Иванов' }, { name: 'Петрова' }, { name: 'Сидоров' }])
      expect(detail).toContain(name);
    expect(rows()).toEqual(before);
  });

  test('every wrong address is told, not only the first', async () => {
    const { pbxctl } = await office();
    expect(faultsOf(await pbxctl('rules add --addresses 109,101,x@firm.ru --json'))).toEqual([
      5,
      '--addresses address-unknown',
      '--addresses address-unknown',
    ]);
  });

  test('none at all', async () => {
    const { pbxctl } = await office();
    expect(faultsOf(await pbxctl('rules add --json'))).toEqual([2, 'addresses-missing']);
    expect(faultsOf(await pbxctl('rules add --addresses "" --json'))).toEqual([
      2,
      '--addresses address-empty',
    ]);
  });
});

describe('rules add --addresses-file', () => {
  test('takes one address a line; blank lines and comments say nothing', async () => {
    const { pbxctl, file } = await office();
    file('staff.txt', ['# the office', '101', '', '  anna@firm.ru  ', '']);
    const added = await pbxctl('rules add --addresses-file staff.txt');
    expect(added.stderr).toContain('Added: 2 rules');
  });

  test('takes them from stdin for -', async () => {
    const { pbxctl } = await office();
    const added = await pbxctl('rules add --addresses-file -', { input: '101\r\nсидоров\r\n' });
    expect(added.stderr).toContain('Added: 2 rules');
  });

  test('a name with a comma is one address', async () => {
    const { pbxctl, file } = await office({ staff: [{ name: 'Rose, Ltd', extension: '101' }] });
    file('staff.txt', 'Rose, Ltd');
    expect((await pbxctl('rules add --addresses-file staff.txt')).stderr).toContain('1 rule');
  });

  test('an address that fits nobody or several is invalid input: 2, with its line', async () => {
    const { pbxctl, file, rows } = await office();
    file('staff.txt', ['# the office', '101', 'nobody@firm.ru', 'ов']);
    const before = rows();
    const wrong = await pbxctl('rules add --addresses-file staff.txt');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('Error: staff.txt:3: ');
    expect(wrong.stderr).toContain('Error: staff.txt:4: ');
    expect(rows()).toEqual(before);
    file('unknown.txt', ['101', 'nobody@firm.ru']);
    expect(faultsOf(await pbxctl('rules add --addresses-file unknown.txt --json'))).toEqual([
      2,
      'unknown.txt:2 address-unknown',
    ]);
  });

  test('does not go together with --addresses', async () => {
    const { pbxctl } = await office();
    const both = await pbxctl('rules add --addresses 101 --addresses-file staff.txt --json');
    expect(faultsOf(both)).toEqual([2, 'usage']);
  });

  test('a fault of a criterion is still told by its flag', async () => {
    const { pbxctl, file } = await office();
    file('staff.txt', '101');
    const line = 'rules add --addresses-file staff.txt --type voicemail --time working --json';
    expect(faultsOf(await pbxctl(line))).toEqual([2, '--time criterion-without-missed']);
  });
});

describe('criteria that cannot be', () => {
  test.each([
    ['no type', '--type ""', ['--type types-empty']],
    ['only commas', '--type ,', ['--type types-empty']],
    ['a type that is none', '--type missed,fax', ['--type types-unknown']],
    ['time without missed', '--type voicemail --time working', ['--time criterion-without-missed']],
    [
      'callers without missed',
      '--type voicemail --callers vip',
      ['--callers criterion-without-missed'],
    ],
    [
      'time and callers without missed',
      '--type voicemail --time sat --callers 102',
      ['--time criterion-without-missed', '--callers criterion-without-missed'],
    ],
    ['no callers', '--callers ""', ['--callers callers-empty']],
    ['a word that is none', '--callers friends', ['--callers callers-unknown']],
    ['a number that is none', '--callers +7x916', ['--callers number-unreadable']],
    ['a number too short', '--callers +7916', ['--callers number-unreadable']],
    ['what Excel makes of a number', '--callers 7,91612E+10', ['--callers number-from-excel']],
    ['an empty period', '--time ""', ['--time period-empty']],
    ['a time of day that is none', '--time 25:00-26:00', ['--time period-time-invalid']],
    ['an end equal to its start', '--time 09:00-09:00', ['--time period-interval-empty']],
    ['an hour without an end', '--time "sat 10:00"', ['--time period-interval-open']],
    ['a date that is none', '--time 2026-02-30', ['--time period-date-invalid']],
    [
      'the last date before the first',
      '--time 2027-01-08..2026-12-31',
      ['--time period-dates-reversed'],
    ],
    ['days twice', '--time "sat 10:00-11:00 sun"', ['--time period-part-twice']],
    ['a word that is none', '--time weekend', ['--time period-word-unknown']],
  ])('%s', async (_, flags, faults) => {
    const { pbxctl, rows } = await office();
    const before = rows();
    expect(faultsOf(await pbxctl(`rules add --addresses 101 ${flags} --json`))).toEqual([
      2,
      ...faults,
    ]);
    expect(rows()).toEqual(before);
  });

  test.each([
    ['25:00', '25:00', ''],
    ['mon-fri 25:00-18:00', '25:00', 'mon-fri '],
    ['пн-пт 09:00-25:00', '25:00', 'пн-пт 09:00-'],
    ['сб,вс 10:00-16:00 потом', 'days', 'сб,вс 10:00-16:00 '],
    ['с понедельника', 'с', ''],
    ['sat,sun 2026-12-31..2026-02-30', '2026-02-30', 'sat,sun 2026-12-31..'],
  ])('a caret stands under the place in %s', async (time, wrong, before) => {
    const { pbxctl } = await office();
    const { code, stderr } = await pbxctl(`rules add --addresses 101 --time "${time}"`);
    expect(code).toBe(2);
    const lines = linesOf(stderr);
    const shown = lines.indexOf(`  ${time}`);
    expect(lines[shown - 1]).toContain(`Error: --time: `);
    expect(lines[shown - 1]).toContain(wrong);
    expect(lines[shown + 1]).toBe(`  ${' '.repeat(before.length)}^`);
  });
});
