// What comes from broken and hostile clients: each is told a problem or cut off, and the next one is served.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { problemDocumentSchema } from '../../../src/contract/problem-document.ts';
import { type HttpTestPbx, type Reply, received, startPbx } from '../../support/http.ts';
import { CALL, fill } from '../../support/requests.ts';

const MIB = 1024 * 1024;
/** So that a test of slow clients need not wait. */
const IMPATIENT = { headers: 300, request: 600, check: 50 };

let pbx: HttpTestPbx;
beforeEach(async () => {
  pbx = await startPbx();
  await fill(pbx);
});
afterEach(async () => {
  expect((await pbx.send('GET', '/v1/rules')).status).toBe(200);
  expect(pbx.logs()).not.toContain('"level":50');
  await pbx.close();
});

const expectProblem = (reply: Reply, status: number): void => {
  expect(reply.status).toBe(status);
  expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(problemDocumentSchema().parse(reply.body).status).toBe(status);
};

/** The head and the problem document of an answer that came over a bare connection. */
const parsed = (text: string): Reply => {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]);
  const headers = Object.fromEntries(
    head
      .split('\r\n')
      .slice(1)
      .map((line) => [line.split(': ')[0]?.toLowerCase(), line.split(': ')[1]]),
  );
  const body = rest.join('\r\n\r\n');
  return { status, headers, text: body, body: JSON.parse(body) };
};

