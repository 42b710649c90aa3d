import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codesOf, home, served } from '../support/served.ts';

describe('pbxctl status', () => {
  test('on a fresh machine tells the embedded PBX, which needs no sign-in', async () => {
    const { pbxctl } = home();
    const told = await pbxctl('status');
    expect(told.code).toBe(0);
    expect(told.stdout).toMatch(/^PBX: file:.*pbx\.db \(embedded, the default; .*\)\n$/);
    expect((await pbxctl('status --json')).json()).toEqual({
      address: expect.stringMatching(/^file:.*pbx\.db$/),
      kind: 'embedded',
      isDefault: true,
      signedIn: true,
    });
  });

  test('tells the PBX to which one has signed in', async () => {
    const { url, token } = await served();
    const { pbxctl } = home();
    await pbxctl(`login ${url}`, { input: await token() });
    const told = await pbxctl('status');
    expect(told).toMatchObject({ code: 0, stdout: `PBX: ${url}\nSigned in\n`, stderr: '' });
    expect((await pbxctl('status --json')).json()).toEqual({
      address: url,
      kind: 'service',
      isDefault: false,
      signedIn: true,
    });
  });

  test('takes a token of any scope', async () => {
    const { url, token } = await served();
    const environment = { PBX_URL: url, PBX_TOKEN: await token('calls:write') };
    expect(await home().pbxctl('status', { environment })).toMatchObject({ code: 0 });
  });

  test('says with 4 that there is no token', async () => {
    const { url } = await served();
    const told = await home().pbxctl(`status --pbx ${url}`);
    expect(told).toMatchObject({ code: 4, stdout: `PBX: ${url}\nNot signed in\n` });
    expect(told.stderr).toContain('pbxctl login');
    const json = await home().pbxctl(`status --pbx ${url} --json`);
    expect([json.code, ...codesOf(json)]).toEqual([4, 'token-missing']);
  });

  test('says with 4 that the token is good no longer', async () => {
    const { url, token, pbx } = await served();
    const { pbxctl } = home();
    await pbxctl(`login ${url}`, { input: await token() });
    await pbx('revokeToken', { params: { id: 1 } });
    const told = await pbxctl('status --json');
    expect([told.code, ...codesOf(told)]).toEqual([4, 'token-wrong']);
  });

  test('says with 7 that the PBX cannot be reached', async () => {
    const environment = { PBX_URL: 'http://127.0.0.1:9', PBX_TOKEN: 'pbx_x' };
    const told = await home().pbxctl('status --json', { environment });
    expect([told.code, ...codesOf(told)]).toEqual([7, 'pbx-refused']);
  });

  test('says where no PBX was named', async () => {
    const environment = { PBX_URL: 'ofice' };
    const refused = await home().pbxctl('status --json', { environment });
    expect([refused.code, ...codesOf(refused)]).toEqual([2, 'PBX_URL pbx-address-unknown']);
  });
});

describe('the token that is used', () => {
  test('is that of PBX_TOKEN, even if another one is kept', async () => {
    const { url, token } = await served();
    const { pbxctl } = home();
    await pbxctl(`login ${url}`, { input: await token() });
    const wrong = await pbxctl('status --json', { environment: { PBX_TOKEN: 'pbx_wrong' } });
    expect([wrong.code, ...codesOf(wrong)]).toEqual([4, 'token-wrong']);
    expect(await pbxctl('status', { environment: { PBX_TOKEN: '' } })).toMatchObject({ code: 0 });
  });

  test('is the one that was kept for this very address', async () => {
    const { url, port, token } = await served();
    const { pbxctl } = home();
    await pbxctl(`login ${url}`, { input: await token() });
    const other = await pbxctl(`status --json --pbx http://localhost:${port}`);
    expect([other.code, ...codesOf(other)]).toEqual([4, 'token-missing']);
    expect(await pbxctl(`status --pbx ${url}/`)).toMatchObject({ code: 0 });
  });

  test('is none if the file of tokens is damaged', async () => {
    const { url } = await served();
    const { pbxctl, config } = home();
    mkdirSync(config, { recursive: true });
    for (const text of ['{"http', '[]', '']) {
      writeFileSync(join(config, 'tokens.json'), text);
      const told = await pbxctl(`status --json --pbx ${url}`);
      expect([told.code, ...codesOf(told)]).toEqual([4, 'token-missing']);
    }
  });
});

describe('the PBX that is used', () => {
  test('is that of --pbx, else of PBX_URL, else the current profile', async () => {
    const { url, token } = await served();
    const { pbxctl } = home();
    await pbxctl(`login ${url}`, { input: await token() });
    const addressOf = async (line: string, environment = {}): Promise<unknown> =>
      Object((await pbxctl(`${line} --json`, { environment })).json()).address;
    expect(await addressOf('status')).toBe(url);
    const environment = { PBX_URL: 'file:/tmp/named.db' };
    expect(await addressOf('status', environment)).toBe('file:/tmp/named.db');
    expect(await addressOf('status --pbx file:/tmp/flag.db', environment)).toBe(
      'file:/tmp/flag.db',
    );
  });

  test('does not depend on damaged profiles where an address is given', async () => {
    const { pbxctl, config } = home();
    mkdirSync(config, { recursive: true });
    writeFileSync(join(config, 'profiles.json'), '{"current":');
    expect(await pbxctl('status --pbx file:/tmp/a.db')).toMatchObject({ code: 0 });
    const environment = { PBX_URL: 'file:/tmp/a.db' };
    expect(await pbxctl('rules list', { environment })).toMatchObject({ code: 0 });
  });

  test.each(['{"current":', '', '{"current": 7}', '{"current": "office"}'])(
    'is none, and not the embedded one, if the profiles are damaged: %s',
    async (text) => {
      const { pbxctl, config } = home();
      mkdirSync(config, { recursive: true });
      const file = join(config, 'profiles.json');
      writeFileSync(file, text);
      for (const line of ['rules list', 'subscribers add --name Anna --extension 101']) {
        const refused = await pbxctl(`${line} --json`);
        expect([refused.code, ...codesOf(refused)]).toEqual([2, `${file} file-unreadable`]);
      }
    },
  );
});
