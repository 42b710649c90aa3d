import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/service/store/database.ts';
import { saveBotName } from '../../src/service/store/singles.ts';
import { connectChat } from '../../src/service/store/telegram.ts';
import { recording } from '../support/ami.ts';
import { hasOpenssl } from '../support/certificates.ts';
import { spawnShell } from '../support/cli.ts';
import { commandNamed, commandNames, examplesOf } from '../support/commands.ts';
import { CLIENT, type Office, office, reportedCall, wordsOf } from '../support/office.ts';
import { mailServer, SENDER } from '../support/smtp.ts';
import { realT2 } from '../support/t2.ts';
import { botApi, TOKEN } from '../support/telegram.ts';
import { CTRL_C, ENTER, onTerminal } from '../support/terminal.ts';

const LISTED = { kind: 'listed' as const, numbers: ['102', '+79160000999'] };
const VIP = { kind: 'vip' as const };
const WORKING = { kind: 'working' as const };

/** Ids 1 to 20 of everything that examples name by ids; 101 is told in working hours only. */
const twenty = async (): Promise<Office> => {
  const made = await office({
    staff: [
      { name: 'Иванов Иван', extension: '101', email: 'ivanov@firm.ru' },
      { name: 'Анна Иванова', extension: '102', number: '+79160000102', email: 'anna@firm.ru' },
      ...Array.from({ length: 18 }, (_, index) => {
        return {
          name: `Сотрудник ${index}`,
          extension: String(103 + index),
          email: `s${index}@firm.ru`,
        };
      }),
    ],
    clients: Array.from({ length: 20 }, (_, index) => {
      return { name: `Клиент ${index}`, numbers: [`+7916222${1000 + index}`], vip: index < 5 };
    }),
    rules: [
      { subscribers: ['101'], time: WORKING, callers: VIP },
      { subscribers: Array.from({ length: 10 }, (_, index) => String(103 + index)) },
      { subscribers: ['102'], callers: LISTED },
      { subscribers: Array.from({ length: 8 }, (_, index) => String(113 + index)) },
    ],
    calls: [
      reportedCall(),
      reportedCall({ sourceCallId: 'told', subscriber: '102', caller: { number: '+79160000999' } }),
    ],
  });
  const store = openStore({ path: made.path });
  store.write((db) => {
    saveBotName(db, 'firm_pbx_bot');
    connectChat(db, 1, 42);
  });
  store.close();
  made.file('staff.txt', '101\nanna@firm.ru\n');
  made.file('staff.csv', 'name,extension,email\nОльга,130,olga@firm.ru\n');
  made.file('all-staff.csv', [
    'extension',
    ...Array.from({ length: 19 }, (_, n) => String(101 + n)),
  ]);
  made.file('all-clients.csv', [
    'numbers',
    ...Array.from({ length: 19 }, (_, index) => `+7916222${1000 + index}`),
  ]);
  made.file('rules.yaml', [
    'rules:',
    '  - {subscribers: ["101"], time: working, callers: vip}',
    '  - {subscribers: ["102"], callers: ["102", "+79160000999"]}',
    '  - subscribers:',
    ...Array.from({ length: 18 }, (_, index) => `      - "${103 + index}"`),
    '  - {subscribers: ["101"], types: voicemail}',
  ]);
  made.file('clients.csv', 'name,numbers,vip\nРомашка,+79161234567,да\n');
  made.file('cases.yaml', [
    'cases:',
    '  - {name: noon, to: "101", from: "+79162221000", at: 2026-11-25 12:00, expect: notify}',
  ]);
  made.file('holidays.csv', 'date,hours\n2026-12-31,09:00-13:00\n2027-01-01,\n');
  made.file('calendar.json', '{"year":2026,"months":[{"month":11,"days":"1,3*,4,7,8"}]}');
  const call = JSON.stringify(reportedCall({ sourceCallId: 'new', caller: { number: CLIENT } }));
  made.file('calls.json', `[${call}]`);
  made.file('calls.ndjson', `${call}\n`);
  made.file('calls.ami', recording('internal-no-answer'));
  return made;
};

