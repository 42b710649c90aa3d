import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FINDING_CODES } from '../../../src/domain/finding.ts';
import { ROOT } from '../../support/cli.ts';
import { CLIENT, CLIENTS, type Office, office } from '../../support/office.ts';
import { faultsOf, linesOf } from '../../support/problems.ts';

const WORKING = { kind: 'working' as const };
const NON_WORKING = { kind: 'non-working' as const };
const VIP = { kind: 'vip' as const };

/** Each finding as `error unreachable 103: 5`. */
const foundBy = async ({ pbxctl }: Office, line: string) => {
  const ran = await pbxctl(`rules lint ${line} --json`);
  const findings = Object(ran.json()).map(
    (finding: {
      severity: string;
      code: string;
      subscriber: { extension: string } | null;
      rules: { id: number | null; line: number | null }[];
    }) => {
      const rules = finding.rules.map(({ id, line: at }) => id ?? `line ${at}`).join(',');
      return `${finding.severity} ${finding.code} ${finding.subscriber?.extension}: ${rules}`;
    },
  );
  return { code: ran.code, findings };
};

describe('rules lint', () => {
  test('finds nothing in rules that each say something', async () => {
    const { pbxctl } = await office({ rules: [{ subscribers: ['101', '102'], time: WORKING }] });
    expect(await pbxctl('rules lint')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'Nothing found in 2 rules.\n',
    });
    expect((await pbxctl('rules lint --json')).json()).toEqual([]);
  });

  test('tells errors, warnings and notes, the graver first, each with its rules', async () => {
    const made = await office({
      rules: [
        { subscribers: ['101', '103'] },
        { subscribers: ['101'], time: WORKING },
        { subscribers: ['102'], time: WORKING, callers: VIP },
        { subscribers: ['102'], types: ['voicemail'] },
      ],
    });
    expect(await foundBy(made, '')).toEqual({
      code: 3,
      findings: [
        'error unreachable 103: 2',
        'error vip-without-contacts 102: 4',
        'warning rule-covered 101: 3,1',
      ],
    });
  });

  test('for people, all of one code stand together with the next step', async () => {
    const { pbxctl } = await office({
      rules: [{ subscribers: ['101', '102'], time: WORKING }, { subscribers: ['101', '102'] }],
    });
    const linted = await pbxctl('rules lint');
    expect(linesOf(linted.stdout)).toEqual([
      expect.stringMatching(/^warning rule-covered: \w/),
      expect.stringMatching(/^ {2}rule 1 Иванов Иван \(101\): .*working.* rule 3 says: /),
      expect.stringMatching(/^ {2}rule 2 Анна Петрова \(102\): /),
      expect.stringMatching(/^ {2}Next: .*pbxctl rules rm 1\b/),
    ]);
    expect(linted).toMatchObject({ code: 0, stderr: 'Errors: 0; warnings: 2; notes: 0\n' });
    expect((await pbxctl('rules lint --lang ru')).stdout).toMatch(/^предупреждение rule-covered: /);
  });

  test('of many of one code tells twenty and how many more', async () => {
    const staff = Array.from({ length: 25 }, (_, index) => {
      return { name: `Сотрудник ${index}`, extension: String(200 + index) };
    });
    const subscribers = staff.map(({ extension }) => extension);
    const { pbxctl } = await office({ staff, rules: [{ subscribers }] });
    const lines = linesOf((await pbxctl('rules lint')).stdout);
    expect(lines).toHaveLength(23);
    expect(lines.at(-2)).toBe('  and 5 more');
    expect((await pbxctl('rules lint --json')).json()).toHaveLength(25);
  });

  test('what it says to do puts it right', async () => {
    const made = await office({
      clients: CLIENTS,
      rules: [
        { subscribers: ['101'], time: WORKING, callers: VIP },
        { subscribers: ['101'], time: NON_WORKING, callers: VIP },
        { subscribers: ['101'], types: ['voicemail'] },
      ],
    });
    const [finding] = Object((await made.pbxctl('rules lint --json')).json());
    for (const command of finding.next.split(': ').at(-1).split(' && '))
      expect(
        await made.pbxctl(
          `${command.replace('pbxctl ', '')} ${/ rm /.test(command) ? '--yes' : ''}`,
        ),
      ).toMatchObject({ code: 0 });
    expect((await made.pbxctl('rules list -o csv')).stdout).toMatch(
      /\n1,.*"missed,voicemail",all,vip$/m,
    );
    expect(await foundBy(made, '')).toEqual({ code: 0, findings: [] });
  });

  test('--coverage finds who has no rule', async () => {
    const made = await office({ rules: [{ subscribers: ['101'] }] });
    expect(await foundBy(made, '')).toEqual({ code: 0, findings: [] });
    expect((await foundBy(made, '--coverage')).findings).toEqual([
      'warning no-rules 102: ',
      'warning no-rules 103: ',
    ]);
  });

  test.each([
    ['', 0],
    ['--fail-on error', 0],
    ['--fail-on warning', 3],
  ])('a warning with %s: %i', async (flags, code) => {
    const made = await office({
      rules: [{ subscribers: ['101'] }, { subscribers: ['101'], time: WORKING }],
    });
    expect((await made.pbxctl(`rules lint ${flags}`)).code).toBe(code);
    expect((await foundBy(made, flags)).code).toBe(code);
  });

  test('a note fails nothing', async () => {
    const made = await office({
      rules: [
        { subscribers: ['101'], time: WORKING },
        { subscribers: ['101'], time: NON_WORKING },
      ],
    });
    expect(await foundBy(made, '--fail-on warning')).toEqual({
      code: 0,
      findings: ['note rules-together-all 101: 1,2'],
    });
  });

  test('writes nothing, and asks a PBX that is not there without making it', async () => {
    const made = await office({ rules: [{ subscribers: ['103'] }] });
    const before = made.rows();
    await made.pbxctl('rules lint --coverage');
    expect(made.rows()).toEqual(before);
  });
});

