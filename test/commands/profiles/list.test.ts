import { describe, expect, test } from 'vitest';
import { home, served } from '../../support/served.ts';

describe('pbxctl profiles list', () => {
  test('shows the names and their PBXs, and which is the current one', async () => {
    const [office, branch] = [await served(), await served()];
    const { pbxctl } = home();
    await pbxctl(`login ${office.url} --profile office`, { input: await office.token() });
    await pbxctl(`login ${branch.url} --profile branch`, { input: await branch.token() });
    expect(await pbxctl('profiles list')).toMatchObject({
      code: 0,
      stdout: `  office\t${office.url}\n* branch\t${branch.url}\n`,
    });
    expect((await pbxctl('profiles list --json')).json()).toEqual([
      { name: 'office', address: office.url, current: false },
      { name: 'branch', address: branch.url, current: true },
    ]);
  });

  test('says that there are none', async () => {
    const { pbxctl } = home();
    expect(await pbxctl('profiles list')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'Nothing found.\n',
    });
    expect((await pbxctl('profiles list --json')).json()).toEqual([]);
  });

  test('never shows a token', async () => {
    const { url, token } = await served();
    const { pbxctl } = home();
    const input = await token();
    await pbxctl(`login ${url}`, { input });
    for (const line of ['profiles list', 'profiles list --json']) {
      expect(JSON.stringify(await pbxctl(line))).not.toContain(input);
    }
  });
});
