import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PAUSES, pauseAfter } from '../../../../src/service/sources/asterisk/source.ts';
import {
  type AmiConnection,
  amiCall,
  amiServer,
  callsIn,
  eventsOf,
  recording,
  SECRET,
} from '../../../support/ami.ts';
import { authority, hasOpenssl, selfSigned, signed } from '../../../support/certificates.ts';
import { listeningTo } from '../../../support/source.ts';

const play =
  (bytes: Uint8Array) =>
  ({ socket }: AmiConnection): void => {
    socket.write(bytes);
  };

const errorOf = (source: ReturnType<typeof listeningTo>) => source.status().error?.fault;

describe('signing in', () => {
  it('answers the challenge, asks for the events that it needs, and sends no secret', async () => {
    const server = await amiServer();
    const source = listeningTo(server.address);
    await source.until(({ state }) => state === 'connected');
    expect(source.status()).toMatchObject({ version: 'Asterisk Call Manager/11.0.0', error: null });
    expect(server.heard()).toMatch(/Events: call,dialplan,dtmf\r\n/);
    expect(server.heard()).not.toContain(SECRET);
  });

  it('sends the secret itself over loopback, to an Asterisk without challenges', async () => {
    const server = await amiServer({ knowsChallenge: false });
    const source = listeningTo(server.address);
    await source.until(({ state }) => state === 'connected');
    expect(server.heard()).toContain(`Secret: ${SECRET}`);
  });

  it('is told of a refusal in the words of the Asterisk, and tries again', async () => {
    const server = await amiServer({ refuses: true });
    const source = listeningTo(server.address);
    await source.until(({ error }) => error !== null);
    expect(errorOf(source)).toEqual({
      code: 'source-login-refused',
      address: `asterisk://pbxctl@127.0.0.1:${server.port}`,
      user: 'pbxctl',
      why: 'Authentication failed',
    });
    await source.until(() => source.states.filter((state) => state === 'connecting').length >= 3);
  });

  it('knows a wrong secret by the refusal', async () => {
    const server = await amiServer();
    const source = listeningTo(server.address, { secret: 'other' });
    await source.until(({ error }) => error !== null);
    expect(errorOf(source)).toMatchObject({ code: 'source-login-refused' });
  });
});

describe.skipIf(!hasOpenssl)('over TLS', () => {
  it('trusts the authority that it is given', async () => {
    const by = authority();
    const server = await amiServer({ tls: signed({ by }) });
    const source = listeningTo(server.address, { authority: by.pem });
    await source.until(({ state }) => state === 'connected');
  });

  it('sends the secret itself to one without challenges', async () => {
    const by = authority();
    const server = await amiServer({ tls: signed({ by }), knowsChallenge: false });
    const source = listeningTo(server.address, { authority: by.pem });
    await source.until(({ state }) => state === 'connected');
  });

  it('does not sign in to a certificate that nobody vouches for', async () => {
    const server = await amiServer({ tls: selfSigned() });
    const source = listeningTo(server.address);
    await source.until(({ error }) => error !== null);
    expect(errorOf(source)).toMatchObject({ code: 'source-certificate' });
    expect(server.heard()).toBe('');
  });
});

describe('what does not answer as an Asterisk does', () => {
  it('nobody listens', async () => {
    const server = await amiServer();
    await server.close();
    const source = listeningTo(server.address);
    await source.until(({ error }) => error !== null);
    expect(errorOf(source)).toMatchObject({ code: 'source-unreachable' });
  });

  it.each([
    ['says nothing', null, 'source-silent'],
    ['is a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'source-foreign'],
    [
      'sends bytes at random',
      Buffer.from(Array.from({ length: 9000 }, (_, at) => (at * 7) % 256)),
      'source-foreign',
    ],
    [
      'begins like one and goes on without end',
      `Asterisk Call Manager${'x'.repeat(9000)}`,
      'source-foreign',
    ],
  ])('%s', async (_, greeting, code) => {
    const server = await amiServer({ greeting });
    const source = listeningTo(server.address);
    await source.until(({ error }) => error !== null);
    expect(errorOf(source)).toMatchObject({ code });
    expect(server.heard()).not.toContain('Login');
  });

  it('accepts and hangs up', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const source = listeningTo(`asterisk://pbxctl@127.0.0.1:${port}?name=office`);
    await source.until(({ error }) => error !== null);
    expect(errorOf(source)?.code).toMatch(/^source-(closed|unreachable)$/);
  });

  it('does not stop the service, which keeps trying', async () => {
    const server = await amiServer({ greeting: 'no\r\n' });
    const source = listeningTo(server.address);
    await source.until(() => source.states.filter((state) => state === 'waiting').length >= 4);
    expect(source.status().retryAt).not.toBeNull();
  });
});

