import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../support/problems.ts';
import { mailServer, SENDER } from '../../support/smtp.ts';
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
