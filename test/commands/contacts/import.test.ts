import { describe, expect, test } from 'vitest';
import { CLIENT, CLIENTS, office } from '../../support/office.ts';
import { faultsOf, linesOf } from '../../support/problems.ts';

const CSV = [
  'имя;номера;vip',
  'ООО «Ромашка»;8 916 123-45-67;да',
  'Склад;+74951234567;+',
  'Лютик;"+79161234501, +79161234502";',
];

describe('contacts import', () => {
  test('adds, changes and leaves alone', async () => {
    const { pbxctl, file, path } = await office({ clients: CLIENTS });
    file('clients.csv', CSV);
    const imported = await pbxctl('contacts import clients.csv');
    expect(imported).toMatchObject({ code: 0, stdout: '' });
    expect(linesOf(imported.stderr)).toEqual([
      `PBX: file:${path}`,
      expect.stringMatching(/1 added, 1 changed, 1 unchanged/),
    ]);
    expect((await pbxctl('contacts list --json')).json()).toEqual([
      { id: 1, name: 'ООО «Ромашка»', numbers: ['+79161234567'], vip: true },
      { id: 2, name: 'Склад', numbers: ['+74951234567'], vip: true },
      { id: 3, name: 'Лютик', numbers: ['+79161234501', '+79161234502'], vip: false },
    ]);
  });

  test('with --json prints the counts; a second run changes nothing', async () => {
    const { pbxctl, file, rows } = await office();
    file('clients.csv', CSV);
    const first = await pbxctl('contacts import clients.csv --json');
    expect(first.json()).toEqual({ created: 3, updated: 0, unchanged: 0 });
    const before = rows();
    const second = await pbxctl('contacts import - --json', { input: CSV.join('\n') });
    expect(second.json()).toEqual({ created: 0, updated: 0, unchanged: 3 });
    expect(rows()).toEqual(before);
  });

  test('an absent column leaves the field as it is', async () => {
    const { pbxctl, file } = await office({ clients: CLIENTS });
    file('clients.csv', ['numbers', '+79161234567']);
    expect((await pbxctl('contacts import clients.csv --json')).json()).toEqual({
      created: 0,
      updated: 0,
      unchanged: 1,
    });
  });

  test('writes nothing with --dry-run', async () => {
    const { pbxctl, file, rows } = await office();
    file('clients.csv', CSV);
    const before = rows();
    const dry = await pbxctl('contacts import clients.csv --dry-run --json');
    expect(dry.json()).toMatchObject({ created: 3 });
    expect(dry.stderr).toMatch(/nothing was written/);
    expect(rows()).toEqual(before);
  });

  test.each([
    ['without numbers', ['name,vip', 'Лютик,да'], ['clients.csv:1 csv-column-missing']],
    [
      'with a mark that is neither yes nor no, and a number that is none',
      ['name,numbers,vip', 'Лютик,7x,может'],
      ['clients.csv:2:7 numbers number-unreadable', 'clients.csv:2:10 vip cell-yes-no'],
    ],
    [
      'with a row that fits two clients',
      ['name,numbers', 'Все,+79161234567;+74951234567'],
      ['clients.csv:2 fits-several'],
    ],
    [
      'with a new client who has no name',
      ['numbers', '+79161234509'],
      ['clients.csv:2 name name-empty'],
    ],
  ])('a file %s: 2, with its place', async (_, content, faults) => {
    const { pbxctl, file, rows } = await office({ clients: CLIENTS });
    file('clients.csv', content);
    const before = rows();
    const line = 'contacts import clients.csv --json';
    expect(faultsOf(await pbxctl(line))).toEqual([2, ...faults]);
    expect(rows()).toEqual(before);
  });
});

describe('contacts import --prune', () => {
  test('removes the contacts none of whose numbers is in the file', async () => {
    const { pbxctl, file } = await office({ clients: CLIENTS });
    file('clients.csv', ['numbers', CLIENT]);
    const pruned = await pbxctl('contacts import clients.csv --prune --yes --json');
    expect(pruned.json()).toEqual({ created: 0, updated: 0, unchanged: 1, removed: 1 });
    expect((await pbxctl('contacts list -o ids')).stdout).toBe('1\n');
  });

  test('needs --yes where nobody can be asked', async () => {
    const { pbxctl, file, rows } = await office({ clients: CLIENTS });
    file('clients.csv', ['numbers', CLIENT]);
    const before = rows();
    expect((await pbxctl('contacts import clients.csv --prune')).code).toBe(2);
    expect(rows()).toEqual(before);
  });
});
