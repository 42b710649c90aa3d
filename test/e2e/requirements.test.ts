import { describe, expect, test } from 'vitest';
import { spawnProgram } from '../support/cli.ts';
import { type Office, office, reportedCall, wordsOf } from '../support/office.ts';
import { cellsOf, errorOf, faultsOf } from '../support/problems.ts';

/** The built program on the PBX of an office. */
const programOf =
  ({ address, folder }: Office) =>
  (line: string) =>
    spawnProgram(wordsOf(line), { environment: { PBX_URL: address }, folder });

const idsOf = (listed: unknown): number[] =>
  Object.values(Object(listed)).map((item) => Object(item).id);

describe('R1: nobody is notified until a rule says so', () => {
  test('the list says that notifications are off, and how to add a rule', async () => {
    const pbxctl = programOf(await office());
    const { stderr } = await pbxctl('rules list');
    expect(stderr).toContain('Notifications are off');
    expect(stderr).toContain('pbxctl rules add --addresses 101');
    const russian = await pbxctl('rules list --lang ru');
    expect(russian.stderr).toContain('Уведомления отключены');
  });

  test('a call is judged silent, and nothing waits to be sent', async () => {
    const made = await office();
    made.file('calls.json', JSON.stringify(reportedCall()));
    const pbxctl = programOf(made);
    const reported = await pbxctl('calls report calls.json --json');
    expect(reported.json()).toMatchObject([{ verdict: 'silent', reason: 'no-rules' }]);
    expect(reported.stderr).not.toContain('Waiting to be sent');
    expect((await pbxctl('rules list --json')).json()).toEqual([]);
  });
});

describe('R2: one rule for each subscriber, each of which lives alone', () => {
  test('subscribers are found by number, name or e-mail', async () => {
    const pbxctl = programOf(await office());
    const added = await pbxctl('rules add --addresses +79160000101,anna@firm.ru,сидоров --json');
    expect(added.json()).toMatchObject({
      created: [
        { id: 1, subscriber: { extension: '101' } },
        { id: 2, subscriber: { extension: '102' } },
        { id: 3, subscriber: { extension: '103' } },
      ],
    });
  });

  test('one is edited and another removed; the third stays as it was', async () => {
    const pbxctl = programOf(await office());
    await pbxctl('rules add --addresses 101,102,103');
    await pbxctl('rules edit 1 --time sat,sun');
    await pbxctl('rules rm 2 --yes');
    expect((await pbxctl('rules list --json')).json()).toMatchObject([
      { id: 1, revision: 2, time: { kind: 'period' } },
      { id: 3, revision: 1, time: { kind: 'all' } },
    ]);
  });
});

describe('R3: several rules are edited at once, and several removed', () => {
  test('what waited because of them goes too, unless another rule asks for it', async () => {
    const made = await office({
      rules: [
        { subscribers: ['101', '102'] },
        { subscribers: ['101'], time: { kind: 'working' } },
        { subscribers: ['101'], time: { kind: 'non-working' } },
      ],
      calls: [reportedCall(), reportedCall({ subscriber: '102', sourceCallId: '2' })],
    });
    const pbxctl = programOf(made);
    const waiting = async (call: number): Promise<unknown> =>
      Object((await pbxctl(`calls explain ${call} --json`)).json()).notifications[0].status;
    const edited = await pbxctl('rules edit 1 2 --callers all --type missed,voicemail --json');
    expect(edited.json()).toMatchObject({ updated: [{ id: 1 }, { id: 2 }], unchanged: [] });
    expect((await pbxctl('rules rm 1 2 --yes --json')).json()).toEqual({ removed: [1, 2] });
    expect(await waiting(1)).toBe('waiting');
    expect(await waiting(2)).toBe('withdrawn');
  });
});

describe('R9: notifications go to e-mail and to Telegram', () => {
  test('whoever has neither is warned of, wherever his rule is shown', async () => {
    const pbxctl = programOf(await office());
    const places = ['rules add --addresses 103', 'rules edit 1 --time sat', 'rules show 1'];
    for (const line of places) {
      const { code, stdout, stderr } = await pbxctl(line);
      expect(code).toBe(0);
      expect(stdout).toContain('! nowhere');
      expect(stderr).toMatch(/Warning: Пётр Сидоров \(103\) has neither e-mail nor/);
    }
    expect((await pbxctl('rules list')).stdout).toContain('! nowhere');
  });

  test('what he lacks is skipped: one notification for each channel that he has', async () => {
    const made = await office({ rules: [{ subscribers: ['101', '102', '103'] }] });
    for (const id of [1, 3]) made.connectTelegram(id);
    const calls = ['101', '102', '103'].map((subscriber) =>
      reportedCall({ subscriber, sourceCallId: subscriber }),
    );
    made.file('calls.json', JSON.stringify(calls));
    const pbxctl = programOf(made);
    await pbxctl('calls report calls.json');
    const listed = Object((await pbxctl('calls list --json')).json());
    const channels = Object.fromEntries(
      Object.values(listed).map((kept) => {
        const { call, notifications } = Object(kept);
        return [call.subscriber, notifications.map(({ channel }: { channel: string }) => channel)];
      }),
    );
    expect(channels).toEqual({ 101: ['email', 'telegram'], 102: ['email'], 103: ['telegram'] });
    expect(cellsOf(await pbxctl('rules list')).map((cells) => cells[3])).toEqual([
      'GOES TO',
      'ivanov@firm.ru, Telegram',
      'anna@firm.ru',
      'Telegram',
    ]);
  });
});

