import { describe, expect, test } from 'vitest';
import { CLIENT, office, reportedCall } from '../../support/office.ts';
import { faultsOf, linesOf } from '../../support/problems.ts';

const ruled = (change = {}) =>
  office({
    rules: [
      { subscribers: ['101'] },
      { subscribers: ['101'], callers: { kind: 'listed', numbers: ['102'] } },
    ],
    calls: [reportedCall({ dialled: '+78001000101', ...change })],
  });

describe('calls explain', () => {
  test('tells why somebody was told, and what became of each notification', async () => {
    const { pbxctl } = await ruled();
    const explained = await pbxctl('calls explain 1');
    expect(explained).toMatchObject({ code: 0, stderr: '' });
    const [call, verdict, ...lines] = linesOf(explained.stdout);
    expect(call).toMatch(/^Call 1: \d{4}-\d\d-\d\d \d\d:\d\d, .*Иванов Иван \(101\), dialled /);
    expect(verdict).toMatch(/^Verdict: notify \(missed calls\)/);
    expect(lines).toEqual([
      'Rule 1: yes',
      expect.stringMatching(/^ {2}type +yes /),
      'Rule 2: no',
      expect.stringMatching(/^ {2}type +yes /),
      expect.stringMatching(/^ {2}caller +no .*not among/),
      'Notifications:',
      expect.stringMatching(/^ {2}1 +missed call, e-mail: waiting$/),
    ]);
  });

  test('with --json prints the verdict as rules test does, with the call and its notifications', async () => {
    const { pbxctl } = await ruled();
    expect((await pbxctl('calls explain 1 --json --lang ru')).json()).toEqual({
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
        {
          id: 2,
          matches: false,
          types: [],
          type: { holds: true, fact: expect.any(String), code: 'rang-out' },
          callers: {
            holds: false,
            fact: expect.stringContaining(CLIENT),
            code: 'caller-not-listed',
          },
        },
      ],
      call: expect.objectContaining({ source: 'test', dialled: '+78001000101' }),
      notifications: [
        {
          id: 1,
          type: 'missed',
          channel: 'email',
          status: 'waiting',
          rules: [1],
          attempts: 0,
          dueAt: expect.stringMatching(/\+03:00$/),
          sentAt: null,
          answer: null,
        },
      ],
    });
  });

  test('tells why nobody was told', async () => {
    const { pbxctl } = await ruled({ outcome: 'answered' });
    const { stdout } = await pbxctl('calls explain 1');
    expect(stdout).toMatch(/^Verdict: silent /m);
    expect(stdout).toContain('No notification was made.');
  });

  test('names what is not known', async () => {
    const { pbxctl } = await ruled({ outcome: 'unknown', kind: 'unknown', caller: {} });
    const { stdout } = await pbxctl('calls explain 1');
    expect(stdout).toContain('hidden number');
    expect(stdout).toMatch(/^Not known: .*how the call ended/m);
    expect(stdout).toContain('Rule 1: unknown');
  });

  test('a call to somebody who is no subscriber is kept', async () => {
    const { pbxctl } = await ruled({ subscriber: '199' });
    expect((await pbxctl('calls explain 1')).stdout).toMatch(/→ 199,/);
    const unnamed = await ruled({ subscriber: undefined });
    expect((await unnamed.pbxctl('calls explain 1')).stdout).toContain('→ ?,');
  });

  test('speaks Russian', async () => {
    const { pbxctl } = await ruled();
    const { stdout } = await pbxctl('calls explain 1 --lang ru');
    expect(stdout).toMatch(/^Вызов 1: /);
    expect(stdout).toMatch(/^Решение: уведомить/m);
  });

  test.each([
    ['a call that is not there', '77', [5, '<id> not-found']],
    ['garbage', 'last', [2, 'ids-unreadable']],
    ['a range', '1-2', [2, 'one-id-wanted']],
    ['nothing', '', [2, 'usage']],
  ])('%s is refused', async (_, id, faults) => {
    const { pbxctl } = await office();
    expect(faultsOf(await pbxctl(`calls explain --json ${id}`))).toEqual(faults);
  });
});
