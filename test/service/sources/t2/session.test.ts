import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { authority, hasOpenssl, signed } from '../../../support/certificates.ts';
import { problemOf } from '../../../support/pbx.ts';
import { sessionWith, type TestT2, t2Server } from '../../../support/t2.ts';

const DAY = 86_400_000;
const RENEWAL = '/authorization/refresh/token';

/** The pair that lies there is one with these lives. */
const issued = (t2: TestT2, lives: Parameters<TestT2['issue']>[0]): void => {
  writeFileSync(t2.file, JSON.stringify(t2.issue(lives)));
};

const faultOf = async (work: Promise<unknown>) => (await problemOf(work)).faults[0]?.fault;

const requests = ({ asked }: TestT2): string[] =>
  asked.map(({ method, path }) => `${method} ${path.replace('/crm/openapi', '')}`);

describe('a request', () => {
  it('carries the access token as it is, and asks for JSON', async () => {
    const t2 = await t2Server();
    t2.employees.push({ employeeId: 1 });
    expect(await sessionWith(t2).get('/employees')).toEqual([{ employeeId: 1 }]);
    expect(t2.asked.map(({ authorization }) => authorization)).toEqual([t2.pair().accessToken]);
  });

  it.each([
    ['another host', 'https://ats2.t2.ru', 'https://ats2.t2.ru/crm/openapi'],
    ['a path beside it', '', '/elsewhere'],
  ])('is not made again at %s: the new address is told', async (_, host, to) => {
    const t2 = await t2Server();
    const location = host ? `${host}/crm/openapi/employees` : '/elsewhere/employees';
    t2.meet('/employees', { status: 308, headers: { location } });
    const origin = new URL(t2.url).origin;
    expect(await faultOf(sessionWith(t2).get('/employees'))).toMatchObject({
      code: 't2-moved',
      to: host ? to : `${origin}${to}`,
    });
    expect(requests(t2)).toEqual(['GET /employees']);
  });

  it.each([
    ['HTML with 200', { status: 200, body: '<html>Войдите</html>' }, 't2-foreign'],
    ['nothing with 204', { status: 204 }, 't2-foreign'],
    ['406', { status: 406, body: '{"status":406,"error":"Not Acceptable"}' }, 't2-failed'],
    ['a failure', { status: 502, body: '<html>' }, 't2-failed'],
    ['too many requests', { status: 429, headers: { 'retry-after': '7' } }, 't2-busy'],
    ['a pause', { status: 503, headers: { 'retry-after': 'soon' } }, 't2-busy'],
  ] as const)(
    'that is answered with %s fails, and no token is given up',
    async (_, mishap, code) => {
      const t2 = await t2Server();
      t2.meet('/employees', mishap);
      expect(await faultOf(sessionWith(t2).get('/employees'))).toMatchObject({ code });
      expect(t2.kept()).toEqual(t2.pair());
      expect(await sessionWith(t2).get('/employees')).toEqual([]);
    },
  );

  it('tells why there was no answer', async () => {
    const t2 = await t2Server();
    t2.meet('/employees', 'cut-before');
    expect(await faultOf(sessionWith(t2).get('/employees'))).toMatchObject({
      code: 't2-unreachable',
      address: `t2:${t2.url}`,
    });
    await t2.close();
    const fault = await faultOf(sessionWith(t2).get('/employees'));
    expect(fault).toMatchObject({ code: 't2-unreachable' });
    expect(JSON.stringify(fault)).toContain('ECONNREFUSED');
  });

  it.runIf(hasOpenssl)('trusts the authority that it is given, and no other', async () => {
    const by = authority();
    const t2 = await t2Server({ tls: signed({ by }) });
    expect(await sessionWith(t2, { authority: by.pem }).get('/employees')).toEqual([]);
    expect(await faultOf(sessionWith(t2).get('/employees'))).toMatchObject({
      code: 'source-certificate',
    });
  });
});

