import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { httpPbx } from '../../src/client/http.ts';
import { authority, hasOpenssl, selfSigned, signed } from '../support/certificates.ts';
import { run, temporaryFolder } from '../support/cli.ts';
import { problemOf, refusal } from '../support/refusals.ts';
import { codesOf, home, served } from '../support/served.ts';

const LIST = ['rules', 'list', '--json'];

const ask = async (address: string, token: string, pem: string | null) => {
  const { pbx, close } = httpPbx({ address, token, authority: pem });
  return pbx('listRules', {}).finally(close);
};

describe.skipIf(!hasOpenssl)('a PBX whose certificate is signed by itself', () => {
  test('is refused with 7, and the way out is named', async () => {
    const { url, token } = await served({ tls: selfSigned() });
    const environment = { PBX_URL: url, PBX_TOKEN: await token() };
    const refused = await run(LIST, environment);
    expect([refused.code, ...codesOf(refused)]).toEqual([7, 'pbx-certificate']);
    const told = await run(['rules', 'list'], environment);
    expect(told.stderr).toContain('PBX_CA_FILE=');
    expect(told.stdout).toBe('');
  });

  test('is trusted if PBX_CA_FILE names its certificate', async () => {
    const tls = selfSigned();
    const { url, token } = await served({ tls });
    const environment = { PBX_URL: url, PBX_TOKEN: await token(), PBX_CA_FILE: tls.file };
    expect(await run(LIST, environment)).toMatchObject({ code: 0, stdout: '[]\n', stderr: '' });
  });
});

describe.skipIf(!hasOpenssl)(
  'a PBX whose certificate is signed by an authority of the firm',
  () => {
    test('is trusted if PBX_CA_FILE names the authority', async () => {
      const by = authority();
      const { url, token } = await served({ tls: signed({ by }) });
      const environment = { PBX_URL: url, PBX_TOKEN: await token(), PBX_CA_FILE: by.file };
      expect(await run(LIST, environment)).toMatchObject({ code: 0, stdout: '[]\n' });
    });

    test('is refused if PBX_CA_FILE names another authority', async () => {
      const { url, token } = await served({ tls: signed({ by: authority() }) });
      const asked = ask(url, await token(), authority('Another').pem);
      expect(await refusal(asked)).toEqual(['unreachable', 'pbx-certificate']);
    });

    test('that Node trusts stays trusted when PBX_CA_FILE names one more', async () => {
      const by = authority('Trusted');
      const { url, token } = await served({ tls: signed({ by }) });
      const listed = await home().pbxctl('rules list --json', {
        environment: {
          NODE_EXTRA_CA_CERTS: by.file,
          PBX_URL: url,
          PBX_TOKEN: await token(),
          PBX_CA_FILE: authority('One more').file,
        },
      });
      expect(listed).toMatchObject({ code: 0, stdout: '[]\n' });
    });

    test('is refused under another name than its own', async () => {
      const by = authority();
      const { url, token } = await served({ tls: signed({ by, names: 'DNS:pbx.firm.ru' }) });
      const { faults } = await problemOf(ask(url, await token(), by.pem));
      expect(faults[0]?.fault).toEqual({
        code: 'pbx-certificate',
        address: url,
        why: expect.stringMatching(/127\.0\.0\.1.*not in the cert/),
      });
    });

    test('is refused when it has expired', async () => {
      const by = authority();
      const { url, token } = await served({ tls: signed({ by, days: -1 }) });
      const { faults } = await problemOf(ask(url, await token(), by.pem));
      expect(faults[0]?.fault).toEqual({
        code: 'pbx-certificate',
        address: url,
        why: expect.stringMatching(/expired/),
      });
    });
  },
);

describe.skipIf(!hasOpenssl)('PBX_CA_FILE', () => {
  test('that is not there is a fault of the call, and named', async () => {
    const { url, token } = await served({ tls: selfSigned() });
    const PBX_CA_FILE = join(temporaryFolder(), 'no.pem');
    const refused = await run(LIST, { PBX_URL: url, PBX_TOKEN: await token(), PBX_CA_FILE });
    expect([refused.code, ...codesOf(refused)]).toEqual([2, 'PBX_CA_FILE file-unreadable']);
  });

  test('that holds no certificate is one, too', async () => {
    const { url, token } = await served({ tls: selfSigned() });
    const PBX_CA_FILE = join(temporaryFolder(), 'notes.txt');
    writeFileSync(PBX_CA_FILE, 'call the admin\n');
    const refused = await run(LIST, { PBX_URL: url, PBX_TOKEN: await token(), PBX_CA_FILE });
    expect([refused.code, ...codesOf(refused)]).toEqual([2, 'PBX_CA_FILE file-unreadable']);
  });

  test('does not matter to an embedded PBX', async () => {
    const PBX_URL = `file:${join(temporaryFolder(), 'pbx.db')}`;
    expect(await run(LIST, { PBX_URL, PBX_CA_FILE: '/no/such/file' })).toMatchObject({ code: 0 });
  });
});

describe.skipIf(!hasOpenssl)(
  'a scheme that is not that of the PBX is told, without waiting:',
  () => {
    test('https where it serves http', async () => {
      const { port, token } = await served();
      const asked = ask(`https://127.0.0.1:${port}`, await token(), null);
      expect(await refusal(asked)).toEqual(['unreachable', 'pbx-silent']);
    });

    test('http where it serves https', async () => {
      const { port, token } = await served({ tls: selfSigned() });
      const before = performance.now();
      expect((await refusal(ask(`http://127.0.0.1:${port}`, await token(), null)))[0]).toBe(
        'unreachable',
      );
      expect(performance.now() - before).toBeLessThan(6000);
    });
  },
);
