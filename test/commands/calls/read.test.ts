import { describe, expect, test } from 'vitest';
import { RECORDINGS, recording } from '../../support/ami.ts';
import { office } from '../../support/office.ts';
import { cellsOf, linesOf } from '../../support/problems.ts';
import { codesOf } from '../../support/served.ts';

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