describe('the pair of tokens', () => {
  it('is renewed before the access token dies, and kept before it is used', async () => {
    const t2 = await t2Server();
    issued(t2, { access: 60_000 });
    const old = t2.pair();
    await sessionWith(t2).get('/employees');
    expect(requests(t2)).toEqual([`PUT ${RENEWAL}`, 'GET /employees']);
    expect(t2.asked.map(({ authorization }) => authorization)).toEqual([
      old.refreshToken,
      t2.pair().accessToken,
    ]);
    expect(t2.kept()).toMatchObject(t2.pair());
  });

  it('is renewed a day before the refresh token dies, at the latest', async () => {
    const t2 = await t2Server();
    issued(t2, { access: 7 * DAY, refresh: DAY + 60_000 });
    await sessionWith(t2).get('/employees');
    expect(t2.renewals()).toBe(0);
    issued(t2, { access: 7 * DAY, refresh: DAY - 60_000 });
    await sessionWith(t2).get('/employees');
    expect(t2.renewals()).toBe(1);
  });

  it('is renewed once when T2 says 403, whether its details are a text or a list', async () => {
    const t2 = await t2Server();
    const session = sessionWith(t2, { clock: () => Date.now() - 2 * DAY });
    for (const renewals of [1, 2, 3]) {
      issued(t2, { access: -1 });
      expect(await session.get('/employees')).toEqual([]);
      expect(t2.renewals()).toBe(renewals);
    }
  });

  it('is that of another process, if that was faster', async () => {
    const t2 = await t2Server();
    const session = sessionWith(t2);
    await session.get('/employees');
    issued(t2, {});
    expect(await session.get('/employees')).toEqual([]);
    expect(t2.renewals()).toBe(0);
  });

  it('is renewed once for requests that come together', async () => {
    const t2 = await t2Server({ renewalMilliseconds: 30 });
    issued(t2, { access: -1 });
    const session = sessionWith(t2);
    await Promise.all([1, 2, 3, 4].map(() => session.get('/employees')));
    expect(t2.renewals()).toBe(1);
  });

  it.each([
    ['expired', { access: -1, refresh: -1 }],
    ['superseded', null],
  ])('that is dead is told so, and asked with only once: %s', async (why, lives) => {
    const t2 = await t2Server();
    if (lives) issued(t2, lives);
    else {
      issued(t2, {});
      t2.issue();
    }
    const session = sessionWith(t2);
    const fault = { code: 't2-tokens-dead', name: 'main', why };
    expect(await faultOf(session.get('/employees'))).toMatchObject(fault);
    const before = t2.asked.length;
    expect(await faultOf(session.get('/employees'))).toMatchObject(fault);
    expect(t2.asked.length).toBe(before);
    issued(t2, {});
    expect(await session.get('/employees')).toEqual([]);
  });

  it('that is refused for no reason of its own is not dead: what refuses may pass', async () => {
    const t2 = await t2Server();
    const blocked = { status: 403, body: '<html>Access from your country is closed</html>' };
    t2.meet('/', blocked, blocked);
    const session = sessionWith(t2);
    expect(await faultOf(session.get('/employees'))).toMatchObject({ code: 't2-refused', why: '' });
    expect(await session.get('/employees')).toEqual([]);
  });

  it('that T2 does not know at all is refused, and kept all the same', async () => {
    const t2 = await t2Server();
    const other = await t2Server();
    writeFileSync(t2.file, JSON.stringify(other.pair()));
    const fault = { code: 't2-refused', why: 'Access is denied' };
    expect(await faultOf(sessionWith(t2).get('/employees'))).toMatchObject(fault);
    expect(t2.kept()).toEqual(other.pair());
  });

  it('is kept when the network is cut before the renewal: the next one succeeds', async () => {
    const t2 = await t2Server();
    issued(t2, { access: -1 });
    const old = t2.pair();
    t2.meet(RENEWAL, 'cut-before');
    const session = sessionWith(t2);
    expect(await faultOf(session.get('/employees'))).toMatchObject({ code: 't2-unreachable' });
    expect(t2.kept()).toEqual(old);
    expect(await session.get('/employees')).toEqual([]);
  });

  it('whose answer is lost on the way is dead, and said to be superseded', async () => {
    const t2 = await t2Server();
    issued(t2, { access: -1 });
    t2.meet(RENEWAL, 'cut-after');
    const session = sessionWith(t2);
    expect(await faultOf(session.get('/employees'))).toMatchObject({ code: 't2-unreachable' });
    expect(await faultOf(session.get('/employees'))).toMatchObject({
      code: 't2-tokens-dead',
      why: 'superseded',
    });
  });

  it('goes on while the access token lives, when T2 does not renew it', async () => {
    const t2 = await t2Server();
    issued(t2, { access: 120_000 });
    t2.meet(RENEWAL, { status: 500 }, { status: 200, body: '<html>' }, { status: 200, body: '{}' });
    const session = sessionWith(t2);
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await session.get('/employees')).toEqual([]);
    }
    expect(t2.renewals()).toBe(0);
    await session.get('/employees');
    expect(t2.renewals()).toBe(1);
  });

  it('is not renewed again and again by a clock that is wrong', async () => {
    const t2 = await t2Server();
    const session = sessionWith(t2, { clock: () => Date.now() + 8 * DAY });
    for (let tries = 0; tries < 3; tries += 1) await session.get('/employees');
    expect(t2.renewals()).toBe(1);
  });

  it('that is good and yet let in nowhere is told so: never more than two requests', async () => {
    const t2 = await t2Server();
    const denied = { status: 403, body: '{"message":"Forbidden","details":["no tariff"]}' };
    t2.meet('/employees', denied, denied, denied);
    const session = sessionWith(t2);
    const refused = { code: 't2-refused', why: 'no tariff' };
    expect(await faultOf(session.get('/employees'))).toMatchObject(refused);
    expect(requests(t2)).toEqual(['GET /employees', `PUT ${RENEWAL}`, 'GET /employees']);
    expect(await faultOf(session.get('/employees'))).toMatchObject(refused);
    expect(t2.renewals()).toBe(1);
  });

  it('that is not there is said, and what an answer repeats of it is not', async () => {
    const t2 = await t2Server();
    const { accessToken } = t2.pair();
    const body = JSON.stringify({ details: `bad ${accessToken}` });
    t2.meet('/employees', { status: 500, body });
    expect(await faultOf(sessionWith(t2).get('/employees'))).toMatchObject({ why: 'bad …' });
    rmSync(t2.file);
    const session = sessionWith({
      ...t2,
      setup: () => ({
        address: { kind: 't2', name: 'main', url: t2.url, every: 1, shown: 't2' },
        tokens: t2.file,
      }),
    });
    expect(await faultOf(session.get('/employees'))).toEqual({
      code: 't2-tokens-missing',
      name: 'main',
    });
    expect(session.expiries()).toBeNull();
    expect(existsSync(t2.file)).toBe(false);
  });
});
