import { describe, expect, test } from 'vitest';
import { cellsOf, faultsOf } from '../../support/problems.ts';
import { told } from '../../support/told.ts';

describe('notifications list', () => {
  test('the newest first, with what became of each and what the server answered', async () => {
    const { pbxctl } = await told();
    const [heading, ...rows] = cellsOf(await pbxctl('notifications list'));
    expect(heading).toEqual([
      'ID',
      'MADE',
      'SUBSCRIBER',
      'TYPE',
      'GOES TO',
      'STATUS',
      'TRIES',
      'ANSWER',
      'CALL',
    ]);
    expect(rows.map(([id, , ...cells]) => [id, ...cells])).toEqual([
      ['3', 'Иванов Иван', 'missed call', 'e-mail', 'waiting', '0', '', '3'],
      ['2', 'Анна Петрова', 'missed call', 'e-mail', 'failed', '1', '550 answer 550', '2'],
      [
        '1',
        'Иванов Иван',
        'missed call',
        'e-mail',
        'sent',
        '1',
        expect.stringMatching(/^250 /),
        '1',
      ],
    ]);
  });

  test.each([
    ['--status failed', '2'],
    ['--subscriber 101', '3 1'],
    ['--channel telegram', ''],
    ['--channel email --status waiting --since 1h', '3'],
    ['--since "2099-01-01 10:00"', ''],
    ['--since 2026-01-01', '3 2 1'],
  ])('%s', async (filter, ids) => {
    const { pbxctl } = await told();
    const listed = await pbxctl(`notifications list ${filter} -o ids`);
    expect(listed.stdout.trim().split('\n').join(' ')).toBe(ids);
  });

  test('--json has every attempt', async () => {
    const { pbxctl } = await told();
    expect((await pbxctl('notifications list --status failed --json')).json()).toMatchObject([
      {
        id: 2,
        callId: 2,
        subscriber: { name: 'Анна Петрова' },
        history: [{ outcome: 'permanent', answer: '550 answer 550' }],
      },
    ]);
  });

  test.each(['yesterday', '7', '2026-02-30'])('refuses --since %s', async (since) => {
    const { pbxctl } = await told();
    const refused = await pbxctl(`notifications list --since ${since} --json`);
    expect(faultsOf(refused)).toEqual([2, '--since moment-unreadable']);
  });
});
