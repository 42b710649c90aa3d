import { describe, expect, test } from 'vitest';
import { CLIENTS, office } from '../../support/office.ts';
import { cellsOf, faultsOf } from '../../support/problems.ts';

describe('contacts edit', () => {
  test('changes what is given; what is not given stays', async () => {
    const { pbxctl, path } = await office({ clients: CLIENTS });
    const edited = await pbxctl('contacts edit 2 --vip');
    expect(edited).toMatchObject({ code: 0, stderr: expect.stringContaining(`file:${path}\n`) });
    expect(cellsOf(edited)[1]).toEqual(['2', 'Склад', '+74951234567, +74951234568', 'yes']);
  });

  test.each([
    ['1 --no-vip', { vip: false, numbers: ['+79161234567'] }],
    ['1 --name "Роза"', { name: 'Роза', vip: true }],
    ['2 --numbers "84951234567 +79161234599"', { numbers: ['+74951234567', '+79161234599'] }],
  ])('%s', async (line, after) => {
    const { pbxctl } = await office({ clients: CLIENTS });
    expect((await pbxctl(`contacts edit ${line} --json`)).json()).toMatchObject(after);
  });

  test('repeated, and with --dry-run, writes nothing', async () => {
    const { pbxctl, rows } = await office({ clients: CLIENTS });
    const before = rows();
    expect((await pbxctl('contacts edit 1 --vip')).code).toBe(0);
    expect((await pbxctl('contacts edit 1 --no-vip --dry-run')).stderr).toMatch(
      /nothing was written/,
    );
    expect(rows()).toEqual(before);
  });

  test.each([
    ['no change', '1', [2, 'changes-missing']],
    ['nobody', '--vip', [2, 'usage']],
    ['an id that is not there', '77 --vip', [5, 'not-found']],
    ['a name instead of an id', 'Склад --vip', [2, 'ids-unreadable']],
    ['several', '1-2 --vip', [2, 'one-id-wanted']],
    ['a range without anybody', '50-60 --vip', [2, 'one-id-wanted']],
    ['no numbers left', '1 --numbers ""', [2, '--numbers contact-without-numbers']],
    ['a number of another', '1 --numbers +74951234567', [6, '--numbers contact-number-taken']],
    ['a number that is none', '1 --numbers +7x', [2, '--numbers number-unreadable']],
  ])('refuses %s', async (_, line, faults) => {
    const { pbxctl, rows } = await office({ clients: CLIENTS });
    const before = rows();
    expect(faultsOf(await pbxctl(`contacts edit --json ${line}`))).toEqual(faults);
    expect(rows()).toEqual(before);
  });
});
