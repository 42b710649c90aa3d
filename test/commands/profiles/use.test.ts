import { describe, expect, test } from 'vitest';
import { codesOf, home, served } from '../../support/served.ts';

describe('pbxctl profiles use', () => {
  test('chooses the PBX for the commands to come', async () => {
    const [office, branch] = [await served(), await served()];
    const { pbxctl } = home();
    await pbxctl(`login ${office.url} --profile office`, { input: await office.token() });
    await pbxctl(`login ${branch.url} --profile branch`, { input: await branch.token() });
    const used = await pbxctl('profiles use office');
    expect(used).toMatchObject({ code: 0, stdout: '', stderr: `PBX: ${office.url}\n` });
    const told = await pbxctl('status --json');
    expect(told.json()).toMatchObject({ address: office.url, signedIn: true });
    const json = await pbxctl('profiles use branch --json');
    expect(json.json()).toEqual({ name: 'branch', address: branch.url });
  });

  test('refuses a name that is none with 5, and leaves the current one', async () => {
    const { url, token } = await served();
    const { pbxctl } = home();
    await pbxctl(`login ${url} --profile office`, { input: await token() });
    const refused = await pbxctl('profiles use ofice --json');
    expect([refused.code, ...codesOf(refused)]).toEqual([5, 'profile-unknown']);
    expect((await pbxctl('status --json')).json()).toMatchObject({ address: url });
  });

  test('needs a name', async () => {
    const refused = await home().pbxctl('profiles use --json');
    expect([refused.code, ...codesOf(refused)]).toEqual([2, 'usage']);
  });
});
