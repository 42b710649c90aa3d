import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, spawnProgram, temporaryFolder } from '../support/cli.ts';

const ADD = ['subscribers', 'add', '--name', 'Анна', '--extension', '101'];

test('without an address the PBX lies in the data folder of the user, and says so', async () => {
  const home = join(temporaryFolder(), 'my data');
  mkdirSync(home);
  const environment = { XDG_DATA_HOME: home };
  const path = join(home, 'pbxctl', 'pbx.db');
  const first = await spawnProgram(ADD, { environment });
  expect(first).toMatchObject({ code: 0 });
  expect(first.stderr).toContain(path);
  // Rules and calls are personal data: nobody else on the machine looks into them.
  expect(statSync(join(home, 'pbxctl')).mode & 0o077).toBe(0);
  const second = await spawnProgram(['rules', 'add', '--addresses', '101'], { environment });
  expect(second.stderr).toMatch(/^PBX: file:.*pbx\.db \(embedded, the default; .*PBX_URL\)\n/);
  const listed = await spawnProgram(['rules', 'list', '--json'], { environment });
  expect(listed.json()).toHaveLength(1);
  expect(listed.stderr).toBe('');
});

test('looking at it before there is one shows an empty list', async () => {
  const listed = await run(['rules', 'list', '-o', 'ids']);
  expect(listed).toMatchObject({ code: 0, stdout: '' });
  expect(listed.stderr).toContain('There is no PBX at');
});
