import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { PROGRAM, spawnProgram } from '../support/cli.ts';
import { office } from '../support/office.ts';

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    return {
      name: `Сотрудник ${index}`,
      extension: String(10_000 + index),
      email: `p${index}@firm.ru`,
    };
  });

const PEOPLE = 1000;
const ATTEMPTS = 20;
/** As many as there are processors. */
const AT_ONCE = 2;

const countRules = (path: string): number => {
  const database = new DatabaseSync(path);
  const row = database.prepare('select count(*) as rules from rules').get();
  const check = database.prepare('pragma integrity_check').get();
  database.close();
  expect(check).toEqual({ integrity_check: 'ok' });
  return Number(row?.rules);
};

describe('several programs on one PBX', () => {
  test('eight that add rules at once all succeed', async () => {
    const { address, pbxctl } = await office({ staff: people(8) });
    const environment = { PBX_URL: address };
    const added = await Promise.all(
      people(8).map(({ extension }) =>
        spawnProgram(['rules', 'add', '--addresses', extension, '--json'], { environment }),
      ),
    );
    for (const { code, stderr } of added) expect({ code, stderr }).toMatchObject({ code: 0 });
    expect((await pbxctl('rules list --json')).json()).toHaveLength(8);
  });

  test('eight that add the same rule make it once (A15)', async () => {
    const { address, pbxctl } = await office();
    const environment = { PBX_URL: address };
    const argv = ['rules', 'add', '--addresses', '101,102', '--json'];
    const added = await Promise.all(
      Array.from({ length: 8 }, () => spawnProgram(argv, { environment })),
    );
    const made = added.map((one) => Object(one.json()).created.length).sort();
    expect(made).toEqual([0, 0, 0, 0, 0, 0, 0, 2]);
    expect((await pbxctl('rules list -o ids')).stdout).toBe('1\n2\n');
  });

  test('eight that make the PBX at once make one', async () => {
    const { folder } = await office();
    const environment = { PBX_URL: `file:${join(folder, 'new.db')}` };
    const added = await Promise.all(
      people(8).map(({ name, extension }) =>
        spawnProgram(['subscribers', 'add', '--name', name, '--extension', extension], {
          environment,
        }),
      ),
    );
    for (const { code, stderr } of added) expect({ code, stderr }).toMatchObject({ code: 0 });
    const listed = await spawnProgram(['subscribers', 'list', '--json'], { environment });
    expect(listed.json()).toHaveLength(8);
  });
});

describe('a program that is killed', () => {
  test('at any moment has added all rules or none (A16)', { timeout: 120_000 }, async () => {
    const { folder, path, file } = await office({ staff: people(PEOPLE) });
    file(
      'staff.txt',
      people(PEOPLE).map(({ extension }) => extension),
    );
    const argv = [PROGRAM, 'rules', 'add', '--addresses-file', 'staff.txt', '--json'];
    const attempt = async (name: string, killedAfter: number | null): Promise<number> => {
      const copy = join(folder, name);
      copyFileSync(path, copy);
      const env = { ...process.env, PBX_URL: `file:${copy}` };
      const child = spawn(process.execPath, argv, { cwd: folder, env, stdio: 'ignore' });
      const ended = once(child, 'exit');
      if (killedAfter !== null) {
        await sleep(killedAfter);
        child.kill('SIGKILL');
      }
      await ended;
      return countRules(copy);
    };
    const start = performance.now();
    expect(await attempt('whole.db', null)).toBe(PEOPLE);
    const whole = performance.now() - start;
    const left: number[] = [];
    const moments = Array.from({ length: ATTEMPTS }, () => whole * (0.2 + Math.random()));
    for (let from = 0; from < ATTEMPTS; from += AT_ONCE) {
      const batch = moments.slice(from, from + AT_ONCE);
      left.push(
        ...(await Promise.all(batch.map((moment, index) => attempt(`${from + index}.db`, moment)))),
      );
    }
    expect(left).toHaveLength(ATTEMPTS);
    for (const rules of left) expect([0, PEOPLE]).toContain(rules);
  });

  test('by Ctrl-C or by its parent ends by that signal, and writes nothing half', async () => {
    const { address, folder, rows } = await office();
    const before = rows();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const env = { ...process.env, PBX_URL: address };
      // It waits for ids that do not come.
      const child = spawn(process.execPath, [PROGRAM, 'rules', 'rm', '-', '--yes'], {
        cwd: folder,
        env,
        stdio: ['pipe', 'ignore', 'pipe'],
      });
      await once(child.stderr, 'data');
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([null, signal]);
    }
    expect(rows()).toEqual(before);
  });
});
