import { describe, expect, test } from 'vitest';
import { CLIENT, CLIENTS, office, reportedCall } from '../../support/office.ts';
import { cellsOf, faultsOf, linesOf } from '../../support/problems.ts';

const STARTED = '2026-11-18T12:00:00+03:00';

const CALLS = [
  reportedCall({ sourceCallId: 'a', caller: { number: CLIENT, name: 'Роза' } }),
  reportedCall({
    sourceCallId: 'b',
    subscriber: '102',
    caller: { number: '101' },
    kind: 'internal',
  }),
  reportedCall({ sourceCallId: 'c', outcome: 'unknown', caller: {} }),
  reportedCall({ sourceCallId: 'd', startedAt: STARTED, subscriber: '199' }),
];

const busy = () => office({ rules: [{ subscribers: ['101'] }], clients: CLIENTS, calls: CALLS });

describe('calls list', () => {
  test('has a row for each call, with its verdict and why', async () => {
    const { pbxctl } = await busy();
    const listed = await pbxctl('calls list');
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    const [heading, ...rows] = cellsOf(listed);
    expect(heading).toEqual(['ID', 'BEGAN', 'CALLER', 'SUBSCRIBER', 'VERDICT', 'REASON']);
    const byId = Object.fromEntries(rows.map(([id, ...cells]) => [id, cells.slice(1)]));
    expect(byId).toEqual({
      1: [expect.stringMatching(/\(Роза\)$/), 'Иванов Иван', 'notify', expect.any(String)],
      2: ['101', 'Анна Петрова', 'silent', 'the subscriber has no notification rules'],
      3: ['hidden number', 'Иванов Иван', 'undecided', expect.any(String)],
      4: [expect.any(String), '199', 'undecided', expect.stringContaining('subscriber')],
    });
    expect(rows.find(([id]) => id === '4')?.[1]).toBe('2026-11-18 12:00');
  });

  test('with --json is an array of calls as they were reported, with their verdicts', async () => {
    const { pbxctl } = await busy();
    const listed = await pbxctl('calls list --json');
    expect(listed.json()).toHaveLength(4);
    expect(listed.json()).toContainEqual(
      expect.objectContaining({
        id: 1,
        call: expect.objectContaining({
          sourceCallId: 'a',
          caller: { number: CLIENT, name: 'Роза' },
        }),
        verdict: expect.objectContaining({ verdict: 'notify', reason: 'matched' }),
        notifications: [expect.objectContaining({ channel: 'email', status: 'waiting' })],
      }),
    );
  });

  test.each([
    ['--verdict notify', ['1']],
    ['--verdict silent', ['2']],
    ['--verdict undecided', ['3', '4']],
    ['--subscriber 101', ['1', '3']],
    ['--subscriber петрова', ['2']],
    ['--subscriber 101 --verdict undecided', ['3']],
    ['--subscriber 103', []],
  ])('%s', async (filter, ids) => {
    const { pbxctl } = await busy();
    const { stdout } = await pbxctl(`calls list ${filter} -o ids`);
    expect(stdout.split('\n').filter(Boolean).sort()).toEqual(ids);
  });

  test('as CSV has codes that no language changes', async () => {
    const { pbxctl } = await busy();
    const listed = await pbxctl('calls list --subscriber 102 -o csv --lang ru');
    expect(linesOf(listed.stdout)).toEqual([
      'id,startedAt,caller,subscriber,kind,outcome,verdict,reason',
      expect.stringMatching(/^2,[^,]+,101,102,internal,no-answer,silent,no-rules$/),
    ]);
  });

  test('what a source left out is empty for programs and a word for people', async () => {
    const { pbxctl } = await office({
      calls: [reportedCall({ subscriber: undefined, caller: {} })],
    });
    expect(linesOf((await pbxctl('calls list -o csv')).stdout)[1]).toMatch(
      /^1,[^,]+,,,multichannel,no-answer,undecided,no-such-subscriber$/,
    );
    expect(cellsOf(await pbxctl('calls list'))[1]?.slice(2, 4)).toEqual(['hidden number', '?']);
  });

  test('an empty list says so on stderr', async () => {
    const { pbxctl } = await office();
    expect(await pbxctl('calls list')).toMatchObject({ code: 0, stderr: 'Nothing found.\n' });
    expect((await pbxctl('calls list -o ids')).stdout).toBe('');
  });

  test('the newest stand first', async () => {
    const { pbxctl } = await busy();
    expect((await pbxctl('calls list -o ids')).stdout.split('\n')[0]).toBe('4');
  });

  test.each([
    ['--subscriber nobody@firm.ru', [5, '--subscriber address-unknown']],
    ['--subscriber ов', [2, '--subscriber address-ambiguous']],
    ['--verdict loud', [2, 'usage']],
  ])('%s is refused', async (filter, faults) => {
    const { pbxctl } = await office();
    expect(faultsOf(await pbxctl(`calls list ${filter} --json`))).toEqual(faults);
  });
});
