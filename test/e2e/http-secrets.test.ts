import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../support/cli.ts';
import { proxy, type TestProxy } from '../support/proxy.ts';
import { home, served } from '../support/served.ts';

/** Every file below a folder, with its text. */
const textsIn = (folder: string): [file: string, text: string][] =>
  readdirSync(folder, { recursive: true })
    .map((file) => join(folder, String(file)))
    .filter((file) => statSync(file).isFile())
    .map((file) => [file, readFileSync(file, 'latin1')]);

describe('a token', () => {
  test('is nowhere but in its file: not in output, errors, audit, logs, store or profiles', async () => {
    const { url, token, log, path, pbx } = await served();
    const secret = await token();
    const { pbxctl, folder } = home();
    const said: string[] = [];
    const lines: [string, string?][] = [
      [`login ${url} --profile office`, secret],
      ['status'],
      ['status --json'],
      ['profiles list --json'],
      ['subscribers add --name Anna --extension 101'],
      ['subscribers add --name Anna --extension 101 --json'],
      ['rules show 99 --json'],
      ['rules nonsense'],
      ['tokens list --json'],
      ['audit list --json'],
      ['audit show 1-99'],
      ['status --pbx http://127.0.0.1:9 --json'],
    ];
    for (const [line, input = ''] of lines) {
      for (const environment of [{}, { PBX_TOKEN: secret }, { DEBUG: '*' }]) {
        const { stdout, stderr } = await pbxctl(line, { input, environment });
        said.push(stdout, stderr);
      }
    }
    expect(said.join('\n')).not.toContain(secret);
    expect(log()).not.toContain(secret);
    expect(JSON.stringify((await pbx('listAudit', {})).items)).not.toContain(secret);
    const holding = textsIn(folder).filter(([, text]) => text.includes(secret));
    expect(holding.map(([file]) => file)).toEqual([join(folder, 'config/pbxctl/tokens.json')]);
    expect(readFileSync(path, 'latin1')).not.toContain(secret);
  }, 120_000);

  test('is no flag of any command, and not among the arguments that others see', async () => {
    const refused = await home().pbxctl('rules list --token pbx_x --json');
    expect(refused.code).toBe(2);
    const argument = await home().pbxctl('login http://127.0.0.1:9 pbx_x');
    expect(argument.code).toBe(2);
  });

  test.skipIf(process.platform !== 'linux')(
    'is not in the argv of login while it waits',
    async () => {
      const program = join(import.meta.dirname, '../../bin/run.js');
      const child = spawn(process.execPath, [program, 'login', 'http://127.0.0.1:9']);
      child.stdin.write('pbx_secret');
      await new Promise((waited) => setTimeout(waited, 500));
      const argv = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8');
      child.kill('SIGKILL');
      expect(argv).toContain('login');
      expect(argv).not.toContain('pbx_secret');
    },
  );
});

const throughProxy = async (argv: string[]): Promise<{ through: TestProxy; stderr: string }> => {
  const { port, token } = await served();
  const through = await proxy(port);
  const { stderr } = await run(argv, {
    PBX_URL: 'http://pbx.example',
    PBX_TOKEN: await token(),
    http_proxy: through.url,
  });
  return { through, stderr };
};

describe('a token on its way to another machine without encryption', () => {
  const WARNING = 'Warning: the token goes to http://pbx.example unencrypted';

  test.each([
    ['reads', ['rules', 'list']],
    ['writes', ['subscribers', 'add', '--name', 'Anna', '--extension', '101']],
  ])('is warned of by a command that %s', async (_, argv) => {
    const { through, stderr } = await throughProxy(argv);
    expect(stderr).toContain(WARNING);
    expect(through.asked.length).toBeGreaterThan(0);
  });

  test('is warned of in Russian, too', async () => {
    const { stderr } = await throughProxy(['rules', 'list', '--lang', 'ru']);
    expect(stderr).toMatch(/[а-я].*http:\/\/pbx\.example/);
  });

  test('is nothing to warn of where there is no token, or where it stays on this machine', async () => {
    const { url, token } = await served();
    const here = await run(['rules', 'list'], { PBX_URL: url, PBX_TOKEN: await token() });
    expect(here.stderr).not.toContain('unencrypted');
    const none = await run(['rules', 'list'], { PBX_URL: 'http://pbx.invalid' });
    expect(none.stderr).not.toContain('unencrypted');
  });
});

describe('pbxctl serve', () => {
  test('serves the embedded default, whichever PBX is the current one', async () => {
    const { url, token } = await served();
    const { pbxctl, folder } = home();
    await pbxctl(`login ${url}`, { input: await token() });
    const program = join(import.meta.dirname, '../../bin/run.js');
    const child = spawn(process.execPath, [program, 'serve', '--listen', '127.0.0.1:0'], {
      env: {
        ...process.env,
        XDG_CONFIG_HOME: join(folder, 'config'),
        XDG_DATA_HOME: join(folder, 'data'),
      },
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      if (said.includes('listening')) child.kill('SIGTERM');
    });
    await new Promise((ended) => child.on('close', ended));
    expect(said).toContain('"listening"');
    expect(readdirSync(join(folder, 'data/pbxctl'))).toContain('pbx.db');
  });
});
