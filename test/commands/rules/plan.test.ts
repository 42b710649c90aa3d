import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Office, office } from '../../support/office.ts';

const WORKING = { kind: 'working' as const };

/** 101 has two rules, 102 one. */
const withRules = (): Promise<Office> =>
  office({
    rules: [
      { subscribers: ['101'], time: WORKING, callers: { kind: 'vip' } },
      { subscribers: ['101'], callers: { kind: 'listed', numbers: ['102', '+79161234567'] } },
      { subscribers: ['102'] },
    ],
  });

const FILE = `rules:
  - subscribers: ["101"]
    time: sat,sun
    callers: vip
  - subscribers: ["101"]
    callers: ["+79161234567", "+74951234567"]
  - subscribers: [anna@firm.ru]
    rules: []
  - subscribers: [Сидоров]
    types: [missed, voicemail]
`;

test('shows by subscriber what is added, changed and removed, and counts it', async () => {
  const { file, pbxctl, rows } = await withRules();
  file('rules.yaml', FILE);
  const before = rows();
  const { stdout, stderr, code } = await pbxctl('rules plan rules.yaml');
  expect(stdout.split('\n')).toEqual([
    'Иванов Иван (101)',
    '  ~ Rule 1',
    '      time: working hours → sat,sun',
    '  ~ Rule 2',
    '      caller: with +74951234567; without 102',
    'Анна Петрова (102)',
    '  - Rule 3: missed calls, at any time, from anybody',
    'Пётр Сидоров (103)',
    '  + missed calls, voice messages, at any time, from anybody',
    'Plan: 1 to add, 2 to change, 1 to remove; 0 unchanged',
    '',
  ]);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  expect(rows()).toEqual(before);
});

test('speaks Russian, and is coloured on a terminal only', async () => {
  const { file, pbxctl } = await withRules();
  file('rules.yaml', FILE);
  const { stdout } = await pbxctl('rules plan rules.yaml --lang ru', { columns: 80 });
  expect(stdout).toContain('\u001b[32m  + пропущенные');
  expect(stdout).toContain('План: добавить 1, изменить 2, удалить 1; без изменений 0');
});

test('prints its document with --json: one draft for each rule to be made', async () => {
  const { file, pbxctl } = await withRules();
  file('rules.yaml', FILE);
  const document = Object((await pbxctl('rules plan rules.yaml --json')).json());
  expect(document).toMatchObject({
    create: [{ subscribers: [3], types: ['missed', 'voicemail'] }],
    update: [{ id: 1, before: { id: 1, time: WORKING } }, { id: 2 }],
    remove: [{ id: 3 }],
    unchanged: 0,
    applied: false,
  });
});

describe('--check', () => {
  test('ends with 3 if anything would change, with the same output', async () => {
    const { file, pbxctl } = await withRules();
    file('rules.yaml', FILE);
    const plain = await pbxctl('rules plan rules.yaml --check');
    expect(plain.code).toBe(3);
    expect(plain.stdout).toContain('Plan: 1 to add');
    const json = await pbxctl('rules plan rules.yaml --check --json');
    expect(json.code).toBe(3);
    expect(Object(json.json()).create).toHaveLength(1);
  });

  test('ends with 0 if nothing would', async () => {
    const { file, pbxctl } = await withRules();
    file('rules.yaml', 'rules:\n  - subscribers: ["102"]\n');
    const { stdout, code } = await pbxctl('rules plan rules.yaml --check');
    expect({ stdout, code }).toEqual({
      stdout: 'Nothing to change: the rules are so already.\n',
      code: 0,
    });
  });
});

test('--prune is told of subscribers that the file does not name', async () => {
  const { file, pbxctl } = await withRules();
  file('rules.yaml', 'rules:\n  - subscribers: ["102"]\n');
  const { stdout } = await pbxctl('rules plan rules.yaml --prune');
  expect(stdout).toContain('Plan: 0 to add, 0 to change, 2 to remove; 1 unchanged');
});

