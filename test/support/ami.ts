/** What an Asterisk says: the recordings of a real one, events as its documentation has them, and a server that plays them. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { Call } from '../../src/domain/call.ts';
import { formatInstant } from '../../src/domain/instant.ts';
import { callsOf } from '../../src/service/sources/asterisk/attempts.ts';
import { CALL_EVENTS } from '../../src/service/sources/asterisk/call-events.ts';
import { callTracker } from '../../src/service/sources/asterisk/call-tracker.ts';
import { amiFrames } from '../../src/service/sources/asterisk/frames.ts';
import type { CallFacts, DialPlan } from '../../src/service/sources/asterisk/kind.ts';
import { peopleAmong } from '../../src/service/sources/people.ts';
import type { CallContext } from '../../src/service/sources/source.ts';

const FOLDER = new URL('../fixtures/asterisk/', import.meta.url);

/** Of calls; the login is another matter. */
export const RECORDINGS: readonly string[] = globSync('*.ami', { cwd: FOLDER })
  .map((file) => file.replace(/\.ami$/, ''))
  .filter((name) => name !== 'login')
  .sort();

export const recording = (name: string): Buffer => readFileSync(new URL(`${name}.ami`, FOLDER));

/** Its messages, each with the empty line that ends it. */
export const eventsOf = (bytes: Buffer): Buffer[] =>
  bytes
    .toString('latin1')
    .split(/(?<=\r\n\r\n)/)
    .map((text) => Buffer.from(text, 'latin1'));

/** Whom the recorded Asterisk had, with the number of his own that one of them has. */
const SUBSCRIBERS = ['101', '102', '103', '104', '110', '120'].map((extension) => ({
  extension,
  number: extension === '104' ? '+79160000104' : null,
}));

const PLAN: DialPlan = {
  outside: ['from-trunk', 'from-pstn', 'from-did-direct'],
  inside: [],
  direct: [],
  multichannel: [],
};

export const factsWith = (plan: Partial<DialPlan> = {}): CallFacts & CallContext => ({
  source: 'asterisk:office',
  people: peopleAmong(SUBSCRIBERS, 'RU'),
  straightTo: () => null,
  plan: { ...PLAN, ...plan },
  instant: (milliseconds) => formatInstant(milliseconds, 'Europe/Moscow'),
});

/** The calls that a stream of bytes tells, as it comes, without times. */
export const callsIn = (chunks: Iterable<Uint8Array>, facts = factsWith()): Call[] => {
  const frames = amiFrames(CALL_EVENTS);
  const tracker = callTracker();
  const calls: Call[] = [];
  for (const chunk of chunks) {
    for (const message of frames.read(chunk)) {
      for (const ended of tracker.take(message, null)) calls.push(...callsOf(ended, facts));
    }
  }
  for (const ended of tracker.end()) calls.push(...callsOf(ended, facts));
  return calls;
};

type Fields = Readonly<Record<string, string>>;

/** One event as AMI writes it. */
const amiEvent = (name: string, fields: Fields): string =>
  `Event: ${name}\r\nPrivilege: call,all\r\n${Object.entries(fields)
    .map(([field, value]) => `${field}: ${value}\r\n`)
    .join('')}\r\n`;

type Line = { name: string; id: string; number?: string; context?: string; exten?: string };

/** A dial: who dials whom, by the names of channels. */
type Dial = { by: string | null; to: string; dialString?: string };

/**
 * A script of one call's events. Channels are known by their names; the first is the one that all are linked to.
 * @param start seconds of Unix time
 */
export const amiCall = (start = 1795345000) => {
  const channels = new Map<string, Line>();
  const events: string[] = [];
  let linked = '';
  const about = (name: string): Fields => {
    const line = channels.get(name);
    if (!line) throw new Error(`no channel ${name}`);
    const { id, number = '<unknown>', context = 'internal', exten = 's' } = line;
    return {
      Channel: name,
      CallerIDNum: number,
      CallerIDName: '<unknown>',
      Context: context,
      Exten: exten,
      Uniqueid: id,
      Linkedid: linked,
    };
  };
  const called = (name: string): Fields =>
    Object.fromEntries(
      Object.entries(about(name)).map(([field, value]) => [`Dest${field}`, value]),
    );
  const add = (name: string, fields: Fields): void => void events.push(amiEvent(name, fields));
  const script = {
    /** A channel that is there; `isHeard` is false for one that was made before anybody listened. */
    channel: (line: Omit<Line, 'id'>, isHeard = true) => {
      const id = `${start}.${channels.size + 1}`;
      linked ||= id;
      channels.set(line.name, { ...line, id });
      if (isHeard) add('Newchannel', about(line.name));
      return script;
    },
    step: (name: string, application: string, data = '') => {
      add('Newexten', { ...about(name), Application: application, AppData: data });
      return script;
    },
    move: (name: string, context: string, exten: string) => {
      const line = channels.get(name);
      if (line) channels.set(name, { ...line, context, exten });
      return script;
    },
    dial: ({ by, to, dialString = '' }: Dial) => {
      const caller = by === null ? {} : about(by);
      add('DialBegin', { ...caller, ...called(to), DialString: dialString });
      return script;
    },
    dialEnd: (by: string | null, to: string, status: string, forward?: string) => {
      const caller = by === null ? {} : about(by);
      const fields = { ...caller, ...called(to), DialStatus: status };
      add('DialEnd', forward === undefined ? fields : { ...fields, Forward: forward });
      return script;
    },
    refuse: (name: string, cause: number) => {
      add('HangupRequest', { ...about(name), Cause: String(cause) });
      return script;
    },
    hangup: (name: string, cause: number) => {
      add('Hangup', { ...about(name), Cause: String(cause) });
      return script;
    },
    event: (event: string, name: string | null, fields: Fields = {}) => {
      add(event, { ...(name === null ? {} : about(name)), ...fields });
      return script;
    },
    idOf: (name: string): string => channels.get(name)?.id ?? '',
    bytes: (): Buffer => Buffer.from(events.join('')),
    calls: (plan: Partial<DialPlan> = {}): Call[] => callsIn([script.bytes()], factsWith(plan)),
  };
  return script;
};

