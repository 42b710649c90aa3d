import { describe, expect, test } from 'vitest';
import { office } from '../../support/office.ts';
import { errorOf, faultsOf, linesOf } from '../../support/problems.ts';

const CSV = [
  'name,number,extension,email',
  'Иванов Иван,,101,ivanov@firm.ru',
  'Ольга Смирнова,8 916 000-01-10,110,olga@firm.ru',
  'Анна Петрова,,102,anna@firm.ru',
];

describe('subscribers import', () => {
  test('adds, changes and leaves alone', async () => {
    const { pbxctl, file, path } = await office();
    file('staff.csv', CSV);
    const imported = await pbxctl('subscribers import staff.csv');
    expect(imported).toMatchObject({ code: 0, stdout: '' });
    expect(linesOf(imported.stderr)).toEqual([
      `PBX: file:${path}`,
      expect.stringMatching(/1 added, 1 changed, 1 unchanged/),
    ]);
    // An empty cell cleared the number of Иванов.
    expect((await pbxctl('subscribers show 1 --json')).json()).toMatchObject([{ number: null }]);
  });

  test('with --json prints the counts; a second run changes nothing', async () => {
    const { pbxctl, file, rows } = await office();
    file('staff.csv', CSV);
    const first = await pbxctl('subscribers import staff.csv --json');
    expect(first.json()).toEqual({ created: 1, updated: 1, unchanged: 1 });
    const before = rows();
    const second = await pbxctl('subscribers import staff.csv --json');
    expect(second.json()).toEqual({ created: 0, updated: 0, unchanged: 3 });
    expect(rows()).toEqual(before);
  });

  test('writes nothing with --dry-run', async () => {
    const { pbxctl, file, rows } = await office();
    file('staff.csv', CSV);
    const before = rows();
    const dry = await pbxctl('subscribers import staff.csv --dry-run --json');
    expect(dry.json()).toEqual({ created: 1, updated: 1, unchanged: 1 });
    expect(dry.stderr).toMatch(/nothing was written/);
    expect(rows()).toEqual(before);
  });

  test('reads stdin for -', async () => {
    const { pbxctl } = await office();
    const input = CSV.join('\r\n');
    expect((await pbxctl('subscribers import - --json', { input })).json()).toMatchObject({
      created: 1,
    });
  });

  test('reads Windows-1251 and says so; --encoding says it for the file', async () => {
    const { pbxctl, file } = await office();
    // «имя;добавочный» and «Ева;120» as Russian Excel saves them.
    file(
      'staff.csv',
      Buffer.concat([
        Buffer.from('e8ecff3be4eee1e0e2eef7edfbe90d0a', 'hex'),
        Buffer.from('c5e2e03b3132300d0a', 'hex'),
      ]),
    );
    const imported = await pbxctl('subscribers import staff.csv');
    expect(imported.stderr).toContain('staff.csv: read as windows-1251');
    expect((await pbxctl('subscribers show Ева --json')).json()).toMatchObject([{ name: 'Ева' }]);
    const told = await pbxctl('subscribers import staff.csv --encoding windows-1251');
    expect(told.stderr).not.toContain('read as');
    const wrong = await pbxctl('subscribers import staff.csv --encoding utf-8 --json');
    expect(faultsOf(wrong)).toEqual([2, 'staff.csv:1:1 file-not-utf8']);
  });

  test('reads numbers of the region that is set', async () => {
    const { pbxctl, file } = await office();
    await pbxctl('settings set --region US');
    file('staff.csv', ['name,number', 'Ann,(312) 555-01-23']);
    await pbxctl('subscribers import staff.csv');
    expect((await pbxctl('subscribers show Ann --json')).json()).toMatchObject([
      { number: '+13125550123' },
    ]);
  });
});

