import { beforeEach, describe, expect, test, vi } from 'vitest';
import { httpPbx } from '../../src/client/http.ts';
import { authority, hasOpenssl, signed } from '../support/certificates.ts';
import { run } from '../support/cli.ts';
import { proxy } from '../support/proxy.ts';
import { refusal } from '../support/refusals.ts';
import { codesOf, served } from '../support/served.ts';

const ENVIRONMENT = ['http_proxy', 'https_proxy', 'no_proxy'];

beforeEach(() => {
  for (const name of ENVIRONMENT) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toUpperCase(), undefined);
  }
  return () => vi.unstubAllEnvs();
});

const ask = async (address: string, token: string, pem: string | null = null) => {
  const { pbx, close } = httpPbx({ address, token, authority: pem });
  return pbx('listRules', {}).finally(close);
};

describe.skipIf(!hasOpenssl)('a PBX behind a proxy', () => {
  test.each(['HTTP_PROXY', 'http_proxy'])('is asked over http through %s', async (name) => {
    const { port, token } = await served();
    const { url, asked } = await proxy(port);
    vi.stubEnv(name, url);
    const listed = await ask('http://pbx.example', await token());
    expect(listed.items).toEqual([]);
    expect(asked).toEqual(['GET http://pbx.example/v1/rules']);
  });

  test.each(['HTTPS_PROXY', 'https_proxy'])('is asked over https through %s', async (name) => {
    const by = authority();
    const { port, token } = await served({ tls: signed({ by, names: 'DNS:pbx.example' }) });
    const { url, asked } = await proxy(port);
    vi.stubEnv(name, url);
    const listed = await ask('https://pbx.example', await token(), by.pem);
    expect(listed.items).toEqual([]);
    expect(asked).toEqual(['CONNECT pbx.example:443']);
  });

  test('has its name and its certificate checked all the same', async () => {
    const by = authority();
    const { port, token } = await served({ tls: signed({ by, names: 'DNS:other.example' }) });
    const { url } = await proxy(port);
    vi.stubEnv('HTTPS_PROXY', url);
    const given = await token();
    for (const pem of [by.pem, null]) {
      const asked = ask('https://pbx.example', given, pem);
      expect(await refusal(asked)).toEqual(['unreachable', 'pbx-certificate']);
    }
  });

  test('is asked for without one where NO_PROXY names it', async () => {
    const { url: address, token } = await served();
    const { url, asked } = await proxy();
    vi.stubEnv('HTTP_PROXY', url);
    vi.stubEnv('NO_PROXY', 'localhost,127.0.0.1');
    await ask(address, await token());
    expect(asked).toEqual([]);
  });

  test('has changes and refusals go the same way', async () => {
    const { port, token } = await served();
    const { url, asked } = await proxy(port);
    const environment = {
      PBX_URL: 'http://pbx.example',
      PBX_TOKEN: await token(),
      HTTP_PROXY: url,
    };
    const added = await run(
      ['subscribers', 'add', '--name', 'Anna', '--extension', '101'],
      environment,
    );
    expect(added.code).toBe(0);
    const again = await run(
      ['subscribers', 'add', '--name', 'Boris', '--extension', '101', '--json'],
      environment,
    );
    expect([again.code, ...codesOf(again)]).toEqual([6, '--extension taken']);
    expect(asked.filter((line) => line.startsWith('POST'))).toHaveLength(2);
  });
});

describe.skipIf(!hasOpenssl)('a proxy', () => {
  test('that is not there is told at once', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
    const before = performance.now();
    expect((await refusal(ask('http://pbx.example', 'pbx_x')))[0]).toBe('unreachable');
    expect(performance.now() - before).toBeLessThan(1000);
  });

  test.each(['not a url', 'proxy.firm.ru:3128', 'ftp://proxy.firm.ru'])(
    'whose address is none, %j, is a fault of the call',
    async (HTTP_PROXY) => {
      const environment = { PBX_URL: 'http://pbx.example', PBX_TOKEN: 'pbx_x', HTTP_PROXY };
      const refused = await run(['rules', 'list', '--json'], environment);
      expect([refused.code, ...codesOf(refused)]).toEqual([2, 'HTTP_PROXY usage']);
    },
  );
});
