import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryPbx } from '../support/cli.ts';
import { codesOf, type Home, home, served } from '../support/served.ts';

const STAFF = `name;extension;number;email
Анна Петрова;101;8 (916) 000-01-01;anna@firm.ru
Борис Орлов;102;;boris@firm.ru
Вера Ильина;103;+79160000103;
Анна Сидорова;104;;sidorova@firm.ru
`;

const CLIENTS = `name;numbers;vip
ООО «Ромашка»;+7 916 123-45-67, 8 495 123-45-67;да
Склад;+74951234568;
`;

const CALL = {
  source: 'test',
  sourceCallId: '1',
  startedAt: '2026-11-18T12:00:00+03:00',
  subscriber: '101',
  caller: { number: '+79161234567', name: 'Ivan' },
  kind: 'multichannel',
  straight: true,
  outcome: 'no-answer',
};

const FILES: Record<string, string> = {
  'staff.csv': STAFF,
  'broken.csv': `${STAFF}Гость;999;;not an address\n;105;;\n`,
  'clients.csv': CLIENTS,
  'days.csv': 'date,hours\n2026-12-31,09:00-15:00\n2027-01-01,\n',
  'calls.json': JSON.stringify([CALL, { ...CALL, sourceCallId: '2', subscriber: '102' }]),
  'bad-calls.json': JSON.stringify([{ ...CALL, sourceCallId: '3' }, { nonsense: true }]),
  'addresses.txt': '101\nboris@firm.ru\n',
};

/** A day of an admin: each line that he types, and what it ends with. */
const SESSION: [line: string, code: number][] = [
  ['rules list', 0],
  ['subscribers import staff.csv --dry-run', 0],
  ['subscribers import staff.csv --json', 0],
  ['subscribers import staff.csv --json', 0],
  ['subscribers import broken.csv --json', 2],
  ['subscribers import missing.csv --json', 2],
  ['contacts import clients.csv --json', 0],
  ['subscribers list', 0],
  ['subscribers list --search петр -o csv', 0],
  ['subscribers show 101 --json', 5],
  ['subscribers show Анна --json', 2],
  ['subscribers show anna@firm.ru +79160000103 --json', 0],
  ['subscribers show "никто/такой?да&нет=100%" --json', 5],
  [`subscribers show ${'Щ'.repeat(100)} --json`, 5],
  ['contacts list -o yaml', 0],
  ['contacts add --name "Новый клиент" --numbers "+79165550001"', 0],
  ['contacts add --name Другой --numbers "+79165550001" --json', 6],
  ['contacts edit 3 --vip --json', 0],
  ['contacts rm 3 --json', 2],
  ['contacts rm 3 --yes --json', 0],
  ['subscribers add --name Гость --extension 101 --json', 6],
  ['subscribers edit 103 --email vera@firm.ru --json', 5],
  ['subscribers edit 3 --email vera@firm.ru --json', 0],
  ['rules add --addresses anna@firm.ru,102 --time working --callers vip', 0],
  ['rules add --addresses anna@firm.ru,102 --time working --callers vip --json', 0],
  ['rules add --addresses-file addresses.txt --type missed,voicemail --json', 0],
  ['rules add --addresses Анна --json', 2],
  ['rules add --addresses 999 --json', 5],
  ['rules add --addresses 103 --time "sat,son" --json', 2],
  ['rules add --addresses 103 --time "sat,sun 10:00-16:00" --callers +79161234567,102', 0],
  ['rules list', 0],
  ['rules list --subscriber 101 -o ids', 0],
  ['rules list --type voicemail --json', 0],
  ['rules list --callers +79161234567 -o csv', 0],
  ['rules list --search орлов -o yaml', 0],
  ['rules show 1-3 --json', 0],
  ['rules show 77 --json', 5],
  ['rules edit 1-2 --time all --dry-run', 0],
  ['rules edit 1-2 --time non-working --json', 0],
  ['rules edit 1 --if-revision 1 --time all --json', 6],
  ['rules edit 5 --add-callers +79165550002 --json', 0],
  ['rules edit 1 --callers nonsense --json', 2],
  ['rules test --to 101 --from +79161234567 --at 2026-11-18T12:00 --json', 0],
  ['rules test --to 101 --from +79161234567 --at 2026-11-18T12:00', 0],
  ['rules test --to 104 --from +79161234567 --expect notify --json', 3],
  ['rules test --to 999 --from +79161234567 --json', 5],
  ['schedule show --json', 0],
  ['schedule set --zone Asia/Yekaterinburg --hours "mon-fri 10:00-19:00"', 0],
  ['schedule set --zone Europe/Nowhere --json', 2],
  ['schedule set --if-revision 7 --zone Europe/Moscow --json', 6],
  ['schedule import days.csv --json', 0],
  ['schedule show', 0],
  ['settings set --straight-number +78001000101=101 --notify-max-age 36500d', 0],
  ['settings set --region Mars --json', 2],
  ['settings show --json', 0],
  ['calls report calls.json --dry-run --json', 0],
  ['calls report calls.json --json', 0],
  ['calls report calls.json', 0],
  ['calls report bad-calls.json --json', 2],
  ['calls list', 0],
  ['calls list --json', 0],
  ['calls explain 1', 0],
  ['calls explain 99 --json', 5],
  ['rules rm 1', 2],
  ['rules rm 1 --yes --dry-run --json', 0],
  ['rules rm 1 3 --yes --json', 0],
  ['rules rm 1 --yes --json', 5],
  ['subscribers rm 2 --yes --json', 0],
  ['rules list --json', 0],
  ['settings show --lang ru', 0],
  ['rules add --addresses 999 --lang ru', 5],
];

