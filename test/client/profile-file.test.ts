import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addressIn, readProfiles } from '../../src/client/profile-file.ts';
import { temporaryFolder } from '../support/cli.ts';

const written = (text: string): string => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'profiles.json'), text);
  return folder;
};

const NONE = { current: null, profiles: {} };

describe('the file of the profiles', () => {
  test('says which there are, and which is the current one', () => {
    const state = { current: 'here', profiles: { here: { address: 'http://localhost:8680' } } };
    const read = readProfiles(written(JSON.stringify(state)));
    expect(read).toEqual(state);
    expect(addressIn(read, 'here')).toBe('http://localhost:8680');
    expect(addressIn(read, 'there')).toBeNull();
    expect(addressIn(read, 'constructor')).toBeNull();
  });

  test('has none where it is missing, or its folder is, or nothing is in it', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(readProfiles(folder)).toEqual(NONE);
    expect(readProfiles(join(folder, 'nowhere'))).toEqual(NONE);
    expect(readProfiles(join(folder, 'file'))).toEqual(NONE);
    expect(readProfiles(written('{}\n'))).toEqual(NONE);
  });

  test.each(['', '{"current":', '[]', '7', '{"current": "here"}', '{"current": 7}'])(
    'is refused if it is damaged: %s',
    (text) => {
      const folder = written(text);
      const file = join(folder, 'profiles.json');
      const fault = { code: 'file-unreadable', file, why: expect.any(String) };
      expect(() => readProfiles(folder)).toThrow(
        expect.objectContaining({ type: 'usage', faults: [{ path: [file], fault }] }),
      );
    },
  );

  test('says which field is damaged, and what it should be', () => {
    const folder = written('{"current": 7, "profiles": {}}');
    const why = expect.stringMatching(/expected string, received number\n.*at current/);
    const faults = [expect.objectContaining({ fault: expect.objectContaining({ why }) })];
    expect(() => readProfiles(folder)).toThrow(expect.objectContaining({ faults }));
  });

  test('is refused if a folder lies in its place', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'profiles.json'));
    expect(() => readProfiles(folder)).toThrow(expect.objectContaining({ type: 'usage' }));
  });
});
