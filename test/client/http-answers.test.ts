import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { problem } from '../../src/contract/problem.ts';
import { problemDocument } from '../../src/contract/problem-document.ts';
import type { Fault } from '../../src/domain/fault.ts';
import { ADDRESS, connect, playPbx } from '../support/nocked.ts';
import { problemOf, refusal } from '../support/refusals.ts';

playPbx();

const SCHEDULE = {
  revision: 1,
  zone: 'Europe/Moscow',
  week: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  exceptions: [],
};

const answers = (status: number, body: string | object, headers = {}): nock.Scope =>
  nock(ADDRESS).get('/v1/rules/7').reply(status, body, headers);

const ask = (pbx = connect()) => pbx('getRule', { params: { id: 7 } });

const RULE = {
  id: 7,
  revision: 1,
  subscriber: {
    id: 1,
    name: 'Анна',
    number: null,
    extension: '101',
    email: null,
    telegram: 'not-connected',
  },
  types: ['missed'],
  time: { kind: 'all' },
  callers: { kind: 'all' },
  createdAt: '2026-11-22T10:00:00+03:00',
  updatedAt: '2026-11-22T10:00:00+03:00',
};

describe('an answer', () => {
  test('is given as it came', async () => {
    answers(200, RULE);
    await expect(ask()).resolves.toEqual(RULE);
  });

  test('may come late', async () => {
    nock(ADDRESS)
      .get('/v1/rules/7')
      .reply(async () => {
        await new Promise((late) => setTimeout(late, 1500));
        return [200, RULE];
      });
    await expect(ask()).resolves.toEqual(RULE);
  });

  test('may have fields that this version does not know, at any depth', async () => {
    const newer = { ...RULE, colour: 'red', subscriber: { ...RULE.subscriber, floor: 3 } };
    answers(200, newer);
    await expect(ask()).resolves.toEqual(newer);
  });

  test('may have them in a list, and in what is told apart by its kind', async () => {
    const time = { kind: 'working', grace: 5 };
    const list = { items: [{ ...RULE, time }], nextCursor: null, revision: 1, total: 1 };
    nock(ADDRESS).get('/v1/rules').reply(200, list);
    await expect(connect()('listRules', {})).resolves.toEqual(list);
  });

  test.each([
    ['a field is missing', { ...RULE, revision: undefined }],
    ['a field has another type', { ...RULE, id: '7' }],
    ['a value is none that this version knows', { ...RULE, types: ['fax'] }],
    ['it is another resource', SCHEDULE],
    ['it is null', 'null'],
  ])('that says something else is none of a PBX: %s', async (_, body) => {
    answers(200, body);
    const { type, faults } = await problemOf(ask());
    expect(type).toBe('unreachable');
    expect(faults).toEqual([
      { path: [], fault: { code: 'pbx-foreign', address: ADDRESS, status: 200 } },
    ]);
  });

  test.each<[string, number, string, Record<string, string>]>([
    ['HTML', 200, '<!doctype html><title>Router</title>', { 'content-type': 'text/html' }],
    ['an empty body', 200, '', {}],
    ['no content', 204, '', {}],
    ['JSON that is cut', 200, JSON.stringify(RULE).slice(0, -5), {}],
    ['an error page', 500, '<h1>Internal Server Error</h1>', { 'content-type': 'text/html' }],
    ['a page that is not there', 404, '<h1>Not Found</h1>', {}],
    ['JSON of somebody else', 400, '{"error":"bad request"}', {}],
    ["somebody else's problem document", 403, '{"type":"about:blank","title":"Forbidden"}', {}],
  ])('of something else is told as such: %s', async (_, status, body, headers) => {
    answers(status, body, headers);
    const { faults } = await problemOf(ask());
    expect(faults).toEqual([
      { path: [], fault: { code: 'pbx-foreign', address: ADDRESS, status } },
    ]);
  });

  test.each([301, 302, 307, 308])(
    'that leads elsewhere (%i) is not followed: the token stays here',
    async (status) => {
      answers(status, '', { location: 'https://evil.example/v1/rules/7' });
      const { faults } = await problemOf(ask());
      expect(faults[0]?.fault).toEqual({ code: 'pbx-foreign', address: ADDRESS, status });
    },
  );
});

const refuses = (status: number, document: object): nock.Scope =>
  answers(status, document, { 'content-type': 'application/problem+json' });

describe('a refusal', () => {
  test.each<[number, Parameters<typeof problem>[0], Fault, (string | number)[]]>([
    [401, 'unauthenticated', { code: 'token-wrong' }, []],
    [403, 'forbidden', { code: 'scope-missing', scope: 'admin' }, []],
    [404, 'not-found', { code: 'not-found', resource: 'rule', id: 7 }, ['id']],
    [412, 'stale', { code: 'revision-stale', seen: 1, current: 2 }, ['If-Match']],
    [
      422,
      'invalid',
      { code: 'number-unreadable', text: 'x', why: 'not-a-number' },
      ['callers', 'numbers', 2],
    ],
    [500, 'failed', { code: 'bug', text: 'internal error' }, []],
  ])('%i is the problem that the PBX had: %s %j', async (status, type, fault, path) => {
    refuses(status, problemDocument(problem(type, fault, path)));
    const told = await problemOf(ask());
    expect(told.type).toBe(type);
    expect(told.faults).toEqual([{ path, fault }]);
  });

  test('of a newer PBX for a fault that this version does not know is told in its own words', async () => {
    const document = problemDocument(problem('invalid', { code: 'name-empty' }, ['name']));
    const error = {
      path: 'colour',
      message: 'there is no colour "octarine"',
      next: null,
      code: 'colour-unknown',
      fault: { code: 'colour-unknown', colour: 'octarine' },
    };
    refuses(422, { ...document, errors: [error], instance: '/requests/1' });
    const told = await problemOf(ask());
    expect(told.type).toBe('invalid');
    expect(told.faults).toEqual([
      { path: ['colour'], fault: { code: 'remote', text: 'there is no colour "octarine"' } },
    ]);
  });

  test('without single faults is told by its detail', async () => {
    const title = 'Not allowed';
    refuses(403, { type: 'urn:pbxctl:problem:forbidden', title, status: 403, detail: 'not you' });
    const { type, faults } = await problemOf(ask());
    expect(type).toBe('forbidden');
    expect(faults).toEqual([{ path: [], fault: { code: 'remote', text: 'not you' } }]);
  });

  test('of a kind that this version does not know is none of a PBX', async () => {
    const type = 'urn:pbxctl:problem:teapot';
    refuses(418, { type, title: 'Teapot', status: 418, detail: 'short and stout', errors: [] });
    expect(await refusal(ask())).toEqual(['unreachable', 'pbx-foreign']);
  });
});

describe('a token that no header can carry', () => {
  test.each(['pbx_секрет', 'pbx\nsecret', 'pbx\u0000'])('%j is a wrong token', async (token) => {
    const told = await problemOf(ask(connect({ token })));
    expect([told.type, ...told.faults.map(({ fault }) => fault.code)]).toEqual([
      'unauthenticated',
      'token-wrong',
    ]);
    expect(JSON.stringify(told)).not.toContain(token);
  });
});
