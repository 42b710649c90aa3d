import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rulesSchema } from '../../../src/provisioning/rules-schema.ts';
import { ROOT } from '../../support/cli.ts';
import { office } from '../../support/office.ts';

const RULES = [
  { subscribers: ['101', '103'], time: { kind: 'working' as const } },
  { subscribers: ['103'], types: ['missed' as const, 'voicemail' as const] },
  { subscribers: ['102'], callers: { kind: 'listed' as const, numbers: ['+79161234567', '101'] } },
];

const YAML = `# yaml-language-server: $schema=https://unpkg.com/pbxctl/docs/rules.schema.json
rules:
  - subscribers:
      - "103" # Пётр Сидоров
    types: [missed, voicemail]
  - subscribers:
      - "102" # Анна Петрова
    callers:
      - "+79161234567"
      - "101"
  - subscribers:
      - "101" # Иванов Иван
      - "103" # Пётр Сидоров
    time: working
`;

test('groups subscribers with equal rules, and says only what is not so anyway', async () => {
  const { pbxctl } = await office({ rules: RULES });
  const { stdout, stderr, code } = await pbxctl('rules export');
  expect({ stdout, stderr, code }).toEqual({ stdout: YAML, stderr: '', code: 0 });
});

test.each(['yaml', 'json', 'csv'])('apply takes %s back without a change', async (format) => {
  const { file, pbxctl } = await office({ rules: RULES });
  file(`rules.${format}`, (await pbxctl(`rules export --format ${format}`)).stdout);
  const planned = await pbxctl(`rules plan rules.${format} --prune --check`);
  expect(planned, planned.stdout).toMatchObject({ code: 0 });
});

test('writes a table with a row for each rule', async () => {
  const { pbxctl } = await office({ rules: RULES });
  expect((await pbxctl('rules export --format csv')).stdout).toBe(
    [
      'subscribers,types,time,callers',
      '103,"missed,voicemail",,',
      '102,,,"+79161234567,101"',
      '101,,working,',
      '103,,working,',
      '',
    ].join('\n'),
  );
});

test('with --json it is the JSON file', async () => {
  const { pbxctl } = await office({ rules: RULES });
  expect(Object((await pbxctl('rules export --json')).json()).rules).toHaveLength(3);
});

test('of no rules it is an empty list', async () => {
  const { file, pbxctl } = await office();
  const { stdout } = await pbxctl('rules export');
  expect(stdout).toContain('rules: []');
  file('rules.yaml', stdout);
  expect((await pbxctl('rules plan rules.yaml --check')).code).toBe(0);
});

test('takes the filters of the list, and warns where it is only a part of what somebody has', async () => {
  const { pbxctl } = await office({ rules: RULES });
  const whole = await pbxctl('rules export --subscriber 103');
  expect(whole.stdout).not.toContain('101');
  expect(whole.stderr).toBe('');
  const part = await pbxctl('rules export --time working');
  expect(part.stderr).toContain('apply would remove the others');
  expect((await pbxctl('rules export --subscriber 999')).code).toBe(5);
});

test('somebody whose extension is the name of another is named by his number', async () => {
  const { file, pbxctl } = await office({
    staff: [
      { name: 'Анна', extension: '101', number: '+79160000101' },
      { name: '101', extension: '102', email: 'b@firm.ru' },
    ],
    rules: [{ subscribers: [1, 2] }],
  });
  const { stdout } = await pbxctl('rules export');
  expect(stdout).toContain('- "+79160000101" # Анна');
  file('rules.yaml', stdout);
  expect((await pbxctl('rules plan rules.yaml --check')).code).toBe(0);
});

test('docs/rules.schema.json is this one: node bin/run.js rules export --schema > docs/rules.schema.json', () => {
  const kept = readFileSync(join(ROOT, 'docs/rules.schema.json'), 'utf8');
  expect(kept).toBe(`${JSON.stringify(rulesSchema(), null, 2)}\n`);
});
