import { describe, expect, test } from 'vitest';
import { type MailServer, mailText, startMailServer } from '../../demo/mail-server.ts';
import { CLIENTS, office, reportedCall } from '../../support/office.ts';
import { errorOf, faultsOf } from '../../support/problems.ts';

const FROM = { PBX_MAIL_FROM: 'pbx@firm.ru' };

const due = () =>
  office({
    rules: [{ subscribers: ['101', '102', '103'] }],
    clients: CLIENTS,
    calls: ['101', '102', '103'].map((subscriber) =>
      reportedCall({ subscriber, sourceCallId: subscriber }),
    ),
  });

const withServer = async (work: (server: MailServer) => Promise<void>): Promise<void> => {
  const server = await startMailServer();
  await work(server).finally(() => server.close());
};

describe('notifications send', () => {
  test('sends what is due by e-mail, once', async () => {
    await withServer(async ({ url, mails }) => {
      const { pbxctl, path } = await due();
      const environment = { PBX_SMTP_URL: url, ...FROM };
      const sent = await pbxctl('notifications send', { environment });
      expect(sent).toMatchObject({ code: 0, stdout: '' });
      expect(sent.stderr).toBe(
        `PBX: file:${path}\nSent: 2 messages; failed: 0; to be tried again: 0\n`,
      );
      expect(mails.map(({ to }) => [to ?? []].flat()[0]?.text).sort()).toEqual([
        'anna@firm.ru',
        'ivanov@firm.ru',
      ]);
      const [mail] = mails;
      expect(mail && mailText(mail)).toContain('ООО «Ромашка»');
      const again = await pbxctl('notifications send --json', { environment });
      expect(again.json()).toEqual({ sent: 0, failed: 0, waiting: 0 });
      expect(mails).toHaveLength(2);
      expect((await pbxctl('calls explain 1')).stdout).toMatch(/e-mail: sent \(.*\)/);
    });
  });

  test('writes in the language of the PBX, whatever the admin speaks', async () => {
    await withServer(async ({ url, mails }) => {
      const { pbxctl } = await due();
      await pbxctl('settings set --language en');
      const environment = { PBX_SMTP_URL: url, ...FROM };
      await pbxctl('notifications send --lang ru', { environment });
      expect(mails[0]?.subject).toMatch(/^Missed call: /);
    });
  });

  test('a server that is not there: 1; everything waits', async () => {
    const { pbxctl } = await due();
    const environment = { PBX_SMTP_URL: 'smtp://127.0.0.1:1', ...FROM };
    const down = await pbxctl('notifications send --json', { environment });
    expect(faultsOf(down)).toEqual([1, 'channel-down']);
    expect((await pbxctl('calls explain 1')).stdout).toContain('e-mail: waiting');
  });

  test.each([
    ['no server', FROM, ['smtp-missing']],
    ['no sender', { PBX_SMTP_URL: 'smtp://127.0.0.1:1' }, ['smtp-missing']],
    [
      'an address of something else',
      { PBX_SMTP_URL: 'https://user:secret@mail.firm.ru', ...FROM },
      ['PBX_SMTP_URL smtp-url-unreadable'],
    ],
    [
      'no address at all',
      { PBX_SMTP_URL: 'user:secret', ...FROM },
      ['PBX_SMTP_URL smtp-url-unreadable'],
    ],
  ])('refuses %s before anything is sent, and tells no password', async (_, variables, faults) => {
    const { pbxctl } = await due();
    const environment: Record<string, string> = variables;
    const refused = await pbxctl('notifications send --json', { environment });
    expect(faultsOf(refused)).toEqual([2, ...faults]);
    expect(JSON.stringify(errorOf(refused))).not.toContain('secret');
  });
});