describe('keeping the connection', () => {
  it('asks whether somebody is there when nothing is heard, and stays', async () => {
    const server = await amiServer();
    const source = listeningTo(server.address);
    await source.until(({ state }) => state === 'connected');
    await pause(600);
    expect(server.heard().match(/Action: Ping/g)?.length).toBeGreaterThanOrEqual(2);
    expect([source.status().state, server.logins()]).toEqual(['connected', 1]);
  });

  it('gives up one that answers nothing any more, and makes another', async () => {
    const server = await amiServer({ isMute: true });
    const source = listeningTo(server.address);
    await source.until(() => server.logins() >= 1);
    await source.until(({ error }) => error?.fault.code === 'source-silent');
  });

  it('comes back when the Asterisk does', async () => {
    const first = await amiServer();
    const source = listeningTo(first.address);
    await source.until(({ state }) => state === 'connected');
    await first.close();
    await source.until(({ state }) => state === 'waiting');
    const second = await amiServer({ onLogin: play(recording('internal-no-answer')) }, first.port);
    await source.until(() => source.calls.length === 1);
    expect([second.logins(), source.calls[0]?.outcome]).toEqual([1, 'no-answer']);
  });

  it('stops when it is told to, and connects no more', async () => {
    const server = await amiServer();
    const source = listeningTo(server.address);
    await source.until(({ state }) => state === 'connected');
    await source.stop();
    await pause(50);
    expect([source.status().state, server.connections.size, server.logins()]).toEqual([
      'stopped',
      0,
      1,
    ]);
  });
});

describe('pauses', () => {
  const fault = { code: 'source-closed', address: '' } as const;
  const refusal = { code: 'source-login-refused', address: '', user: '', why: '' } as const;
  const pausesOf = (what: typeof fault | typeof refusal) =>
    [1, 2, 3, 4, 50].map((failures) => pauseAfter(failures, what, 0.5, PAUSES));

  it('grow to a minute', () => {
    expect(pausesOf(fault)).toEqual([1000, 2000, 4000, 8000, 60_000]);
  });

  it('are longer after a refused login, so that nobody is locked out', () => {
    expect(pausesOf(refusal)).toEqual([30_000, 60_000, 120_000, 240_000, 900_000]);
  });

  it('differ by chance, by half of themselves', () => {
    expect([0, 0.999].map((random) => pauseAfter(1, fault, random, PAUSES))).toEqual([500, 1499]);
  });
});

