import { describe, expect, test } from 'vitest';
import { office } from '../../support/office.ts';
import { cellsOf, errorOf, faultsOf } from '../../support/problems.ts';

const LINE =
  'subscribers add --name "Ольга Смирнова" --extension 110 --number "8 916 000-01-10" --email olga@firm.ru';

describe('subscribers add', () => {
  test('adds one, with every field in its one form', async () => {
    const { pbxctl, path } = await office();
    const added = await pbxctl(LINE);
    expect(added.code).toBe(0);
    expect(cellsOf(added)).toEqual([
      ['ID', 'NAME', 'EXT', 'NUMBER', 'E-MAIL', 'TELEGRAM'],
      ['4', 'Ольга Смирнова', '110', '+79160000110', 'olga@firm.ru', 'not connected'],
    ]);
    expect(added.stderr).toContain(`PBX: file:${path}\n`);
  });

  test('with --json prints the subscriber', async () => {
    const { pbxctl } = await office();
    expect((await pbxctl(`${LINE} --json`)).json()).toEqual({
      id: 4,
      name: 'Ольга Смирнова',
      number: '+79160000110',
      extension: '110',
      email: 'olga@firm.ru',
      telegram: 'not-connected',
    });
  });

  test.each(['--extension 110', '--number +79160000110'])('%s is enough', async (flag) => {
    const { pbxctl } = await office();
    expect((await pbxctl(`subscribers add --name Ольга ${flag}`)).code).toBe(0);
  });

  test('writes nothing with --dry-run', async () => {
    const { pbxctl, rows } = await office();
    const before = rows();
    const dry = await pbxctl(`${LINE} --dry-run`);
    expect(dry).toMatchObject({ code: 0, stderr: expect.stringMatching(/nothing was written/) });
    expect(cellsOf(dry)[1]?.[1]).toBe('Ольга Смирнова');
    expect(rows()).toEqual(before);
  });

  test.each([
    ['neither number nor extension', '--name Ольга', [2, 'subscriber-unreachable']],
    ['no name', '--extension 110', [2, 'usage']],
    ['an empty name', '--name " " --extension 110', [2, '--name name-empty']],
    [
      'an extension that is none',
      '--name Ольга --extension 1',
      [2, '--extension extension-unreadable'],
    ],
    ['an extension as number', '--name Ольга --number 110', [2, '--number extension-as-number']],
    [
      'a number that is none',
      '--name Ольга --number 7,91612E+10',
      [2, '--number number-from-excel'],
    ],
    [
      'an e-mail that is none',
      '--name Ольга --extension 110 --email olga',
      [2, '--email email-unreadable'],
    ],
    [
      'every fault at once',
      '--name Ольга --extension x --email olga',
      [2, '--extension extension-unreadable', '--email email-unreadable'],
    ],
    ['an extension of another', '--name Ольга --extension 101', [6, '--extension taken']],
    [
      'a number and an e-mail of others',
      '--name Ольга --number +79160000101 --email ANNA@firm.ru',
      [6, '--number taken', '--email taken'],
    ],
  ])('refuses %s', async (_, flags, faults) => {
    const { pbxctl, rows } = await office();
    const before = rows();
    expect(faultsOf(await pbxctl(`subscribers add ${flags} --json`))).toEqual(faults);
    expect(rows()).toEqual(before);
  });

  test('names whoever has it', async () => {
    const { pbxctl } = await office();
    const taken = await pbxctl('subscribers add --name Ольга --extension 101 --json');
    expect(errorOf(taken).detail).toContain('Иванов Иван');
  });
});
