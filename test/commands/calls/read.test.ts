import { describe, expect, test } from 'vitest';
import { openStore } from '../../../src/service/store/database.ts';
import { savePosition } from '../../../src/service/store/singles.ts';
import { RECORDINGS, recording } from '../../support/ami.ts';
import { office } from '../../support/office.ts';
import { cellsOf, linesOf } from '../../support/problems.ts';
import { codesOf } from '../../support/served.ts';
import { t2Server } from '../../support/t2.ts';

const RULES = [{ subscribers: ['101'], types: ['missed' as const, 'voicemail' as const] }];

const withRecording = async (name: string) => {
  const made = await office({ rules: RULES });
  made.file('calls.ami', recording(name));
  return made;
};

const READ = 'calls read --format ami calls.ami';

describe('calls read --format ami --dry-run', () => {
  test('prints each call with its verdict, takes nothing, and finds none too old', async () => {
    const { pbxctl, path, rows } = await withRecording('no-answer-then-voicemail');
    const before = rows();
    const read = await pbxctl(`${READ} --dry-run`);
    expect(read.code).toBe(0);
    expect(cellsOf(read)[1]?.slice(-3, -1)).toEqual(['taken', 'notify']);
    expect(linesOf(read.stderr)).toEqual([
      `PBX: file:${path}`,
      'Calls in the recording: 1',
      'Dry run, nothing was written. It would be: Taken: 1 call; known already: 0; refused: 0',
    ]);
    expect(rows()).toEqual(before);
  });

  test('with --json prints each call as it would be reported', async () => {
    const { pbxctl } = await withRecording('no-answer-then-voicemail');
    expect((await pbxctl(`${READ} --dry-run --json`)).json()).toMatchObject([
      {
        call: {
          source: 'asterisk:recording',
          sourceCallId: '1795345756.78',
          outcome: 'no-answer',
          voicemail: { mailbox: '101@default', durationSeconds: 12 },
        },
        verdict: 'notify',
        types: ['missed', 'voicemail'],
      },
    ]);
  });

  test('all recordings at once, on stdin', async () => {
    const { pbxctl } = await office({ rules: RULES });
    const input = Buffer.concat(RECORDINGS.map(recording));
    const read = await pbxctl('calls read --format ami - --dry-run --json', { input });
    expect(read.json()).toHaveLength(13);
  });

  test('takes the name and the options of the source from its address', async () => {
    const { pbxctl } = await withRecording('multichannel-direct-no-answer');
    const source = '"asterisk://pbxctl@10.0.0.5?name=office&outside=megafon"';
    expect((await pbxctl(`${READ} --dry-run --json --source ${source}`)).json()).toMatchObject([
      { call: { source: 'asterisk:office', kind: 'unknown' }, verdict: 'undecided' },
    ]);
  });
});