export const BANNER = 'Asterisk Call Manager/11.0.0\r\n';
const USER = 'pbxctl';
export const SECRET = 'sécret: of 16';

export type AmiConnection = {
  /** Counted from 1. */
  number: number;
  socket: Socket;
};

export type AmiBehaviour = {
  /** Instead of the banner; null: nothing at all. */
  greeting?: string | Buffer | null;
  /** Without it only the plain secret is taken. */
  knowsChallenge?: boolean;
  refuses?: boolean;
  /** Says nothing once it was signed in to, and answers no ping. */
  isMute?: boolean;
  tls?: { cert: Buffer; key: Buffer };
  onLogin?: (connection: AmiConnection) => void;
};

export type AmiServer = {
  port: number;
  /** `asterisk://pbxctl@127.0.0.1:40123?name=office` */
  address: string;
  /** All that clients sent, as text. */
  heard: () => string;
  logins: () => number;
  connections: Set<Socket>;
  close: () => Promise<void>;
};

const fieldsOf = (block: string): Map<string, string> =>
  new Map(
    block.split('\r\n').map((line) => {
      const [name = '', ...rest] = line.split(': ');
      return [name, rest.join(': ')];
    }),
  );

const CHALLENGE = '148521647';

const listening = (server: Server, port: number): Promise<number> =>
  new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** A manager on loopback that lets one user in and plays what the test gives it. */
export const amiServer = async (behaviour: AmiBehaviour = {}, at = 0): Promise<AmiServer> => {
  const { greeting = BANNER, knowsChallenge = true, refuses = false, tls } = behaviour;
  const connections = new Set<Socket>();
  let heard = '';
  let logins = 0;
  let number = 0;

  const isIn = (action: Map<string, string>): boolean => {
    if (refuses || action.get('Username') !== USER) return false;
    const key = createHash('md5').update(`${CHALLENGE}${SECRET}`).digest('hex');
    return knowsChallenge ? action.get('Key') === key : action.get('Secret') === SECRET;
  };

  const answer = (connection: AmiConnection, action: Map<string, string>): void => {
    const reply = (response: string, rest = ''): void => {
      connection.socket.write(
        `Response: ${response}\r\nActionID: ${action.get('ActionID')}\r\n${rest}\r\n`,
      );
    };
    const name = action.get('Action');
    if (name === 'Challenge' && knowsChallenge) reply('Success', `Challenge: ${CHALLENGE}\r\n`);
    else if (name === 'Challenge') reply('Error', 'Message: Must specify AuthType\r\n');
    else if (name === 'Ping') reply('Success', 'Ping: Pong\r\n');
    else if (name === 'Login' && isIn(action)) {
      logins += 1;
      reply('Success', 'Message: Authentication accepted\r\n');
      behaviour.onLogin?.(connection);
    } else {
      reply('Error', 'Message: Authentication failed\r\n');
      connection.socket.end();
    }
  };

  const accept = (socket: Socket): void => {
    number += 1;
    const connection = { number, socket };
    connections.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => connections.delete(socket));
    if (greeting !== null) socket.write(greeting);
    let rest = '';
    let isIgnoring = false;
    socket.on('data', (chunk) => {
      heard += chunk;
      rest += chunk;
      const blocks = rest.split('\r\n\r\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        if (!isIgnoring) answer(connection, fieldsOf(block));
        isIgnoring ||= behaviour.isMute === true && logins > 0;
      }
    });
  };

  const server: Server = tls ? createTlsServer(tls, accept) : createServer(accept);
  server.on('error', () => undefined);
  const port = await listening(server, at);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of connections) socket.destroy();
      server.close(() => resolve());
    });
  onTestFinished(close);
  return {
    port,
    address: `asterisk://${USER}@127.0.0.1:${port}?name=office${tls ? '&tls=yes' : ''}`,
    heard: () => heard,
    logins: () => logins,
    connections,
    close,
  };
};
