import { describe, expect, test } from 'vitest';
import { office } from '../support/office.ts';
import { errorOf } from '../support/problems.ts';

describe('a command line that cannot be', () => {
  test.each([
    [
      'rules list --serch x',
      'there is no flag --serch; did you mean --search?',
      'флага --serch нет; может быть, --search?',
    ],
    ['rules list --colour', 'there is no flag --colour', 'флага --colour нет'],
    ['rules list all', 'the argument "all" is one too many', 'лишний аргумент «all»'],
    [
      'rules add --addresses',
      'the flag --addresses needs a value',
      'у флага --addresses нет значения',
    ],
    [
      'rules list --type',
      'the flag --type needs one of these values: missed, voicemail',
      'у флага --type нет значения; возможны: missed, voicemail',
    ],
    [
      'rules list --type fax',
      'the value "fax" of the flag --type is none of these: missed, voicemail',
      'значения «fax» у флага --type нет; возможны: missed, voicemail',
    ],
    [
      'rules list --search a --search b',
      'the flag --search is given twice',
      'флаг --search указан дважды',
    ],
    ['subscribers add --extension 110', 'the flag --name is missing', 'не указан флаг --name'],
    [
      'rules edit 1 --callers vip --add-callers 102',
      'the flags --callers and --add-callers exclude each other',
      'флаги --callers и --add-callers исключают друг друга',
    ],
    [
      'settings set --retention-days year',
      'the value "year" of the flag --retention-days is no whole number',
      'значение «year» флага --retention-days не целое число',
    ],
    ['subscribers import', 'the argument FILE is missing', 'не указан аргумент FILE'],
  ])('%s', async (line, english, russian) => {
    const { pbxctl } = await office();
    const told = await pbxctl(line);
    expect(told).toMatchObject({ code: 2, stdout: '' });
    expect(told.stderr).toMatch(/^Error: /);
    expect(told.stderr).toContain(english);
    expect((await pbxctl(`${line} --lang ru`)).stderr).toContain(russian);
  });

  test('each unknown flag is told by itself', async () => {
    const { pbxctl } = await office();
    const { errors } = errorOf(await pbxctl('rules list --serch x --tipe missed --json'));
    expect(errors.map(({ message }) => message)).toEqual([
      'there is no flag --serch; did you mean --search?',
      'there is no flag --tipe; did you mean --type?',
    ]);
  });
});
