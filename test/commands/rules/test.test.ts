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

describe('rules test refuses', () => {
  test.each([
    ['nobody', '--to 109', [5, '--to address-unknown']],
    ['several', '--to ов', [2, '--to address-ambiguous']],
    ['no subscriber', '--from 102', [2, 'usage']],
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
