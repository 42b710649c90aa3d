import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { CLIENT, CLIENTS, office, reportedCall } from '../support/office.ts';
import { linesOf } from '../support/problems.ts';

const RULES = [
  { subscribers: ['101'] },
  {
    subscribers: ['102'],
    types: ['missed' as const, 'voicemail' as const],
    callers: { kind: 'listed' as const, numbers: [CLIENT, '+74951234567', '103'] },
  },
];

const LISTS = ['rules list', 'rules show 1-9', 'subscribers list', 'subscribers show 1-9'];
const MORE_LISTS = ['contacts list', 'contacts show 1-9', 'calls list'];

const full = () => office({ rules: RULES, clients: CLIENTS, calls: [reportedCall()] });

describe.each([...LISTS, ...MORE_LISTS])('%s', (line) => {
  test('without a terminal is tab-separated, each row as long as the heading', async () => {
    const { pbxctl } = await full();
    const rows = linesOf((await pbxctl(line)).stdout).map((row) => row.split('\t').length);
    expect(rows.length).toBeGreaterThan(1);
    expect(new Set(rows).size).toBe(1);
  });

  test('-o table is a table, terminal or not', async () => {
    const { pbxctl } = await full();
    const { stdout } = await pbxctl(`${line} -o table`);
    expect(stdout).not.toContain('\t');
    expect(stdout).toMatch(/^ID {2}/);
    for (const row of linesOf(stdout)) expect(row).not.toMatch(/ $/);
  });

  test('-o yaml is what --json is', async () => {
    const { pbxctl } = await full();
    const { stdout } = await pbxctl(`${line} -o yaml`);
    expect(parseYaml(stdout)).toEqual((await pbxctl(`${line} --json`)).json());
  });

  test('-o ids is one id a line', async () => {
    const { pbxctl } = await full();
    const ids = linesOf((await pbxctl(`${line} -o ids`)).stdout).map(Number);
    const listed: { id: number }[] = Object((await pbxctl(`${line} --json`)).json());
    expect(ids).toEqual(listed.map(({ id }) => id));
  });

  test('-o csv has one heading, the ids first', async () => {
    const { pbxctl } = await full();
    const lines = linesOf((await pbxctl(`${line} -o csv`)).stdout);
    expect(lines[0]).toMatch(/^id,[a-zA-Z,]+$/);
    expect(lines[1]).toMatch(/^1,/);
  });
});

test.each(['rules list', 'subscribers list', 'contacts list', 'calls list'])(
  'an empty %s prints no id, an empty document, or a heading',
  async (line) => {
    const { pbxctl } = await office({ staff: [] });
    expect((await pbxctl(`${line} -o ids`)).stdout).toBe('');
    expect((await pbxctl(`${line} -o yaml`)).stdout).toBe('[]\n');
    expect(linesOf((await pbxctl(`${line} -o csv`)).stdout)).toHaveLength(1);
    expect(linesOf((await pbxctl(`${line} -o table`)).stdout)).toHaveLength(1);
    expect((await pbxctl(`${line} --json`)).stdout).toBe('[]\n');
  },
);

test('a rule lists its numbers whole for programs, and briefly in a table', async () => {
  const { pbxctl } = await full();
  expect((await pbxctl('rules show 2 -o csv')).stdout).toContain(
    `,"missed,voicemail",all,"+74951234567,${CLIENT},103"`,
  );
  expect((await pbxctl('rules show 2')).stdout).toContain(`+74951234567, ${CLIENT}, 103`);
  const { stdout } = await pbxctl('rules show 2 -o table', { columns: 120 });
  expect(stdout).toContain('+7 495 123-45-67 and 2 more');
});

test('a cell that a spreadsheet would run is shown by it and no more', async () => {
  const { pbxctl } = await office({
    clients: [{ name: "=cmd|' /C calc'!A0", numbers: [CLIENT], vip: false }],
  });
  expect((await pbxctl('contacts list -o csv')).stdout).toContain(
    `1,'=cmd|' /C calc'!A0,${CLIENT}`,
  );
  expect((await pbxctl('contacts list --json')).json()).toMatchObject([
    { name: "=cmd|' /C calc'!A0" },
  ]);
});
