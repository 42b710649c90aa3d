import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressesIn, parseSource, setupSources } from '../../../src/service/sources/addresses.ts';
import { temporaryFolder } from '../../support/cli.ts';

const parsed = (text: string) => {
  const read = parseSource(text);
  return read.ok ? read.value : read.fault;
};

const WHOLE = 'asterisk://pbxctl@10.0.0.5:5038?name=office';

describe('the address of an Asterisk', () => {
  it('has a user, a host, a port and a name', () => {
    expect(parsed(WHOLE)).toEqual({
      kind: 'asterisk',
      name: 'office',
      host: '10.0.0.5',
      port: 5038,
      user: 'pbxctl',
      tls: false,
      plan: {
        outside: ['from-trunk', 'from-pstn', 'from-did-direct'],
        inside: [],
        direct: [],
        multichannel: [],
      },
      shown: 'asterisk://pbxctl@10.0.0.5:5038',
    });
  });

  it.each([
    ['the port of the manager', 'asterisk://u@pbx.firm.ru?name=a', { port: 5038, tls: false }],
    ['that of TLS', 'asterisk://u@pbx.firm.ru?name=a&tls=yes', { port: 5039, tls: true }],
    ['IPv6', 'asterisk://u@[::1]:5038?name=a', { host: '::1', port: 5038 }],
    ['a user with signs', 'asterisk://u%40firm@host?name=a', { user: 'u@firm' }],
    ['spaces around', `  ${WHOLE}\n`, { name: 'office' }],
  ])('knows %s', (_, text, expected) => {
    expect(parsed(text)).toMatchObject(expected);
  });

  it('may say what the dial plan means; a + in a number is a +', () => {
    const options =
      'outside=megafon,mts&outside=beeline&inside=branch&direct=+79160000101&multichannel=%2B78001000101';
    expect(parsed(`${WHOLE}&${options}`)).toMatchObject({
      plan: {
        outside: ['megafon', 'mts', 'beeline'],
        inside: ['branch'],
        direct: ['+79160000101'],
        multichannel: ['+78001000101'],
      },
    });
  });

  it.each([
    [
      'asterisk://pbxctl:s3cret@10.0.0.5?name=office',
      { code: 'source-with-secret', variable: 'PBX_SOURCE_OFFICE_SECRET' },
    ],
    ['asterisk://pbxctl@10.0.0.5?name=office&secret=s3cret', { code: 'source-with-secret' }],
    ['asterisk://pbxctl@10.0.0.5', { code: 'source-nameless', address: 'asterisk://10.0.0.5' }],
    ['asterisk://pbxctl@10.0.0.5?name=Офис', { code: 'source-name-unreadable' }],
    ['asterisk://pbxctl@10.0.0.5?name=a_b', { code: 'source-name-unreadable' }],
    [
      'asterisk://pbxctl@10.0.0.5?name=a&contexts=x',
      { code: 'source-option-unknown', option: 'contexts' },
    ],
    ['asterisk://pbxctl@10.0.0.5?name=a&tls=maybe', { code: 'source-unreadable' }],
    ['asterisk://10.0.0.5?name=a', { code: 'source-unreadable' }],
    ['asterisk://u%0d%0aAction%3Ax@h?name=a', { code: 'source-unreadable' }],
    ['asterisk:?name=a', { code: 'source-unreadable' }],
    ['asterisk://u@h:99999?name=a', { code: 'source-unreadable' }],
    ['asterisk://u@h/path?name=a', { code: 'source-unreadable' }],
    ['', { code: 'source-unreadable' }],
  ])('is refused as it is wrong: %s', (text, expected) => {
    expect(parsed(text)).toMatchObject(expected);
    expect(JSON.stringify(parsed(text))).not.toContain('s3cret');
  });

  it('that cannot be read is told without what may be its secret', () => {
    expect(JSON.stringify(parsed('asterisk://u:s3cret@h:99999?name=a'))).not.toContain('s3cret');
    expect(JSON.stringify(parsed('ami://u:s3cret@h'))).not.toContain('s3cret');
  });
});

