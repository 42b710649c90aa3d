import { describe, expect, test } from 'vitest';
import { office } from '../../support/office.ts';
import { cellsOf, faultsOf } from '../../support/problems.ts';

describe('subscribers edit', () => {
  test('changes what is given; what is not given stays', async () => {
    const { pbxctl, path } = await office();
    const edited = await pbxctl('subscribers edit 3 --email petr@firm.ru');
    expect(edited).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(`PBX: file:${path}\n`),
    });
    expect(cellsOf(edited)[1]).toEqual([
      '3',
      'Пётр Сидоров',
      '103',
      '',
      'petr@firm.ru',
      'not connected',
    ]);
  });

  test('an empty value clears', async () => {
    const { pbxctl } = await office();
    const edited = await pbxctl('subscribers edit "Иван Иванов" --number "" --email "" --json');
    expect(edited.json()).toMatchObject({ id: 1, number: null, email: null, extension: '101' });
  });

  test('finds him by id, name, e-mail or a number with +', async () => {
    const { pbxctl } = await office();
    for (const who of ['1', 'иванов', 'ivanov@firm.ru', '+79160000101']) {
      const edited = await pbxctl(`subscribers edit ${who} --extension 11${who.length} --json`);
      expect(edited.json()).toMatchObject({ id: 1, extension: `11${who.length}` });
    }
  });

  test('repeated changes nothing', async () => {
    const { pbxctl, rows } = await office();
    const before = rows();
    expect((await pbxctl('subscribers edit 2 --email anna@firm.ru')).code).toBe(0);
    expect(rows()).toEqual(before);
  });

  test('writes nothing with --dry-run', async () => {
    const { pbxctl, rows } = await office();
    const before = rows();
    const dry = await pbxctl('subscribers edit 3 --name "Пётр Иванов" --dry-run');
    expect(dry.stderr).toMatch(/nothing was written/);
    expect(dry.stdout).toContain('Пётр Иванов');
    expect(rows()).toEqual(before);
  });

  test.each([
    ['no change', '3', [2, 'changes-missing']],
    ['nobody', '', [2, 'usage']],
    ['an id that is not there', '77 --name Пётр', [5, 'not-found']],
    ['an unknown name', 'Орлов --name Пётр', [5, '<who…> address-unknown']],
    ['several', 'ов --name Пётр', [2, '<who…> address-ambiguous']],
    ['several ids', '1-3 --name Пётр', [2, 'one-id-wanted']],
    ['a range without anybody', '50-60 --name Пётр', [2, 'one-id-wanted']],
    ['what another has', '3 --extension 101', [6, '--extension taken']],
    ['a name cleared', '3 --name ""', [2, '--name name-empty']],
    ['number and extension cleared', '3 --extension ""', [2, 'subscriber-unreachable']],
    ['a number that is none', '3 --number +7x', [2, '--number number-unreadable']],
  ])('refuses %s', async (_, line, faults) => {
    const { pbxctl, rows } = await office();
    const before = rows();
    expect(faultsOf(await pbxctl(`subscribers edit --json ${line}`))).toEqual(faults);
    expect(rows()).toEqual(before);
  });
});
