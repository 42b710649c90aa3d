// If-Match: a change is made only to what its maker saw (A16).
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type HttpTestPbx, type Reply, startPbx } from '../../support/http.ts';
import { EXAMPLES, fill } from '../../support/requests.ts';

let pbx: HttpTestPbx;
beforeEach(async () => {
  pbx = await startPbx();
  await fill(pbx);
});
afterEach(() => pbx.close());

const MALFORMED = ['3', '"x"', '""', 'W/"1"', '*', '"1", "2"', '"1', '"9999999999999999"', '"-1"'];

describe.for([
  { what: 'a rule, to change it', name: 'patchRule', method: 'PATCH', at: '/v1/rules/1' },
  { what: 'a rule, to remove it', name: 'deleteRule', method: 'DELETE', at: '/v1/rules/1' },
  { what: 'the set of rules', name: 'batchRules', method: 'POST', at: '/v1/rules' },
  { what: 'the schedule', name: 'putSchedule', method: 'PUT', at: '/v1/schedule' },
  { what: 'the settings', name: 'putSettings', method: 'PUT', at: '/v1/settings' },
] as const)('$what', ({ name, method, at }) => {
  const { path, body } = EXAMPLES[name];
  const change = (tag: string): Promise<Reply> =>
    pbx.send(method, path, { body, headers: { 'if-match': tag } });
  const revision = async (): Promise<number> =>
    Number(Reflect.get(Object((await pbx.send('GET', at)).body), 'revision'));

  test('is changed at the revision that it has', async () => {
    const seen = await pbx.send('GET', at);
    const reply = await change(String(seen.headers.etag));
    expect(reply.status).toBe(200);
  });

  test('stays as it is at any other', async () => {
    const seen = await pbx.send('GET', at);
    const other = (await revision()) + 1;
    const reply = await change(`"${other}"`);
    expect(reply.status).toBe(412);
    expect(reply.body).toMatchObject({
      type: 'urn:pbxctl:problem:stale',
      errors: [{ code: 'revision-stale', fault: { seen: other, current: other - 1 } }],
    });
    expect((await pbx.send('GET', at)).text).toBe(seen.text);
  });

  test.for(MALFORMED)('%s is no revision', async (tag) => {
    const seen = await pbx.send('GET', at);
    const reply = await change(tag);
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({
      type: 'urn:pbxctl:problem:malformed',
      errors: [{ path: 'If-Match', code: 'revision-unreadable' }],
    });
    expect((await pbx.send('GET', at)).text).toBe(seen.text);
  });

  test('a revision is used up by a change', async () => {
    const tag = `"${await revision()}"`;
    expect((await change(tag)).status).toBe(200);
    expect([404, 412]).toContain((await change(tag)).status);
  });
});

const statuses = async (requests: Promise<Reply>[]): Promise<number[]> =>
  (await Promise.all(requests)).map((reply) => reply.status).sort();

test('of two who change one rule at once, the second is told that he saw an older one', async () => {
  const headers = { 'if-match': '"1"' };
  const edits = [{ callers: { kind: 'vip' } }, { time: { kind: 'working' } }];
  const replies = edits.map((body) => pbx.send('PATCH', '/v1/rules/1', { headers, body }));
  expect(await statuses(replies)).toEqual([200, 412]);
  expect((await pbx.send('GET', '/v1/rules/1')).body).toMatchObject({ revision: 2 });
});

test('of ten batches on one state of the rules, one is done', async () => {
  const { revision } = Object((await pbx.send('GET', '/v1/rules')).body);
  const replies = Array.from({ length: 10 }, (_, index) =>
    pbx.send('POST', '/v1/rules/batch', {
      headers: { 'if-match': `"${revision}"` },
      body: {
        create: [
          { subscribers: ['102'], callers: { kind: 'listed', numbers: [`+7916123450${index}`] } },
        ],
      },
    }),
  );
  expect(await statuses(replies)).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);
  expect((await pbx.send('GET', '/v1/rules')).body).toMatchObject({
    items: [{}, {}],
    revision: revision + 1,
  });
});

test('a batch with one thing wrong does nothing of the rest', async () => {
  const before = (await pbx.send('GET', '/v1/rules')).text;
  const reply = await pbx.send('POST', '/v1/rules/batch', {
    body: {
      create: [{ subscribers: ['102'] }, { subscribers: ['999'] }],
      update: [{ id: 1, revision: 7, types: ['voicemail'] }],
      remove: [{ id: 99 }],
    },
  });
  expect(reply.status).toBe(422);
  const { errors } = Object(reply.body);
  expect(errors.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual([
    ['remove.0', 'not-found'],
    ['update.0', 'revision-stale'],
    ['create.1.subscribers.0', 'address-unknown'],
  ]);
  expect((await pbx.send('GET', '/v1/rules')).text).toBe(before);
});
