import nock from 'nock';
import { describe, expect, test } from 'vitest';
import type { OperationName } from '../../src/contract/pbx.ts';
import { problem } from '../../src/contract/problem.ts';
import { problemDocument } from '../../src/contract/problem-document.ts';
import { ADDRESS, connect, playPbx } from '../support/nocked.ts';
import { problemOf, refusal } from '../support/refusals.ts';

playPbx();

const OVERLOADED = problemDocument(problem('overloaded', { code: 'too-many-requests', most: 256 }));

const PAGE = { items: [], nextCursor: null, revision: 1 };

/** Anything is refused with what no retry follows. */
const LAST = problemDocument(problem('invalid', { code: 'name-empty' }));

const next = (method: string) => nock(ADDRESS).intercept(() => true, method);

describe('a request is repeated', () => {
  test.each([429, 503])('after %i, when Retry-After says', async (status) => {
    next('GET').reply(status, OVERLOADED, { 'retry-after': '1' });
    next('GET').reply(200, PAGE);
    const before = performance.now();
    await expect(connect()('listRules', {})).resolves.toEqual(PAGE);
    const waited = performance.now() - before;
    expect(waited).toBeGreaterThan(900);
    expect(waited).toBeLessThan(2500);
  });

  test.each([429, 502, 503, 504])('after %i, soon if nothing says when', async (status) => {
    next('GET').reply(status, '');
    next('GET').reply(200, PAGE);
    const before = performance.now();
    await expect(connect()('listRules', {})).resolves.toEqual(PAGE);
    expect(performance.now() - before).toBeLessThan(900);
  });

  test.each(['ECONNRESET', 'EPIPE'])('after a connection that was lost: %s', async (code) => {
    next('GET').replyWithError(Object.assign(new Error('lost'), { code }));
    next('GET').reply(200, PAGE);
    await expect(connect()('listRules', {})).resolves.toEqual(PAGE);
  });

  test.each<[OperationName, string, object]>([
    ['createRules', 'POST', { body: { subscribers: [1] } }],
    ['batchRules', 'POST', { body: { create: [{ subscribers: [1] }] } }],
    ['batchSubscribers', 'POST', { body: { upsert: [{ name: 'Анна', extension: '101' }] } }],
    ['patchRule', 'PATCH', { params: { id: 7 }, body: {} }],
    ['putSchedule', 'PUT', { body: {} }],
    ['reportCalls', 'POST', { body: [] }],
    ['decideCall', 'POST', { body: {} }],
  ])('with the same body, where that does no harm: %s', async (name, method, input) => {
    const bodies: string[] = [];
    next(method).replyWithError(Object.assign(new Error('lost'), { code: 'ECONNRESET' }));
    next(method).reply(async (request: Request) => {
      bodies.push(await request.text());
      return [422, LAST];
    });
    expect(await refusal(Reflect.apply(connect(), null, [name, input]))).toEqual([
      'invalid',
      'name-empty',
    ]);
    expect(bodies).toEqual([JSON.stringify(Reflect.get(input, 'body'))]);
  });

  test('until it is refused as the PBX refuses', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      next('GET').reply(429, OVERLOADED, { 'retry-after': '0' });
    }
    const { type, faults } = await problemOf(connect()('listRules', {}));
    expect(type).toBe('overloaded');
    expect(faults).toEqual([{ path: [], fault: { code: 'too-many-requests', most: 256 } }]);
  });

  test('until a gateway has said often enough that nobody is behind it', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      next('GET').reply(502, '<h1>Bad Gateway</h1>', { 'retry-after': '0' });
    }
    const { faults } = await problemOf(connect()('listRules', {}));
    expect(faults).toEqual([
      { path: [], fault: { code: 'pbx-foreign', address: ADDRESS, status: 502 } },
    ]);
  });
});

const ONCE: [string, OperationName, string, object][] = [
  ['makes a token', 'createToken', 'POST', { body: { name: 'ci', scopes: ['admin'] } }],
  ['sends a notification again', 'retryNotification', 'POST', { params: { id: 3 } }],
  ['revokes a token', 'revokeToken', 'DELETE', { params: { id: 3 } }],
  ['removes a rule', 'deleteRule', 'DELETE', { params: { id: 3 } }],
  ['changes a revision', 'patchRule', 'PATCH', { params: { id: 3 }, body: {}, ifMatch: 1 }],
  ['replaces a revision', 'putSchedule', 'PUT', { body: {}, ifMatch: 1 }],
  ['changes the set at a revision', 'batchRules', 'POST', { body: {}, ifMatch: 1 }],
  ['changes rules at theirs', 'batchRules', 'POST', { body: { update: [{ id: 1, revision: 1 }] } }],
  ['removes rules', 'batchRules', 'POST', { body: { remove: [{ id: 1 }] } }],
  [
    'rests on what was seen',
    'batchRules',
    'POST',
    { body: { seen: [{ subscriber: 1, rules: [] }] } },
  ],
  ['removes subscribers', 'batchSubscribers', 'POST', { body: { remove: [1] } }],
  ['removes contacts', 'batchContacts', 'POST', { body: { remove: [1] } }],
  ['makes a subscriber', 'createSubscriber', 'POST', { body: { name: 'Анна', extension: '101' } }],
  ['makes a contact', 'createContact', 'POST', { body: { name: 'Анна', numbers: ['102'] } }],
];

describe('a request whose repeat would find what the first one left is sent once:', () => {
  test.each(ONCE)('one that %s, if the connection is lost', async (_, name, method, input) => {
    next(method).replyWithError(Object.assign(new Error('lost'), { code: 'ECONNRESET' }));
    expect(await refusal(Reflect.apply(connect(), null, [name, input]))).toEqual([
      'unreachable',
      'pbx-silent',
    ]);
  });

  test.each(ONCE)('one that %s, if a gateway gives up', async (_, name, method, input) => {
    next(method).reply(504, '');
    expect(await refusal(Reflect.apply(connect(), null, [name, input]))).toEqual([
      'unreachable',
      'pbx-foreign',
    ]);
  });
});

describe('a PBX that cannot be there is reported at once:', () => {
  test.each([
    ['ECONNREFUSED', 'pbx-refused'],
    ['ENOTFOUND', 'pbx-host-unknown'],
    ['EAI_AGAIN', 'pbx-host-unknown'],
    ['CERT_HAS_EXPIRED', 'pbx-certificate'],
    ['UND_ERR_CONNECT_TIMEOUT', 'pbx-silent'],
    ['UND_ERR_HEADERS_TIMEOUT', 'pbx-silent'],
  ])('%s is %s', async (code, told) => {
    next('GET').replyWithError(Object.assign(new Error('no'), { code }));
    const before = performance.now();
    expect(await refusal(connect()('listRules', {}))).toEqual(['unreachable', told]);
    expect(performance.now() - before).toBeLessThan(200);
  });
});
