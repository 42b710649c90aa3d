import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, temporaryFolder } from '../../support/cli.ts';
import { NOBODY } from '../../support/processes.ts';

import { codesOf, home } from '../../support/served.ts';
import { t2Server } from '../../support/t2.ts';
import { t2Token } from '../../support/t2-server.ts';
import { onTerminal } from '../../support/terminal.ts';

const DAY = 86_400_000;
const pairOf = (refresh = 7 * DAY) => ({
  accessToken: t2Token('ACCESS_OPENAPI_TOKEN', Date.now() + DAY),
  refreshToken: t2Token('REFRESH_OPENAPI_TOKEN', Date.now() + refresh),
});

type Pair = ReturnType<typeof pairOf>;
const linesOf = ({ accessToken, refreshToken }: Pair): string =>
  `${accessToken}\n${refreshToken}\n`;

/** Signs in with that text; the file is one of the test's own. */
const login = async (input: string, source = 't2') => {
  const file = join(temporaryFolder(), 'kept', 't2.json');
  const environment = { PBX_SOURCE_MAIN_SECRET_FILE: file, TZ: 'Europe/Moscow' };
  const ran = await run(['sources', 'login', source, '--json'], environment, { input });
  return { ...ran, file };
};

describe('pbxctl sources login', () => {
  test('keeps the pair that stdin gives, where only its user may read it', async () => {
    const { pbxctl, config } = home();
    const pair = pairOf();
    const signedIn = await pbxctl('sources login t2', { input: linesOf(pair) });
    const file = join(config, 't2-main.json');
    expect(signedIn).toMatchObject({ code: 0, stdout: '' });
    expect(signedIn.stderr).toContain(
      `The tokens of main (t2:https://ats2.t2.ru/crm/openapi) are kept in ${file}\n`,
    );
    expect(signedIn.stderr).toMatch(
      /access token lives until 20\d\d-\d\d-\d\d \d\d:\d\d, the refr/,
    );
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(pair);
    expect([statSync(file).mode & 0o777, statSync(config).mode & 0o777]).toEqual([0o600, 0o700]);
    await pbxctl('sources login "t2:?name=branch"', { input: linesOf(pair) });
    expect(existsSync(join(config, 't2-branch.json'))).toBe(true);
  });

  test('says as JSON when both die, and never the tokens', async () => {
    const pair = pairOf();
    const signedIn = await login(linesOf(pair));
    expect(signedIn.json()).toEqual({
      name: 'main',
      address: 't2:https://ats2.t2.ru/crm/openapi',
      file: signedIn.file,
      accessUntil: expect.stringMatching(/^20.*[+-]\d\d:\d\d$/),
      refreshUntil: expect.stringMatching(/^20.*[+-]\d\d:\d\d$/),
    });
    const said = signedIn.stdout + signedIn.stderr;
    expect(said).not.toContain(pair.accessToken);
    expect(said).not.toContain(pair.refreshToken);
  });

  test('puts tokens right that stand the other way round, and says so', async () => {
    const { accessToken, refreshToken } = pairOf();
    const signedIn = await login(`${refreshToken}\n${accessToken}`);
    expect(signedIn.stderr).toContain('the other way round');
    expect(JSON.parse(readFileSync(signedIn.file, 'utf8'))).toEqual({ accessToken, refreshToken });
  });

  test('takes one whose access token has expired: the other gets a new pair', async () => {
    const accessToken = t2Token('ACCESS_OPENAPI_TOKEN', Date.now() - DAY);
    expect(await login(linesOf({ ...pairOf(), accessToken }))).toMatchObject({ code: 0 });
  });

  test.each([
    ['nothing', '', 't2-tokens-count'],
    ['one token', pairOf().accessToken, 't2-tokens-count'],
    ['what is no token', 'user password', 't2-token-unreadable'],
    ['two of a kind', `${pairOf().refreshToken} ${pairOf().refreshToken}`, 't2-tokens-alike'],
    ['a dead refresh token', linesOf(pairOf(-1)), 't2-token-expired'],
  ])('refuses %s with 2, and keeps nothing', async (_, input, code) => {
    const refused = await login(input);
    expect([refused.code, codesOf(refused)]).toEqual([2, [code]]);
    expect(existsSync(refused.file)).toBe(false);
    expect(refused.stdout + refused.stderr).not.toContain('password');
  });

  test.each([
    ['asterisk://u@h?name=a', 'source-unlike'],
    ['t2:?name=a&secret=x', 'source-option-unknown'],
    ['t2:http://pbx.firm.ru?name=a', 't2-address-unreadable'],
    ['t2:https://u:p@pbx.firm.ru?name=a', 't2-address-unreadable'],
    ['t2:', 't2-nameless'],
    ['t3', 'source-unreadable'],
  ])('refuses %s before it asks for tokens', async (source, code) => {
    const refused = await login('', source);
    expect([refused.code, codesOf(refused)]).toEqual([2, [`<source> ${code}`]]);
  });

  test('says that a variable cannot hold what changes every day', async () => {
    const environment = { PBX_SOURCE_MAIN_SECRET: 'x' };
    const input = linesOf(pairOf());
    const refused = await run(['sources', 'login', 't2', '--json'], environment, { input });
    expect([refused.code, codesOf(refused)]).toEqual([2, ['t2-tokens-fixed']]);
  });

  test('asks for both on a terminal, and shows neither', async () => {
    const file = join(temporaryFolder(), 't2.json');
    const environment = { PBX_SOURCE_MAIN_SECRET_FILE: file };
    const terminal = onTerminal(['sources', 'login', 't2'], { environment });
    const { accessToken, refreshToken } = pairOf();
    await terminal.sees('Access token');
    terminal.type(`${accessToken}\r`);
    await terminal.sees('Refresh token');
    terminal.type(`${refreshToken}\r`);
    const ended = await terminal.ended;
    expect(ended.code).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ accessToken, refreshToken });
    expect(JSON.stringify(ended)).not.toContain(accessToken.slice(0, 30));
  });

  test('gives a running service new tokens in the place of dead ones', async () => {
    const t2 = await t2Server();
    const environment = { PBX_SOURCE_MAIN_SECRET_FILE: t2.file };
    t2.issue();
    expect(await run(['sources', 'check', t2.address], environment)).toMatchObject({ code: 1 });
    const input = linesOf(t2.pair());
    expect(await run(['sources', 'login', t2.address], environment, { input })).toMatchObject({
      code: 0,
    });
    expect(await run(['sources', 'check', t2.address], environment)).toMatchObject({ code: 0 });
  });

  test.runIf(NOBODY !== null)(
    'makes for the owner of the folder what root keeps in it',
    async () => {
      const folder = temporaryFolder();
      const { chownSync } = await import('node:fs');
      chownSync(folder, NOBODY ?? 0, NOBODY ?? 0);
      const file = join(folder, 't2.json');
      writeFileSync(file, linesOf(pairOf()));
      const environment = { PBX_SOURCE_MAIN_SECRET_FILE: file };
      await run(['sources', 'login', 't2'], environment, { input: linesOf(pairOf()) });
      expect([file, `${file}.lock`].map((path) => statSync(path).uid)).toEqual([NOBODY, NOBODY]);
    },
  );
});