/** An address belongs to one person: whoever has that of an example gives it up first. */
const FIRST: Readonly<Record<string, string[]>> = {
  'subscribers add': ['subscribers rm anna@firm.ru --yes'],
  'subscribers edit 7': ['subscribers edit anna@firm.ru --email ""'],
  'tokens revoke 3': ['a', 'b', 'c'].map((name) => `tokens create ${name} --scopes admin`),
};

const OF_T2 = /\bt2\b/;

/** The T2 that the examples mean, with a few employees; what opens it lies in `tokens.txt`. */
const staffedT2 = async ({ file }: Office): Promise<Record<string, string>> => {
  const t2 = await realT2();
  for (let extension = 101; extension <= 118; extension += 1)
    t2.employees.push({ employeeId: extension, name: 'Пётр', shortNumber: String(extension) });
  const { accessToken, refreshToken } = t2.pair();
  file('tokens.txt', `${accessToken}\n${refreshToken}\n`);
  return t2.environment;
};

const tokensOf = (folder: string): string => readFileSync(join(folder, 'tokens.txt'), 'utf8');

/** What a shell is needed for: pipes, files, and variables before the command. */
const SHELL = /[|<>]|&&|^\w+=/;

const isAsked = (name: string, line: string): boolean =>
  name.endsWith(' rm') && !/--yes|--dry-run/.test(line);

/** What opens a screen on a terminal. */
const DIALOGUE = /^pbxctl rules (?:add|rm|edit|edit [\d -]+)$/;

/** Profiles need a service to sign in to, checks of sources one that has some: their own tests have those. */
const ofPbx = commandNames.filter((name) => !/^profiles |^sources check$/.test(name));

/** A certificate is needed for what goes to T2's own address. */
const isPossible = (line: string): boolean => hasOpenssl || !OF_T2.test(line);

describe.each(ofPbx)('the examples of %s', async (name) => {
  test.each(examplesOf(await commandNamed(name)).filter(isPossible))('%s', async (line) => {
    const made = await twenty();
    const { folder, address, pbxctl } = made;
    for (const [start, first] of Object.entries(FIRST))
      if (line.startsWith(`pbxctl ${start}`)) for (const before of first) await pbxctl(before);
    const { url } = await mailServer();
    const { url: api } = await botApi();
    const mail = { PBX_SMTP_URL: url, PBX_MAIL_FROM: SENDER };
    const telegram = { PBX_TELEGRAM_TOKEN: TOKEN, PBX_TELEGRAM_API: api };
    const t2 = OF_T2.test(line) ? await staffedT2(made) : {};
    const environment = { PBX_URL: address, ...mail, ...telegram, ...t2 };
    if (SHELL.test(line)) {
      expect(await spawnShell(line, { environment, folder })).toMatchObject({ code: 0 });
    } else if (DIALOGUE.test(line)) {
      const [, ...argv] = wordsOf(line);
      const opened = onTerminal(argv, { environment, folder });
      await opened.sees('Esc cancel');
      opened.type(CTRL_C);
      expect(await opened.ended).toMatchObject({ code: 130 });
    } else if (isAsked(name, line)) {
      const [, ...argv] = wordsOf(line);
      const asked = onTerminal(argv, { environment, folder });
      await asked.sees('(y/N)');
      asked.type(`y${ENTER}`);
      expect(await asked.ended).toMatchObject({ code: 0 });
    } else {
      const input = line === 'pbxctl sources login t2' ? tokensOf(folder) : '';
      const ran = await pbxctl(line.replace(/^pbxctl /, ''), { environment, input });
      expect(ran, ran.stderr).toMatchObject({ code: 0 });
    }
  });
});
