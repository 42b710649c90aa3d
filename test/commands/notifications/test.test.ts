import { describe, expect, test } from 'vitest';
import { run } from '../../support/cli.ts';
import { faultsOf } from '../../support/problems.ts';
import { served } from '../../support/served.ts';
import { mailServer, SENDER } from '../../support/smtp.ts';
import { botApi, TOKEN } from '../../support/telegram.ts';
import { told } from '../../support/told.ts';

describe('notifications test', () => {
  const testing = async (behaviour: Parameters<typeof mailServer>[0] = {}) => {
    const made = await told();
    const server = await mailServer(behaviour);
    const environment = { PBX_SMTP_URL: server.url, PBX_MAIL_FROM: SENDER };
    return { ...made, server, environment };
  };

  test('sends a message that says it is a test, and nothing else that waits', async () => {
    const { pbxctl, server, environment } = await testing();
    const sent = await pbxctl('notifications test anna@firm.ru', { environment });
    expect(sent).toMatchObject({ code: 0, stdout: '' });
    expect(sent.stderr).toContain(
      'Test message delivered to anna@firm.ru: the server answered 250',
    );
    const [mail, ...others] = await server.mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Проверка уведомлений' });
    expect(mail?.text).toContain('Это проверка');
    expect((await pbxctl('notifications list --status waiting -o ids')).stdout).toBe('3\n');
  });

  test.each([
    ['refused', { atRecipient: () => 550 }, '550 answer 550'],
    ['refused for now', { atMessage: () => 451 }, '451 answer 451'],
  ])('%s: 1, with the server’s answer, and it is not tried again', async (_, behaviour, answer) => {
    const { pbxctl, environment } = await testing(behaviour);
    const failed = await pbxctl('notifications test 101', { environment });
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain(`was not delivered: ${answer}`);
    expect((await pbxctl('notifications show 4 --json')).json()).toMatchObject([
      { type: 'test', status: 'failed', attempts: 1, callId: null, rules: [] },
    ]);
  });

  test('a server that is not there: 1', async () => {
    const { pbxctl } = await testing();
    const environment = { PBX_SMTP_URL: 'smtp://127.0.0.1:1', PBX_MAIL_FROM: SENDER };
    const failed = await pbxctl('notifications test 101 --json', { environment });
    expect(faultsOf(failed)).toEqual([1, 'test-failed']);
  });

  test.each([
    ['nobody', 5, '<who> address-unknown'],
    ['103', 2, '<who> channel-missing'],
  ])('refuses %s', async (who, code, fault) => {
    const { pbxctl, environment, rows } = await testing();
    const before = rows();
    const refused = await pbxctl(`notifications test ${who} --json`, { environment });
    expect(faultsOf(refused)).toEqual([code, fault]);
    expect(rows()).toEqual(before);
  });

  test('without a mail server nothing is queued', async () => {
    const { pbxctl, rows } = await testing();
    const before = rows();
    expect(faultsOf(await pbxctl('notifications test 101 --json'))).toEqual([2, 'smtp-missing']);
    expect(rows()).toEqual(before);
  });
});

describe('notifications test --channel telegram', () => {
  const testing = async () => {
    const [made, api] = [await told(), await botApi()];
    made.connectTelegram(1);
    const environment = { PBX_TELEGRAM_TOKEN: TOKEN, PBX_TELEGRAM_API: api.url };
    return { ...made, api, environment };
  };

  test('sends it to his chat, and nothing else that waits', async () => {
    const { pbxctl, api, environment } = await testing();
    const sent = await pbxctl('notifications test 101 --channel telegram', { environment });
    expect(sent).toMatchObject({ code: 0, stdout: '' });
    expect(api.sent.map(({ text }) => text)).toEqual([
      expect.stringContaining('Проверка уведомлений'),
    ]);
  });

  test.each([
    [400, 'Bad Request: chat not found', 'connected'],
    [403, 'Forbidden: bot was blocked by the user', 'blocked'],
    [401, 'Unauthorized', 'connected'],
  ])('%s: 1, with what the Bot API said and without the token', async (code, description, then) => {
    const { pbxctl, api, environment } = await testing();
    api.refuse = () => ({ code, description });
    const failed = await pbxctl('notifications test 101 --channel telegram', { environment });
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain(`${code} ${description}`);
    expect(failed.stderr).not.toContain(TOKEN);
    expect((await pbxctl('subscribers show 1 --json')).json()).toMatchObject([{ telegram: then }]);
  });

  test.each<[string, Record<string, string>, string]>([
    ['no token', {}, 'telegram-missing'],
    ['a token that is none', { PBX_TELEGRAM_TOKEN: 'x' }, 'telegram-token-unreadable'],
    ['a file that is missing', { PBX_TELEGRAM_TOKEN_FILE: '/nowhere' }, 'file-unreadable'],
    [
      'a Bot API over the network in the clear',
      { PBX_TELEGRAM_TOKEN: TOKEN, PBX_TELEGRAM_API: 'http://firm.ru' },
      'telegram-api-unreadable',
    ],
  ])('%s: nothing is queued', async (_, environment, fault) => {
    const { pbxctl, rows } = await testing();
    const before = rows();
    const refused = await pbxctl('notifications test 101 --channel telegram --json', {
      environment,
    });
    expect(faultsOf(refused).join(' ')).toContain(fault);
    expect(rows()).toEqual(before);
  });

  test('to somebody who has not connected it, says how', async () => {
    const { pbxctl, environment } = await testing();
    const refused = await pbxctl('notifications test 102 --channel telegram', { environment });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('pbxctl subscribers connect-telegram');
  });
});

describe('notifications test on a PBX service', () => {
  test.each(['email', 'telegram'])(
    'that sends nothing by %s is told so at once, and nothing is queued',
    async (channel) => {
      const { url, token, pbx } = await served({ channels: { mail: null, telegram: null } });
      await pbx('createSubscriber', {
        body: { name: 'Анна', extension: '101', email: 'anna@firm.ru' },
      });
      const environment = { PBX_URL: url, PBX_TOKEN: await token() };
      const argv = ['notifications', 'test', '101', '--channel', channel, '--json'];
      expect(faultsOf(await run(argv, environment))).toEqual([2, '--channel channel-off']);
      expect((await pbx('listNotifications', {})).items).toEqual([]);
    },
  );
});
