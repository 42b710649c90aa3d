import { describe, expect, test } from 'vitest';
import { CLIENTS, office } from '../../support/office.ts';
import { cellsOf, errorOf, faultsOf } from '../../support/problems.ts';

describe('contacts add', () => {
  test('adds a client with his numbers in their one form', async () => {
    const { pbxctl, path } = await office();
    const added = await pbxctl(
      'contacts add --name Лютик --numbers "8 916 123-45-67; 84951234567"',
    );
    expect(added).toMatchObject({ code: 0, stderr: expect.stringContaining(`file:${path}\n`) });
    expect(cellsOf(added)).toEqual([
      ['ID', 'NAME', 'NUMBERS', 'VIP'],
      ['1', 'Лютик', '+79161234567, +74951234567', 'no'],
    ]);
  });

  test('with --json prints the contact', async () => {
    const { pbxctl } = await office();
    const added = await pbxctl('contacts add --name Лютик --numbers +79161234567 --vip --json');
    expect(added.json()).toEqual({ id: 1, name: 'Лютик', numbers: ['+79161234567'], vip: true });
  });

  test('writes nothing with --dry-run', async () => {
    const { pbxctl, rows } = await office();
    const before = rows();
    const dry = await pbxctl('contacts add --name Лютик --numbers +79161234567 --dry-run');
    expect(dry).toMatchObject({ code: 0, stderr: expect.stringMatching(/nothing was written/) });
    expect(rows()).toEqual(before);
  });

  test.each([
    ['no name', '--numbers 110', [2, 'usage']],
    ['no numbers', '--name Лютик', [2, 'usage']],
    ['an empty name', '--name "" --numbers 110', [2, '--name name-empty']],
    ['only dividers', '--name Лютик --numbers ,', [2, '--numbers contact-without-numbers']],
    [
      'numbers that are none, each of them',
      '--name Лютик --numbers "7,91612E+10; anna"',
      [2, '--numbers number-from-excel', '--numbers number-unreadable'],
    ],
    [
      'a number of another',
      `--name Лютик --numbers 110,+79161234567`,
      [6, '--numbers contact-number-taken'],
    ],
  ])('refuses %s', async (_, flags, faults) => {
    const { pbxctl, rows } = await office({ clients: CLIENTS });
    const before = rows();
    expect(faultsOf(await pbxctl(`contacts add ${flags} --json`))).toEqual(faults);
    expect(rows()).toEqual(before);
  });

  test('names whoever has the number', async () => {
    const { pbxctl } = await office({ clients: CLIENTS });
    const taken = await pbxctl('contacts add --name Лютик --numbers +79161234567 --json');
    expect(errorOf(taken).detail).toContain('ООО «Ромашка»');
  });
});