describe('rules lint of a file', () => {
  const FILE = [
    'rules:',
    '  - subscribers: ["101", "103"]',
    '  - subscribers: ["101"]',
    '    time: working',
    `    callers: ["${CLIENT}", "101"]`,
    '  - {subscribers: ["102"], rules: []}',
  ];

  test('looks at its rules and not at those of the PBX, and says the lines', async () => {
    const made = await office({ rules: [{ subscribers: ['101', '102'], callers: VIP }] });
    made.file('rules.yaml', FILE);
    expect(await foundBy(made, 'rules.yaml')).toEqual({
      code: 3,
      findings: [
        'error unreachable 103: line 2',
        'warning rule-covered 101: line 3,line 2',
        'warning own-number 101: line 3',
      ],
    });
    expect((await made.pbxctl('rules lint rules.yaml')).stdout).toContain(
      'rules.yaml:3 Иванов Иван',
    );
  });

  test('--coverage counts what would be there once it is applied', async () => {
    const made = await office({
      staff: [
        { name: 'А', extension: '101', email: 'a@firm.ru' },
        { name: 'Б', extension: '102', email: 'b@firm.ru' },
        { name: 'В', extension: '103', email: 'c@firm.ru' },
        { name: 'Г', extension: '104', email: 'd@firm.ru' },
      ],
      rules: [{ subscribers: ['102', '103'] }],
    });
    made.file('rules.yaml', [
      'rules:',
      '  - subscribers: ["101"]',
      '  - {subscribers: ["102"], rules: []}',
    ]);
    expect((await foundBy(made, 'rules.yaml --coverage')).findings).toEqual([
      'warning no-rules 102: ',
      'warning no-rules 104: ',
    ]);
  });

  test('reads CSV, JSON, and stdin with --format', async () => {
    const made = await office();
    made.file('rules.csv', 'subscribers,time\n103,working\n');
    made.file('rules.json', '{"rules": [{"subscribers": ["103"]}]}');
    for (const file of ['rules.csv', 'rules.json'])
      expect((await foundBy(made, file)).findings).toEqual([
        expect.stringMatching(/^error unreachable 103: line \d$/),
      ]);
    const piped = await made.pbxctl('rules lint - --format yaml --json', {
      input: FILE.join('\n'),
    });
    expect(piped.code).toBe(3);
  });

  test.each([
    ['rules.yaml', [2, 'rules.yaml:2:19 subscribers address-unknown']],
    ['missing.yaml', [2, 'missing.yaml file-unreadable']],
    ['rules.txt', [2, '--format format-unknown']],
    ['rules.yaml --fail-on loud', [2, 'usage']],
  ])('%s is refused', async (line, faults) => {
    const { pbxctl, file } = await office();
    file('rules.yaml', ['rules:', '  - subscribers: ["199"]']);
    expect(faultsOf(await pbxctl(`rules lint ${line} --json`))).toEqual(faults);
  });
});

describe('docs/checks.md', () => {
  const text = readFileSync(join(ROOT, 'docs/checks.md'), 'utf8');
  const documented = [
    ...text.matchAll(/^### `([\w-]+)`: (error|warning|note).*\n[\s\S]*?```yaml\n([\s\S]*?)```/gm),
  ].map(([, code = '', severity = '', example = '']) => ({ code, severity, example }));

  test('has every code, in the order in which they are told', () => {
    expect(documented.map(({ code }) => code)).toEqual(FINDING_CODES);
  });

  test.each(documented)(
    '$code: its example is a $severity of that code',
    async ({ code, severity, example }) => {
      const made = await office({
        staff: [
          { name: 'Иванов Иван', extension: '101', email: 'ivanov@firm.ru' },
          { name: 'Анна Петрова', extension: '102', email: 'anna@firm.ru' },
          { name: 'Пётр Сидоров', extension: '103', email: null },
        ],
        clients: code === 'vip-without-contacts' ? [] : CLIENTS,
      });
      const hours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
      if (code === 'schedule-without-hours')
        await made.arrange((pbx) =>
          pbx('putSchedule', { body: { zone: 'Europe/Moscow', hours, exceptions: [] } }),
        );
      made.file('rules.yaml', example);
      const { findings } = await foundBy(
        made,
        `rules.yaml ${code === 'no-rules' ? '--coverage' : ''}`,
      );
      expect(findings[0]).toMatch(new RegExp(`^${severity} ${code} `));
    },
  );
});
