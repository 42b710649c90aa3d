import { describe, expect, test } from 'vitest';
import { run, temporaryPbx } from '../../support/cli.ts';
import { codesOf, served } from '../../support/served.ts';

const CREATE = ['tokens', 'create', 'ci'];
const READ = ['--scopes', 'rules:read'];

const embedded = () => ({ PBX_URL: temporaryPbx() });

const listed = async (environment: Record<string, string>): Promise<unknown> =>
  (await run(['tokens', 'list', '--json'], environment)).json();

describe('pbxctl tokens create', () => {
  test('prints the token alone on stdout, this once', async () => {
    const environment = embedded();
    const made = await run([...CREATE, ...READ], environment);
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^pbx_[\w-]{43}\n$/) });
    expect(made.stderr).toContain('This is shown once');
    expect(made.stderr).not.toContain('pbx_');
    const token = made.stdout.trim();
    for (const noun of ['tokens', 'audit']) {
      const told = await run([noun, 'list', '--json'], environment);
      expect(told.stdout).toContain('ci');
      expect(told.stdout).not.toContain(token);
    }
    const shown = await run(['audit', 'show', '1', '--json'], environment);
    expect(shown.stdout).not.toContain(token);
    expect(shown.stdout).not.toContain('hash');
  });

  test('tells it as JSON', async () => {
    const made = await run([...CREATE, '--scopes', 'rules:read,rules:write', '--json'], embedded());
    expect(made.json()).toEqual({
      id: 1,
      name: 'ci',
      scopes: ['rules:read', 'rules:write'],
      token: expect.stringMatching(/^pbx_[\w-]{43}$/),
    });
  });

  test('makes one that lets its holder in', async () => {
    const { url, token } = await served();
    const PBX_TOKEN = await token();
    const made = await run([...CREATE, ...READ], { PBX_URL: url, PBX_TOKEN });
    const holder = { PBX_URL: url, PBX_TOKEN: made.stdout.trim() };
    expect(await run(['rules', 'list', '--json'], holder)).toMatchObject({ code: 0 });
    const refused = await run([...CREATE, ...READ, '--json'], holder);
    expect([refused.code, ...codesOf(refused)]).toEqual([4, 'scope-missing']);
  });

  test.each([
    ['2027-06-30T18:00', '2027-06-30T18:00:00+05:00'],
    ['2027-06-30T18:00:00+03:00', '2027-06-30T20:00:00+05:00'],
  ])("ends it when --expires says, in the PBX's zone: %s", async (expires, expiresAt) => {
    const environment = embedded();
    await run(['schedule', 'set', '--zone', 'Asia/Yekaterinburg'], environment);
    expect(await run([...CREATE, ...READ, '--expires', expires], environment)).toMatchObject({
      code: 0,
    });
    expect(await listed(environment)).toMatchObject([{ name: 'ci', expiresAt }]);
  });

  test('never ends it without --expires', async () => {
    const environment = embedded();
    await run([...CREATE, ...READ], environment);
    expect(await listed(environment)).toMatchObject([{ expiresAt: null }]);
  });

  test.each([
    ['a scope that is none', ['--scopes', 'rules:read,rules:all'], '--scopes field-value'],
    ['no scope', ['--scopes', ''], '--scopes field-value'],
    ['an end that is none', [...READ, '--expires', 'soon'], '--expires moment-unreadable'],
  ])('refuses %s with 2, and makes nothing', async (_, flags, told) => {
    const environment = embedded();
    const refused = await run([...CREATE, ...flags, '--json'], environment);
    expect([refused.code, ...codesOf(refused)]).toEqual([2, told]);
    expect(await listed(environment)).toEqual([]);
  });

  test('needs scopes', async () => {
    const refused = await run([...CREATE, '--json'], embedded());
    expect([refused.code, ...codesOf(refused)]).toEqual([2, 'usage']);
  });

  test('takes the name after the scopes as well', async () => {
    const argv = ['tokens', 'create', '--scopes', 'rules:read,calls:read', 'ci', '--json'];
    const made = await run(argv, embedded());
    expect(made.json()).toMatchObject({ name: 'ci', scopes: ['rules:read', 'calls:read'] });
  });

  test('refuses a name that is taken with 6, and says how to free it', async () => {
    const environment = embedded();
    await run([...CREATE, ...READ], environment);
    const refused = await run([...CREATE, ...READ, '--json'], environment);
    expect([refused.code, ...codesOf(refused)]).toEqual([6, '<name> token-name-taken']);
    expect((await run([...CREATE, ...READ], environment)).stderr).toContain('tokens revoke 1');
  });

  test('refuses an empty name with 2', async () => {
    const argv = ['tokens', 'create', ' ', ...READ, '--json'];
    const refused = await run(argv, embedded());
    expect([refused.code, ...codesOf(refused)]).toEqual([2, '<name> field-too-short']);
  });

  test('names the PBX before', async () => {
    const { PBX_URL } = embedded();
    expect((await run([...CREATE, ...READ], { PBX_URL })).stderr).toContain(PBX_URL);
  });
});
