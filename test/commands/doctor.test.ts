import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { checkBot } from '../../src/service/diagnosis/bot.ts';
import { hasOpenssl, selfSigned } from '../support/certificates.ts';
import { type Run, run, temporaryPbx } from '../support/cli.ts';
import { damage } from '../support/damage.ts';
import { type Office, office, reportedCall } from '../support/office.ts';
import { dump } from '../support/pbx.ts';
import { errorOf } from '../support/problems.ts';
import { served } from '../support/served.ts';
import { mailServer, NOBODY_LISTENS, SENDER } from '../support/smtp.ts';
import { botApi, type Refusal, TOKEN } from '../support/telegram.ts';

const HOUR = 3_600_000;

/** `email failed smtp-unreachable`: each check, how it stands, what is wrong. */
const statesOf = (ran: Run): string[] => {
  const { checks } = Object(ran.json());
  return Array.from(Object.values(checks), (check) => {
    const { check: name, status, problems } = Object(check);
    return [name, status, ...problems.map(({ code }: { code: string }) => code)].join(' ');
  });
};

const stateOf = (ran: Run, name: string): string | undefined =>
  statesOf(ran).find((state) => state.startsWith(`${name} `));

const told = (): Promise<Office> =>
  office({ rules: [{ subscribers: ['101'] }], calls: [reportedCall()] });

const withMail = (url: string): { environment: Record<string, string> } => ({
  environment: { PBX_SMTP_URL: url, PBX_MAIL_FROM: SENDER },
});

/** Works on the file as another program would. */
const onFile = ({ path }: Office, sql: string): void => {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
};

describe('pbxctl doctor on a PBX in a file', () => {
  test('says of each thing that it is well, writes nothing and sends nothing', async () => {
    const { url, arrived } = await mailServer();
    const { pbxctl, rows, address } = await told();
    const before = rows();
    const well = await pbxctl('doctor', withMail(url));
    expect(well).toMatchObject({ code: 0, stderr: '' });
    const lines = well.stdout.trimEnd().split('\n');
    expect(lines[0]).toBe(`PBX: ${address}`);
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^ok {7}store {6}\d+ KB, every page is sound$/),
      expect.stringMatching(/^(ok|warning) .*disk {7}.* free$/),
      expect.stringMatching(/^ok {7}clock {6}\d{4}-\d\d-\d\d \d\d:\d\d$/),
      'ok       time zone  Europe/Moscow',
      `ok       e-mail     ${url} lets us in`,
      'off      Telegram   PBX_TELEGRAM_TOKEN is not set: nothing is sent by Telegram from here',
      expect.stringMatching(
        /^ok {7}queue {6}e-mail: 1 waits, the oldest since .*; Telegram: none waits$/,
      ),
      'off      sources    none is listened to from here',
    ]);
    expect(rows()).toEqual(before);
    expect(arrived).toEqual([]);
  });

  test('--json tells the same to a program', async () => {
    const { url } = await mailServer();
    const { pbxctl } = await told();
    const well = await pbxctl('doctor --json', withMail(url));
    expect(well).toMatchObject({ code: 0, stderr: '' });
    expect(well.json()).toMatchObject({
      ok: true,
      checks: [
        { check: 'store', status: 'ok', problems: [], isSound: true },
        { check: 'disk', free: expect.any(Number) },
        { check: 'clock', now: expect.stringMatching(/\+03:00$/) },
        { check: 'zone', zone: 'Europe/Moscow' },
        { check: 'email', server: url, isEncrypted: false },
        { check: 'telegram', status: 'off', bot: null },
        { check: 'queue', channels: [{ channel: 'email', waiting: 1 }, { channel: 'telegram' }] },
        { check: 'sources', status: 'off', connected: [], all: 0 },
      ],
    });
  });

  test('speaks Russian', async () => {
    const { pbxctl } = await told();
    const { stdout } = await pbxctl('doctor --lang ru', withMail(NOBODY_LISTENS));
    expect(stdout).toContain('в порядке    часовой пояс  Europe/Moscow');
    expect(stdout).toContain('Дальше: Проверьте PBX_SMTP_URL');
  });
});

