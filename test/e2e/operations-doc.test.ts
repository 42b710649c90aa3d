// docs/operations.md: its unit is one that systemd takes, its backup is restored by its own lines, its table is whole.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/service/store/database.ts';
import { ROOT, spawnShell, temporaryFolder } from '../support/cli.ts';
import { startPbx } from '../support/http.ts';
import { parseMetrics } from '../support/metrics.ts';
import { office, reportedCall } from '../support/office.ts';
import { dump } from '../support/pbx.ts';

const text = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');
const unit = readFileSync(join(ROOT, 'docs/pbxctl.service'), 'utf8');

const blocks = (language: string): string[] =>
  [...text.matchAll(/^```(\w+)\n(.*?)^```/gms)]
    .filter(([, written]) => written === language)
    .map(([, , block = '']) => block);

const program = (folder: string, name: string, script: string): string => {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
};

const isThere = (command: string): boolean =>
  spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

// A machine without systemd has no systemd-analyze to ask.
describe.skipIf(!isThere('systemd-analyze'))('the unit', () => {
  const dropIns = blocks('ini').filter((block) => block.startsWith('[Service]'));

  /** With a program that is there, which systemd looks for. */
  const written = (dropIn: string): string => {
    const folder = temporaryFolder();
    const binary = program(folder, 'pbxctl', 'exit 0');
    const path = join(folder, 'pbxctl.service');
    writeFileSync(path, unit.replaceAll('/usr/local/bin/pbxctl', binary));
    mkdirSync(`${path}.d`);
    writeFileSync(
      join(`${path}.d`, 'own.conf'),
      dropIn.replaceAll('/usr/local/bin/pbxctl', binary),
    );
    return path;
  };

  test.each(['', ...dropIns])('is one that systemd takes, with %j', (dropIn) => {
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', written(dropIn)]);
    expect([status, stderr.toString()]).toEqual([0, '']);
  });

  test('lets the service do little', () => {
    const threshold = ['security', '--offline=true', '--threshold=20'];
    const { status, stdout } = spawnSync('systemd-analyze', [...threshold, written('')]);
    expect(status, stdout.toString()).toBe(0);
  });
});

test('has drop-ins that name files and no secrets', () => {
  expect(blocks('ini').filter((block) => block.startsWith('[Service]'))).toHaveLength(2);
  expect(unit).not.toMatch(/password|secret=/i);
});

test('a backup is made and restored by the lines of the page, and every row is there again', async () => {
  const made = await office({ rules: [{ subscribers: ['101'] }], calls: [reportedCall()] });
  const before = made.rows();
  const tools = temporaryFolder();
  program(tools, 'systemctl', 'echo "$@" >> calls.txt');
  program(tools, 'runuser', 'shift 3; exec "$@"');
  program(tools, 'install', 'for last; do :; done; cp office-backup.db "$last"; chmod 600 "$last"');
  const [backup = '', restore = ''] = blocks('sh').map((block) =>
    block.replaceAll('/var/lib/pbxctl', made.folder),
  );
  const run = (script: string) =>
    spawnShell(
      `set -e
PATH=${tools}:$PATH
${script}`,
      { folder: made.folder },
    );
  expect(await run(backup)).toMatchObject({ code: 0 });
  await made.pbxctl('subscribers rm 1 2 3 --yes');
  writeFileSync(`${made.path}-wal`, 'what the old store left');
  const restored = await run(restore);
  expect(restored, restored.stderr).toMatchObject({ code: 0 });
  expect(restored.stdout).toContain('every page is sound');
  expect(readFileSync(join(made.folder, 'calls.txt'), 'utf8')).toBe('stop pbxctl\nstart pbxctl\n');
  expect(made.rows()).toEqual(before);
  const old = openStore({ path: `${made.path}.before` });
  expect(dump(old)).not.toEqual(before);
  old.close();
});

test('its table names every metric with its labels', async () => {
  const pbx = await startPbx();
  const { types, series } = parseMetrics((await pbx.send('GET', '/metrics')).text);
  await pbx.close();
  const told = [...text.matchAll(/^\| `((?:pbxctl|process)_\w+)` \| (.*?) \|/gm)];
  const labels = (family: string): string[] => {
    const one = series.find(({ name }) => name.replace(/_(bucket|sum|count)$/, '') === family);
    return Object.keys(one?.labels ?? {}).filter((label) => label !== 'le');
  };
  expect(told.map(([, name]) => name).sort()).toEqual([...types.keys()].sort());
  for (const [, name = '', named = ''] of told)
    expect([...named.matchAll(/`(\w+)`/g)].map(([, label]) => label)).toEqual(labels(name));
});

test('it links files that are there', () => {
  for (const [, file = ''] of text.matchAll(/\]\(([\w.-]+)(?:#[\w-]+)?\)/g))
    expect(existsSync(join(ROOT, 'docs', file)), file).toBe(true);
  expect(readdirSync(join(ROOT, 'docs'))).toContain('operations.md');
});
