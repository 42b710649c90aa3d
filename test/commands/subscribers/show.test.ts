import { describe, expect, test } from 'vitest';
import { office } from '../../support/office.ts';
import { faultsOf } from '../../support/problems.ts';

const shown = async (line: string, input?: string): Promise<string[]> => {
  const { pbxctl } = await office();
  const { stdout } = await pbxctl(`subscribers show ${line} -o ids`, input ? { input } : {});
  return stdout.split('\n').filter(Boolean);
};

describe('subscribers show', () => {
  test('with --json is an array, also for one', async () => {
    const { pbxctl } = await office();
    const answer = await pbxctl('subscribers show anna@firm.ru --json');
    expect(answer.json()).toEqual([
      {
        id: 2,
        name: 'Анна Петрова',
        number: null,
        extension: '102',
        email: 'anna@firm.ru',
        telegram: 'not-connected',
      },
    ]);
  });

  test.each([
    ['ids', '1 3', ['1', '3']],
    ['ids and ranges of ids in one word', '"1 2-3"', ['1', '2', '3']],
    ['ranges of those that exist', '2-50', ['2', '3']],
    ['an e-mail', 'anna@firm.ru', ['2']],
    ['a number with +', '+79160000101', ['1']],
    ['a full name', '"Сидоров Пётр"', ['3']],
    ['a part of a name', 'сидор', ['3']],
    ['the same by an id and a name', '3 сидор', ['3']],
  ])('finds by %s', async (_, line, ids) => {
    expect(await shown(line)).toEqual(ids);
  });

  test('digits are ids, as lists print them, and no extensions', async () => {
    const { pbxctl } = await office();
    expect(faultsOf(await pbxctl('subscribers show 101 --json'))).toEqual([5, 'not-found']);
  });

  test('takes ids from stdin for -', async () => {
    expect(await shown('-', '1\n2\n')).toEqual(['1', '2']);
  });

  test.each([
    ['nobody', 'nobody@firm.ru', [5, '<who…> address-unknown']],
    ['several', 'ов', [2, '<who…> address-ambiguous']],
    ['an id that is not there', '1 77', [5, 'not-found']],
    ['a range from large to small', '9-1', [2, 'ids-unreadable']],
    ['nothing', '', [2, 'ids-missing']],
  ])('%s is refused', async (_, line, faults) => {
    const { pbxctl } = await office();
    expect(faultsOf(await pbxctl(`subscribers show --json ${line}`))).toEqual(faults);
  });
});
