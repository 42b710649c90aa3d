import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { secretsIn } from '../../src/client/secrets.ts';
import { temporaryFolder } from '../support/cli.ts';

const URL = 'https://pbx.firm.ru';

const rightsOf = (path: string): number => statSync(path).mode & 0o777;

describe('the tokens that are kept', () => {
  test('are told by the address of their PBX', () => {
    const secrets = secretsIn(temporaryFolder());
    expect(secrets.tokenFor(URL)).toBeNull();
    secrets.save(URL, 'pbx_a');
    secrets.save('http://localhost:8680', 'pbx_b');
    expect(secrets.tokenFor(URL)).toBe('pbx_a');
    secrets.save(URL, 'pbx_c');
    expect(secrets.tokenFor(URL)).toBe('pbx_c');
    expect(secrets.tokenFor('http://localhost:8680')).toBe('pbx_b');
  });

  test('are forgotten one by one', () => {
    const secrets = secretsIn(temporaryFolder());
    secrets.save(URL, 'pbx_a');
    secrets.save('http://localhost:8680', 'pbx_b');
    expect(secrets.remove(URL)).toBe(true);
    expect(secrets.remove(URL)).toBe(false);
    expect(secrets.tokenFor(URL)).toBeNull();
    expect(secrets.tokenFor('http://localhost:8680')).toBe('pbx_b');
  });

  test('lie in a folder and a file that only their user may read', () => {
    const folder = join(temporaryFolder(), 'config', 'pbxctl');
    const secrets = secretsIn(folder);
    secrets.save(URL, 'pbx_a');
    expect(rightsOf(folder)).toBe(0o700);
    expect(rightsOf(secrets.path)).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['tokens.json']);
  });

  test('are for nobody else from the next one on, if the file had other rights', () => {
    const folder = temporaryFolder();
    const secrets = secretsIn(folder);
    writeFileSync(secrets.path, JSON.stringify({ [URL]: 'pbx_a' }));
    chmodSync(secrets.path, 0o666);
    secrets.save('http://localhost:8680', 'pbx_b');
    expect(rightsOf(secrets.path)).toBe(0o600);
    expect(secrets.tokenFor(URL)).toBe('pbx_a');
    chmodSync(secrets.path, 0o644);
    secrets.remove(URL);
    expect(rightsOf(secrets.path)).toBe(0o600);
  });

  test.each([
    ['no JSON', '{"https://pbx.firm.ru": "pbx_'],
    ['a list', '[]'],
    ['empty', ''],
    ['of another shape', '{"https://pbx.firm.ru": {"token": "pbx_a"}}'],
  ])('are none if the file is %s, until the next is kept', (_, text) => {
    const secrets = secretsIn(temporaryFolder());
    writeFileSync(secrets.path, text);
    expect(secrets.tokenFor(URL)).toBeNull();
    expect(secrets.remove(URL)).toBe(false);
    expect(readFileSync(secrets.path, 'utf8')).toBe(text);
    secrets.save(URL, 'pbx_b');
    expect(secrets.tokenFor(URL)).toBe('pbx_b');
  });

  test('are none if there is a folder in the place of the file', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'tokens.json'));
    expect(secretsIn(folder).tokenFor(URL)).toBeNull();
  });
});
