import { describe, expect, test } from 'vitest';
import { openStore } from '../../../src/service/store/database.ts';
import { saveBotName } from '../../../src/service/store/singles.ts';
import { office } from '../../support/office.ts';
import { faultsOf } from '../../support/problems.ts';

/** The PBX after its bot has been heard of. */
const officeWithBot = async () => {
  const made = await office();
  const store = openStore({ path: made.path });
  store.write((db) => saveBotName(db, 'firm_pbx_bot'));
  store.close();
  return made;
};

const LINK = /^https:\/\/t\.me\/firm_pbx_bot\?start=[\w-]{22}$/;

describe('subscribers connect-telegram', () => {
  test('R9: prints a link for each, as a table for a mailing', async () => {
    const { pbxctl } = await officeWithBot();
    const { stdout, stderr, code } = await pbxctl(
      'subscribers connect-telegram anna@firm.ru 1 -o csv',
    );
    const [heading, ...rows] = stdout.trimEnd().split('\n');
    expect(heading).toBe('id,name,email,link,expiresAt');
    expect(rows.map((row) => row.split(','))).toEqual([
      ['2', 'Анна Петрова', 'anna@firm.ru', expect.stringMatching(LINK), expect.any(String)],
      [
        '1',
        expect.any(String),
        expect.any(String),
        expect.stringMatching(LINK),
        expect.any(String),
      ],
    ]);
    expect(stderr).toContain('2 links: each works once, for 24 hours');
    expect(code).toBe(0);
  });

  test('with --json and in a list for people', async () => {
    const { pbxctl } = await officeWithBot();
    expect((await pbxctl('subscribers connect-telegram 2 --json')).json()).toEqual([
      {
        subscriber: expect.objectContaining({ id: 2, name: 'Анна Петрова' }),
        link: expect.stringMatching(LINK),
        expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      },
    ]);
    const { stdout } = await pbxctl('subscribers connect-telegram 2');
    expect(stdout).toContain('https://t.me/firm_pbx_bot?start=');
  });

  test('takes ids from a pipe; of nobody it makes no link', async () => {
    const { pbxctl, rows } = await officeWithBot();
    const piped = await pbxctl('subscribers connect-telegram - -o ids', { input: '1\n3\n' });
    expect(piped.stdout).toBe('1\n3\n');
    const before = rows();
    const none = await pbxctl('subscribers connect-telegram - --json', { input: '' });
    expect([none.code, none.json()]).toEqual([0, []]);
    expect(rows()).toEqual(before);
  });

  test.each([
    ['nobody@firm.ru', [5, '<who…> address-unknown']],
    ['99', [5, 'not-found']],
  ])('refuses %s, and makes no code for anybody', async (who, faults) => {
    const { pbxctl, rows } = await officeWithBot();
    const before = rows();
    const refused = await pbxctl(`subscribers connect-telegram 1 ${who} --json`);
    expect(faultsOf(refused)).toEqual(faults);
    expect(rows()).toEqual(before);
  });

  test('before the PBX has a bot, says what to do', async () => {
    const { pbxctl } = await office();
    const refused = await pbxctl('subscribers connect-telegram 1');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('PBX_TELEGRAM_TOKEN');
  });
});