describe('calls read --format ami', () => {
  test('takes the calls, of which those of last month tell nobody (A8), and a second time knows them', async () => {
    const { pbxctl } = await withRecording('internal-no-answer');
    const [read] = [(await pbxctl(`${READ} --json`)).json()].flat();
    expect(read).toMatchObject({ result: 'taken', id: 1 });
    expect((await pbxctl(`${READ} --json`)).json()).toMatchObject([{ result: 'known', id: 1 }]);
  });

  test('counts what is no AMI', async () => {
    const { pbxctl, file } = await office();
    file('calls.ami', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    const read = await pbxctl(READ);
    expect([read.code, read.stderr]).toEqual([
      0,
      expect.stringContaining('Calls in the recording: 0; blocks that are no AMI: 1'),
    ]);
  });

  test.each([
    ['calls read --format ami nowhere.ami', 'file-unreadable'],
    ['calls read --format ami .', 'file-unreadable'],
    ['calls read --format ami calls.ami --source asterisk://u@h', '--source source-nameless'],
    ['calls read calls.ami', 'usage'],
    ['calls read --format cdr calls.ami', 'usage'],
  ])('%s is wrong usage: %s', async (line, code) => {
    const { pbxctl } = await withRecording('internal-no-answer');
    const read = await pbxctl(`${line} --json`);
    expect([read.code, codesOf(read)]).toEqual([2, [code]]);
  });
});

describe('calls read --format t2', () => {
  const DAY = 86_400_000;

  /** A missed call to 101 so many days ago, of each. */
  const withHistory = async (...days: number[]) => {
    const t2 = await t2Server();
    for (const ago of days) {
      t2.add({ uuid: `day ${ago}`, date: new Date(Date.now() - ago * DAY - 60_000).toISOString() });
    }
    const made = await office({ rules: RULES });
    const environment = { PBX_SOURCE_MAIN_SECRET_FILE: t2.file };
    const pbxctl = (line: string) => made.pbxctl(line, { environment });
    const read = (flags = '') => pbxctl(`calls read --format t2 --source "${t2.address}" ${flags}`);
    return { ...made, t2, pbxctl, read };
  };

  test('takes the history, and tells nobody of it, however young it is (A8)', async () => {
    const { read, pbxctl } = await withHistory(0, 1, 20, 40);
    const taken = await read('--since 30d');
    expect(taken).toMatchObject({ code: 0, stdout: '' });
    expect(taken.stderr).toContain('Calls in the history: 3. Nobody is told of them');
    expect(taken.stderr).toContain('Taken: 3 calls; known already: 0; refused: 0');
    const calls = [(await pbxctl('calls list --json')).json()].flat().map((kept) => Object(kept));
    expect(calls.map(({ verdict, notifications }) => [verdict.reason, notifications])).toEqual([
      ['past', []],
      ['past', []],
      ['past', []],
    ]);
    const explained = await pbxctl('calls explain 1');
    expect(explained.stdout).toContain('it was taken from the past, of which nobody is told');
    expect((await read('--since 30d')).stderr).toContain('Taken: 0 calls; known already: 3');
  });

  test('is replayed as if it had been told of then', async () => {
    const { read, pbxctl } = await withHistory(0, 1, 20);
    await read();
    const replayed = (await pbxctl('rules replay --since 30d --json')).json();
    expect(replayed).toMatchObject({ calls: 3, were: 0, would: 3, more: 3 });
    expect((await pbxctl('rules replay --since 7d --json')).json()).toMatchObject({ calls: 2 });
  });

  test('--dry-run and --json print each call, and take nothing', async () => {
    const { read, rows } = await withHistory(3);
    const before = rows();
    expect((await read('--dry-run --json')).json()).toMatchObject([
      { call: { source: 't2:main', outcome: 'no-answer' }, result: 'taken', verdict: 'notify' },
    ]);
    expect(rows()).toEqual(before);
  });

  test('leaves to the service what it listens to itself: that is still told of', async () => {
    const { read, arrange, path, t2, pbxctl } = await withHistory(0, 2);
    const store = openStore({ path });
    const now = Date.now();
    store.write((db) => savePosition(db, 't2:main', { since: now - DAY, until: now - DAY }));
    store.close();
    expect((await read()).stderr).toContain('Taken: 1 call; known already: 1');
    const young = new Date(now - 60_000).toISOString();
    await arrange(async (pbx) => {
      const call = { caller: { number: '102' }, kind: 'internal', outcome: 'no-answer' };
      const own = { source: 't2:main', sourceCallId: 'day 0', startedAt: young, subscriber: '101' };
      await pbx('reportCalls', { body: [{ ...own, ...call }] });
    });
    expect((await pbxctl('notifications list --json')).json()).toHaveLength(1);
    expect(t2.renewals()).toBe(0);
  });

  test('asks for nothing that the PBX would not keep', async () => {
    const { read, pbxctl, t2 } = await withHistory(1, 20);
    await pbxctl('settings set --retention-days 10');
    expect((await read('--since 999999d')).stderr).toContain('Taken: 1 call;');
    expect(t2.asked).toHaveLength(10);
  });

  test.each([
    ['--format ami', 2, 'usage'],
    ['--format t2 calls.ami', 2, 'usage'],
    ['--format ami calls.ami --since 3d', 2, 'usage'],
    ['--format ami calls.ami --source t2', 2, '--source source-unlike'],
    ['--format t2 --source asterisk://u@h?name=a', 2, '--source source-unlike'],
    ['--format t2 --since soon', 2, '--since moment-unreadable'],
    ['--format t2', 2, '--source t2-tokens-missing'],
  ])('%s is refused', async (flags, code, fault) => {
    const { pbxctl } = await withRecording('multichannel-direct-busy');
    const environment = { PBX_SOURCE_MAIN_SECRET_FILE: '/nowhere/t2.json' };
    const refused = await pbxctl(`calls read ${flags} --json`, { environment });
    expect([refused.code, codesOf(refused)]).toEqual([code, [fault]]);
  });
});
