import { describe, expect, test } from 'vitest';
import { office, reportedCall } from '../../support/office.ts';
import { cellsOf, faultsOf, linesOf } from '../../support/problems.ts';

const RULES = [{ subscribers: ['101'] }];

const three = [
  reportedCall({ sourceCallId: 'a' }),
  reportedCall({ sourceCallId: 'b', outcome: 'answered' }),
  reportedCall({ sourceCallId: 'c', outcome: 'unknown' }),
];

const ndjson = (calls: readonly object[]): string =>
  calls.map((call) => JSON.stringify(call)).join('\n');

describe('calls report', () => {
  test('judges each call and queues what is due', async () => {
    const { pbxctl, file, path } = await office({ rules: RULES });
    file('calls.json', JSON.stringify(three));
    const reported = await pbxctl('calls report calls.json');
    expect(reported.code).toBe(0);
    const [heading, ...rows] = cellsOf(reported);
    expect(heading).toEqual(expect.arrayContaining(['ID', 'RESULT', 'VERDICT', 'REASON']));
    expect(rows.map((cells) => cells.slice(-3, -1))).toEqual([
      ['taken', 'notify'],
      ['taken', 'silent'],
      ['taken', 'undecided'],
    ]);
    expect(linesOf(reported.stderr)).toEqual([
      `PBX: file:${path}`,
      'Taken: 3 calls; known already: 0; refused: 0',
      'Waiting to be sent: 1 message. A pbxctl serve on this store will; at once: pbxctl notifications send',
    ]);
  });

  test('with --json prints an array, each with the call as it was reported', async () => {
    const { pbxctl, file } = await office({ rules: RULES });
    file('call.json', JSON.stringify(three[0]));
    expect((await pbxctl('calls report call.json --json')).json()).toEqual([
      {
        id: 1,
        call: three[0],
        result: 'taken',
        verdict: 'notify',
        reason: 'matched',
        types: ['missed'],
        missing: [],
        rules: [
          {
            id: 1,
            matches: true,
            types: ['missed'],
            type: { holds: true, fact: expect.any(String), code: 'rang-out' },
          },
        ],
      },
    ]);
  });

  test('the same call reported twice is one call (A7)', async () => {
    const { pbxctl, file, rows } = await office({ rules: RULES });
    file('calls.ndjson', ndjson(three));
    await pbxctl('calls report calls.ndjson');
    const before = rows();
    const again = await pbxctl('calls report calls.ndjson');
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('Taken: 0 calls; known already: 3');
    expect(rows()).toEqual(before);
  });

  test('takes nothing with --dry-run, but answers as if it had', async () => {
    const { pbxctl, file, rows } = await office({ rules: RULES });
    file('calls.json', JSON.stringify(three));
    const before = rows();
    const dry = await pbxctl('calls report calls.json --dry-run --json');
    expect(dry.code).toBe(0);
    expect(dry.json()).toMatchObject([
      { verdict: 'notify' },
      { verdict: 'silent' },
      { verdict: 'undecided', missing: ['outcome'] },
    ]);
    expect(dry.stderr).toMatch(/nothing was written/);
    expect(rows()).toEqual(before);
  });

  test('takes more calls than one request may have', async () => {
    const { pbxctl, file } = await office();
    const calls = Array.from({ length: 2500 }, (_, index) =>
      reportedCall({ sourceCallId: String(index) }),
    );
    file('calls.ndjson', ndjson(calls));
    const reported = await pbxctl('calls report calls.ndjson --json');
    expect(reported.json()).toHaveLength(2500);
    expect(reported.json()).toContainEqual(expect.objectContaining({ call: calls[2499] }));
    expect(reported.stderr).toContain('Taken: 2500 calls');
  });

  test('reads stdin for -, and an empty array', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const reported = await pbxctl('calls report - --json', { input: ndjson(three) });
    expect(reported.json()).toHaveLength(3);
    expect((await pbxctl('calls report - --json', { input: '[]' })).json()).toEqual([]);
  });

  test('names the caller and whom he called, if the source does', async () => {
    const { pbxctl } = await office();
    const input = ndjson([
      reportedCall(),
      reportedCall({ sourceCallId: 'b', subscriber: undefined }),
    ]);
    const reported = cellsOf(await pbxctl('calls report -', { input }));
    expect(reported.slice(1).map((cells) => cells[2])).toEqual(['101', '?']);
  });

  test('an old call is kept and nobody is told (A8)', async () => {
    const { pbxctl, file } = await office({ rules: RULES });
    file('calls.json', JSON.stringify(reportedCall({ startedAt: '2020-01-01T00:00:00Z' })));
    expect((await pbxctl('calls report calls.json --json')).json()).toMatchObject([
      { result: 'taken', verdict: 'silent', reason: 'too-old' },
    ]);
  });
});

