import { describe, expect, test } from 'vitest';
import { type Office, office } from '../../support/office.ts';
import { codesOf } from '../../support/served.ts';

const FILE = `rules:
  - subscribers: ["101"]
    time: working
    callers: vip
  - subscribers: [Сидоров, "102"]
    types: [missed, voicemail]
`;

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    subscribers: ['101'],
    callers: { kind: 'listed' as const, numbers: [String(200 + index)] },
  }));

const listed = async ({ pbxctl }: Office): Promise<unknown[]> => {
  const rules: object[] = Object((await pbxctl('rules list --json')).json());
  return rules.map((rule) => {
    const { subscriber, types, time, callers } = Object(rule);
    return [subscriber.extension, types.join(), time.kind, callers.kind].join(' ');
  });
};

test('makes the rules of each subscriber those of the file, and a second time changes nothing', async () => {
  const made = await office({ rules: [{ subscribers: ['101'] }, { subscribers: ['102'] }] });
  made.file('rules.yaml', FILE);
  const first = await made.pbxctl('rules apply rules.yaml --yes');
  expect(first.stdout).toContain('Plan: 1 to add, 2 to change, 0 to remove; 0 unchanged');
  expect(first.stderr).toBe(
    `PBX: ${made.address}\nApplied: 1 added, 2 changed, 0 removed; 0 unchanged\n`,
  );
  expect(await listed(made)).toEqual([
    '101 missed working vip',
    '102 missed,voicemail all all',
    '103 missed,voicemail all all',
  ]);
  const rows = made.rows();
  const second = await made.pbxctl('rules apply rules.yaml');
  expect(second).toMatchObject({
    code: 0,
    stdout: 'Nothing to change: the rules are so already.\n',
  });
  expect(made.rows()).toEqual(rows);
});

test('leaves subscribers alone that the file does not name, and takes their rules with --prune', async () => {
  const made = await office({ rules: [{ subscribers: ['101', '102'] }] });
  made.file('rules.yaml', 'rules:\n  - subscribers: ["101"]\n');
  expect((await made.pbxctl('rules apply rules.yaml --yes')).code).toBe(0);
  expect(await listed(made)).toHaveLength(2);
  expect((await made.pbxctl('rules apply rules.yaml --prune --yes')).code).toBe(0);
  expect(await listed(made)).toEqual(['101 missed all all']);
});

