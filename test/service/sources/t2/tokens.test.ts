import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiriesOf, readPair, readToken } from '../../../../src/service/sources/t2/tokens.ts';
import { t2Token } from '../../../support/t2-server.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-25T12:00:00Z');
const ACCESS = t2Token('ACCESS_OPENAPI_TOKEN', NOW + DAY);
const REFRESH = t2Token('REFRESH_OPENAPI_TOKEN', NOW + 7 * DAY);
const PAIR = { accessToken: ACCESS, refreshToken: REFRESH };

const claims = (value: unknown): string =>
  `e30.${Buffer.from(JSON.stringify(value)).toString('base64url')}.c2ln`;

describe('a token', () => {
  it('says what it is for and when it dies, without asking anybody', () => {
    expect(readToken(ACCESS)).toEqual({ kind: 'access', expiresAt: NOW + DAY });
    expect(readToken(REFRESH)).toEqual({ kind: 'refresh', expiresAt: NOW + 7 * DAY });
    expect(expiriesOf(PAIR)).toEqual({ access: NOW + DAY, refresh: NOW + 7 * DAY });
  });

  it('may say nothing of it', () => {
    expect(readToken(claims({}))).toEqual({ kind: null, expiresAt: null });
    expect(readToken(claims({ sub: 7, exp: 'soon' }))).toEqual({ kind: null, expiresAt: null });
  });

  it.each(['', 'token', 'a.b', `${ACCESS}\r\nX: y`, claims([]), claims(null), 'a.!.c', 'й.й.й'])(
    'is none: %j',
    (text) => expect(readToken(text)).toBeNull(),
  );

  it('is read of any text without a crash', () => {
    fc.assert(fc.property(fc.string(), (text) => void readToken(text)));
    fc.assert(fc.property(fc.json(), (json) => void readPair(json)));
  });
});

describe('a pair', () => {
  it.each([
    ['two lines', `${ACCESS}\n${REFRESH}\n`],
    ['two words', `  ${ACCESS} ${REFRESH}`],
    ['lines of Windows with a mark before them', `\uFEFF${ACCESS}\r\n${REFRESH}\r\n`],
    ['what T2 answers', JSON.stringify(PAIR)],
    ['pasted with Bearer and quotes', `"Bearer ${ACCESS}",\nbearer '${REFRESH}'`],
    ['JSON with Bearer', JSON.stringify({ ...PAIR, accessToken: `Bearer ${ACCESS}` })],
  ])('is %s', (_, text) => {
    expect(readPair(text)).toEqual({ ok: true, value: { ...PAIR, swapped: false } });
  });

  it('that stands the other way round is put right, and said', () => {
    const right = { ok: true, value: { ...PAIR, swapped: true } };
    expect(readPair(`${REFRESH}\n${ACCESS}`)).toEqual(right);
    const json = { accessToken: REFRESH, refreshToken: ACCESS };
    expect(readPair(JSON.stringify(json))).toEqual(right);
  });

  it('of tokens that do not say what they are for is as it stands', () => {
    const [one, other] = [claims({ n: 1 }), claims({ n: 2 })];
    expect(readPair(`${one} ${other}`)).toMatchObject({
      value: { accessToken: one, refreshToken: other, swapped: false },
    });
  });

  it.each([
    ['', { code: 't2-tokens-count', found: 0 }],
    [ACCESS, { code: 't2-tokens-count', found: 1 }],
    [`${ACCESS} ${REFRESH} ${REFRESH}`, { code: 't2-tokens-count', found: 3 }],
    [`${ACCESS} ${ACCESS}`, { code: 't2-tokens-alike', kind: 'access' }],
    [`${REFRESH} ${REFRESH}`, { code: 't2-tokens-alike', kind: 'refresh' }],
    [`${ACCESS} password`, { code: 't2-token-unreadable', nth: 2 }],
    [`password ${REFRESH}`, { code: 't2-token-unreadable', nth: 1 }],
    ['{"accessToken": 1}', { code: 't2-token-unreadable', nth: 1 }],
  ])('is refused: %#', (text, fault) => {
    const read = readPair(text);
    expect(read).toMatchObject({ ok: false, fault });
    expect(JSON.stringify(read)).not.toContain('password');
  });
});
