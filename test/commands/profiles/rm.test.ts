import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codesOf, home, served } from '../../support/served.ts';

const tokens = (config: string): string[] =>
  Object.keys(JSON.parse(readFileSync(join(config, 'tokens.json'), 'utf8')));

describe('pbxctl profiles rm', () => {
  test('forgets the name and its token; the embedded PBX is the current one again', async () => {
    const { url, token } = await served();
    const { pbxctl, config } = home();
    await pbxctl(`login ${url} --profile office`, { input: await token() });
    const removed = await pbxctl('profiles rm office');
    expect(removed).toMatchObject({ code: 0, stderr: 'The profile office is forgotten\n' });
    expect(tokens(config)).toEqual([]);
    expect((await pbxctl('status --json')).json()).toMatchObject({ isDefault: true });
  });

  test('leaves another current profile, and says as JSON what is gone', async () => {
    const [office, branch] = [await served(), await served()];
    const { pbxctl, config } = home();
    await pbxctl(`login ${office.url} --profile office`, { input: await office.token() });
    await pbxctl(`login ${branch.url} --profile branch`, { input: await branch.token() });
    expect((await pbxctl('profiles rm office --json')).json()).toEqual({ removed: ['office'] });
    expect(tokens(config)).toEqual([branch.url]);
    expect((await pbxctl('status --json')).json()).toMatchObject({ address: branch.url });
  });

  test('keeps the token as long as another name needs it', async () => {
    const { url, token } = await served();
    const { pbxctl, config } = home();
    await pbxctl(`login ${url} --profile office`, { input: await token() });
    await pbxctl(`login ${url} --profile work`, { input: await token() });
    await pbxctl('profiles rm work');
    expect(tokens(config)).toEqual([url]);
    await pbxctl('profiles rm office');
    expect(tokens(config)).toEqual([]);
  });

  test('refuses a name that is none with 5', async () => {
    const refused = await home().pbxctl('profiles rm office --json');
    expect([refused.code, ...codesOf(refused)]).toEqual([5, 'profile-unknown']);
  });
});
