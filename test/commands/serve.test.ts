// `pbxctl serve` as a process of its own: how it starts, what it warns of, how it refuses, how it stops.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/service/store/database.ts';
import { insertToken } from '../../src/service/store/tokens.ts';
import { hashOf, makeToken } from '../../src/service/tokens.ts';
import { hasOpenssl } from '../support/certificates.ts';
import { ROOT, temporaryFolder } from '../support/cli.ts';
import { received } from '../support/http.ts';
import { CALL } from '../support/requests.ts';

type Process = {
  child: ChildProcess;
  /** What it wrote to stderr, as it is by now. */
  stderr: () => string;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

const start = (folder: string, ...flags: string[]): Process => {
  const child = spawn(process.execPath, [join(ROOT, 'bin/dev.js'), 'serve', ...flags], {
    cwd: folder,
    env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  return { child, stderr: () => text, ended };
};

const until = async (holds: () => boolean, what: () => string): Promise<void> => {
  for (let waited = 0; !holds(); waited += 20) {
    if (waited > 15_000) throw new Error(`in vain: ${what()}`);
    await sleep(20);
  }
};

const listening = async ({ stderr }: Process): Promise<string> => {
  const url = () => /"url":"([^"]+)"/.exec(stderr())?.[1];
  await until(() => url() !== undefined, stderr);
  return url() ?? '';
};

const withToken = (folder: string): { store: string; token: string } => {
  const path = join(folder, 'office.db');
  const store = openStore({ path });
  const token = makeToken();
  const stored = { name: 'test', hash: hashOf(token), scopes: ['admin' as const] };
  store.write((db) => insertToken(db, { ...stored, createdAt: 0, expiresAt: null }));
  store.close();
  return { store: `file:${path}`, token };
};

const ANY = ['--listen', '127.0.0.1:0'];

describe('it listens', () => {
  test('and says where, on a network address that no TLS protects with a warning', async () => {
    const folder = temporaryFolder();
    const { store } = withToken(folder);
    const served = start(folder, '--store', store, '--listen', '0.0.0.0:0');
    const url = await listening(served);
    expect(url).toMatch(/^http:\/\/0\.0\.0\.0:\d+$/);
    await until(() => served.stderr().includes('unencrypted'), served.stderr);
    expect(served.stderr()).not.toContain('nobody can sign in');
    expect((await request(`${url.replace('0.0.0.0', '127.0.0.1')}/healthz`)).statusCode).toBe(200);
  });

  test('and warns of a store that nobody can sign in to', async () => {
    const folder = temporaryFolder();
    const served = start(folder, '--store', 'file:new.db', ...ANY);
    await listening(served);
    await until(() => served.stderr().includes('nobody can sign in yet'), served.stderr);
    expect(served.stderr()).not.toContain('unencrypted');
    for (const line of served.stderr().trim().split('\n')) {
      expect(JSON.parse(line)).toHaveProperty('msg');
    }
  });

  test.skipIf(!hasOpenssl)('by TLS, and by nothing less', async () => {
    const folder = temporaryFolder();
    const { store, token } = withToken(folder);
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    selfSigned(cert, key);
    const served = start(folder, '--store', store, ...ANY, '--tls-cert', cert, '--tls-key', key);
    const url = await listening(served);
    expect(url).toMatch(/^https:/);
    const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
    const headers = { authorization: `Bearer ${token}` };
    const answer = await request(`${url}/v1/rules`, { dispatcher, headers });
    expect(answer.statusCode).toBe(200);
    await answer.body.dump();
    await expect(request(`${url}/v1/rules`)).rejects.toThrow(/self.signed/);
    const old = new Agent({
      connect: { rejectUnauthorized: false, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' },
    });
    await expect(request(`${url}/v1/rules`, { dispatcher: old })).rejects.toThrow();
    await expect(request(`${url.replace('https', 'http')}/v1/rules`)).rejects.toThrow();
    await dispatcher.close();
    await old.close();
    served.child.kill('SIGTERM');
    expect(await served.ended).toEqual({ code: 0, signal: null });
  });
});

const selfSigned = (cert: string, key: string): void => {
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const files = ['-nodes', '-days', '2', '-out', cert, '-keyout', key];
  execFileSync('openssl', [...kind, ...subject, ...files], { stdio: 'ignore' });
};

/** An upload of which half is sent. */
const upload = (url: string, token: string): { socket: Socket; finish: () => void } => {
  const body = JSON.stringify([CALL]);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const half = body.length / 2;
  socket.write(
    `POST /v1/calls HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, half)}`,
  );
  return { socket, finish: () => socket.write(body.slice(half)) };
};

describe.for(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  test('ends it when what is under way is done, and nothing new is taken', async () => {
    const folder = temporaryFolder();
    const { store, token } = withToken(folder);
    const served = start(folder, '--store', store, ...ANY);
    const url = await listening(served);
    const { socket, finish } = upload(url, token);
    const answer = received(socket);
    await sleep(200);
    served.child.kill(signal);
    await until(() => served.stderr().includes('"stopping"'), served.stderr);
    await expect(request(`${url}/healthz`)).rejects.toThrow(/ECONNREFUSED/);
    expect(served.child.exitCode).toBeNull();
    finish();
    expect(await answer).toMatch(/^HTTP\/1\.1 200 .*"taken"/s);
    expect(await served.ended).toEqual({ code: 0, signal: null });
    expect(served.stderr()).toContain('"stopped"');
    const kept = openStore({ path: store.replace('file:', '') });
    expect(kept.read((db) => db.get('select count(*) as calls from calls'))?.calls).toBe(1);
    kept.close();
  });

  test('ends it at once if nothing is under way, whoever holds a connection open', async () => {
    const folder = temporaryFolder();
    const { store } = withToken(folder);
    const served = start(folder, '--store', store, ...ANY);
    const url = await listening(served);
    const port = Number(new URL(url).port);
    const silent = connect(port, '127.0.0.1').on('error', () => undefined);
    const idle = connect(port, '127.0.0.1').on('error', () => undefined);
    idle.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await new Promise((resolve) => idle.once('data', resolve));
    const from = Date.now();
    served.child.kill(signal);
    expect(await served.ended).toEqual({ code: 0, signal: null });
    expect(Date.now() - from).toBeLessThan(3000);
    silent.destroy();
  });
});

describe('it refuses to start, and says why without a stack', () => {
  const refusal = async (folder: string, ...flags: string[]): Promise<[number, string]> => {
    const served = start(folder, ...flags);
    const { code } = await served.ended;
    const lines = served.stderr().trim().split('\n');
    expect(served.stderr()).not.toMatch(/^\s+at /m);
    expect(lines.length, served.stderr()).toBeLessThanOrEqual(2);
    expect(served.stderr()).not.toContain('fault of pbxctl');
    return [code ?? -1, served.stderr()];
  };

  test('on a port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = Object(taken.address());
    const [code, text] = await refusal(
      temporaryFolder(),
      '--store',
      'file:pbx.db',
      '--listen',
      `127.0.0.1:${port}`,
    );
    expect(code).toBe(1);
    expect(text).toContain(`127.0.0.1:${port}`);
  });

  test.for(['192.0.2.1:8680', 'no-such-host.invalid:8680'])('on %s, not ours', async (address) => {
    const [code, text] = await refusal(
      temporaryFolder(),
      '--store',
      'file:pbx.db',
      '--listen',
      address,
    );
    expect(code).toBe(1);
    expect(text).toContain(address);
  });

  test.for(['8680', 'localhost', 'localhost:99999', ':8680'])('on %s, no address', async (text) => {
    const [code] = await refusal(temporaryFolder(), '--store', 'file:pbx.db', '--listen', text);
    expect(code).toBe(2);
  });

  test('over a file that is no database', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'letter.db'), 'Dear Sir or Madam,\n'.repeat(100));
    const [code, text] = await refusal(folder, '--store', 'file:letter.db', ...ANY);
    expect(code).toBe(1);
    expect(text).toContain('letter.db');
  });

  test('over a folder that is not there', async () => {
    const [code] = await refusal(temporaryFolder(), '--store', 'file:no/such/pbx.db', ...ANY);
    expect(code).toBe(1);
  });

  test('over a PBX that is itself somewhere else', async () => {
    const [code] = await refusal(temporaryFolder(), '--store', 'https://pbx.firm.ru', ...ANY);
    expect(code).toBe(2);
  });

  test.skipIf(!hasOpenssl)(
    'with half a certificate, one that is not there, and one that is none',
    async () => {
      const folder = temporaryFolder();
      const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
      const other = join(folder, 'other.pem');
      selfSigned(join(folder, 'x.pem'), other);
      selfSigned(cert, key);
      const store = ['--store', 'file:pbx.db', ...ANY];
      const tls = (one: string, two: string) => ['--tls-cert', one, '--tls-key', two];
      expect((await refusal(folder, ...store, '--tls-cert', cert))[0]).toBe(2);
      expect((await refusal(folder, ...store, ...tls(cert, 'none.pem')))[0]).toBe(2);
      writeFileSync(join(folder, 'none.pem'), 'none');
      expect([1, 2]).toContain((await refusal(folder, ...store, ...tls('none.pem', key)))[0]);
      expect([1, 2]).toContain((await refusal(folder, ...store, ...tls(cert, other)))[0]);
    },
  );
});