describe('calls report of a bad call', () => {
  const bad = [
    reportedCall({ sourceCallId: 'a' }),
    reportedCall({ sourceCallId: 'b', outcom: 'answered' }),
    reportedCall({ sourceCallId: 'c', startedAt: '2026-11-18 12:00', outcome: 'lost' }),
  ];

  test('refuses it alone: 2; the others are taken', async () => {
    const { pbxctl, file } = await office({ rules: RULES });
    file('calls.ndjson', ndjson(bad));
    const reported = await pbxctl('calls report calls.ndjson');
    expect(reported.code).toBe(2);
    expect(reported.stderr).toContain('Taken: 1 call; known already: 0; refused: 2');
    expect(reported.stderr).toMatch(/^Error: calls\.ndjson:2.*"outcom"/m);
    expect(reported.stderr).toMatch(/^Error: calls\.ndjson:3 startedAt: /m);
    expect(reported.stderr).toMatch(/^Error: calls\.ndjson:3 outcome: /m);
    expect((await pbxctl('calls list -o ids')).stdout).toBe('1\n');
  });

  test('with --json prints the array still, with the faults of each that was refused', async () => {
    const { pbxctl, file } = await office({ rules: RULES });
    file('calls.ndjson', ndjson(bad));
    const reported = await pbxctl('calls report calls.ndjson --json');
    expect(reported.code).toBe(2);
    expect(reported.json()).toEqual([
      expect.objectContaining({ result: 'taken', verdict: 'notify' }),
      {
        id: null,
        call: bad[1],
        result: 'refused',
        verdict: null,
        reason: null,
        types: [],
        missing: [],
        rules: [],
        errors: [expect.objectContaining({ code: 'field-unknown' })],
      },
      expect.objectContaining({
        result: 'refused',
        errors: [
          expect.objectContaining({ path: 'startedAt', code: 'instant-unreadable' }),
          expect.objectContaining({ path: 'outcome', code: 'field-value' }),
        ],
      }),
    ]);
  });

  test('in an array is named by its place in it', async () => {
    const { pbxctl, file } = await office();
    file('calls.json', JSON.stringify(bad));
    const { stderr } = await pbxctl('calls report calls.json');
    expect(stderr).toMatch(/^Error: calls\.json 2\.startedAt: /m);
    file('call.json', JSON.stringify(bad[2]));
    expect((await pbxctl('calls report call.json')).stderr).toMatch(
      /^Error: call\.json startedAt: /m,
    );
  });

  test.each<[string, string | Uint8Array, string]>([
    ['that is empty', '', 'calls.json file-empty'],
    ['that is no JSON', '[{"source": "test",\n  "kind": }]', 'calls.json:2:11 json-broken'],
    ['that breaks off', '[{"source": "test"', 'calls.json:1:19 json-broken'],
    ['that holds no calls', '"call"', 'calls.json json-not-calls'],
    ['with something else between the calls', '[{}, 5]', 'calls.json [1] json-not-calls'],
    ['with a broken line', `${ndjson(three)}\n{"source"`, 'calls.json:4:10 json-broken'],
    ['in UTF-16', Buffer.from('\ufeff[]', 'utf16le'), 'calls.json file-utf16'],
  ])('a file %s: 2, and nothing is taken', async (_, content, fault) => {
    const { pbxctl, file, rows } = await office();
    file('calls.json', content);
    const before = rows();
    expect(faultsOf(await pbxctl('calls report calls.json --json'))).toEqual([2, fault]);
    expect(rows()).toEqual(before);
  });

  test('a file that is not there', async () => {
    const { pbxctl } = await office();
    expect(faultsOf(await pbxctl('calls report missing.json --json'))).toEqual([
      2,
      'missing.json file-unreadable',
    ]);
  });
});
