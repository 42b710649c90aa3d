// What anybody may see: whether the service is well, and what it can do.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openApiDocument } from '../../../src/contract/openapi.ts';
import { type HttpTestPbx, startPbx } from '../../support/http.ts';

let pbx: HttpTestPbx;
beforeEach(async () => {
  pbx = await startPbx();
});
afterEach(() => pbx.close());

test('anybody may ask whether the service is well', async () => {
  for (const token of [null, 'wrong']) {
    const reply = await pbx.send('GET', '/healthz', { token });
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      status: 'ok',
      delivery: { email: { state: 'off' }, telegram: { state: 'off' } },
      bot: { state: 'off' },
    });
  }
});

test('it is not when the store is gone, and says so without telling where the store was', async () => {
  pbx.store.close();
  const reply = await pbx.send('GET', '/healthz', { token: null });
  expect(reply.status).toBe(503);
  expect(reply.body).toMatchObject({ type: 'urn:pbxctl:problem:unavailable', status: 503 });
  expect(reply.text).not.toContain(pbx.path);
});

test('what else is asked of a store that is gone can be asked again later', async () => {
  pbx.store.close();
  const reply = await pbx.send('GET', '/v1/rules');
  expect(reply.status).toBe(503);
  expect(reply.body).toMatchObject({ type: 'urn:pbxctl:problem:unavailable' });
  expect(pbx.logs()).toContain('"level":50');
});

test('anybody may read the OpenAPI document', async () => {
  const reply = await pbx.send('GET', '/openapi.json', { token: null });
  expect(reply.status).toBe(200);
  expect(reply.body).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});

test('only reading is open', async () => {
  for (const path of ['/healthz', '/openapi.json']) {
    expect((await pbx.send('HEAD', path, { token: null })).status).toBe(200);
    expect((await pbx.send('POST', path, { token: null, body: {} })).status).toBe(404);
  }
});
