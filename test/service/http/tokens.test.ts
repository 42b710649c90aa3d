// Tokens: what is refused, and that nobody who reads the file or the log can sign in.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashOf } from '../../../src/service/tokens.ts';
import { type HttpTestPbx, NOW, startPbx } from '../../support/http.ts';

let now = NOW;
let pbx: HttpTestPbx;
beforeEach(async () => {
  now = NOW;
  pbx = await startPbx({ clock: () => now });
});
afterEach(() => pbx.close());

const status = async (authorization: string): Promise<number> => {
  const reply = await pbx.send('GET', '/v1/rules', { token: null, headers: { authorization } });
  if (reply.status === 401) {
    expect(reply.headers['www-authenticate']).toBe('Bearer');
    expect(reply.body).toMatchObject({ type: 'urn:pbxctl:problem:unauthenticated', status: 401 });
  }
  return reply.status;
};

describe('a token', () => {
  test('is sent as a bearer, in whatever case that word is', async () => {
    const token = pbx.token(['rules:read']);
    expect(await status(`Bearer ${token}`)).toBe(200);
    expect(await status(`bearer ${token}`)).toBe(200);
  });

  test('is refused if it is anything else', async () => {
    const token = pbx.token(['rules:read']);
    const wrong = [
      '',
      'Bearer',
      'Bearer ',
      token,
      `Basic ${token}`,
      `Bearer ${token} ${token}`,
      `Bearer ${token.slice(0, -1)}`,
      `Bearer ${token}x`,
      `Bearer ${token.toUpperCase()}`,
      `Bearer ${hashOf(token)}`,
      'Bearer null',
      "Bearer ' or 1=1 --",
      `Bearer ${'x'.repeat(10_000)}`,
    ];
    for (const authorization of wrong) expect(await status(authorization)).toBe(401);
  });

  test('of 100 kB is refused, however it gets in', async () => {
    const authorization = `Bearer ${'x'.repeat(100_000)}`;
    const reply = await pbx.server.inject({ url: '/v1/rules', headers: { authorization } });
    expect(reply.statusCode).toBe(401);
    expect(await status(authorization)).toBe(431);
  });

  test('ends at its instant', async () => {
    const token = pbx.token(['rules:read'], NOW + 1000);
    now = NOW + 999;
    expect(await status(`Bearer ${token}`)).toBe(200);
    now = NOW + 1000;
    expect(await status(`Bearer ${token}`)).toBe(401);
  });

  test('is good until it is revoked', async () => {
    const token = pbx.token(['rules:read']);
    expect(await status(`Bearer ${token}`)).toBe(200);
    await pbx.send('DELETE', '/v1/tokens/2');
    expect(await status(`Bearer ${token}`)).toBe(401);
  });

  test('is nowhere: not in the file, not in the log, not in the audit or a list', async () => {
    const made = await pbx.send('POST', '/v1/tokens', {
      body: { name: 'ci', scopes: ['rules:read'] },
    });
    const { token } = Object(made.body);
    const madeUp = `pbx_${'A'.repeat(43)}`;
    expect(token).toMatch(/^pbx_[\w-]{43}$/);
    expect(await status(`Bearer ${token}`)).toBe(200);
    expect(await status(`Bearer ${madeUp}`)).toBe(401);
    await pbx.send('GET', `/v1/nothing?token=${token}`, { token });
    const lists = [await pbx.send('GET', '/v1/tokens'), await pbx.send('GET', '/v1/audit')];
    const folder = dirname(pbx.path);
    const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
    expect(files.join('')).toContain(hashOf(token));
    for (const text of [...files, pbx.logs(), ...lists.map((list) => list.text)]) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(madeUp);
    }
    expect(lists.map((list) => list.text).join('')).not.toContain(hashOf(token));
    expect(pbx.logs()).not.toContain(hashOf(token));
  });
});

test('what is logged of a request is who, what and how it ended, in one line', async () => {
  await pbx.send('GET', '/v1/rules?q=%D0%B0%D0%BD%D0%BD%D0%B0');
  const lines = pbx.logs().trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    method: 'GET',
    route: '/v1/rules',
    status: 200,
    actor: 'test 1',
    requestId: expect.stringMatching(/^[\da-f-]{36}$/),
    milliseconds: expect.any(Number),
  });
});
