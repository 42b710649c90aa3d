import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openEmbedded } from '../../../src/client/embedded.ts';
import { anyQuestion } from '../../domain/arbitraries.ts';
import { CLIENT, CLIENTS, office, reportedCall } from '../../support/office.ts';
import { cellsOf, faultsOf, linesOf } from '../../support/problems.ts';

const WORKING = { kind: 'working' as const };
const VIP = { kind: 'vip' as const };
const HOUR = 3_600_000;

const ago = (milliseconds: number): string => new Date(Date.now() - milliseconds).toISOString();

/** 101 was told of two calls, 102 of none. */
const busy = () =>
  office({
    clients: CLIENTS,
    rules: [{ subscribers: ['101'] }],
    calls: [
      reportedCall({ sourceCallId: 'a' }),
      reportedCall({ sourceCallId: 'b', caller: { number: '+79260000000' } }),
      reportedCall({ sourceCallId: 'c', subscriber: '102' }),
      reportedCall({ sourceCallId: 'd', subscriber: '102', outcome: 'busy' }),
      reportedCall({ sourceCallId: 'e', subscriber: '199' }),
      reportedCall({ sourceCallId: 'f', startedAt: ago(30 * HOUR) }),
    ],
  });

const PROPOSED = ['rules:', '  - subscribers: ["101", "102"]', '    callers: vip'];

