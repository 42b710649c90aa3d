// Every operation over HTTP: what it answers, and who may ask for it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Operation, SCOPES } from '../../../src/contract/operation.ts';
import { type OperationName, operations } from '../../../src/contract/pbx.ts';
import { problemDocumentSchema } from '../../../src/contract/problem-document.ts';
import { type HttpTestPbx, startPbx } from '../../support/http.ts';
import { EXAMPLES, fill } from '../../support/requests.ts';

let pbx: HttpTestPbx;
beforeEach(async () => {
  pbx = await startPbx();
  await fill(pbx);
});
afterEach(() => pbx.close());

const TABLE = Object.entries<Operation>(operations).map(([name, operation]) => ({
  name: name as OperationName,
  operation,
  route: `${operation.method} /v1${operation.path}`,
}));

describe.for(TABLE)('$route', ({ name, operation }) => {
  const { path, body } = EXAMPLES[name];
  const { method, scope } = operation;

  test(`does it for a token with the one scope ${scope}, as its schema says`, async () => {
    const reply = await pbx.send(method, path, { token: pbx.token([scope]), body });
    expect(reply.body).toEqual(operation.answer().parse(reply.body));
    expect(reply.status).toBe(operation.makes ? 201 : 200);
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    const revision: unknown = Reflect.get(Object(reply.body), 'revision');
    expect(reply.headers.etag).toBe(revision === undefined ? undefined : `"${revision}"`);
  });

  test('does it for an admin', async () => {
    expect((await pbx.send(method, path, { body })).status).toBeLessThan(300);
  });

  test('is refused to any other scope, which changes nothing', async () => {
    const before = await pbx.send('GET', '/v1/audit?limit=1000');
    for (const other of SCOPES.filter((one) => one !== scope && one !== 'admin')) {
      const reply = await pbx.send(method, path, { token: pbx.token([other]), body });
      expect(reply.status).toBe(403);
      expect(reply.body).toMatchObject({
        type: 'urn:pbxctl:problem:forbidden',
        errors: [{ code: 'scope-missing', fault: { scope } }],
      });
    }
    const all = pbx.token(SCOPES.filter((one) => one !== scope && one !== 'admin'));
    expect((await pbx.send(method, path, { token: all, body })).status).toBe(403);
    expect((await pbx.send('GET', '/v1/audit?limit=1000')).text).toBe(before.text);
  });

  test('is refused to nobody', async () => {
    const reply = await pbx.send(method, path, { token: null, body });
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toBe('Bearer');
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(problemDocumentSchema().parse(reply.body)).toMatchObject({
      status: 401,
      errors: [{ code: 'token-missing' }],
    });
  });

  test('refuses a field of the query that there is not', async () => {
    const unknown = `${path}${path.includes('?') ? '&' : '?'}colour=red`;
    const reply = await pbx.send(method, unknown, { body });
    if (!operation.query) return;
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({ errors: [{ path: 'colour', code: 'field-unknown' }] });
  });
});

test('the token that is made is good at once, the one that is revoked no more', async () => {
  const made = await pbx.send('POST', '/v1/tokens', { body: { name: 'ci', scopes: ['admin'] } });
  const { id, token } = Object(made.body);
  expect((await pbx.send('GET', '/v1/tokens', { token })).status).toBe(200);
  expect((await pbx.send('DELETE', `/v1/tokens/${id}`)).status).toBe(200);
  expect((await pbx.send('GET', '/v1/tokens', { token })).status).toBe(401);
  expect((await pbx.send('DELETE', `/v1/tokens/${id}`)).status).toBe(404);
});

test('two tokens have two names', async () => {
  const body = { name: 'ci', scopes: ['rules:read'] };
  await pbx.send('POST', '/v1/tokens', { body });
  const reply = await pbx.send('POST', '/v1/tokens', { body });
  expect(reply.status).toBe(409);
  expect(reply.body).toMatchObject({ errors: [{ path: 'name', code: 'token-name-taken' }] });
});

test('who changed what is told by the name of the token', async () => {
  await pbx.send('PATCH', '/v1/rules/1', { body: { callers: { kind: 'vip' } } });
  const reply = await pbx.send('GET', '/v1/audit?limit=1');
  expect(reply.body).toMatchObject({
    items: [{ actor: 'test 1', action: 'update', resource: 'rule', resourceId: 1 }],
  });
});

test('no token calls itself what only a user of this machine is called', async () => {
  const body = { name: 'local:root', scopes: ['admin'] };
  expect((await pbx.send('POST', '/v1/tokens', { body })).status).toBe(422);
});

test('only a failed notification is tried again', async () => {
  const first = await pbx.send('POST', '/v1/notifications/1/retry');
  expect(first.body).toMatchObject({ id: 1, status: 'waiting', attempts: 0 });
  const second = await pbx.send('POST', '/v1/notifications/1/retry');
  expect(second.status).toBe(409);
});

test('a dry run answers the same and changes nothing', async () => {
  const before = (await pbx.send('GET', '/v1/audit?limit=1000')).text;
  for (const { name, operation } of TABLE) {
    if (!operation.query || !('dryRun' in operation.query().shape)) continue;
    const { path, body } = EXAMPLES[name];
    const reply = await pbx.send(operation.method, `${path}?dryRun=true`, { body });
    expect(reply.status, name).toBeLessThan(300);
  }
  expect((await pbx.send('GET', '/v1/audit?limit=1000')).text).toBe(before);
});
