import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { choosePbx, defaultPath, type Folders, makeFolderOf } from '../../src/client/choose.ts';
import { profilesIn } from '../../src/client/profiles.ts';
import { temporaryFolder } from '../support/cli.ts';

const folders = (): Folders => {
  const folder = temporaryFolder();
  return { config: join(folder, 'config'), data: join(folder, 'data') };
};

const withProfiles = (...named: [string, string][]): Folders => {
  const made = folders();
  for (const [name, address] of named) profilesIn(made.config).save(name, address);
  return made;
};

const http = (url: string) => ({
  ok: true,
  value: { address: { kind: 'http', url }, isDefault: false },
});

const file = (path: string, isDefault = false) => ({
  ok: true,
  value: { address: { kind: 'file', path }, isDefault },
});

describe('the folder of the embedded PBX', () => {
  test('is made for its user alone', () => {
    const { data } = folders();
    makeFolderOf(defaultPath({ config: '', data }));
    expect(statSync(data).mode & 0o777).toBe(0o700);
  });

  test('is a fault that names the file where it cannot be made', () => {
    const home = join(temporaryFolder(), 'no-folder');
    writeFileSync(home, '');
    const path = join(home, 'share', 'pbx.db');
    const fault = { code: 'store-unopenable', path, why: expect.stringContaining('ENOTDIR') };
    expect(() => makeFolderOf(path)).toThrow(
      expect.objectContaining({ faults: [{ path: [], fault }] }),
    );
  });
});

describe('the PBX that is chosen', () => {
  test('is the one that is given', () => {
    const made = withProfiles(['office', 'https://pbx.firm.ru']);
    expect(choosePbx('http://localhost:8680/', made)).toEqual(http('http://localhost:8680'));
    expect(choosePbx('file:office.db', made)).toEqual(file(resolve('office.db')));
  });

  test('is the profile that is given', () => {
    const made = withProfiles(['office', 'https://pbx.firm.ru'], ['here', 'http://localhost:8680']);
    expect(choosePbx('office', made)).toEqual(http('https://pbx.firm.ru'));
  });

  test('is the current profile if none is given', () => {
    const made = withProfiles(['office', 'https://pbx.firm.ru'], ['here', 'http://localhost:8680']);
    expect(choosePbx(undefined, made)).toEqual(http('http://localhost:8680'));
  });

  test('is the embedded one if there is no current profile, and choosing it makes nothing', () => {
    const made = folders();
    const path = join(made.data, 'pbx.db');
    expect(choosePbx(undefined, made)).toEqual(file(path, true));
    expect(existsSync(made.data)).toBe(false);
    const used = withProfiles(['office', 'https://pbx.firm.ru']);
    profilesIn(used.config).remove('office');
    expect(choosePbx(undefined, used)).toEqual(file(join(used.data, 'pbx.db'), true));
  });

  test('is none if what is given is neither an address nor a profile', () => {
    const fault = { code: 'pbx-address-unknown', address: 'ofice' };
    expect(choosePbx('ofice', folders())).toEqual({ ok: false, fault });
    const made = withProfiles(['office', 'https://pbx.firm.ru']);
    expect(choosePbx('ofice', made)).toEqual({ ok: false, fault });
  });

  test('is none if the current profile is not there any more', () => {
    const made = withProfiles(['office', 'https://pbx.firm.ru']);
    profilesIn(made.config).use('gone');
    const fault = { code: 'profile-unknown', name: 'gone' };
    expect(choosePbx(undefined, made)).toEqual({ ok: false, fault });
  });

  test('is none if the address of the profile is none', () => {
    const made = withProfiles(['office', 'pbx.firm.ru']);
    const fault = { code: 'pbx-address-unknown', address: 'pbx.firm.ru' };
    expect(choosePbx(undefined, made)).toEqual({ ok: false, fault });
    expect(choosePbx('office', made)).toEqual({ ok: false, fault });
  });

  test('does not ask the profiles where an address is given', () => {
    const made = folders();
    mkdirSync(join(made.config, 'profiles.json'), { recursive: true });
    expect(choosePbx('https://pbx.firm.ru', made)).toEqual(http('https://pbx.firm.ru'));
    writeFileSync(join(made.config, 'other'), '');
    expect(existsSync(made.data)).toBe(false);
  });
});
