import { describe, expect, test } from 'vitest';
import { CLIENT, CLIENTS, office } from '../../support/office.ts';
import { faultsOf, linesOf } from '../../support/problems.ts';

const WORKING = { kind: 'working' as const };
const RULES = [{ subscribers: ['101', '102'], time: WORKING, callers: { kind: 'vip' as const } }];

const SATURDAY = '--at "2026-11-28 11:20"';
const FRIDAY = '--at "2026-11-27 11:20"';

const ask = async (line: string) => {
  const { pbxctl } = await office({ rules: RULES, clients: CLIENTS });
  return pbxctl(`rules test --to 101 ${line}`);
};

describe('rules test', () => {
  test('tells the verdict, and of each rule what decided it', async () => {
    const { code, stdout, stderr } = await ask(`--from ${CLIENT} ${SATURDAY}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [call, verdict, ...rules] = linesOf(stdout);
    expect(call).toContain('2026-11-28 11:20');
    expect(call).toContain('Иванов Иван (101)');
    expect(verdict).toMatch(/^Verdict: silent /);
    expect(rules).toEqual([
      'Rule 1: no',
      expect.stringMatching(/^ {2}type +yes +it rang/),
      expect.stringMatching(/^ {2}time +no +outside working hours: Sat 11:20/),
      expect.stringMatching(/^ {2}caller +yes +.*ООО «Ромашка»/),
    ]);
  });

  test('with --json prints what no language changes', async () => {
    const asked = await ask(`--from ${CLIENT} ${FRIDAY} --json --lang ru`);
    expect(asked.json()).toEqual({
      verdict: 'notify',
      reason: 'matched',
      types: ['missed'],
      missing: [],
      rules: [
        {
          id: 1,
          matches: true,
          types: ['missed'],
          type: { holds: true, fact: expect.stringMatching(/^it rang/), code: 'rang-out' },
          time: { holds: true, fact: expect.any(String), code: 'in-working-hours' },
          callers: { holds: true, fact: expect.any(String), code: 'caller-vip' },
        },
      ],
    });
  });

  test('leaves out a criterion that the rule does not have', async () => {
    const { pbxctl } = await office({ rules: [{ subscribers: ['101'] }] });
    const asked = await pbxctl('rules test --to 101 --from 102 --json');
    expect(Object.keys(Object(asked.json()).rules[0])).toEqual(['id', 'matches', 'types', 'type']);
  });

  test.each([
    [`--from ${CLIENT} ${FRIDAY}`, 'notify', 'matched'],
    [`--from "8 916 123-45-67" ${FRIDAY}`, 'notify', 'matched'],
    [`--from ${CLIENT} --at 2026-11-27T08:20:00Z`, 'notify', 'matched'],
    [`--from ${CLIENT} --at "2026-11-27 18:00"`, 'silent', 'no-rule-matches'],
    [`--from +74951234567 ${FRIDAY}`, 'silent', 'no-rule-matches'],
    [`${FRIDAY}`, 'silent', 'no-rule-matches'],
    [`--from ${CLIENT} ${FRIDAY} --outcome caller-cancelled`, 'silent', 'caller-cancelled'],
    [`--from ${CLIENT} ${FRIDAY} --outcome unknown`, 'undecided', 'missing-facts'],
    [`--from ${CLIENT} ${FRIDAY} --kind direct`, 'silent', 'direct-not-notified'],
    [`--from ${CLIENT} ${FRIDAY} --straight no`, 'silent', 'not-straight'],
    [`--from ${CLIENT} ${FRIDAY} --straight unknown`, 'undecided', 'missing-facts'],
    [`--from ${CLIENT} ${FRIDAY} --voicemail`, 'notify', 'matched'],
  ])('%s: %s, %s', async (line, verdict, reason) => {
    expect((await ask(`${line} --json`)).json()).toMatchObject({ verdict, reason });
  });

  test('what is not known is named', async () => {
    const { stdout } = await ask(`--from ${CLIENT} ${FRIDAY} --straight unknown`);
    expect(stdout).toContain('Verdict: undecided');
    expect(stdout).toContain('Not known: whether it came straight');
    expect(stdout).toMatch(/Rule 1: unknown\n {2}type +unknown/);
  });

  test('asks about now unless --at is given', async () => {
    const { pbxctl } = await office();
    const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Moscow' });
    expect((await pbxctl('rules test --to 101')).stdout).toContain(today);
  });

  test('an internal caller is one of the staff', async () => {
    const { pbxctl } = await office({ rules: [{ subscribers: ['101'] }] });
    const internal = await pbxctl('rules test --to 101 --from 102');
    expect(internal.stdout).toContain('internal');
    const voice = await pbxctl('rules test --to 101 --from 102 --voicemail --json');
    expect(voice.json()).toMatchObject({ verdict: 'notify', types: ['missed'] });
  });

  test('a subscriber without rules is told of nothing (R1)', async () => {
    const { pbxctl } = await office();
    expect((await pbxctl('rules test --to 103 --json')).json()).toMatchObject({
      verdict: 'silent',
      reason: 'no-rules',
      rules: [],
    });
  });

  test('writes nothing', async () => {
    const { pbxctl, rows } = await office({ rules: RULES });
    const before = rows();
    await pbxctl('rules test --to 101');
    expect(rows()).toEqual(before);
  });
});

describe('rules test --expect', () => {
  test('exits with 0 if this is the verdict', async () => {
    expect((await ask(`--from ${CLIENT} ${SATURDAY} --expect silent`)).code).toBe(0);
    expect((await ask(`--from ${CLIENT} ${FRIDAY} --expect notify --json`)).code).toBe(0);
  });

  test('exits with 3 if it is another, and shows why', async () => {
    const unmet = await ask(`--from ${CLIENT} ${SATURDAY} --expect notify`);
    expect(unmet.code).toBe(3);
    expect(unmet.stdout).toContain('outside working hours');
    expect(unmet.stderr).toMatch(/^Error: .*notify.*silent/);
  });

  test('with --json prints the verdict, not an error', async () => {
    const unmet = await ask(`--from ${CLIENT} ${SATURDAY} --expect notify --json`);
    expect(unmet.code).toBe(3);
    expect(unmet.json()).toMatchObject({ verdict: 'silent', rules: [{ id: 1 }] });
  });
});

const RULES_FILE = [
  'rules:',
  '  - subscribers: ["101"]',
  '    time: working',
  '    callers: vip',
  '  - subscribers: ["101"]',
  '    time: sat,sun',
  '  - {subscribers: ["102"], rules: []}',
];

describe('rules test --file', () => {
  test('asks the rules that the file proposes, and names their lines', async () => {
    const { pbxctl, file } = await office({ clients: CLIENTS });
    file('rules.yaml', RULES_FILE);
    const asked = await pbxctl(`rules test --file rules.yaml --to 101 --from ${CLIENT} ${FRIDAY}`);
    expect(linesOf(asked.stdout).filter((line) => line.startsWith('Rule'))).toEqual([
      'Rule in line 2: yes',
      'Rule in line 5: no',
    ]);
    const json = await pbxctl(
      `rules test --file rules.yaml --to 101 --from ${CLIENT} ${SATURDAY} --json`,
    );
    expect(json.json()).toMatchObject({
      verdict: 'notify',
      rules: [
        { id: null, line: 2, matches: false },
        { id: null, line: 5, matches: true },
      ],
    });
  });

  test('whom it does not name keeps his rules, and whom it names without rules has none', async () => {
    const { pbxctl, file } = await office({ rules: [{ subscribers: ['102', '103'] }] });
    file('rules.yaml', RULES_FILE);
    const reasonOf = async (to: string) =>
      Object((await pbxctl(`rules test --file rules.yaml --to ${to} --json`)).json()).reason;
    expect(await reasonOf('103')).toBe('matched');
    expect(await reasonOf('102')).toBe('no-rules');
  });
});

const CASES = [
  'x-vip: &vip {to: "101", from: "8 916 123-45-67"}',
  'cases:',
  '  - {<<: *vip, name: VIP in working hours, at: 2026-11-27 11:20, expect: notify, rules: [1]}',
  '  - {<<: *vip, name: VIP on a Saturday, at: 2026-11-28 11:20, expect: silent, reason: no-rule-matches}',
  '  - {name: hung up, to: Иванов, at: 2026-11-27 11:20, outcome: caller-cancelled, expect: silent}',
  '  - {name: nobody knows how it ended, <<: *vip, at: 2026-11-27 11:20, outcome: unknown, expect: undecided}',
];

describe('rules test --cases', () => {
  const prepared = async () => {
    const made = await office({ rules: RULES, clients: CLIENTS });
    made.file('cases.yaml', CASES);
    made.file('rules.yaml', RULES_FILE);
    return made;
  };

  test('tells what passed, and exits with 0 if all did', async () => {
    const { pbxctl } = await prepared();
    expect(await pbxctl('rules test --cases cases.yaml')).toMatchObject({
      code: 0,
      stdout:
        '✓ VIP in working hours\n✓ VIP on a Saturday\n✓ hung up\n✓ nobody knows how it ended\n',
      stderr: 'Cases: 4; passed: 4; failed: 0\n',
    });
  });

  test('tells what differs and why, and exits with 3', async () => {
    const { pbxctl } = await prepared();
    const tested = await pbxctl('rules test --cases cases.yaml --file rules.yaml');
    expect(tested.code).toBe(3);
    expect(tested.stderr).toBe('Cases: 4; passed: 2; failed: 2\n');
    const lines = linesOf(tested.stdout);
    expect(lines.slice(0, 3)).toEqual([
      '✗ VIP in working hours',
      '    rules: expected 1, got 2',
      expect.stringMatching(/^ {4}cases.yaml:3: 2026-11-27 11:20, \+79161234567 → Иванов/),
    ]);
    const second = lines.indexOf('✗ VIP on a Saturday');
    expect(lines.slice(second + 1, second + 3)).toEqual([
      '    expect: expected silent, got notify',
      '    reason: expected no-rule-matches, got matched',
    ]);
    expect(lines).toContain('    Rule in line 5: yes');
    expect(lines.at(-1)).toBe('✓ nobody knows how it ended');
  });

  test('with --json prints every case, also if one failed', async () => {
    const { pbxctl } = await prepared();
    const tested = await pbxctl('rules test --cases cases.yaml --file rules.yaml --json --lang ru');
    expect(tested.code).toBe(3);
    expect(tested.json()).toMatchObject({
      passed: 2,
      failed: 2,
      cases: [
        {
          name: 'VIP in working hours',
          line: 3,
          passed: false,
          differences: [{ field: 'rules', expected: '1', actual: '2' }],
          verdict: 'notify',
          rules: [{ line: 2, matches: true }, { line: 5 }],
        },
        { passed: false },
        { passed: true, differences: [] },
        { passed: true },
      ],
    });
  });

  test('reads the cases from stdin, and writes nothing', async () => {
    const made = await prepared();
    const before = made.rows();
    const tested = await made.pbxctl('rules test --cases -', { input: CASES.join('\n') });
    expect(tested.code).toBe(0);
    expect(made.rows()).toEqual(before);
  });

  test.each([
    [
      'a case that is none',
      '--cases bad.yaml',
      [
        2,
        'bad.yaml:1:9 cases[0].at field-missing',
        'bad.yaml:1:9 cases[0].expect field-missing',
        'bad.yaml:1:31 cases[0].to address-unknown',
      ],
    ],
    ['a file that is not there', '--cases missing.yaml', [2, 'missing.yaml file-unreadable']],
    [
      'rules that are at fault',
      '--cases cases.yaml --file bad-rules.yaml',
      [2, 'bad-rules.yaml:1:39 subscribers address-unknown'],
    ],
    ['a call beside a table of them', '--cases cases.yaml --to 101', [2, 'usage']],
    ['what says more of one call', '--cases cases.yaml --expect silent', [2, 'usage']],
  ])('refuses %s', async (_, line, faults) => {
    const { pbxctl, file } = await prepared();
    file('bad.yaml', 'cases: [{        name: a, to: "199"}]');
    file('bad-rules.yaml', 'rules: [{time: working, subscribers: ["199"]}]');
    expect(faultsOf(await pbxctl(`rules test ${line} --json`))).toEqual(faults);
  });
});

describe('rules test refuses', () => {
  test.each([
    ['nobody', '--to 109', [5, '--to address-unknown']],
    ['several', '--to ов', [2, '--to address-ambiguous']],
    ['no subscriber', '--from 102', [2, 'call-missing']],
    ['a moment that is none', '--to 101 --at tomorrow', [2, '--at moment-unreadable']],
    ['an hour that is none', '--to 101 --at "2026-11-28 25:00"', [2, '--at moment-unreadable']],
    ['an outcome that is none', '--to 101 --outcome lost', [2, 'usage']],
    ['a kind that is none', '--to 101 --kind external', [2, 'usage']],
    ['a verdict that is none', '--to 101 --expect loud', [2, 'usage']],
  ])('%s', async (_, line, faults) => {
    const { pbxctl } = await office();
    expect(faultsOf(await pbxctl(`rules test ${line} --json`))).toEqual(faults);
  });

  test('an hour that the clocks skipped', async () => {
    const { pbxctl } = await office();
    await pbxctl('schedule set --zone Europe/Berlin');
    const skipped = await pbxctl('rules test --to 101 --at "2026-03-29 02:30" --json');
    expect(faultsOf(skipped)).toEqual([2, '--at instant-skipped']);
  });
});
