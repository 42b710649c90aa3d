// `pbxctl serve --source` as a process of its own, beside an Asterisk of the tests.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { asOfNow, recordings } from '../demo/calls.ts';
import { type AmiServer, amiServer, recording, SECRET } from '../support/ami.ts';
import { PROGRAM } from '../support/cli.ts';
import { type Office, office } from '../support/office.ts';
import { mailServer } from '../support/smtp.ts';

type Process = { child: ChildProcess; log: () => string; ended: Promise<number | null> };

const serve = ({ folder, address }: Office, flags: string[], environment: object): Process => {
  const argv = [PROGRAM, 'serve', '--store', address, '--listen', '127.0.0.1:0', ...flags];
  const child = spawn(process.execPath, argv, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  const add = (chunk: string): void => {
    text += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', add);
  child.stderr.setEncoding('utf8').on('data', add);
  const ended = once(child, 'close').then(([code]) => code);
  return { child, log: () => text, ended };
};

const until = (isSo: () => boolean | Promise<boolean>) =>
  vi.waitUntil(isSo, { timeout: 15_000, interval: 50 });

/** The secret lies in a file, as it should on a real machine. */
const withSecret = async (): Promise<Office & { environment: object }> => {
  const made = await office({ rules: [{ subscribers: ['101'] }] });
  writeFileSync(join(made.folder, 'secret.txt'), `${SECRET}\n`, { mode: 0o600 });
  return { ...made, environment: { PBX_SOURCE_OFFICE_SECRET_FILE: 'secret.txt' } };
};

const outcomes = async ({ pbxctl }: Office): Promise<string[]> => {
  const listed = await pbxctl('calls list --json');
  return [listed.json()].flat().map((kept) => Object(kept).call.outcome);
};

const playing = (bytes: string | Buffer): Promise<AmiServer> =>
  amiServer({ onLogin: ({ socket }) => void socket.write(bytes) });

describe('a service with a source', () => {
  test('takes its calls, and what it took survives a kill', async () => {
    const made = await withSecret();
    const ami = await playing(recording('internal-no-answer'));
    const served = serve(made, ['--source', ami.address], made.environment);
    await until(async () => (await outcomes(made)).length === 1);
    served.child.kill('SIGKILL');
    await served.ended;
    expect(await outcomes(made)).toEqual(['no-answer']);
    expect(served.log()).toContain('source connected');
    expect(served.log()).not.toContain(SECRET);
  });

  test('tells of a missed call by e-mail, as soon as it has ended', async () => {
    const made = await withSecret();
    const mail = await mailServer();
    const ami = await playing(Buffer.from(asOfNow(recordings(), Date.now()), 'latin1'));
    const environment = {
      ...made.environment,
      PBX_SMTP_URL: mail.url,
      PBX_MAIL_FROM: 'pbx@firm.ru',
    };
    serve(made, ['--source', ami.address], environment);
    await until(() => mail.arrived.length > 0);
    expect((await mail.mails()).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('+7 916 123-45-67'),
    ]);
    expect((await outcomes(made)).sort()).toEqual([
      'answered',
      'answered-elsewhere',
      'caller-cancelled',
      'no-answer',
    ]);
  });

  test('that is told to stop tells of what was under way, and ends well', async () => {
    const made = await withSecret();
    const cut = recording('internal-no-answer').toString().split('Event: DialEnd')[0] ?? '';
    const ami = await playing(cut);
    const environment = { ...made.environment, PBX_SOURCES: ami.address };
    const served = serve(made, [], environment);
    await until(() => served.log().includes('source connected'));
    await until(() => ami.heard().includes('Login'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    served.child.kill('SIGTERM');
    expect(await served.ended).toBe(0);
    expect(await outcomes(made)).toEqual(['unknown']);
  });

  test('goes on serving when its source cannot be reached, and says why', async () => {
    const made = await withSecret();
    const source = 'asterisk://pbxctl@127.0.0.1:1?name=office';
    const served = serve(made, ['--source', source], made.environment);
    await until(() => served.log().includes('cannot be reached'));
    expect(served.child.exitCode).toBeNull();
    served.child.kill('SIGTERM');
    expect(await served.ended).toBe(0);
  });

  test.each([
    [['--source', 'asterisk://u:s3cret@h?name=office'], '--source', 'must not hold its secret'],
    [['--source', 'asterisk://u@h'], '--source', 'has no name'],
    [['--source', 'asterisk://u@h?name=other'], '--source', 'PBX_SOURCE_OTHER_SECRET'],
  ])('does not begin with a wrong one: %s', async (flags, place, message) => {
    const made = await withSecret();
    const served = serve(made, flags, made.environment);
    expect(await served.ended).toBe(2);
    expect(served.log()).toContain(`${place}: `);
    expect(served.log()).toContain(message);
    expect(served.log()).not.toContain('s3cret');
  });
});
