import { describe, expect, test } from 'vitest';
import { spawnShell } from '../support/cli.ts';
import { type Office, office } from '../support/office.ts';
import { linesOf } from '../support/problems.ts';

/** 1,000 people with three rules each: more output than a pipe holds. */
const large = () => {
  const staff = Array.from({ length: 1000 }, (_, index) => {
    return {
      name: `Сотрудник ${index}`,
      extension: String(10_000 + index),
      email: `p${index}@firm.ru`,
    };
  });
  const subscribers = staff.map(({ extension }) => extension);
  return office({
    staff,
    rules: [
      { subscribers },
      { subscribers, time: { kind: 'working' } },
      { subscribers, types: ['voicemail'] },
    ],
  });
};

const inShell = ({ address, folder }: Office, line: string) =>
  spawnShell(line, { environment: { PBX_URL: address }, folder });

describe('a list of 3,000 rules', () => {
  test('into a reader that leaves early is quiet, in every form', {
    timeout: 120_000,
  }, async () => {
    const made = await large();
    for (const form of ['', '--json', '-o csv', '-o yaml', '-o ids', '-o table']) {
      const line = `{ pbxctl rules list ${form}; echo "exit $?" >&2; } | head -1`;
      const { stdout, stderr, code } = await inShell(made, line);
      expect({ form, code, stderr }).toEqual({ form, code: 0, stderr: 'exit 0\n' });
      expect(linesOf(stdout)).toHaveLength(1);
    }
  });

  test('onto a disk that is full is one error, which says that it was not printed', async () => {
    const made = await large();
    for (const form of ['', '--json', '-o csv']) {
      const line = `pbxctl rules list ${form} --lang en > /dev/full`;
      const { stderr, code } = await inShell(made, line);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^Error: stdout: .*no space left on device.*\nNext: .*\n?$/);
    }
  });

  test('comes whole through a pipe', async () => {
    const made = await large();
    expect((await inShell(made, 'pbxctl rules list | cat | wc -l')).stdout.trim()).toBe('3001');
    const { stdout } = await inShell(made, 'pbxctl rules list --json | cat');
    expect(JSON.parse(stdout)).toHaveLength(3000);
  });

  test('comes whole to a slow reader of a pipe that another program has told not to wait', async () => {
    const made = await large();
    const other = `'${process.execPath}' -e 'process.stdout; setTimeout(() => 0, 2000)'`;
    const line = `{ ${other} & sleep 0.5; pbxctl rules list; } | { sleep 2; wc -l; }`;
    expect((await inShell(made, line)).stdout.trim()).toBe('3001');
  });

  test('is one line a row for grep, cut and wc', async () => {
    const made = await large();
    const line = String.raw`pbxctl rules list | grep -P 'Сотрудник 999\t' | cut -f 3,5 | sort | uniq -c | sed 's/^ *//'`;
    expect(linesOf((await inShell(made, line)).stdout)).toEqual([
      '2 10999\tmissed calls',
      '1 10999\tvoice messages',
    ]);
  });

  test('goes through xargs, all ids at once', async () => {
    const made = await large();
    const line =
      'pbxctl rules list --type voicemail -o ids | xargs pbxctl rules rm --yes 2>&1 && pbxctl rules list -o ids | wc -l';
    const { stdout } = await inShell(made, line);
    expect(stdout).toContain('Removed: 1000 rules');
    expect(linesOf(stdout).at(-1)).toBe('2000');
  });

  test('goes from one pbxctl into the next', async () => {
    const made = await large();
    const { stdout, code } = await inShell(
      made,
      'pbxctl rules list --time working -o ids | pbxctl rules edit - --callers vip --json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ unchanged: [], updated: { length: 1000 } });
  });
});

describe('between programs', () => {
  test('a list of ids that is empty prints nothing, and the next pbxctl does nothing', async () => {
    const made = await office();
    const line =
      'pbxctl rules list -o ids | tee ids.txt | pbxctl rules rm - --yes && wc -c <ids.txt';
    const { stdout, code } = await inShell(made, line);
    expect({ code, bytes: stdout.trim() }).toEqual({ code: 0, bytes: '0' });
  });

  test('notices never mix into the result', async () => {
    const made = await office();
    const line = 'pbxctl rules add --addresses 101,103 --json 2>notices.txt';
    const { stdout, stderr } = await inShell(made, line);
    expect(JSON.parse(stdout)).toMatchObject({ created: { length: 2 } });
    expect(stderr).toBe('');
    expect((await inShell(made, 'cat notices.txt')).stdout).toMatch(/^PBX: .*\nWarning: .*\n$/);
  });

  test('exit codes decide what a script does next', async () => {
    const made = await office({ rules: [{ subscribers: ['101'] }] });
    const line = `
      pbxctl rules test --to 101 --from +79161234567 --expect notify >/dev/null && echo told
      pbxctl rules test --to 102 --from +79161234567 --expect notify >/dev/null 2>&1 || echo "not told: $?"
      pbxctl rules show 77 2>/dev/null || echo "not found: $?"
      pbxctl rules rm 1 2>/dev/null || echo "not asked: $?"
      pbxctl rules edit 1 --time sat --if-revision 9 2>/dev/null || echo "stale: $?"`;
    expect(linesOf((await inShell(made, line)).stdout)).toEqual([
      'told',
      'not told: 3',
      'not found: 5',
      'not asked: 2',
      'stale: 6',
    ]);
  });
});
