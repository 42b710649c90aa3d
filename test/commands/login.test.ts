import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { proxy } from '../support/proxy.ts';
import { codesOf, home, served } from '../support/served.ts';

const kept = (config: string, file: string): unknown =>
  JSON.parse(readFileSync(join(config, file), 'utf8'));

describe('pbxctl login', () => {
  test('keeps the token that stdin gives, and the PBX is the current one', async () => {
    const { url, token, port } = await served();
    const { pbxctl, config } = home();
    const input = await token();
    const signedIn = await pbxctl(`login ${url}`, { input: `${input}\n` });
    expect(signedIn).toMatchObject({ code: 0, stdout: '' });
    expect(signedIn.stderr).toBe(
      `Signed in to ${url} as profile 127.0.0.1:${port}; the token is kept in ${join(config, 'tokens.json')}\n`,
    );
    expect(statSync(config).mode & 0o777).toBe(0o700);
    expect(kept(config, 'tokens.json')).toEqual({ [url]: input });
    expect(kept(config, 'profiles.json')).toEqual({
      current: `127.0.0.1:${port}`,
      profiles: { [`127.0.0.1:${port}`]: { address: url } },
    });
    expect(await pbxctl('rules list --json')).toMatchObject({ code: 0, stdout: '[]\n' });
  });

  test('gives the profile the name that is asked for, and tells it as JSON', async () => {
    const { url, token } = await served();
    const { pbxctl } = home();
    const line = `login ${url}/ --profile office --json`;
    const signedIn = await pbxctl(line, { input: await token() });
    expect(signedIn.json()).toEqual({ profile: 'office', address: url });
    expect(await pbxctl('rules list --pbx office --json')).toMatchObject({ code: 0 });
  });

  test('takes a token of any scope', async () => {
    const { url, token } = await served();
    const signedIn = await home().pbxctl(`login ${url}`, { input: await token('calls:write') });
    expect(signedIn.code).toBe(0);
  });

  test.each([
    ['that the PBX does not know', 'pbx_wrong'],
    ['that no header can carry', 'pbx_неверный'],
    ['of several lines', 'pbx_one\npbx_two'],
  ])('refuses a token %s with 4, and keeps nothing', async (_, input) => {
    const { url } = await served();
    const { pbxctl, config } = home();
    const refused = await pbxctl(`login ${url} --json`, { input });
    expect([refused.code, ...codesOf(refused)]).toEqual([4, 'token-wrong']);
    expect(existsSync(join(config, 'tokens.json'))).toBe(false);
    expect(existsSync(join(config, 'profiles.json'))).toBe(false);
    expect(refused.stdout + refused.stderr).not.toContain('pbx_');
  });

  test.each(['', '\n'])('refuses %j, which is no token, with 2', async (input) => {
    const { url } = await served();
    const refused = await home().pbxctl(`login ${url} --json`, { input });
    expect([refused.code, ...codesOf(refused)]).toEqual([2, 'token-empty']);
  });

  test('refuses an expired token', async () => {
    const { url, pbx } = await served();
    const { token } = await pbx('createToken', {
      body: { name: 'old', scopes: ['admin'], expiresAt: '2020-01-01T00:00:00+03:00' },
    });
    expect(await home().pbxctl(`login ${url}`, { input: token })).toMatchObject({ code: 4 });
  });

  test.each(['pbx.firm.ru', 'file:office.db', 'ftp://pbx.firm.ru', 'https://a:b@pbx.firm.ru'])(
    'refuses %s, which is no address of a service, with 2',
    async (address) => {
      const refused = await home().pbxctl(`login ${address} --json`, { input: 'pbx_x' });
      expect([refused.code, ...codesOf(refused)]).toEqual([2, '<address> pbx-address-unknown']);
    },
  );

  test('says with 7 that the PBX is not there, and keeps nothing', async () => {
    const { pbxctl, config } = home();
    const refused = await pbxctl('login http://127.0.0.1:9 --json', { input: 'pbx_x' });
    expect([refused.code, ...codesOf(refused)]).toEqual([7, 'pbx-refused']);
    expect(existsSync(join(config, 'tokens.json'))).toBe(false);
    expect(existsSync(join(config, 'profiles.json'))).toBe(false);
  });

  test('keeps the old token if the new one is wrong', async () => {
    const { url, token } = await served();
    const { pbxctl, config } = home();
    const input = await token();
    await pbxctl(`login ${url}`, { input });
    expect((await pbxctl(`login ${url}`, { input: 'pbx_wrong' })).code).toBe(4);
    expect(kept(config, 'tokens.json')).toEqual({ [url]: input });
  });

  test('writes a file for its user alone, whatever rights it had', async () => {
    const { url, token } = await served();
    const { pbxctl, config } = home();
    const file = join(config, 'tokens.json');
    mkdirSync(config, { recursive: true });
    writeFileSync(file, '{"https://pbx.firm.ru": "pbx_other"}');
    chmodSync(file, 0o666);
    const input = await token();
    await pbxctl(`login ${url}`, { input });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(kept(config, 'tokens.json')).toEqual({
      'https://pbx.firm.ru': 'pbx_other',
      [url]: input,
    });
  });

  test('warns of a token that goes to another machine unencrypted', async () => {
    const { port, token } = await served();
    const { url } = await proxy(port);
    const environment = { http_proxy: url };
    const line = 'login http://pbx.example';
    const signedIn = await home().pbxctl(line, { input: await token(), environment });
    expect(signedIn).toMatchObject({ code: 0 });
    expect(signedIn.stderr).toMatch(
      /^Warning: the token goes to http:\/\/pbx\.example unencrypted/,
    );
  });

  test('does so in Russian too', async () => {
    const { url, token } = await served();
    const signedIn = await home().pbxctl(`login ${url} --lang ru`, { input: await token() });
    expect(signedIn.stderr).toMatch(/[а-я].*127\.0\.0\.1/);
  });

  test('refuses before it asks for a token if the profiles are damaged', async () => {
    const { url, token } = await served();
    const { pbxctl, config } = home();
    mkdirSync(config, { recursive: true });
    writeFileSync(join(config, 'profiles.json'), '{"current":');
    const refused = await pbxctl(`login ${url} --json`, { input: await token() });
    expect(refused.code).toBe(2);
    expect(codesOf(refused)).toEqual([`${join(config, 'profiles.json')} file-unreadable`]);
    expect(existsSync(join(config, 'tokens.json'))).toBe(false);
  });
});