describe('a body', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  const rule = '{"subscribers":["102"],';

  test.for([
    ['is cut', '{"subscribers": ["102"', 400],
    ['is empty', '', 400],
    ['is no JSON', 'subscribers=102', 400],
    ['is two documents', '{} {}', 400],
    ['has single quotes', "{'subscribers': []}", 400],
    ['is nested 33 levels deep', nested(33), 400],
    ['is nested 100,000 levels deep', nested(100_000), 400],
    ['is only opened 1,000,000 times', '['.repeat(1_000_000), 400],
    ['hides its depth behind a string', `["\\"${'['.repeat(50)}",${nested(40)}]`, 400],
    ['has __proto__', `${rule}"__proto__":{"types":["missed"]}}`, 400],
    ['has __proto__ in disguise', `${rule}"__\\u0070roto__":{"types":["missed"]}}`, 400],
    ['has constructor.prototype', `${rule}"constructor":{"prototype":{"x":1}}}`, 400],
    ['is an array', '[]', 422],
    ['is null', 'null', 422],
    ['is a number', '12', 422],
    ['is a text', '"102"', 422],
    ['has brackets only in a text', `["${'['.repeat(50)}"]`, 422],
    ['lacks a field', '{}', 422],
    ['has another field', `${rule}"colour":"red"}`, 422],
    ['has a field of another type', '{"subscribers":"102"}', 422],
    ['has a number that is none', '{"subscribers":[1e999]}', 422],
    ['has half an id', '{"subscribers":[1.5]}', 422],
  ] as const)('that %s is refused', async ([, body, status]) => {
    const before = (await pbx.send('GET', '/v1/rules')).text;
    expectProblem(await pbx.send('POST', '/v1/rules', { body }), status);
    expect((await pbx.send('GET', '/v1/rules')).text).toBe(before);
  });

  test('is JSON and says so', async () => {
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'x']) {
      const headers = { 'content-type': type };
      expectProblem(await pbx.send('POST', '/v1/rules', { headers, body: '{}' }), 415);
    }
  });

  test('that is left out is missing, not an error of the server', async () => {
    expectProblem(await pbx.send('POST', '/v1/rules'), 422);
  });

  test('is UTF-8: a name in another encoding is refused, not kept as garbage', async () => {
    const body = Buffer.concat([
      Buffer.from('{"extension":"105","name":"'),
      Buffer.from([0xc0, 0xed, 0xed, 0xe0]),
      Buffer.from('"}'),
    ]);
    const socket = pbx.raw();
    const answer = received(socket);
    socket.write(
      `POST /v1/subscribers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${pbx.token(['admin'])}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`,
    );
    socket.write(`${body.length.toString(16)}\r\n`);
    socket.write(body);
    socket.write('\r\n0\r\n\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('with a byte order mark is read', async () => {
    const body = '\uFEFF{"subscribers":["102"]}';
    expect((await pbx.send('POST', '/v1/rules', { body })).status).toBe(200);
  });

  test('of 9 MiB is too large, of 65 MiB for a batch', async () => {
    expectProblem(await pbx.send('POST', '/v1/rules', { body: ' '.repeat(9 * MIB) }), 413);
    const most = await pbx.send('POST', '/v1/rules/batch', { body: ' '.repeat(65 * MIB) });
    expectProblem(most, 413);
    expect(most.body).toMatchObject({
      errors: [{ code: 'body-too-large', fault: { most: 64 * MIB } }],
    });
  });

  test('of 9 MiB is taken by a batch', async () => {
    const body = `{"create":[]${' '.repeat(9 * MIB)}}`;
    expect((await pbx.send('POST', '/v1/rules/batch', { body })).status).toBe(200);
  });

  test('with 300,000 things wrong is told the first thousand', async () => {
    const draft = '{"subscribers":["1"],"a":1,"b":2,"c":3},';
    const body = `{"create":[${draft.repeat(99_999)}{"d":4}]}`;
    const reply = await pbx.send('POST', '/v1/rules/batch', { body });
    expectProblem(reply, 422);
    expect(Object(reply.body).errors).toHaveLength(1000);
    const nobody = `{"upsert":[${'{"extension":"x"},'.repeat(50_000)}{}]}`;
    const people = await pbx.send('POST', '/v1/subscribers/batch', { body: nobody });
    expectProblem(people, 422);
    expect(Object(people.body).errors).toHaveLength(1000);
  });

  test('of 9 MiB that does not say its length is cut off', async () => {
    const socket = pbx.raw();
    const answer = received(socket);
    socket.write(
      `POST /v1/rules HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${pbx.token(['admin'])}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const chunk = `${MIB.toString(16)}\r\n${' '.repeat(MIB)}\r\n`;
    for (let index = 0; index < 9; index += 1) socket.write(chunk);
    const text = await answer;
    if (text !== '') expect(text).toMatch(/^HTTP\/1\.1 413 /);
  });
});

test('names of what every object has are names like any other', async () => {
  for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf']) {
    const call = { ...CALL, subscriber: undefined, sourceCallId: word, source: word };
    const replies = [
      await pbx.send('POST', '/v1/calls', { body: [{ ...call, dialled: word }] }),
      await pbx.send('POST', '/v1/calls', { body: [{ ...call, subscriber: word }] }),
      await pbx.send('POST', '/v1/rules/decide', {
        body: { call: { subscriber: '101', caller: { number: word }, dialled: word } },
      }),
      await pbx.send('GET', `/v1/subscribers/${word}`),
      await pbx.send('GET', `/v1/rules?${word}=1`),
      await pbx.send('GET', `/v1/rules?type=${word}`),
      await pbx.send('POST', '/v1/rules', { body: { subscribers: [word] } }),
    ];
    for (const { status } of replies) expect(status).toBeLessThan(500);
  }
});

describe('a path', () => {
  test.for([
    ['/', 404],
    ['/v1', 404],
    ['/v1/', 404],
    ['/v1/rulesXYZ', 404],
    ['/v1/rules/', 422],
    ['//v1/rules', 404],
    ['/v1/RULES', 404],
    ['/v1/../../etc/passwd', 404],
    ['/v1/rules/../tokens', 404],
    ['/v1/rules/%2e%2e/tokens', 404],
    ['/v1/rules/..%2ftokens', 422],
    ['/v1/rules/%00', 422],
    ['/v1/rules/%zz', 400],
    ['/v1/rules/%ff', 400],
    ['/v1/rules/%', 400],
    ['/v1/rules/-1', 404],
    ['/v1/rules/0', 404],
    ['/v1/rules/1.0', 422],
    ['/v1/rules/0x1', 422],
    ['/v1/rules/1e0', 422],
    ['/v1/rules/%201', 422],
    ['/v1/rules/999999999999999', 404],
    ['/v1/rules/9999999999999999999', 422],
    ['/v1/subscribers/%00', 404],
    ['/v1/subscribers/%20', 422],
    [`/v1/subscribers/${'x'.repeat(400)}`, 404],
    [`/v1/rules/${'1'.repeat(10_000)}`, 400],
    ['/v1/rules?q=%zz', 200],
    ['/v1/rules?%zz', 422],
    ['/v1/rules?a[b]=1', 422],
    [`/v1/rules?q=${'x'.repeat(10_000)}`, 200],
  ] as const)('%s answers %i', async ([path, status]) => {
    const reply = await pbx.send('GET', path);
    if (status === 200) expect(reply.status).toBe(200);
    else expectProblem(reply, status);
  });

  test('that there is not is told before anything is sent to it', async () => {
    const socket = pbx.raw();
    const answer = new Promise((resolve) => socket.once('data', resolve));
    socket.write('POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n');
    expect(String(await answer)).toMatch(/^HTTP\/1\.1 404 /);
    socket.destroy();
  });
});

describe('a method', () => {
  test('HEAD answers as GET does, without the body', async () => {
    const [head, get] = [await pbx.send('HEAD', '/v1/rules'), await pbx.send('GET', '/v1/rules')];
    expect(head.status).toBe(200);
    expect(head.text).toBe('');
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect(head.headers.etag).toBe(get.headers.etag);
    expect((await pbx.send('HEAD', '/v1/rules', { token: null })).status).toBe(401);
  });

  test.for(['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'])(
    '%s of what has none is not there',
    async (method) => expectProblem(await pbx.send(method, '/v1/rules'), 404),
  );

  test('that is none is told so', async () => {
    const socket = pbx.raw();
    const answer = received(socket);
    socket.write('FOO /v1/rules HTTP/1.1\r\nHost: x\r\n\r\n');
    expectProblem(parsed(await answer), 400);
  });
});

describe('a connection', () => {
  test.for([
    ['is no HTTP', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n'],
    ['has a header without a colon', 'GET /v1/rules HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n'],
    [
      'has two lengths',
      'POST /v1/rules HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}',
    ],
    [
      'has a length and chunks',
      'POST /v1/rules HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
  ] as const)('that %s is told a problem and closed', async ([, text]) => {
    const socket = pbx.raw();
    const answer = received(socket);
    socket.write(text);
    expectProblem(parsed(await answer), 400);
  });

  test('with a header of 100 kB is told that it is too large', async () => {
    const reply = await pbx.send('GET', '/v1/rules', { headers: { 'x-big': 'x'.repeat(100_000) } });
    expectProblem(reply, 431);
  });

  test('that sends its head a byte at a time is closed in time', async () => {
    const impatient = await startPbx({ timeouts: IMPATIENT });
    const socket = impatient.raw();
    const answer = received(socket);
    socket.write('GET /v1/rules HTTP/1.1\r\nx-slow: ');
    const trickle = setInterval(() => socket.writable && socket.write('x'), 50);
    expectProblem(parsed(await answer), 408);
    clearInterval(trickle);
    await impatient.close();
  });

  test('that sends its body a byte at a time is closed in time', async () => {
    const impatient = await startPbx({ timeouts: IMPATIENT });
    const socket = impatient.raw();
    const answer = received(socket);
    socket.write(
      `POST /v1/rules HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${impatient.token(['admin'])}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`,
    );
    const trickle = setInterval(() => socket.writable && socket.write(' '), 50);
    expectProblem(parsed(await answer), 408);
    clearInterval(trickle);
    await impatient.close();
  });

  test('that goes away half-way is forgotten: 600 of them leave no trace', async () => {
    const head = `POST /v1/rules HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${pbx.token(['admin'])}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`;
    for (let round = 0; round < 6; round += 1) {
      const sockets = Array.from({ length: 100 }, () => pbx.raw());
      for (const socket of sockets) {
        socket.on('error', () => undefined);
        socket.write(head);
      }
      await sleep(50);
      for (const socket of sockets) socket.resetAndDestroy();
      await sleep(20);
    }
    expect((await pbx.send('GET', '/v1/rules')).status).toBe(200);
  });
});

describe('load', () => {
  test('beyond what can be under way at once is told to come back', async () => {
    const head = `POST /v1/rules HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${pbx.token(['admin'])}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`;
    const sockets = Array.from({ length: 256 }, () => pbx.raw().on('error', () => undefined));
    for (const socket of sockets) socket.write(head);
    let reply = await pbx.send('GET', '/v1/rules');
    for (let tries = 0; reply.status !== 429 && tries < 20; tries += 1) {
      await sleep(10);
      reply = await pbx.send('GET', '/v1/rules');
    }
    expectProblem(reply, 429);
    expect(reply.headers['retry-after']).toBe('1');
    for (const socket of sockets) socket.destroy();
    await sleep(50);
    expect((await pbx.send('GET', '/v1/rules')).status).toBe(200);
  });

  test('of 1,000 connections at once: each has its answer or is closed, memory stays bounded', async () => {
    const before = process.memoryUsage().rss;
    const request = `GET /v1/rules HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${pbx.token(['rules:read'])}\r\nConnection: close\r\n\r\n`;
    const answers = await Promise.all(
      Array.from({ length: 1000 }, () => {
        const socket = pbx.raw();
        socket.write(request);
        return received(socket);
      }),
    );
    const answered = answers.filter((text) => text !== '');
    for (const text of answered) expect(text).toMatch(/^HTTP\/1\.1 (200|429) /);
    expect(answered.length).toBeGreaterThan(900);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * MIB);
  });
});
