import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../demo/mail-server.ts';
import { spawnShell, temporaryFolder } from '../support/cli.ts';
import { CLIENT, reportedCall } from '../support/office.ts';
import { linesOf } from '../support/problems.ts';

/** Each of these starts twenty programs. */
const TIMEOUT = 120_000;

const FILES: Readonly<Record<string, string>> = {
  'staff.csv':
    'имя;номер;добавочный;почта\nИванов Иван;8 916 000-01-01;101;ivanov@firm.ru\nАнна Петрова;;102;anna@firm.ru\nПётр Сидоров;;103;\n',
  'clients.csv': `name,numbers,vip\nООО «Ромашка»,${CLIENT},yes\nСклад,"+74951234567,+74951234568",\n`,
  'holidays.csv': 'date,hours\n2026-12-31,09:00-13:00\n2027-01-01,\n',
  'vips.txt': '# told of every VIP, whenever he calls\n101\nanna@firm.ru\n',
};

/** What an admin keeps in CI: it sets up the whole PBX, and may run again at any time. */
const SCRIPT = `set -e
pbxctl subscribers import staff.csv
pbxctl contacts import clients.csv
pbxctl schedule set --zone Europe/Moscow --hours "mon-fri 10:00-19:00"
pbxctl schedule import holidays.csv
pbxctl settings set --language en --notify-max-age 12h
pbxctl rules add --addresses-file vips.txt --callers vip
pbxctl rules add --addresses 101,102,103 --time non-working --type missed,voicemail
pbxctl rules list --time period -o ids | pbxctl rules rm - --yes
pbxctl rules test --to 101 --from ${CLIENT} --at "2026-11-18 12:00" --expect notify
`;

const prepared = async () => {
  const folder = temporaryFolder();
  const environment: Record<string, string> = { PBX_URL: `file:${join(folder, 'office.db')}` };
  const shell = (line: string, more: Record<string, string> = {}) =>
    spawnShell(line, { environment: { ...environment, ...more }, folder });
  for (const [name, content] of Object.entries(FILES))
    await spawnShell(`cat >${name}`, { input: content, folder });
  return { shell, folder };
};

describe('the script of an admin', () => {
  test('sets up the PBX; a second run changes nothing and says so', {
    timeout: TIMEOUT,
  }, async () => {
    const { shell } = await prepared();
    expect(await shell(SCRIPT)).toMatchObject({ code: 0 });
    const before = (await shell('pbxctl rules list --json')).stdout;
    expect(JSON.parse(before)).toHaveLength(5);
    const second = await shell(SCRIPT);
    expect(second).toMatchObject({ code: 0 });
    const said = linesOf(second.stderr).filter((line) => !/^(?:PBX:|Warning:|No rule)/.test(line));
    expect(said).toEqual([
      expect.stringMatching(/0 added, 0 changed, 3 unchanged/),
      expect.stringMatching(/0 added, 0 changed, 2 unchanged/),
      expect.stringMatching(/Nothing to change/),
      expect.stringMatching(/0 added, 0 changed, 2 unchanged/),
      expect.stringMatching(/Nothing to change/),
      expect.stringMatching(/Added: 0 rules; there already: 2/),
      expect.stringMatching(/Added: 0 rules; there already: 3/),
      expect.stringMatching(/Removed: 0 rules/),
    ]);
    expect((await shell('pbxctl rules list --json')).stdout).toBe(before);
  });
});

describe('a day of an admin', () => {
  const calls = [
    reportedCall({ sourceCallId: '1' }),
    reportedCall({ sourceCallId: '2', outcome: 'caller-cancelled' }),
    reportedCall({ sourceCallId: '3', subscriber: '103' }),
  ];

  test('from the staff list to the message in the mailbox, and why', {
    timeout: TIMEOUT,
  }, async () => {
    const { shell } = await prepared();
    await shell(SCRIPT);
    await shell(`cat >calls.json <<'EOF'\n${JSON.stringify(calls)}\nEOF`);
    const reported = await shell('pbxctl calls report calls.json');
    expect(reported.stderr).toContain('Taken: 3 calls');
    const server: MailServer = await startMailServer();
    try {
      const mail = { PBX_SMTP_URL: server.url, PBX_MAIL_FROM: 'pbx@firm.ru' };
      const sent = await shell('pbxctl notifications send', mail);
      expect(sent.stderr).toContain('Sent: 1 message');
      const [message] = server.mails;
      expect(message?.subject).toMatch(/^Missed call: .*Ромашка/);
    } finally {
      await server.close();
    }
    const explained = await shell('pbxctl calls explain 1 && pbxctl calls explain 2 --lang ru');
    expect(explained.stdout).toContain('e-mail: sent');
    expect(explained.stdout).toContain('положил трубку');
    const left = await shell(
      'pbxctl subscribers rm ivanov@firm.ru --yes && pbxctl rules list -o ids',
    );
    expect(left.code).toBe(0);
    expect((await shell('pbxctl calls list --json')).stdout).toContain('"sourceCallId": "1"');
  });
});
