import { describe, expect, test } from 'vitest';
import { run, temporaryPbx } from '../../support/cli.ts';
import { codesOf, served } from '../../support/served.ts';

const withTokens = async () => {
  const environment = { PBX_URL: temporaryPbx() };
  const expires = ['--expires', '2027-06-30T18:00'];
  const scopes = ['--scopes', 'rules:read,rules:write'];
  await run(['tokens', 'create', 'ci', ...scopes, ...expires], environment);
  await run(['tokens', 'create', 'anna', '--scopes', 'admin'], environment);
  return (...flags: string[]) => run(['tokens', 'list', ...flags], environment);
};

describe('pbxctl tokens list', () => {
  test('shows who may sign in, for what and until when', async () => {
    const list = await withTokens();
    const made = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect((await list()).stdout.split('\n').map((line) => line.split('\t'))).toEqual([
      ['ID', 'NAME', 'SCOPES', 'MADE', 'EXPIRES'],
      ['1', 'ci', 'rules:read,rules:write', made, '2027-06-30T18:00:00+03:00'],
      ['2', 'anna', 'admin', made, 'never'],
      [''],
    ]);
  });

  test('tells them as JSON, without the tokens and their hashes', async () => {
    const list = await withTokens();
    expect((await list('--json')).json()).toEqual([
      {
        id: 1,
        name: 'ci',
        scopes: ['rules:read', 'rules:write'],
        createdAt: expect.any(String),
        expiresAt: '2027-06-30T18:00:00+03:00',
      },
      {
        id: 2,
        name: 'anna',
        scopes: ['admin'],
        createdAt: expect.any(String),
        expiresAt: null,
      },
    ]);
  });

  test('prints CSV, YAML and ids on demand', async () => {
    const list = await withTokens();
    expect((await list('-o', 'ids')).stdout).toBe('1\n2\n');
    const [heading, ci, anna] = (await list('-o', 'csv')).stdout.split('\n');
    expect(heading).toBe('id,name,scopes,createdAt,expiresAt');
    expect(ci).toMatch(/^1,ci,"rules:read,rules:write",.*,2027-06-30T18:00:00\+03:00$/);
    expect(anna).toMatch(/^2,anna,admin,.*,$/);
    expect((await list('-o', 'yaml')).stdout).toContain('name: anna\n');
  });

  test('says that there are none', async () => {
    const listed = await run(['tokens', 'list'], { PBX_URL: temporaryPbx() });
    expect(listed.code).toBe(0);
    expect(listed.stderr).toContain('Nothing found.');
  });

  test('tells all of them, however many', async () => {
    const { url, token, pbx } = await served();
    const PBX_TOKEN = await token();
    for (let index = 0; index < 1100; index += 1) {
      await pbx('createToken', { body: { name: `t${index}`, scopes: ['rules:read'] } });
    }
    const listed = await run(['tokens', 'list', '--json'], { PBX_URL: url, PBX_TOKEN });
    expect(listed.json()).toHaveLength(1101);
  });

  test('is for admins', async () => {
    const { url, token } = await served();
    const environment = { PBX_URL: url, PBX_TOKEN: await token('rules:read', 'rules:write') };
    const refused = await run(['tokens', 'list', '--json'], environment);
    expect([refused.code, ...codesOf(refused)]).toEqual([4, 'scope-missing']);
  });
});
