// docs/sources.md: its requests run, and its tables are those of the program.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OUTCOMES } from '../../src/domain/call.ts';
import { parseSource } from '../../src/service/sources/addresses.ts';
import { callOf, readRecord } from '../../src/service/sources/t2/record.ts';
import { factsWith } from '../support/ami.ts';
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
  const addresses = [...text.matchAll(/"((?:asterisk:\/\/|t2:)[^"]+)"/g)].map(
    ([, address = '']) => address,
  );
  expect(addresses.filter((address) => address.startsWith('asterisk')).length).toBeGreaterThan(3);
  expect(addresses.filter((address) => address.startsWith('t2')).length).toBeGreaterThan(1);
  for (const address of addresses) expect(parseSource(address)).toMatchObject({ ok: true });
});

/** The rows of the table with this heading: each value in code with what the second column begins with. */
const tableOf = (heading: string): [string, string][] => {
  const [, table = ''] = text.split(`| \`${heading}\` |`);
  const rows = table.split('\n\n')[0]?.split('\n').slice(2) ?? [];
  return rows.flatMap((row) => {
    const [, values = '', told = ''] = row.split('|');
    const word = /[a-z-]+/.exec(told)?.[0] ?? '';
    return [...values.matchAll(/`([A-Z_]+)`/g)].map(([, value = '']): [string, string] => [
      value,
      word,
    ]);
  });
};

const callWith = (change: object) => {
  const whole = { uuid: '1', date: '2026-11-25T12:00:00Z', callType: 'INTERNAL', ...change };
  const record = readRecord(whole);
  return record && callOf(record, 't2:main', factsWith());
};

test("its tables of T2's values are what the program makes of them", () => {
  const statuses = tableOf('callStatus');
  const types = tableOf('callType');
  expect([statuses.length, types.length]).toEqual([7, 14]);
  for (const [callStatus, outcome] of statuses)
    expect(callWith({ callStatus })?.outcome, callStatus).toBe(outcome);
  for (const [callType, kind] of types)
    expect(callWith({ callType })?.kind ?? 'none', callType).toBe(kind);
});
