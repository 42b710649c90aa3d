import { describe, expect, test } from 'vitest';
import { run, temporaryPbx } from '../../support/cli.ts';
import { codesOf, served } from '../../support/served.ts';

const ANNA = ['subscribers', 'add', '--name', 'Анна', '--extension', '101'];

const changed = async () => {
  const environment = { PBX_URL: temporaryPbx() };
  await run(ANNA, environment);
  await run(['rules', 'add', '--addresses', '101'], environment);
  await run(['rules', 'edit', '1', '--time', 'working'], environment);
  await run(['rules', 'rm', '1', '--yes'], environment);
  return (...flags: string[]) => run(['audit', 'list', ...flags], environment);
};

describe('pbxctl audit list', () => {
  test('shows who changed what, the newest first', async () => {
    const list = await changed();
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    const who = expect.stringMatching(/^local:./);
    expect((await list()).stdout.split('\n').map((line) => line.split('\t'))).toEqual([
      ['ID', 'WHEN', 'WHO', 'DID', 'WHAT', 'ITS ID'],
      ['4', at, who, 'removed', 'rule', '1'],
      ['3', at, who, 'changed', 'rule', '1'],
      ['2', at, who, 'made', 'rule', '1'],
      ['1', at, who, 'made', 'subscriber', '1'],
      [''],
    ]);
  });

  test('tells each with what was before and after as JSON', async () => {
    const list = await changed();
    const entries = (await list('--json')).json();
    expect(entries).toMatchObject([
      { id: 4, action: 'remove', resource: 'rule', resourceId: 1, after: null },
      { id: 3, before: { time: { kind: 'all' } }, after: { time: { kind: 'working' } } },
      { id: 2, before: null },
      { id: 1, resource: 'subscriber', after: { name: 'Анна' } },
    ]);
  });

  test('can be narrowed to a resource and to who it was', async () => {
    const list = await changed();
    expect((await list('-o', 'ids', '--resource', 'subscriber')).stdout).toBe('1\n');
    const nobody = await list('--actor', 'nobody');
    expect(nobody.stderr).toContain('Nothing found.');
    expect((await list('--actor', 'nobody', '--json')).json()).toEqual([]);
  });

  test('has the words of its codes in CSV whatever the language', async () => {
    const list = await changed();
    const [heading, last] = (await list('-o', 'csv', '--lang', 'ru')).stdout.split('\n');
    expect(heading).toBe('id,at,actor,action,resource,resourceId');
    expect(last).toMatch(/^4,.*,local:.*,remove,rule,1$/);
  });

  test('names the token by which a change came over HTTP, and is for admins', async () => {
    const { url, token } = await served();
    const [admin, writer] = [await token(), await token('rules:read', 'rules:write')];
    await run(ANNA, { PBX_URL: url, PBX_TOKEN: admin });
    await run(['rules', 'add', '--addresses', '101'], { PBX_URL: url, PBX_TOKEN: writer });
    const list = ['audit', 'list', '--json'];
    const told = await run([...list, '--actor', 'test-2'], { PBX_URL: url, PBX_TOKEN: admin });
    expect(told.json()).toMatchObject([{ actor: 'test-2', action: 'create', resource: 'rule' }]);
    const refused = await run(list, { PBX_URL: url, PBX_TOKEN: writer });
    expect([refused.code, ...codesOf(refused)]).toEqual([4, 'scope-missing']);
    expect(told.stdout).not.toContain(admin);
  });

  test('refuses a resource that is none', async () => {
    const list = await changed();
    expect((await list('--resource', 'phone', '--json')).code).toBe(2);
  });
});