describe('what fails is told with what to do, and ends with 1', () => {
  test('a PBX that is not there, of which none is made', async () => {
    const pbx = temporaryPbx();
    const missing = await run(['doctor', '--json'], { PBX_URL: pbx });
    expect([missing.code, ...statesOf(missing)]).toEqual([
      1,
      'store failed store-missing',
      'email off',
      'telegram off',
    ]);
    const again = await run(['doctor'], { PBX_URL: pbx });
    expect(again.stdout).toContain('there is no PBX file');
  });

  test('a file that is no PBX', async () => {
    const pbx = temporaryPbx();
    writeFileSync(pbx.replace('file:', ''), 'a text'.repeat(1000));
    const other = await run(['doctor', '--json'], { PBX_URL: pbx });
    expect([other.code, stateOf(other, 'store')]).toEqual([1, 'store failed store-not-a-database']);
  });

  test('a PBX that is damaged where no command would notice', async () => {
    const made = await told();
    damage(made.path, 'attempts');
    const damaged = await made.pbxctl('doctor --json');
    expect([damaged.code, stateOf(damaged, 'store')]).toEqual([1, 'store failed store-damaged']);
  });

  test('a reference to what is gone', async () => {
    const made = await told();
    onFile(made, 'pragma foreign_keys = off; delete from subscribers where id = 1');
    const damaged = await made.pbxctl('doctor');
    expect(damaged.code).toBe(1);
    expect(damaged.stdout).toMatch(/is damaged: \w+ \d+ refers to subscribers that is gone/);
  });

  test('a time zone that this program does not know', async () => {
    const made = await told();
    onFile(
      made,
      `insert into singles values ('schedule', '{"zone":"Mars/Olympus","hours":{"mon":[],"tue":[],"wed":[],"thu":[],"fri":[],"sat":[],"sun":[]},"exceptions":[]}', 1)`,
    );
    const lost = await made.pbxctl('doctor --json');
    expect([lost.code, stateOf(lost, 'zone')]).toEqual([1, 'zone failed zone-unknown']);
  });

  test('a clock that is behind what was written', async () => {
    const made = await told();
    onFile(made, `update calls set received_at = ${Date.now() + HOUR}`);
    const behind = await made.pbxctl('doctor --json');
    expect([behind.code, stateOf(behind, 'clock')]).toEqual([1, 'clock failed clock-behind']);
  });

  test('a queue from which nobody delivers', async () => {
    const made = await told();
    onFile(made, `update notifications set due_at = ${Date.now() - HOUR}`);
    const waiting = await made.pbxctl('doctor');
    expect(waiting.code).toBe(1);
    expect(waiting.stdout).toContain('nothing is sent by e-mail: 1 notification waits, due since');
  });

  test.each([
    ['nobody listens', NOBODY_LISTENS, 'smtp-unreachable'],
    ['an address that is none', 'http://mail.firm.ru', 'smtp-url-unreadable'],
    ['a host that is none', 'smtp://mail.invalid', 'smtp-unreachable'],
  ])('a mail server: %s', async (_, url, code) => {
    const { pbxctl } = await told();
    const failed = await pbxctl('doctor --json', withMail(url));
    expect([failed.code, stateOf(failed, 'email')]).toEqual([1, `email failed ${code}`]);
  });

  test('a mail server without a sender', async () => {
    const { pbxctl } = await told();
    const environment = { PBX_SMTP_URL: 'smtp://127.0.0.1:25' };
    const failed = await pbxctl('doctor --json', { environment });
    expect(stateOf(failed, 'email')).toBe('email failed smtp-missing');
  });

  test('a password that is wrong, and is told to nobody', async () => {
    const server = await mailServer({ user: { name: 'pbx', password: 'secret' } });
    const { pbxctl } = await told();
    const right = await pbxctl('doctor --json', withMail(server.url));
    expect(stateOf(right, 'email')).toBe('email ok');
    const wrong = await pbxctl('doctor', withMail(server.url.replace('secret', 'hunter2')));
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toContain('does not let "pbx" in: 535');
    expect(wrong.stdout + wrong.stderr).not.toContain('hunter2');
  });

  test('what failed lately is a warning, which is no failure', async () => {
    const made = await told();
    onFile(made, "update notifications set status = 'failed'");
    const failed = await made.pbxctl('doctor --json');
    expect([failed.code, stateOf(failed, 'queue')]).toEqual([
      0,
      'queue warning notifications-failed',
    ]);
    onFile(made, `update notifications set created_at = ${Date.now() - 25 * HOUR}`);
    expect(stateOf(await made.pbxctl('doctor --json'), 'queue')).toBe('queue ok');
  });
});

describe.skipIf(!hasOpenssl)('TLS to the mail server', () => {
  test('is told, and has to be by a certificate that is known', async () => {
    const own = selfSigned();
    const { pbxctl } = await told();
    for (const way of ['tls', 'secure'] as const) {
      const { url } = await mailServer({ [way]: own });
      const unknown = await pbxctl('doctor --json', withMail(url));
      expect([unknown.code, stateOf(unknown, 'email')]).toEqual([
        1,
        'email failed smtp-certificate',
      ]);
      const { environment } = withMail(url);
      const trusting = { environment: { ...environment, PBX_CA_FILE: own.file } };
      expect((await pbxctl('doctor', trusting)).stdout).toContain(`${url} lets us in, encrypted`);
    }
  });

  test('is wanted before a password goes to another machine', async () => {
    const server = await mailServer({ user: { name: 'pbx', password: 'secret' } });
    const { pbxctl } = await told();
    // The same machine by an address that does not look like it.
    const elsewhere = (url: string) => withMail(url.replace('127.0.0.1', '[::ffff:127.0.0.1]'));
    const open = await pbxctl('doctor --json', elsewhere(server.url));
    expect([open.code, stateOf(open, 'email')]).toEqual([1, 'email failed smtp-login-open']);
    const { url } = await mailServer();
    const readable = await pbxctl('doctor --json', elsewhere(url));
    expect([readable.code, stateOf(readable, 'email')]).toEqual([0, 'email warning smtp-open']);
  });
});

