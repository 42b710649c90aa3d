import { describe, expect, test } from 'vitest';
import { CLIENT, office } from '../../support/office.ts';
import { cellsOf, faultsOf, linesOf } from '../../support/problems.ts';

const RULES = [
  { subscribers: ['101'] },
  { subscribers: ['102'], time: { kind: 'working' as const } },
  { subscribers: ['103'] },
  { subscribers: ['102'], callers: { kind: 'listed' as const, numbers: [CLIENT, '103'] } },
];

const idsIn = (stdout: string): string[] => stdout.split('\n').filter(Boolean);

describe('rules show', () => {
  test('shows the rules of the ids, and warns of whoever cannot be told (R9)', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const shown = await pbxctl('rules show 2 3');
    expect(shown.code).toBe(0);
    expect(cellsOf(shown).map(([id]) => id)).toEqual(['ID', '2', '3']);
    expect(shown.stderr).toMatch(/^Warning: Пётр Сидоров \(103\).*\n$/);
  });

  test('with --json is an array, also for one id', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const shown = await pbxctl('rules show 2 --json');
    expect(shown.json()).toMatchObject([
      { id: 2, revision: 1, subscriber: { extension: '102' }, time: { kind: 'working' } },
    ]);
  });

  test.each([
    ['1', [1]],
    ['3 1', [1, 3]],
    ['1 1 1-1', [1]],
    ['1-2 4', [1, 2, 4]],
    ['1,3-4', [1, 3, 4]],
    ['002', [2]],
    ['2-1000000', [2, 3, 4]],
  ])('%s', async (ids, shown) => {
    const { pbxctl } = await office({ rules: RULES });
    expect(idsIn((await pbxctl(`rules show ${ids} -o ids`)).stdout)).toEqual(shown.map(String));
  });

  test('a range means those of its ids that exist', async () => {
    const { pbxctl } = await office({ rules: RULES });
    await pbxctl('rules rm 2 3 --yes');
    expect(idsIn((await pbxctl('rules show 1-9 -o ids')).stdout)).toEqual(['1', '4']);
    expect(await pbxctl('rules show 2-3 -o ids')).toMatchObject({ code: 0, stdout: '' });
    expect((await pbxctl('rules show 100-200 --json')).stdout).toBe('[]\n');
  });

  test('each single id must exist', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const missing = await pbxctl('rules show 77 1 78 100-200 --json');
    expect(faultsOf(missing)).toEqual([5, 'not-found', 'not-found']);
    expect((await pbxctl('rules show 77 1')).stderr).toMatch(/Error: there is no rule .*77/);
  });

  test.each([
    ['no id', '', 'ids-missing'],
    ['a word', 'first', 'ids-unreadable'],
    ['a range from large to small', '20-15', 'ids-unreadable'],
    ['half a range', '15-', 'ids-unreadable'],
    ['a negative number', '-- -5', 'ids-unreadable'],
    ['a fraction', '1.5', 'ids-unreadable'],
    ['more digits than an id has', '1234567890123456', 'ids-unreadable'],
    ['an unknown flag', '1 --verbose', 'usage'],
  ])('%s is refused', async (_, ids, code) => {
    const { pbxctl } = await office({ rules: RULES });
    const { stdout, code: exit } = await pbxctl(`rules show --json ${ids}`);
    expect(exit).toBe(2);
    expect(stdout).toContain(code);
  });

  test.each([
    ['one a line', '1\n2\n', ['1', '2']],
    ['as people write them', '1 2-4', ['1', '2', '3', '4']],
    ['as Windows writes them', '1\r\n4\r\n', ['1', '4']],
  ])('ids come from stdin for -, %s', async (_, input, ids) => {
    const { pbxctl } = await office({ rules: RULES });
    expect(idsIn((await pbxctl('rules show - -o ids', { input })).stdout)).toEqual(ids);
  });

  test('ids may come from stdin and the command line at once', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const shown = await pbxctl('rules show 4 - -o ids', { input: '1' });
    expect(idsIn(shown.stdout)).toEqual(['1', '4']);
  });

  test('no id on stdin is no rule: what an empty list of ids prints', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const { stdout: input } = await pbxctl('rules list --time period -o ids');
    expect(await pbxctl('rules show - --json', { input })).toMatchObject({
      code: 0,
      stdout: '[]\n',
    });
  });

  test('garbage on stdin is refused', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const garbage = await pbxctl('rules show - --json', { input: 'ID\tSUBSCRIBER\n1\tИванов' });
    expect(faultsOf(garbage)).toEqual([2, 'ids-unreadable']);
  });

  test('takes more ids than a database takes parameters', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const input = Array.from({ length: 40_000 }, (_, index) => `1-${index + 4}`).join('\n');
    expect(idsIn((await pbxctl('rules show - -o ids', { input })).stdout)).toHaveLength(4);
  });

  test('on a terminal shows each rule whole', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const { stdout } = await pbxctl('rules show 4', {
      columns: 60,
      environment: { NO_COLOR: '1' },
    });
    const [first, ...rest] = linesOf(stdout);
    expect(first).toBe('Rule 4: Анна Петрова (102)');
    expect(rest.join('\n')).toContain('+7 916 123-45-67, 103');
    expect((await pbxctl('rules show 4 -o csv', { columns: 60 })).stdout).toContain('id,name,');
  });
});

test('a card says a period in words and in its written form', async () => {
  const rules = [
    {
      subscribers: ['101'],
      time: { kind: 'period' as const, days: ['sat' as const, 'sun' as const] },
    },
  ];
  const { pbxctl } = await office({ rules });
  const { stdout } = await pbxctl('rules show 1 --lang ru', { columns: 80 });
  expect(stdout).toContain('сб и вс (sat,sun)');
});
