import { connect, createServer, type Server, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { httpPbx } from '../../src/client/http.ts';
import { run } from '../support/cli.ts';
import { refusal } from '../support/refusals.ts';
import { codesOf, served } from '../support/served.ts';

const LIST = ['rules', 'list', '--json'];

const open = (url: string, token: string | null = 'pbx_x') => {
  const { pbx, close } = httpPbx({ address: url, token, authority: null });
  onTestFinished(close);
  return pbx;
};

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
};

/** Answers every connection with these bytes and ends it. */
const saying = (bytes: string): Promise<string> =>
  listening(
    createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(bytes));
    }),
  );

/** Passes requests on to a PBX and loses its first answers: what was asked was done, and nobody learns it. */
const losing = async (
  port: number,
  lost: number,
): Promise<{ url: string; asked: () => number }> => {
  let asked = 0;
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  const url = await listening(
    createServer((socket) => {
      asked += 1;
      const isLost = asked <= lost;
      const onward = connect(port, '127.0.0.1');
      sockets.push(socket, onward);
      for (const one of [socket, onward]) one.on('error', () => undefined);
      socket.pipe(onward);
      onward.on('data', (chunk: Buffer) => {
        if (isLost) socket.resetAndDestroy();
        else socket.write(chunk);
      });
      onward.on('close', () => socket.destroy());
    }),
  );
  return { url, asked: () => asked };
};

describe('a PBX that is not there is reported within a second:', () => {
  test.each([
    ['nothing listens there', 'http://127.0.0.1:9', 'pbx-refused'],
    ['nothing listens there, by name', 'http://localhost:9', 'pbx-refused'],
    ['nothing listens there, over TLS', 'https://127.0.0.1:9', 'pbx-refused'],
    ['its name is unknown', 'https://pbx.invalid', 'pbx-host-unknown'],
  ])('%s', async (_, PBX_URL, code) => {
    const before = performance.now();
    const refused = await run(LIST, { PBX_URL, PBX_TOKEN: 'pbx_x' });
    expect(performance.now() - before).toBeLessThan(1000);
    expect([refused.code, ...codesOf(refused)]).toEqual([7, code]);
    expect(refused.stdout).toContain(PBX_URL);
  });
});

describe('what listens there and is no PBX', () => {
  test.each([
    ['speaks no HTTP', 'SSH-2.0-OpenSSH_9.9\r\n'],
    [
      'ends in the middle of its answer',
      'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"items":[',
    ],
    [
      'ends in the middle of a chunk',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{',
    ],
  ])('%s: 7', async (_, bytes) => {
    const PBX_URL = await saying(bytes);
    const refused = await run(LIST, { PBX_URL, PBX_TOKEN: 'pbx_x' });
    expect([refused.code, ...codesOf(refused)]).toEqual([7, 'pbx-silent']);
  });

  test('answers with a page: 7', async () => {
    const PBX_URL = await saying('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>');
    const refused = await run(LIST, { PBX_URL, PBX_TOKEN: 'pbx_x' });
    expect([refused.code, ...codesOf(refused)]).toEqual([7, 'pbx-foreign']);
  });
});

describe('an answer that is lost on its way', () => {
  test('is asked for again, and nothing is done twice', async () => {
    const { port, token, pbx } = await served();
    await pbx('createSubscriber', { body: { name: 'Анна', extension: '101' } });
    const { url, asked } = await losing(port, 2);
    const answer = await open(url, await token())('createRules', {
      body: { subscribers: ['101'] },
    });
    expect(answer).toMatchObject({ created: [], unchanged: [{ id: 1 }] });
    expect(asked()).toBe(3);
    expect((await pbx('listRules', {})).items).toHaveLength(1);
  });

  test.each<[string, (pbx: ReturnType<typeof open>) => Promise<unknown>]>([
    ['made', (pbx) => pbx('createSubscriber', { body: { name: 'Борис', extension: '102' } })],
    ['removed', (pbx) => pbx('batchRules', { body: { remove: [{ id: 1 }] } })],
    [
      'changed at its revision',
      (pbx) =>
        pbx('batchRules', { body: { update: [{ id: 1, revision: 1, types: ['voicemail'] }] } }),
    ],
  ])('is no refusal of what was %s after all', async (_, change) => {
    const { port, token, pbx } = await served();
    await pbx('createSubscriber', { body: { name: 'Анна', extension: '101' } });
    await pbx('createRules', { body: { subscribers: ['101'] } });
    const { url, asked } = await losing(port, 1);
    expect(await refusal(change(open(url, await token())))).toEqual(['unreachable', 'pbx-silent']);
    expect(asked()).toBe(1);
  });
});