describe('a connection that breaks', () => {
  const NAMES = ['internal-no-answer', 'ring-group-answered-elsewhere', 'no-answer-then-voicemail'];

  /** What may be told of a call that was cut: its own facts, or that something is not known; never something else. */
  const isTrueOf = (told: ReturnType<typeof callsIn>, whole: ReturnType<typeof callsIn>): void => {
    for (const call of told) {
      const real = whole.find(({ sourceCallId }) => sourceCallId === call.sourceCallId);
      expect(real).toMatchObject({ subscriber: call.subscriber, dialled: call.dialled });
      expect([real?.outcome, 'unknown']).toContain(call.outcome);
    }
  };

  it.each(NAMES)(
    'at every event of %s: nothing complete is lost, nothing is invented',
    async (name) => {
      const events = eventsOf(recording(name));
      const whole = callsIn([recording(name)]);
      // A whole call first, then the same one cut: the first has been taken, whatever comes.
      const before = recording('multichannel-direct-busy');
      let at = 0;
      const server = await amiServer({
        onLogin: ({ socket }) => {
          if (at > events.length) return;
          socket.write(Buffer.concat([before, ...events.slice(0, at)]));
          socket.end();
          at += 1;
        },
      });
      const source = listeningTo(server.address, { pauses: { first: 1, most: 1 } });
      await source.until(() => at > events.length);
      await source.until(({ state }) => state === 'connected');
      const isBusy = ({ outcome }: { outcome: string }) => outcome === 'busy';
      expect(source.calls.filter(isBusy)).toHaveLength(events.length + 1);
      const told = source.calls.filter((call) => !isBusy(call));
      isTrueOf(told, whole);
      // The last cut is after the end: by then the whole call was heard.
      const last = told.slice(-whole.length);
      expect(last.map(({ outcome, straight, kind }) => [outcome, straight, kind])).toEqual(
        whole.map(({ outcome, straight, kind }) => [outcome, straight, kind]),
      );
    },
  );

  it('leaves the outcome of a call under way unknown, even if its phone has rung out (A4)', async () => {
    const caller = 'PJSIP/trunk-00000001';
    const phone = 'PJSIP/101-00000002';
    const script = amiCall()
      .channel({ name: caller, number: '79161234567', context: 'from-trunk', exten: '78001000101' })
      .channel({ name: phone })
      .dial({ by: caller, to: phone })
      .dialEnd(caller, phone, 'NOANSWER')
      .hangup(phone, 0);
    const server = await amiServer({
      onLogin: ({ socket, number }) => {
        if (number === 1) socket.end(script.bytes());
      },
    });
    const source = listeningTo(server.address);
    await source.until(() => source.calls.length > 0);
    expect(source.calls).toMatchObject([
      { subscriber: '101', kind: 'multichannel', straight: true, outcome: 'unknown' },
    ]);
  });

  it('leaves what was answered already as it was', async () => {
    const events = eventsOf(recording('multichannel-direct-answered'));
    const answered = events.findIndex((event) => event.includes('DialStatus: ANSWER'));
    const server = await amiServer({
      onLogin: ({ socket, number }) => {
        if (number === 1) socket.end(Buffer.concat(events.slice(0, answered + 1)));
      },
    });
    const source = listeningTo(server.address);
    await source.until(() => source.calls.length > 0);
    expect(source.calls).toMatchObject([{ subscriber: '110', outcome: 'answered' }]);
  });
});

describe('what is heard live', () => {
  it('is told how long it rang by the clock', async () => {
    const events = eventsOf(recording('internal-no-answer'));
    const end = events.findIndex((event) => event.includes('Event: DialEnd'));
    const server = await amiServer({
      onLogin: async ({ socket }) => {
        socket.write(Buffer.concat(events.slice(0, end)));
        await pause(1100);
        socket.write(Buffer.concat(events.slice(end)));
      },
    });
    const source = listeningTo(server.address);
    await source.until(() => source.calls.length > 0);
    expect(source.calls[0]).toMatchObject({ rangSeconds: 1, outcome: 'no-answer' });
  });

  it('counts its events by their class, and what goes on', async () => {
    const events = eventsOf(recording('internal-no-answer'));
    const half = events.findIndex((event) => event.includes('Event: DialEnd'));
    const server = await amiServer({
      onLogin: ({ socket }) => void socket.write(Buffer.concat(events.slice(0, half))),
    });
    const source = listeningTo(server.address);
    await source.until(({ underWay, events: heard }) => underWay === 1 && heard.dialplan === 2);
    expect(source.status()).toMatchObject({ underWay: 1, events: { call: 3, dialplan: 2 } });
    expect(source.status().lastEventAt).not.toBeNull();
  });

  it('goes on behind rubbish in the middle of the stream', async () => {
    const server = await amiServer({
      onLogin: ({ socket }) => {
        socket.write(Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x0d, 0x0a]));
        socket.write('x'.repeat(100_000));
        socket.write('\r\n\r\n');
        socket.write(recording('internal-no-answer'));
      },
    });
    const source = listeningTo(server.address);
    await source.until(() => source.calls.length === 1);
  });
});
