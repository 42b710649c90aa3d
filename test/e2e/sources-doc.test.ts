// docs/sources.md: its requests run, and its tables are those of the program.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OUTCOMES } from '../../src/domain/call.ts';
import { parseSource } from '../../src/service/sources/addresses.ts';
import { ROOT, spawnShell } from '../support/cli.ts';
import { served } from '../support/served.ts';

const text = readFileSync(join(ROOT, 'docs/sources.md'), 'utf8');

test('its requests are taken', async () => {
  const pbx = await served();
  const environment = {
    PBX: pbx.url,
    TOKEN: await pbx.token('calls:write'),
    no_proxy: '127.0.0.1',
  };
  const requests = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, script = '']) => script);
  expect(requests).toHaveLength(2);
  for (const request of requests) {
    const { code, stdout } = await spawnShell(request, { environment });
    expect([code, JSON.parse(stdout)]).toMatchObject([0, [{ result: 'taken', problem: [] }]]);
  }
  const { items } = await pbx.pbx('listCalls', {});
  expect(items.map(({ call }) => call.voicemail)).toEqual([{ durationSeconds: 12 }]);
});

test('its table of outcomes has each', () => {
  const told = [...text.matchAll(/^\| `([\w-]+)` \| (?:`|none)/gm)].map(([, outcome]) => outcome);
  expect(new Set(told)).toEqual(new Set(OUTCOMES));
});

test('its addresses can be read', () => {
  const addresses = [...text.matchAll(/"(asterisk:\/\/[^"]+)"/g)].map(
    ([, address = '']) => address,
  );
  expect(addresses.length).toBeGreaterThan(3);
  for (const address of addresses) expect(parseSource(address)).toMatchObject({ ok: true });
});