describe('asks', () => {
  test('on a terminal, after it has shown the plan', async () => {
    const { file, pbxctl } = await office();
    file('rules.yaml', FILE);
    const declined = await pbxctl('rules apply rules.yaml', { columns: 80, answer: 'n\r' });
    expect(declined.code).toBe(1);
    expect(declined.stdout).toContain('Plan: ');
    expect(declined.stderr).toContain('Apply 3 changes?');
    expect((await pbxctl('rules list -o ids')).stdout).toBe('');
    const agreed = await pbxctl('rules apply rules.yaml', { columns: 80, answer: 'y\r' });
    expect(agreed.code).toBe(0);
    expect((await pbxctl('rules list -o ids')).stdout).toBe('1\n2\n3\n');
  });

  test('nobody where nobody can answer: --yes is needed', async () => {
    const { file, pbxctl, rows } = await office();
    file('rules.yaml', FILE);
    const before = rows();
    const { code, stderr } = await pbxctl('rules apply rules.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('--yes');
    expect(rows()).toEqual(before);
  });
});

test('--dry-run does the same checks, says the same and writes nothing', async () => {
  const { file, pbxctl, rows } = await office();
  file('rules.yaml', FILE);
  const before = rows();
  const { code, stderr, stdout } = await pbxctl('rules apply rules.yaml --dry-run');
  expect(code).toBe(0);
  expect(stdout).toContain('Plan: 3 to add');
  expect(stderr).toContain('Dry run, nothing was written');
  expect(rows()).toEqual(before);
  const json = Object((await pbxctl('rules apply rules.yaml --dry-run --json')).json());
  expect(json).toMatchObject({ applied: false, unchanged: 0 });
});

test('with --json prints the plan and whether it was applied', async () => {
  const { file, pbxctl } = await office();
  file('rules.yaml', FILE);
  const { json } = await pbxctl('rules apply rules.yaml --yes --json');
  expect(json()).toMatchObject({ update: [], remove: [], unchanged: 0, applied: true });
  expect(Object(json()).create).toHaveLength(3);
});

describe('the threshold', () => {
  test('stops at more than 30 % of all rules, and nothing is written', async () => {
    const made = await office({ rules: numbered(10) });
    made.file('rules.yaml', 'rules:\n  - {subscribers: ["101"], rules: []}\n');
    const before = made.rows();
    const { code, stderr } = await made.pbxctl('rules apply rules.yaml --yes');
    expect(code).toBe(6);
    expect(stderr).toContain('10 of 10 rules would change or go');
    expect(made.rows()).toEqual(before);
    expect((await made.pbxctl('rules apply rules.yaml --yes --force')).code).toBe(0);
    expect(await listed(made)).toEqual([]);
  });

  test('does not count what is added, nor guard fewer than 10 rules', async () => {
    const made = await office({ rules: numbered(9) });
    made.file('rules.yaml', 'rules:\n  - {subscribers: ["101"], rules: []}\n');
    expect((await made.pbxctl('rules apply rules.yaml --yes')).code).toBe(0);
  });
});

describe('a saved plan', () => {
  const planned = async (): Promise<Office> => {
    const made = await office({ rules: [{ subscribers: ['101', '102'] }] });
    made.file('rules.yaml', 'rules:\n  - {subscribers: ["101"], time: working}\n');
    expect((await made.pbxctl('rules plan rules.yaml --out plan.json')).code).toBe(0);
    return made;
  };

  test('is applied exactly, whatever became of others', async () => {
    const made = await planned();
    await made.pbxctl('rules rm 2 --yes');
    made.file('rules.yaml', 'rules: []\n');
    expect((await made.pbxctl('rules apply plan.json --yes')).code).toBe(0);
    expect(await listed(made)).toEqual(['101 missed working all']);
  });

  test.each([
    ['was changed', 'rules edit 1 --callers vip'],
    ['is gone', 'rules rm 1 --yes'],
    ['got another beside it', 'rules add --addresses 101 --callers vip'],
  ])('is refused with 6 if a rule of its subscribers %s since', async (_, change) => {
    const { pbxctl, rows } = await planned();
    expect((await pbxctl(change)).code).toBe(0);
    const before = rows();
    const { code, stderr } = await pbxctl('rules apply plan.json --yes');
    expect(code).toBe(6);
    expect(stderr).toContain('the rules of Иванов Иван have changed');
    expect(stderr).toContain('Nothing was applied.');
    expect(rows()).toEqual(before);
  });

  test('is refused on a PBX where its ids are other people', async () => {
    const { folder, pbxctl } = await planned();
    const other = await office({ staff: [{ name: 'Другой', extension: '201' }] });
    const environment = { PBX_URL: other.address };
    const { code, stderr } = await pbxctl('rules apply plan.json --yes', { environment, folder });
    expect(code).toBe(6);
    expect(stderr).toContain('subscriber 1 is not "Иванов Иван" here');
  });

  test('takes no --prune, and nothing that was damaged', async () => {
    const { file, pbxctl } = await planned();
    expect((await pbxctl('rules apply plan.json --prune --yes')).code).toBe(2);
    file('plan.json', '{"kind":"pbxctl-rules-plan","version":2}');
    const { code, stderr } = await pbxctl('rules apply plan.json --yes');
    expect(code).toBe(2);
    expect(stderr).toContain('not a plan that this version');
  });
});

test('a file with a fault writes nothing, and tells it by code with --json', async () => {
  const { file, pbxctl, rows } = await office();
  file('rules.yaml', `${FILE}  - subscribers: ["102"]\n    time: noon\n`);
  const before = rows();
  const refused = await pbxctl('rules apply rules.yaml --yes --json');
  expect(refused.code).toBe(2);
  expect(codesOf(refused)).toEqual(['rules[2].time period-word-unknown']);
  expect(rows()).toEqual(before);
});
