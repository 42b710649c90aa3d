// 8,000 requests made from the OpenAPI document, sound and broken, to one PBX. More: node test/bench/fuzz.ts
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fuzz } from '../../support/fuzz.ts';
import { type HttpTestPbx, startPbx } from '../../support/http.ts';
import { fill } from '../../support/requests.ts';

let pbx: HttpTestPbx;
beforeEach(async () => {
  pbx = await startPbx();
  await fill(pbx);
});
afterEach(() => pbx.close());

test('whatever is asked, the answer fits its schema or is a problem document', async () => {
  const { statuses, faults } = await fuzz(pbx, { count: 8000, seed: 20_261_122 });
  expect(faults).toEqual([]);
  const done = Object.entries(statuses).filter(([status]) => status < '300');
  expect(done.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(1000);
  const token = pbx.token(['rules:read']);
  expect((await pbx.send('GET', '/v1/rules', { token })).status).toBe(200);
}, 120_000);
