import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { profilesIn } from '../../src/client/profiles.ts';
import { temporaryFolder } from '../support/cli.ts';

const OFFICE = { name: 'office', address: 'https://pbx.firm.ru' };
const BRANCH = { name: 'branch', address: 'http://localhost:8680' };

const made = () => {
  const folder = temporaryFolder();
  return { folder, file: join(folder, 'profiles.json'), profiles: profilesIn(folder) };
};

describe('profiles', () => {
  test('are none at first, and looking makes none', () => {
    const { profiles, file } = made();
    expect(profiles.current()).toBeNull();
    expect(profiles.all()).toEqual([]);
    expect(profiles.addressOf('office')).toBeNull();
    expect(existsSync(file)).toBe(false);
  });

  test('are kept under their names; the last that was kept is the current one', () => {
    const { profiles, folder } = made();
    profiles.save(OFFICE.name, OFFICE.address);
    profiles.save(BRANCH.name, BRANCH.address);
    const again = profilesIn(folder);
    expect(again.all()).toEqual([OFFICE, BRANCH]);
    expect(again.current()).toBe('branch');
    expect(again.addressOf('office')).toBe(OFFICE.address);
  });

  test('can be chosen, renewed and removed', () => {
    const { profiles } = made();
    profiles.save(OFFICE.name, OFFICE.address);
    profiles.save(BRANCH.name, BRANCH.address);
    profiles.use('office');
    expect(profiles.current()).toBe('office');
    profiles.save('office', 'https://new.firm.ru');
    expect(profiles.addressOf('office')).toBe('https://new.firm.ru');
    profiles.remove('branch');
    expect(profiles.current()).toBe('office');
    profiles.remove('office');
    expect(profiles.current()).toBeNull();
    expect(profiles.all()).toEqual([]);
  });

  test('may have any name', () => {
    const { profiles } = made();
    for (const name of ['офис', 'a.b', 'constructor', 'my office']) {
      expect(profiles.addressOf(name)).toBeNull();
      profiles.save(name, OFFICE.address);
      expect(profiles.addressOf(name)).toBe(OFFICE.address);
      expect(profiles.current()).toBe(name);
    }
    expect(profiles.all()).toHaveLength(4);
  });

  test('say nothing of tokens', () => {
    const { profiles, file } = made();
    profiles.save(OFFICE.name, OFFICE.address);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      current: 'office',
      profiles: { office: { address: OFFICE.address } },
    });
  });

  test.each([
    ['no JSON', '{"current": "office", "pro'],
    ['empty', ''],
    ['of another shape', '{"current": 7}'],
  ])('are refused, and left as they are, if the file is %s', (_, text) => {
    const folder = temporaryFolder();
    const file = join(folder, 'profiles.json');
    writeFileSync(file, text);
    const fault = { code: 'file-unreadable', file, why: expect.any(String) };
    expect(() => profilesIn(folder).current()).toThrow(
      expect.objectContaining({ type: 'usage', faults: [{ path: [file], fault }] }),
    );
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