describe('the address of a T2', () => {
  const T2 = 'https://ats2.t2.ru/crm/openapi';
  it.each([
    ['t2', { name: 'main', url: T2, every: 60_000, shown: `t2:${T2}` }],
    ['t2:?name=branch', { kind: 't2', name: 'branch', url: T2 }],
    [`t2:${T2}/?name=a&every=300`, { url: T2, every: 300_000 }],
    ['t2:https://proxy.firm.ru:8443/t2?name=a', { url: 'https://proxy.firm.ru:8443/t2' }],
    ['t2:http://[::1]:80/api?name=a', { url: 'http://[::1]/api' }],
  ])('is %s', (text, expected) => expect(parsed(text)).toMatchObject(expected));

  it.each([
    ['t2:', { code: 't2-nameless', address: `t2:${T2}` }],
    ['t2:?name=', { code: 't2-nameless' }],
    ['t2:?name=Главная', { code: 'source-name-unreadable' }],
    ['t2:?name=a&every=0', { code: 't2-address-unreadable' }],
    ['t2:?name=a&every=1h', { code: 't2-address-unreadable' }],
    ['t2:?name=a&token=x', { code: 'source-option-unknown', option: 'token' }],
    ['t2:http://ats2.t2.ru/crm/openapi?name=a', { code: 't2-address-unreadable' }],
    ['t2:https://u:s3cret@ats2.t2.ru?name=a', { code: 't2-address-unreadable' }],
    ['t2:ftp://ats2.t2.ru?name=a', { code: 't2-address-unreadable' }],
    ['t2:ats2.t2.ru?name=a', { code: 't2-address-unreadable' }],
    ['t2x', { code: 'source-unreadable' }],
  ])('is refused as it is wrong: %s', (text, expected) => {
    expect(parsed(text)).toMatchObject(expected);
    expect(JSON.stringify(parsed(text))).not.toContain('s3cret');
  });
});

describe('the tokens of a T2', () => {
  const tokens = (environment: Record<string, string>, folder: string) => {
    const read = setupSources(['t2'], environment, folder);
    return read.ok ? read.value.map((one) => ('tokens' in one ? one.tokens : '')) : read.fault;
  };

  it('lie where sources login keeps them, or in a file that a variable names', () => {
    const folder = temporaryFolder();
    const own = join(folder, 't2-main.json');
    expect(tokens({}, folder)).toEqual({ code: 't2-tokens-missing', name: 'main' });
    writeFileSync(own, '');
    expect(tokens({}, folder)).toEqual([own]);
    const named = { PBX_SOURCE_MAIN_SECRET_FILE: join(folder, 'other.json') };
    expect(tokens(named, folder)).toMatchObject({ code: 't2-tokens-missing' });
    expect(tokens({ PBX_SOURCE_MAIN_SECRET: 'x' }, folder)).toMatchObject({
      code: 't2-tokens-fixed',
    });
  });
});

describe('PBX_SOURCES', () => {
  it('is divided by spaces or commas, but not within an address', () => {
    const one = 'asterisk://u@a?name=a&outside=x,y';
    expect(addressesIn(`${one},asterisk://u@b?name=b\n t2:https://ats2.t2.ru?name=t`)).toEqual([
      one,
      'asterisk://u@b?name=b',
      't2:https://ats2.t2.ru?name=t',
    ]);
    expect(addressesIn('  ')).toEqual([]);
  });
});

describe('the secret of a source', () => {
  const setup = (environment: Record<string, string>, texts = [WHOLE]) => {
    const read = setupSources(texts, environment, '/nowhere');
    if (!read.ok) return read.fault;
    return read.value.map((one) => ('secret' in one ? one.secret : one.tokens));
  };
  const file = (content: string): string => {
    const path = join(temporaryFolder(), 'secret.txt');
    writeFileSync(path, content);
    return path;
  };

  it('comes from the variable of its name, or from a file', () => {
    expect(setup({ PBX_SOURCE_OFFICE_SECRET: 'a b' })).toEqual(['a b']);
    expect(setup({ PBX_SOURCE_OFFICE_SECRET_FILE: file('from file\n') })).toEqual(['from file']);
    const other = 'asterisk://u@h?name=my-office';
    expect(setup({ PBX_SOURCE_MY_OFFICE_SECRET: 'x' }, [other])).toEqual(['x']);
  });

  it.each([
    ['is missing', {}, { code: 'source-secret-missing', variable: 'PBX_SOURCE_OFFICE_SECRET' }],
    [
      'would be a line of the protocol by itself',
      { PBX_SOURCE_OFFICE_SECRET: 'a\r\nAction: x' },
      { code: 'source-secret-unreadable', variable: 'PBX_SOURCE_OFFICE_SECRET' },
    ],
    [
      'is in a file that is not there',
      { PBX_SOURCE_OFFICE_SECRET_FILE: '/nowhere' },
      { code: 'source-secret-unreadable', variable: 'PBX_SOURCE_OFFICE_SECRET_FILE' },
    ],
  ])('is told where it %s', (_, environment, expected) => {
    expect(setup(environment)).toMatchObject(expected);
  });

  it('an empty file has none', () => {
    expect(setup({ PBX_SOURCE_OFFICE_SECRET_FILE: file('\n') })).toMatchObject({
      code: 'source-secret-unreadable',
    });
  });

  it('two sources of one name are refused: their calls could not be told apart', () => {
    expect(setup({ PBX_SOURCE_OFFICE_SECRET: 'x' }, [WHOLE, WHOLE])).toEqual({
      code: 'source-twice',
      name: 'office',
    });
  });
});