const INSTANT = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?([+-]\d\d:\d\d|Z)?/g;

type Step = { line: string; code: number; stdout: string };

const work = async (
  { folder, pbxctl }: Home,
  environment: Record<string, string>,
): Promise<Step[]> => {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  const steps: Step[] = [];
  for (const [line] of SESSION) {
    const { code, stdout } = await pbxctl(line, { environment });
    steps.push({ line, code, stdout: stdout.replaceAll(INSTANT, 'then') });
  }
  return steps;
};

describe('a session of real use', () => {
  test('ends the same on a PBX in a file and on one over HTTP', { timeout: 180_000 }, async () => {
    const { url, token, log } = await served();
    const PBX_TOKEN = await token();
    const [inFile, overHttp] = await Promise.all([
      work(home(), { PBX_URL: temporaryPbx() }),
      work(home(), { PBX_URL: url, PBX_TOKEN }),
    ]);
    expect(overHttp).toEqual(inFile);
    expect(inFile.map(({ line, code }) => [line, code])).toEqual(SESSION);
    expect(log()).not.toContain(PBX_TOKEN);
    for (const { stdout } of overHttp) expect(stdout).not.toContain(PBX_TOKEN);
  });
});

describe('over HTTP', () => {
  const ready = async () => {
    const made = await served();
    await made.pbx('createSubscriber', { body: { name: 'Анна', extension: '101' } });
    await made.pbx('createRules', { body: { subscribers: ['101'] } });
    const environment = { PBX_URL: made.url, PBX_TOKEN: await made.token() };
    const { pbxctl } = home();
    return { ...made, pbxctl: (line: string, more = {}) => pbxctl(line, { environment, ...more }) };
  };

  test('a PBX that goes away in the middle is missed with 7, and there again when it is', async () => {
    const { pbxctl, stop, path, port } = await ready();
    expect((await pbxctl('rules list --json')).code).toBe(0);
    await stop();
    const missed = await pbxctl('rules list --json');
    expect([missed.code, ...codesOf(missed)]).toEqual([7, 'pbx-refused']);
    const added = await pbxctl('rules add --addresses 101 --time working --json');
    expect([added.code, ...codesOf(added)]).toEqual([7, 'pbx-refused']);
    await served({ port, path });
    expect((await pbxctl('rules list -o ids')).stdout).toBe('1\n');
  });

  test('a change of what somebody else has changed meanwhile ends with 6', async () => {
    const { pbxctl, pbx } = await ready();
    const patch = { params: { id: 1 }, body: { time: { kind: 'working' as const } } };
    await pbx('patchRule', patch);
    const refused = await pbxctl('rules edit 1 --if-revision 1 --callers vip --json');
    expect([refused.code, ...codesOf(refused)]).toEqual([6, '1 revision-stale']);
    const set = await pbxctl('settings set --if-revision 7 --region RU --json');
    expect(set.code).toBe(6);
    expect(codesOf(set)).toEqual([expect.stringContaining('revision-stale')]);
  });

  test('a token without the scope ends with 4, and the scope is named', async () => {
    const { pbxctl, token, url } = await ready();
    const environment = { PBX_URL: url, PBX_TOKEN: await token('rules:read') };
    const lines: [string, string][] = [
      ['rules add --addresses 101 --time working', 'rules:write'],
      ['calls list', 'calls:read'],
      ['subscribers add --name Борис --extension 102', 'admin'],
    ];
    for (const [line, scope] of lines) {
      const refused = await pbxctl(line, { environment });
      expect(refused).toMatchObject({ code: 4, stdout: '' });
      expect(refused.stderr).toContain(`the token lacks the scope ${scope}`);
      expect(refused.stderr).toContain(`--scopes ${scope}`);
      const told = await pbxctl(`${line} --lang ru`, { environment });
      expect(told.stderr).toMatch(new RegExp(`[а-я].*${scope}`));
    }
  });

  test('ids by the thousand come through a pipe', { timeout: 60_000 }, async () => {
    const { pbxctl, pbx } = await ready();
    const upsert = Array.from({ length: 5000 }, (_, index) => ({
      name: `Клиент ${index}`,
      numbers: [`+7916${1_000_000 + index}`],
    }));
    await pbx('batchContacts', { body: { upsert } });
    const { stdout: input } = await pbxctl('contacts list -o ids');
    const removed = await pbxctl('contacts rm - --yes --json', { input });
    expect(removed.code).toBe(0);
    expect(Object(removed.json()).removed).toHaveLength(5000);
  });

  test('notifications are sent by the service itself, not by a command', async () => {
    const { pbxctl, url, token } = await ready();
    const environment = {
      PBX_URL: url,
      PBX_TOKEN: await token(),
      PBX_SMTP_URL: 'smtp://127.0.0.1:9',
      PBX_MAIL_FROM: 'pbx@firm.ru',
    };
    const refused = await pbxctl('notifications send --json', { environment });
    expect([refused.code, ...codesOf(refused)]).toEqual([2, 'embedded-only']);
  });
});
