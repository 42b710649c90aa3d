// Lists come in pages, each of which says where the next begins.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HttpTestPbx, startPbx } from '../../support/http.ts';
import { CALL, fill } from '../../support/requests.ts';

let pbx: HttpTestPbx;
beforeEach(async () => {
  pbx = await startPbx();
  await fill(pbx);
});
afterEach(() => pbx.close());

type Page = { items: { id: number }[]; nextCursor: string | null };

const all = async (path: string, limit: number): Promise<number[][]> => {
  const pages: number[][] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const reply = await pbx.send('GET', `${path}?limit=${limit}${after}`);
    expect(reply.status).toBe(200);
    const page = reply.body as Page;
    pages.push(page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return pages;
};

const addRules = (count: number, from = 0): Promise<unknown> =>
  pbx.send('POST', '/v1/rules/batch', {
    body: {
      create: Array.from({ length: count }, (_, index) => ({
        subscribers: ['102'],
        callers: { kind: 'listed', numbers: [`+7916${1_000_000 + from + index}`] },
      })),
    },
  });

test('every item comes once, and the last page may be a full one', async () => {
  await addRules(5);
  expect(await all('/v1/rules', 4)).toEqual([
    [1, 2, 3, 4],
    [5, 6],
  ]);
  expect(await all('/v1/rules', 3)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
});

test('calls, notifications and the audit come the newest first', async () => {
  const calls = [2, 3, 4].map((id) => ({ ...CALL, sourceCallId: String(id) }));
  await pbx.send('POST', '/v1/calls', { body: calls });
  expect(await all('/v1/calls', 3)).toEqual([[4, 3, 2], [1]]);
  expect(await all('/v1/notifications', 3)).toEqual([[4, 3, 2], [1]]);
  expect(await all('/v1/audit', 3)).toEqual([[4, 3, 2], [1]]);
});

test('subscribers, contacts and tokens come in order', async () => {
  expect(await all('/v1/subscribers', 1)).toEqual([[1], [2]]);
  expect(await all('/v1/contacts', 1)).toEqual([[1]]);
  expect(await all('/v1/tokens', 1)).toEqual([[1]]);
});

test('a cursor stays right while rules come and go', async () => {
  await addRules(4);
  const first = (await pbx.send('GET', '/v1/rules?limit=2')).body as Page;
  await pbx.send('DELETE', '/v1/rules/2');
  await pbx.send('DELETE', '/v1/rules/3');
  await addRules(1, 100);
  const rest = (await pbx.send('GET', `/v1/rules?cursor=${first.nextCursor}`)).body as Page;
  expect(rest.items.map(({ id }) => id)).toEqual([4, 5, 6]);
});

test.for([
  'cursor=x',
  'cursor=',
  'cursor=-1',
  'cursor=1e3',
  'cursor=1%20or%201=1',
  'cursor=9999999999999999',
  'cursor=1&cursor=2',
  'cursor[]=1',
  'limit=0',
  'limit=1001',
  'limit=-1',
  'limit=1.5',
  'limit=ten',
  'limit=',
  'limit=1&limit=2',
  'ids=1-',
  'ids=a',
  'type=fax',
  'callers=zzz',
])('%s is refused, with its field named', async (query) => {
  const reply = await pbx.send('GET', `/v1/rules?${query}`);
  expect(reply.status).toBe(422);
  const [name] = query.split(/[=&]/);
  expect(reply.body).toMatchObject({
    type: 'urn:pbxctl:problem:invalid',
    errors: [{ path: name }],
  });
});

test('filters narrow a list', async () => {
  await addRules(3);
  const ids = async (query: string): Promise<number[]> =>
    ((await pbx.send('GET', `/v1/rules?${query}`)).body as Page).items.map(({ id }) => id);
  expect(await ids('ids=2-3,1')).toEqual([1, 2, 3]);
  expect(await ids('subscriber=101')).toEqual([1]);
  expect(await ids('callers=listed')).toEqual([2, 3, 4]);
  expect(await ids('callers=8%20916%20100-00-01')).toEqual([3]);
  expect(await ids('callers=%2B79161000001')).toEqual([3]);
  expect(await ids(`q=${encodeURIComponent('иванова анна')}`)).toEqual([1]);
  expect((await pbx.send('GET', '/v1/rules?subscriber=999')).status).toBe(404);
});