test('tells before that apply would stop at so much', async () => {
  const { file, pbxctl } = await office({
    rules: Array.from({ length: 10 }, (_, index) => ({
      subscribers: ['101'],
      callers: { kind: 'listed' as const, numbers: [String(200 + index)] },
    })),
  });
  file('rules.yaml', 'rules:\n  - {subscribers: ["101"], rules: []}\n');
  const { stderr, code } = await pbxctl('rules plan rules.yaml');
  expect(stderr).toContain('10 of 10 rules would change or go');
  expect(code).toBe(0);
});

test('--out saves the plan whole, or says why it cannot', async () => {
  const { folder, file, pbxctl } = await withRules();
  file('rules.yaml', FILE);
  expect((await pbxctl('rules plan rules.yaml --out plan.json')).code).toBe(0);
  const saved = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'));
  expect(saved).toMatchObject({ kind: 'pbxctl-rules-plan', version: 1, all: 3 });
  const refused = await pbxctl('rules plan rules.yaml --out no/plan.json');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('--out: the file cannot be written');
});

describe('what is wrong with the file', () => {
  test('is told all at once with its places, whom it names among it', async () => {
    const { file, pbxctl } = await withRules();
    file('rules.yaml', 'rules:\n  - subscribers: ["999", в]\n    time: noon\n');
    const { stderr, code } = await pbxctl('rules plan rules.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('rules.yaml:2:19 subscribers: no subscriber is found by "999"');
    expect(stderr).toContain('rules.yaml:2:26 subscribers:');
    expect(stderr).toContain('rules.yaml:3:11 rules[0].time:');
  });

  test('is printed a hundred times, the rest is counted', async () => {
    const { file, pbxctl } = await withRules();
    file('rules.csv', ['subscribers,time', ...Array(150).fill('101,noon')]);
    const { stderr } = await pbxctl('rules plan rules.csv');
    expect(stderr.match(/Error:/g)).toHaveLength(100);
    expect(stderr).toContain('and 50 more faults');
  });

  test.each([
    ['nothing', 'rules.yaml', '', 'the file is empty'],
    ['a NUL', 'rules.yaml', 'rules:\n  - subscribers: ["10\u00001"]\n', 'is zero'],
    ['another ending', 'rules.txt', FILE, '--format'],
    ['a quote that never closes', 'rules.csv', 'subscribers\n"101\n', 'none closes it'],
  ])('%s', async (_, name, text, told) => {
    const { file, pbxctl, rows } = await withRules();
    file(name, text);
    const before = rows();
    const { stderr, code } = await pbxctl(`rules plan ${name}`);
    expect({ code, told: stderr.includes(told) }, stderr).toEqual({ code: 2, told: true });
    expect(rows()).toEqual(before);
  });

  test('half a letter', async () => {
    const { file, pbxctl } = await withRules();
    file('rules.yaml', Buffer.from(FILE).subarray(0, Buffer.from(FILE).indexOf('оров') + 1));
    const { stderr, code } = await pbxctl('rules plan rules.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('a letter is damaged here');
  });

  test('100 MB, or a million rows', async () => {
    const { file, pbxctl } = await withRules();
    file('big.yaml', Buffer.alloc(33 * 1024 * 1024, '# padding\n'));
    expect((await pbxctl('rules plan big.yaml')).stderr).toContain('larger than 32 MB');
    file('rows.csv', `subscribers\n${'101\n'.repeat(1_000_000)}`);
    const { stderr, code } = await pbxctl('rules plan rows.csv');
    expect(code).toBe(2);
    expect(stderr).toContain('the file has more than 100000 entries');
  });
});

test('looking at a PBX that is not there makes none', async () => {
  const { folder, file, pbxctl } = await office();
  file('rules.yaml', 'rules: []\n');
  const environment = { PBX_URL: `file:${join(folder, 'none.db')}` };
  expect((await pbxctl('rules plan rules.yaml', { environment })).code).toBe(0);
  expect(existsSync(join(folder, 'none.db'))).toBe(false);
});