describe('rules replay', () => {
  test('of the rules that were there finds no difference', async () => {
    const { pbxctl } = await busy();
    const replayed = await pbxctl('rules replay');
    expect(replayed.code).toBe(0);
    expect(cellsOf(replayed)).toEqual([
      ['SUBSCRIBER', 'EXT', 'CALLS', 'WERE', 'WOULD BE', 'CHANGE'],
      ['Иванов Иван', '101', '3', '2', '2', ''],
    ]);
    expect(replayed.stderr).toMatch(/^Calls since .*: 6; messages: 2, now 2\n$/);
  });

  test('of a file tells how many messages more and fewer each would get', async () => {
    const made = await busy();
    made.file('rules.yaml', PROPOSED);
    const replayed = await made.pbxctl('rules replay rules.yaml --since 7d');
    expect(cellsOf(replayed).slice(1)).toEqual([
      ['Иванов Иван', '101', '3', '2', '1', '−1'],
      ['Анна Петрова', '102', '2', '0', '1', '+1'],
    ]);
    expect(replayed.stderr).toMatch(/: 6; messages: 2, now 2 \(\+1, −1\)\n$/);
  });

  test('with --calls tells which, and why', async () => {
    const made = await busy();
    made.file('rules.yaml', PROPOSED);
    const { stdout } = await made.pbxctl('rules replay rules.yaml --calls');
    const lines = linesOf(stdout);
    expect(lines.slice(0, 6)).toEqual([
      expect.stringMatching(/^Call 3: .* → Анна Петрова: \+missed call, e-mail$/),
      '  silent (the subscriber has no notification rules) → notify (a rule holds for the call)',
      expect.stringMatching(/^ {2}line 2: yes \(.*VIP/),
      expect.stringMatching(/^Call 2: .*\+79260000000 → Иванов Иван: −missed call, e-mail$/),
      expect.stringMatching(/^ {2}notify \(.*\) → silent \(none/),
      '  line 2: no (the caller +79260000000 is not a VIP contact)',
    ]);
    expect(lines[6]).toMatch(/^SUBSCRIBER/);
  });

  test('with --json has all of it, and of each call the verdict', async () => {
    const made = await busy();
    made.file('rules.yaml', PROPOSED);
    const all = Object((await made.pbxctl('rules replay rules.yaml --json --lang ru')).json());
    expect(all).toMatchObject({ calls: 6, were: 2, would: 2, more: 1, fewer: 1 });
    expect(all.subscribers).toContainEqual({
      subscriber: expect.objectContaining({ extension: '101' }),
      calls: 3,
      were: 2,
      would: 1,
      more: 0,
      fewer: 1,
    });
    expect(all.differing).toBeUndefined();
    const { differing } = Object(
      (await made.pbxctl('rules replay rules.yaml --calls --json')).json(),
    );
    expect(differing[1]).toMatchObject({
      id: 2,
      subscriber: { extension: '101' },
      more: [],
      fewer: [{ type: 'missed', channel: 'email' }],
      before: { verdict: 'notify', reason: 'matched' },
      after: { verdict: 'silent', rules: [{ line: 2, callers: { code: 'caller-not-vip' } }] },
    });
  });

  test('a call that was too old when it came stays so, and one from before --since is left out', async () => {
    const made = await busy();
    made.file('rules.yaml', PROPOSED);
    const count = async (line: string) =>
      Object((await made.pbxctl(`rules replay ${line} --json`)).json());
    expect(await count('--since 1h')).toMatchObject({ calls: 5, would: 2 });
    expect(await count('--since 31h')).toMatchObject({ calls: 6, would: 2 });
    expect(await count('--since 0m')).toMatchObject({ calls: 0, subscribers: [] });
  });

  test('an empty list of rules in the file is that there are none', async () => {
    const made = await busy();
    made.file('rules.yaml', ['rules:', '  - {subscribers: ["101"], rules: []}']);
    const replayed = await made.pbxctl('rules replay rules.yaml --calls');
    expect(replayed.stdout).toContain('→ silent (the subscriber has no notification rules)');
    expect(replayed.stderr).toContain('messages: 2, now 0 (−2)');
  });

  test('messages that were withdrawn were none (R3)', async () => {
    const made = await busy();
    await made.pbxctl('rules rm 1 --yes');
    expect(Object((await made.pbxctl('rules replay --json')).json())).toMatchObject({
      were: 0,
      would: 0,
    });
  });

  test('a subscriber keeps his calls, by whatever number he is reached now', async () => {
    const made = await busy();
    await made.arrange(async (pbx) => {
      await pbx('patchSubscriber', { params: { id: 1 }, body: { extension: '111' } });
    });
    expect(cellsOf(await made.pbxctl('rules replay'))[1]).toEqual([
      'Иванов Иван',
      '111',
      '3',
      '2',
      '2',
      '',
    ]);
  });

  test('writes nothing', async () => {
    const made = await busy();
    made.file('rules.yaml', PROPOSED);
    const before = made.rows();
    await made.pbxctl('rules replay rules.yaml --calls');
    expect(made.rows()).toEqual(before);
  });

  test.each([
    ['--since yesterday', [2, '--since duration-unreadable']],
    [
      'bad.yaml',
      [
        2,
        'bad.yaml:2:19 subscribers address-unknown',
        'bad.yaml:3:11 rules[0].time period-word-unknown',
      ],
    ],
    ['missing.yaml', [2, 'missing.yaml file-unreadable']],
  ])('%s is refused', async (line, faults) => {
    const { pbxctl, file } = await office();
    file('bad.yaml', ['rules:', '  - subscribers: ["199"]', '    time: someday']);
    expect(faultsOf(await pbxctl(`rules replay ${line} --json`))).toEqual(faults);
  });
});

test('whatever calls came: by the rules that were there, replay finds what was told', async () => {
  const questions = fc.sample(anyQuestion, { numRuns: 300, seed: 7 });
  const made = await office({
    clients: CLIENTS,
    staff: [
      { name: 'Анна', extension: '101', number: '+79160000101', email: 'a@firm.ru' },
      { name: 'Борис', extension: '102', number: '+79160000102', email: null },
    ],
    rules: [
      { subscribers: ['101'], time: WORKING, callers: VIP },
      { subscribers: ['101', '102'], types: ['voicemail'] },
      {
        subscribers: ['101'],
        time: { kind: 'non-working' },
        callers: { kind: 'listed', numbers: ['102', CLIENT] },
      },
    ],
  });
  const { pbx, store } = openEmbedded(made.path);
  try {
    const start = Date.now() - HOUR;
    const calls = questions.map(({ call }, index) => ({
      ...call,
      sourceCallId: String(index),
      startedAt: new Date(start - (index % 48) * HOUR).toISOString(),
      subscriber: index % 3 === 0 ? '102' : '101',
    }));
    await pbx('reportCalls', { body: calls });
  } finally {
    store.close();
  }
  const replayed = Object((await made.pbxctl('rules replay --since 60d --calls --json')).json());
  expect(replayed).toMatchObject({ calls: 300, more: 0, fewer: 0, differing: [] });
  expect(replayed.were).toBeGreaterThan(20);
});
