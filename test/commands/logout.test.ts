import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codesOf, type Home, home, type Served, served } from '../support/served.ts';

const signedIn = async (): Promise<Served & Home> => {
  const [service, user] = [await served(), home()];
  await user.pbxctl(`login ${service.url} --profile office`, { input: await service.token() });
  return { ...service, ...user };
};

const tokens = (config: string): unknown =>
  JSON.parse(readFileSync(join(config, 'tokens.json'), 'utf8'));

describe('pbxctl logout', () => {
  test('forgets the token of the current PBX; its profile stays', async () => {
    const { pbxctl, config, url } = await signedIn();
    const out = await pbxctl('logout');
    expect(out).toMatchObject({ code: 0, stdout: '' });
    expect(out.stderr).toBe(`The token for ${url} is forgotten\n`);
    expect(tokens(config)).toEqual({});
    expect((await pbxctl('profiles list')).stdout).toContain('office');
    const refused = await pbxctl('rules list --json');
    expect([refused.code, ...codesOf(refused)]).toEqual([4, 'token-missing']);
  });

  test('forgets that of another one, by address or by profile', async () => {
    for (const named of ['office', 'url'] as const) {
      const { pbxctl, config, url } = await signedIn();
      const address = named === 'url' ? url : named;
      expect((await pbxctl(`logout --pbx ${address} --json`)).json()).toEqual({
        address: url,
        forgotten: true,
      });
      expect(tokens(config)).toEqual({});
    }
  });

  test('leaves the tokens of others', async () => {
    const { pbxctl, config, url } = await signedIn();
    const out = await pbxctl('logout --pbx https://other.firm.ru --json');
    expect(out.json()).toEqual({ address: 'https://other.firm.ru', forgotten: false });
    expect(Object.keys(Object(tokens(config)))).toEqual([url]);
  });

  test('has nothing to forget twice, nor for a PBX in a file', async () => {
    const { pbxctl } = await signedIn();
    await pbxctl('logout');
    expect(await pbxctl('logout')).toMatchObject({ code: 0, stderr: 'Not signed in\n' });
    const out = await home().pbxctl('logout --json');
    expect(out.json()).toEqual({ address: null, forgotten: false });
  });

  test.each([
    ['--pbx', 'logout --pbx ofice --json', {}],
    ['PBX_URL', 'logout --json', { PBX_URL: 'ofice' }],
  ])('says where no PBX was named: %s', async (place, line, environment) => {
    const refused = await home().pbxctl(line, { environment });
    expect([refused.code, ...codesOf(refused)]).toEqual([2, `${place} pbx-address-unknown`]);
  });

  test('gets along with a damaged file of tokens', async () => {
    const { pbxctl, config } = home();
    mkdirSync(config, { recursive: true });
    writeFileSync(join(config, 'tokens.json'), '{"https://pbx');
    const out = await pbxctl('logout --pbx https://pbx.firm.ru');
    expect(out).toMatchObject({ code: 0, stderr: 'Not signed in\n' });
  });
});
