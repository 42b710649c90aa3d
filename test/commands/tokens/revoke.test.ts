import { describe, expect, test } from 'vitest';
import { run, temporaryPbx } from '../../support/cli.ts';
import { codesOf, served } from '../../support/served.ts';

describe('pbxctl tokens revoke', () => {
  test('lets its holder in no longer', async () => {
    const { url, token } = await served();
    const [admin, other] = [await token(), await token('rules:read')];
    const holder = { PBX_URL: url, PBX_TOKEN: other };
    expect(await run(['rules', 'list'], holder)).toMatchObject({ code: 0 });
    const revoked = await run(['tokens', 'revoke', '2'], { PBX_URL: url, PBX_TOKEN: admin });
    expect(revoked).toMatchObject({ code: 0, stdout: '' });
    expect(revoked.stderr).toBe(`PBX: ${url}\nThe token test-2 is revoked\n`);
    const refused = await run(['rules', 'list', '--json'], holder);
    expect([refused.code, ...codesOf(refused)]).toEqual([4, 'token-wrong']);
  });

  test('tells the token that is gone as JSON, and frees its name', async () => {
    const environment = { PBX_URL: temporaryPbx() };
    const create = ['tokens', 'create', 'ci', '--scopes', 'admin'];
    await run(create, environment);
    const revoked = await run(['tokens', 'revoke', '1', '--json'], environment);
    expect(revoked.json()).toEqual({
      id: 1,
      name: 'ci',
      scopes: ['admin'],
      createdAt: expect.any(String),
      expiresAt: null,
    });
    expect(await run(create, environment)).toMatchObject({ code: 0 });
  });

  test('never gives its id to another', async () => {
    const environment = { PBX_URL: temporaryPbx() };
    const create = ['tokens', 'create', 'ci', '--scopes', 'admin', '--json'];
    await run(create, environment);
    await run(['tokens', 'revoke', '1'], environment);
    expect((await run(create, environment)).json()).toMatchObject({ id: 2 });
  });

  test('refuses an id that is none with 5', async () => {
    const refused = await run(['tokens', 'revoke', '7', '--json'], { PBX_URL: temporaryPbx() });
    expect([refused.code, ...codesOf(refused)]).toEqual([5, '<id> not-found']);
  });

  test.each([
    ['ci', 'ids-unreadable'],
    ['1-3', 'one-id-wanted'],
    ['1,2', 'one-id-wanted'],
  ])('refuses %s with 2', async (id, code) => {
    const refused = await run(['tokens', 'revoke', id, '--json'], { PBX_URL: temporaryPbx() });
    expect([refused.code, ...codesOf(refused)]).toEqual([2, code]);
  });
});
