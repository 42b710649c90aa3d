import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { type OperationName, operations } from '../../src/contract/pbx.ts';
import { Problem } from '../../src/contract/problem.ts';
import { ADDRESS, connect, playPbx } from '../support/nocked.ts';

type Sent = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
};

/** Sends one request and gives it as it went out; what the answer is does not matter. */
const sent = async (
  name: OperationName,
  input: object,
  pbx = connect(),
  origin = ADDRESS,
): Promise<Sent> => {
  let seen: Sent | null = null;
  nock(origin)
    .intercept(() => true, operations[name].method)
    .reply(async (request: Request) => {
      const { pathname, search } = new URL(request.url);
      seen = {
        method: request.method,
        path: `${pathname}${search}`,
        headers: Object.fromEntries(request.headers),
        body: await request.text(),
      };
      return [422, '{}'];
    });
  // The table's input types differ for each name; a test gives what that one takes.
  await expect(Reflect.apply(pbx, null, [name, input])).rejects.toBeInstanceOf(Problem);
  if (seen === null) throw new Error('nothing was sent');
  return seen;
};

playPbx();

describe('an operation over HTTP is', () => {
  test.each<[OperationName, object, string]>([
    ['listRules', {}, 'GET /v1/rules'],
    ['listRules', { query: { limit: 5, cursor: '12' } }, 'GET /v1/rules?limit=5&cursor=12'],
    ['listRules', { query: { q: 'Анна & Co' } }, 'GET /v1/rules?q=%D0%90%D0%BD%D0%BD%D0%B0+%26+Co'],
    ['listRules', { query: { type: undefined, ids: '1,3-5' } }, 'GET /v1/rules?ids=1%2C3-5'],
    ['listRules', { query: { callers: '+79161234567' } }, 'GET /v1/rules?callers=%2B79161234567'],
    ['getRule', { params: { id: 7 } }, 'GET /v1/rules/7'],
    ['getSubscriber', { params: { who: 'a/b?c' } }, 'GET /v1/subscribers/a%2Fb%3Fc'],
    ['getSubscriber', { params: { who: '+7916' } }, 'GET /v1/subscribers/%2B7916'],
    [
      'createRules',
      { query: { dryRun: true }, body: { subscribers: [1] } },
      'POST /v1/rules?dryRun=true',
    ],
    ['batchRules', { body: { create: [] } }, 'POST /v1/rules/batch'],
    ['patchRule', { params: { id: 7 }, body: {} }, 'PATCH /v1/rules/7'],
    ['deleteRule', { params: { id: 7 } }, 'DELETE /v1/rules/7'],
    ['putSchedule', { body: {} }, 'PUT /v1/schedule'],
    ['decideCall', { body: {} }, 'POST /v1/rules/decide'],
    ['reportCalls', { body: [] }, 'POST /v1/calls'],
    ['retryNotification', { params: { id: 3 } }, 'POST /v1/notifications/3/retry'],
    ['revokeToken', { params: { id: 3 } }, 'DELETE /v1/tokens/3'],
    ['listAudit', { query: { actor: 'local:anna' } }, 'GET /v1/audit?actor=local%3Aanna'],
  ])('%s %j: %s', async (name, input, line) => {
    const { method, path } = await sent(name, input);
    expect(`${method} ${path}`).toBe(line);
  });

  test('below the path of the address, if it has one', async () => {
    const pbx = connect({ address: 'https://firm.ru/pbx' });
    expect((await sent('listRules', {}, pbx, 'https://firm.ru')).path).toBe('/pbx/v1/rules');
  });
});

describe('its request', () => {
  test('carries the token, asks for JSON, and has no body where the operation takes none', async () => {
    const { headers, body } = await sent('listRules', {});
    expect(headers).toMatchObject({
      authorization: 'Bearer pbx_secret',
      accept: 'application/json',
    });
    expect(headers).not.toHaveProperty('content-type');
    expect(headers).not.toHaveProperty('if-match');
    expect(body).toBe('');
  });

  test('carries no authorization without a token', async () => {
    const { headers } = await sent('listRules', {}, connect({ token: null }));
    expect(headers).not.toHaveProperty('authorization');
  });

  test('carries its body as JSON in UTF-8', async () => {
    const draft = { subscribers: ['Анна'], types: ['missed'] };
    const { headers, body } = await sent('createRules', { body: draft });
    expect(headers).toMatchObject({ 'content-type': 'application/json' });
    expect(JSON.parse(body)).toEqual(draft);
  });

  test('to retry a notification has neither a body nor a type of one', async () => {
    const { headers, body } = await sent('retryNotification', { params: { id: 3 } });
    expect(headers).not.toHaveProperty('content-type');
    expect(body).toBe('');
  });

  test('names the revision that was seen', async () => {
    const change = { params: { id: 7 }, body: {}, ifMatch: 3 };
    expect((await sent('patchRule', change)).headers).toMatchObject({ 'if-match': '"3"' });
    const removal = { params: { id: 7 }, ifMatch: 3 };
    expect((await sent('deleteRule', removal)).headers).toMatchObject({ 'if-match': '"3"' });
  });
});