describe('subscribers import of a file', () => {
  test.each<[string, string | readonly string[] | Uint8Array, string]>([
    ['that is empty', '', 'staff.csv file-empty'],
    ['of blanks', ' \n\n', 'staff.csv file-empty'],
    ['in UTF-16', Buffer.from('\ufeffname,extension\n', 'utf16le'), 'staff.csv file-utf16'],
    ['that is no text', new Uint8Array([1, 0, 2]), 'staff.csv file-binary'],
    [
      'cut in the middle of a character',
      Buffer.from('name,extension\nАнна,101\nИва').subarray(0, -1),
      'staff.csv:3:3 file-utf8-cut',
    ],
    ['with a missing column', ['name', 'Анна'], 'staff.csv:1 csv-column-missing'],
    [
      'with an unknown column',
      ['name,extension,room', 'Анна,101,5'],
      'staff.csv:1:16 csv-column-unknown',
    ],
    [
      'with a column twice',
      ['name,extension,name', 'А,101,Б'],
      'staff.csv:1:16 name csv-column-twice',
    ],
    ['with an open quote', ['name,extension', '"Анна,101'], 'staff.csv:2:1 csv-broken'],
    ['with a cell too many', ['name,extension', 'Анна,101,5'], 'staff.csv:2 csv-cells'],
    ['with a row that names nobody', ['name,extension', 'Анна,'], 'staff.csv:2 row-nobody'],
    [
      'with a value that is none',
      ['name,number', 'Анна,"7,91612E+10"'],
      'staff.csv:2:6 number number-from-excel',
    ],
    [
      'with the same twice',
      ['name,extension', 'Ева,120', 'Ада,121', 'Яна,120'],
      'staff.csv:4:5 extension value-twice',
    ],
    [
      'with a row that fits two subscribers',
      ['extension,email', '101,anna@firm.ru'],
      'staff.csv:2 fits-several',
    ],
    ['with a new one who has no name', ['extension', '120'], 'staff.csv:2 name name-empty'],
  ])('%s: 2, with its place, and nothing is written', async (_, content, fault) => {
    const { pbxctl, file, rows } = await office();
    const before = rows();
    file('staff.csv', content);
    expect(faultsOf(await pbxctl('subscribers import staff.csv --json'))).toEqual([2, fault]);
    expect(rows()).toEqual(before);
  });

  test.each([
    ['that is not there', 'missing.csv'],
    ['that is a folder', '.'],
  ])('%s', async (_, name) => {
    const { pbxctl } = await office();
    const missing = await pbxctl(`subscribers import ${name} --json`);
    expect(faultsOf(missing)).toEqual([2, `${name} file-unreadable`]);
  });

  test('of 10,000 rows of which two are wrong tells both, with their lines', async () => {
    const { pbxctl, file, rows } = await office({ staff: [] });
    const before = rows();
    const people = Array.from({ length: 10_000 }, (_, index) => {
      return `Сотрудник ${index},${10_000 + index},p${index}@firm.ru`;
    });
    people[4_000] = 'Анна,1,anna@firm.ru';
    people[9_998] = 'Пётр,19998,petr(at)firm.ru';
    file('staff.csv', ['name,extension,email', ...people]);
    const wrong = await pbxctl('subscribers import staff.csv');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/^Error: staff\.csv:4002:6 extension: .*"1"/m);
    expect(wrong.stderr).toMatch(/^Error: staff\.csv:10000:12 email: .*"petr\(at\)firm\.ru"/m);
    expect(wrong.stderr.match(/^Error: /gm)).toHaveLength(2);
    expect(rows()).toEqual(before);
  });

  test('with very many faults tells the first hundred and how many more there are', async () => {
    const { pbxctl, file } = await office();
    file('staff.csv', ['name,extension', ...Array.from({ length: 250 }, () => 'Анна,x')]);
    const wrong = await pbxctl('subscribers import staff.csv');
    expect(wrong.stderr.match(/^Error: /gm)).toHaveLength(100);
    expect(wrong.stderr).toContain('150 more');
    // The same next step is said once.
    expect(wrong.stderr.match(/^Next: /gm)).toHaveLength(1);
    const all = await pbxctl('subscribers import staff.csv --json');
    expect(errorOf(all).errors).toHaveLength(250);
  });
});

describe('subscribers import --prune', () => {
  const ROWS = ['extension,email', '101,ivanov@firm.ru', '102,anna@firm.ru'];

  test('removes whoever is in no row, with his rules, in the same transaction', async () => {
    const { pbxctl, file } = await office({ rules: [{ subscribers: ['101', '103'] }] });
    file('staff.csv', ROWS);
    const pruned = await pbxctl('subscribers import staff.csv --prune --yes --json');
    expect(pruned.json()).toEqual({ created: 0, updated: 0, unchanged: 2, removed: 1 });
    expect((await pbxctl('subscribers list -o ids')).stdout).toBe('1\n2\n');
    expect((await pbxctl('rules list -o ids')).stdout).toBe('1\n');
  });

  test('a row means somebody by its e-mail too, in whatever letters', async () => {
    const { pbxctl, file } = await office();
    file('staff.csv', [
      'name,email,number',
      'Иванов Иван,IVANOV@firm.ru,+79160000101',
      'Анна Петрова,ANNA@firm.ru,',
      'Новый,,+79160000555',
    ]);
    const kept = await pbxctl('subscribers import staff.csv --prune --yes --dry-run --json');
    expect(kept.json()).toEqual({ created: 1, updated: 2, unchanged: 0, removed: 1 });
  });

  test('asks, and shows who goes; without a terminal it needs --yes', async () => {
    const { pbxctl, file, rows } = await office({ rules: [{ subscribers: ['103'] }] });
    file('staff.csv', ROWS);
    const before = rows();
    const unasked = await pbxctl('subscribers import staff.csv --prune');
    expect(unasked).toMatchObject({ code: 2 });
    const asked = await pbxctl('subscribers import staff.csv --prune', {
      columns: 80,
      answer: 'n\r',
    });
    expect(asked.code).toBe(1);
    expect(asked.stderr).toContain('Пётр Сидоров');
    expect(asked.stderr).toContain('Remove 1 subscriber and with them 1 rule?');
    expect(rows()).toEqual(before);
  });

  test('stops at more than 30 % of ten or more, unless it is forced', async () => {
    const staff = Array.from({ length: 10 }, (_, index) => ({
      name: `Сотрудник ${index}`,
      extension: String(201 + index),
    }));
    const { pbxctl, file, rows } = await office({ staff });
    file('staff.csv', ['extension', ...staff.slice(4).map(({ extension }) => extension)]);
    const before = rows();
    const stopped = await pbxctl('subscribers import staff.csv --prune --yes');
    expect(stopped.code).toBe(6);
    expect(stopped.stderr).toContain('4 of 10 subscribers');
    expect(rows()).toEqual(before);
    const forced = await pbxctl('subscribers import staff.csv --prune --yes --force --json');
    expect(forced.json()).toMatchObject({ removed: 4 });
  });

  test('--force means nothing without it', async () => {
    const { pbxctl, file } = await office();
    file('staff.csv', ROWS);
    expect((await pbxctl('subscribers import staff.csv --force')).code).toBe(2);
  });
});

test('a million rows are refused', async () => {
  const { pbxctl, file } = await office();
  file('staff.csv', `extension\n${'101\n'.repeat(1_000_000)}`);
  const { code, stderr } = await pbxctl('subscribers import staff.csv');
  expect(code).toBe(2);
  expect(stderr).toContain('the file has more than 100000 entries');
});