describe('the Telegram bot', () => {
  const withBot = (url: string, token = TOKEN) => ({
    environment: { PBX_TELEGRAM_TOKEN: token, PBX_TELEGRAM_API: url },
  });

  test('is told by its name when the Bot API knows it', async () => {
    const { url, asked, sent } = await botApi();
    const { pbxctl } = await told();
    const well = await pbxctl('doctor', withBot(url));
    expect(well.code).toBe(0);
    expect(well.stdout).toContain('ok       Telegram   @firm_pbx_bot is known');
    expect(asked.map(({ method }) => method)).toEqual(['getMe']);
    expect(sent).toEqual([]);
  });

  const OTHER = '987654321:AAanother_token_of_a_bot-0123456789abc';

  test.each<[string, Refusal | null, string, string]>([
    ['a token that is not known', null, OTHER, 'telegram-refused'],
    ['an error', { code: 500 }, TOKEN, 'telegram-unreachable'],
    ['a page of HTML', { html: '<h1>502</h1>', status: 502 }, TOKEN, 'telegram-unreachable'],
    ['no answer', 'hangs up', TOKEN, 'telegram-unreachable'],
    ['what is no token', null, '12:cut-off', 'telegram-token-unreadable'],
  ])('fails by %s, and its token is told to nobody', async (_, refusal, token, code) => {
    const api = await botApi();
    api.refuse = () => refusal;
    const { pbxctl } = await told();
    const failed = await pbxctl('doctor --json', withBot(api.url, token));
    expect([failed.code, stateOf(failed, 'telegram')]).toEqual([1, `telegram failed ${code}`]);
    expect(failed.stdout + failed.stderr).not.toContain(token.split(':')[1]);
  });

  test('fails where nobody listens', async () => {
    const { pbxctl } = await told();
    const failed = await pbxctl('doctor', withBot('http://127.0.0.1:1'));
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain('the Bot API at http://127.0.0.1:1 does not answer as one');
    expect(failed.stdout).not.toContain(TOKEN);
  });

  test('that is known and hears nothing fails', async () => {
    const { url } = await botApi();
    const deaf = { state: 'down', since: 0, why: '409 Conflict' } as const;
    const check = await checkBot({ token: TOKEN, apiRoot: url }, { state: () => deaf });
    expect(check).toMatchObject({
      status: 'failed',
      problems: [{ fault: { code: 'telegram-deaf', why: '409 Conflict' } }],
      bot: '@firm_pbx_bot',
    });
  });
});

describe('pbxctl doctor on a PBX service', () => {
  test('tells what the service finds, to whoever may see how it does', async () => {
    const { url, token, store } = await served();
    const environment = { PBX_URL: url, PBX_TOKEN: await token('service:read') };
    const before = dump(store);
    const well = await run(['doctor', '--json'], environment);
    expect(well.code).toBe(0);
    expect(
      statesOf(well).map((state) => state.replace('disk warning disk-short', 'disk ok')),
    ).toEqual([
      'store ok',
      'disk ok',
      'clock ok',
      'zone ok',
      'email off',
      'telegram off',
      'queue ok',
      'sources off',
    ]);
    const { stdout } = await run(['doctor'], environment);
    expect(stdout).toContain(`PBX: ${url}`);
    expect(stdout).toContain('not every page was read');
    expect(dump(store)).toEqual(before);
  });

  test('does not tell where the store is', async () => {
    const { url, token, path, store } = await served();
    const environment = { PBX_URL: url, PBX_TOKEN: await token('service:read') };
    store.write((db) => db.run('pragma query_only = on'));
    const failed = await run(['doctor', '--json'], environment);
    expect([failed.code, stateOf(failed, 'store')]).toEqual([1, 'store failed store-failed']);
    expect(failed.stdout).not.toContain(path);
  });

  test('a token of another scope: 4; a service that is not there: 7', async () => {
    const { url, token } = await served();
    const environment = { PBX_URL: url, PBX_TOKEN: await token('calls:read', 'rules:write') };
    expect(errorOf(await run(['doctor', '--json'], environment)).exitCode).toBe(4);
    expect((await run(['doctor'], { PBX_URL: 'http://127.0.0.1:1' })).code).toBe(7);
  });
});
