import { randomInt } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/service/store/database.ts';
import { auditLog, emptyPbx, staffedPbx, temporaryPath } from '../../support/pbx.ts';
import { atOnce, storeProgram } from '../../support/processes.ts';

const PROCESSES = 8;
const all = (outcome: unknown) => Array.from({ length: PROCESSES }, () => ({ outcome }));

describe('eight processes at once', () => {
  it('wait for each other where SQLite itself would not: when a new file is made', async () => {
    const path = temporaryPath();
    const { start } = await storeProgram('hold', path);
    await start();
    const store = openStore({ path });
    expect(store.read((db) => db.get('pragma journal_mode')?.journal_mode)).toBe('wal');
    store.close();
  });

  it('make one new file', async () => {
    const path = temporaryPath();
    expect(await atOnce(PROCESSES, 'open', path)).toEqual(all(null));
    const { pbx } = emptyPbx(path);
    expect((await pbx('listRules', {})).revision).toBe(0);
  });

  it('write fifty times each: all succeed, and all is there', async () => {
    const { pbx, store, path } = await staffedPbx();
    const { length } = auditLog(store);
    expect(await atOnce(PROCESSES, 'write', path)).toEqual(all(50));
    const { items, revision } = await pbx('listRules', { query: { limit: 1000 } });
    expect([items.length, revision]).toEqual([400, 400]);
    const numbers = items.map(({ callers }) => callers.kind === 'listed' && callers.numbers[0]);
    expect(new Set(numbers).size).toBe(400);
    const log = auditLog(store).slice(length);
    expect(log).toHaveLength(400);
    for (let name = 0; name < PROCESSES; name++) {
      expect(log.filter(({ actor }) => actor === `local:${name}`)).toHaveLength(50);
    }
  });

  it('A15: want the same rule: one makes it, the others find it there', async () => {
    const { pbx, path } = await staffedPbx();
    const answers = await atOnce(PROCESSES, 'same', path);
    const sorted = answers.map((answer) => JSON.stringify(answer)).sort();
    expect(sorted).toEqual([
      ...Array.from({ length: PROCESSES - 1 }, () => '{"outcome":[0,1]}'),
      '{"outcome":[1,0]}',
    ]);
    expect((await pbx('listRules', {})).items).toHaveLength(1);
  });
});

describe('A16: a process that is killed in the middle of a large change', () => {
  /** A store with a thousand subscribers and nothing else. */
  const thousand = async (): Promise<string> => {
    const path = temporaryPath();
    const { pbx, store } = emptyPbx(path);
    const upsert = Array.from({ length: 1000 }, (_, index) => ({
      name: `Сотрудник ${index}`,
      extension: String(10_000 + index),
    }));
    await pbx('batchSubscribers', { body: { upsert } });
    store.write((db) => db.run('delete from audit'));
    return path;
  };

  it('leaves all of it or nothing, whenever that is', async () => {
    const seed = await thousand();
    const copies = Array.from({ length: 9 }, () => temporaryPath());
    for (const copy of copies) {
      // What is in the write-ahead log is not in the file itself.
      for (const part of ['', '-wal']) copyFileSync(`${seed}${part}`, `${copy}${part}`);
    }
    const [measured = seed, ...victims] = copies;

    const whole = await storeProgram('many', measured);
    const begin = performance.now();
    expect(await whole.go()).toEqual({ outcome: 1000 });
    const duration = performance.now() - begin;

    for (const [index, path] of victims.entries()) {
      const { child, go } = await storeProgram('many', path);
      const told = go();
      // One moment in each eighth of the time that the change takes.
      await pause((duration * (index + randomInt(1000) / 1000)) / victims.length);
      child.kill('SIGKILL');
      await told;
      const store = openStore({ path });
      const counts = store.read((db) => [
        db.get('select count(*) as count from rules')?.count,
        db.get('select count(*) as count from audit')?.count,
        db.get("select coalesce(max(revision), 0) as count from singles where name = 'rules'")
          ?.count,
        db.get('pragma integrity_check')?.integrity_check,
      ]);
      store.close();
      const nothing = [0, 0, 0, 'ok'];
      expect([nothing, [1000, 1000, 1, 'ok']]).toContainEqual(counts);
      if (await told) expect(counts).not.toEqual(nothing);
    }
  });
});