describe('A14: finding a subscriber', () => {
  test('an exact hit wins over a part of a name', async () => {
    const staff = [
      { name: 'Анна', extension: '101' },
      { name: 'Анна Петрова', extension: '102' },
    ];
    const pbxctl = programOf(await office({ staff }));
    const added = await pbxctl('rules add --addresses АННА --json');
    expect(added.json()).toMatchObject({ created: [{ subscriber: { extension: '101' } }] });
  });

  test('case, ё and е, and the order of words do not matter', async () => {
    const pbxctl = programOf(await office());
    const added = await pbxctl('rules add --addresses "СИДОР петр" --json');
    expect(added.json()).toMatchObject({ created: [{ subscriber: { extension: '103' } }] });
  });

  test('several are an error that lists them; none one that shows the nearest', async () => {
    const pbxctl = programOf(await office());
    const several = await pbxctl('rules add --addresses ов --json');
    expect(faultsOf(several)).toEqual([2, '--addresses address-ambiguous']);
    expect(errorOf(several).detail).toMatch(/Иванов[\s\S]*Петрова[\s\S]*Сидоров/);
    const none = await pbxctl('rules add --addresses ана --json');
    expect(faultsOf(none)).toEqual([5, '--addresses address-unknown']);
    expect(errorOf(none).detail).toMatch(/did you mean[\s\S]*Анна Петрова/);
  });
});

describe('A15: rules stay distinct', () => {
  test('an equal rule is there already: a script can be run twice', async () => {
    const made = await office();
    const pbxctl = programOf(made);
    const lines = [
      'rules add --addresses 101 --callers "8 916 123-45-67,102" --time "вс,сб" --json',
      'rules add --addresses 101 --callers 102,+79161234567 --time sat,sun --type missed --json',
    ];
    const [first, second] = [await pbxctl(lines[0] ?? ''), await pbxctl(lines[1] ?? '')];
    expect(first.json()).toMatchObject({ created: [{ id: 1 }], unchanged: [] });
    expect(second).toMatchObject({ code: 0 });
    expect(second.json()).toMatchObject({ created: [], unchanged: [{ id: 1 }] });
  });

  test('editing a rule into an equal one is a conflict that names the other', async () => {
    const pbxctl = programOf(await office({ rules: [{ subscribers: ['101'] }] }));
    await pbxctl('rules add --addresses 101 --time working');
    const equal = await pbxctl('rules edit 2 --time all --json');
    expect(faultsOf(equal)).toEqual([6, '2 rule-equal']);
    expect(errorOf(equal).errors[0]?.next).toContain('pbxctl rules show 1');
  });
});

describe('A16: every change is one transaction', () => {
  test('one wrong address, one wrong rule, one wrong row: nothing is written', async () => {
    const made = await office({ rules: [{ subscribers: ['101', '102'] }] });
    made.file('staff.csv', 'name,extension\nЕва,120\nЯна,x\n');
    const pbxctl = programOf(made);
    const before = made.rows();
    const codes: Record<string, number> = {};
    for (const line of [
      'rules add --addresses 103,109 --time sat',
      'rules edit 1 99 --time sat',
      'rules rm 1 99 --yes',
      'subscribers rm 1 99 --yes',
      'subscribers import staff.csv',
    ])
      codes[line] = (await pbxctl(line)).code;
    expect(Object.values(codes)).toEqual([5, 5, 5, 5, 2]);
    expect(made.rows()).toEqual(before);
  });

  test('a change may name the revision it saw, and fails if it is no longer current', async () => {
    const pbxctl = programOf(await office({ rules: [{ subscribers: ['101'] }] }));
    const line = 'rules edit 1 --time sat --if-revision 1 --json';
    expect((await pbxctl(line)).json()).toMatchObject({ updated: [{ id: 1, revision: 2 }] });
    expect(faultsOf(await pbxctl('rules edit 1 --time sun --if-revision 1 --json'))).toEqual([
      6,
      '1 revision-stale',
    ]);
    for (const topic of ['schedule set --zone Asia/Omsk', 'settings set --language en']) {
      expect((await pbxctl(`${topic} --if-revision 0`)).code).toBe(0);
      expect((await pbxctl(`${topic} --if-revision 0`)).code).toBe(6);
    }
    expect(idsOf((await pbxctl('rules list --json')).json())).toEqual([1]);
  });
});
