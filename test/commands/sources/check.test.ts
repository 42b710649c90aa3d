import { describe, expect, test, vi } from 'vitest';
import { amiServer, recording, SECRET } from '../../support/ami.ts';
import { run } from '../../support/cli.ts';
import { commandNamed, examplesOf } from '../../support/commands.ts';
import { office, wordsOf } from '../../support/office.ts';
import { codesOf, served } from '../../support/served.ts';
import { setupOf } from '../../support/source.ts';

const WITH_SECRET = { PBX_SOURCE_OFFICE_SECRET: SECRET };

describe('a source of a service', () => {
  test('that works: what it is, and what has been heard of it', async () => {
    const ami = await amiServer({
      onLogin: ({ socket }) => void socket.write(recording('internal-no-answer')),
    });
    const pbx = await served({ setups: [setupOf(ami.address)] });
    await vi.waitUntil(async () => (await pbx.pbx('listCalls', {})).items.length === 1);
    const environment = { PBX_URL: pbx.url, PBX_TOKEN: await pbx.token('calls:read') };
    for (const argv of [['office'], []]) {
      const { code, stdout } = await run(['sources', 'check', ...argv], environment);
      expect([code, stdout]).toEqual([
        0,
        `office: asterisk://pbxctl@127.0.0.1:${ami.port} lets pbxctl in: Asterisk Call Manager/11.0.0\n` +
          '  Events heard since it was connected: call 8, dialplan 3, dtmf 0\n',
      ]);
    }
    const unknown = await run(['sources', 'check', 'warehouse', '--json'], environment);
    expect([unknown.code, codesOf(unknown)]).toEqual([5, ['<source> source-unknown']]);
  });

  test('that does not: why, what to do, and exit code 1', async () => {
    const ami = await amiServer({ refuses: true });
    const pbx = await served({ setups: [setupOf(ami.address)] });
    const environment = { PBX_URL: pbx.url, PBX_TOKEN: await pbx.token('calls:read') };
    const checked = await run(['sources', 'check', 'office'], environment);
    expect(checked).toMatchObject({ code: 1, stdout: '' });
    expect(checked.stderr).toContain('does not let "pbxctl" in: Authentication failed');
    expect(checked.stderr).toContain('manager.conf');
    const json = await run(['sources', 'check', '--json'], environment);
    expect(json.code).toBe(1);
    expect(json.json()).toMatchObject([
      { name: 'office', problem: { fault: { code: 'source-login-refused' } } },
    ]);
  });
});

describe('an address, from this machine', () => {
  test('is tried before any service has it', async () => {
    const ami = await amiServer();
    const checked = await run(['sources', 'check', ami.address], WITH_SECRET);
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    expect(checked.stdout).toContain('Asterisk Call Manager/11.0.0');
  });

  test('with a wrong secret is refused', async () => {
    const ami = await amiServer();
    const environment = { PBX_SOURCE_OFFICE_SECRET: 'wrong' };
    const checked = await run(['sources', 'check', ami.address], environment);
    expect(checked.code).toBe(1);
    expect(checked.stderr).not.toContain('wrong"');
  });

  test.each([
    ['asterisk://u:s3cret@h?name=a', 'source-with-secret'],
    ['asterisk://u@h', 'source-nameless'],
    ['asterisk://u@h?name=a', 'source-secret-missing'],
    ['ami:u@h?name=a', 'source-unreadable'],
  ])('%s is wrong usage: %s', async (address, code) => {
    const checked = await run(['sources', 'check', address, '--json']);
    expect([checked.code, codesOf(checked)]).toEqual([2, [`<source> ${code}`]]);
  });

  test('of an example works as it is written, but for its host', async () => {
    const ami = await amiServer();
    const { pbxctl, file } = await office();
    file('secret.txt', SECRET);
    const line = examplesOf(await commandNamed('sources check')).find((one) => one.includes('://'));
    const [variable = '', , ...argv] = wordsOf(line ?? '');
    const [name = '', value = ''] = variable.split('=');
    const own = argv.join(' ').replace('10.0.0.5:5038', `127.0.0.1:${ami.port}`);
    expect(await pbxctl(own, { environment: { [name]: value } })).toMatchObject({ code: 0 });
  });
});
