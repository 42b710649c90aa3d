/** Mail servers on loopback: a real one that takes or refuses as a test tells it, and one that hangs up. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';
import type { Delivered } from '../../src/service/delivery/courier.ts';
import { deliverDue } from '../../src/service/delivery/deliver.ts';
import { emailSender } from '../../src/service/delivery/e-mail.ts';
import type { Pair } from './certificates.ts';
import type { TestPbx } from './pbx.ts';

export const SENDER = 'pbx@firm.ru';

export type MailServer = {
  url: string;
  /** Every message as it came, headers and all. */
  arrived: string[];
  mails: () => Promise<ParsedMail[]>;
};

/** The code with which the server refuses, or null if it takes what it gets. */
type Answer = number | null;

export type Behaviour = {
  /** Whether commands come without waiting for the answers between them (RFC 2920). */
  pipelining?: boolean;
  /** The one who may log in, and who has to. */
  user?: { name: string; password: string };
  atLogin?: (name: string) => void;
  atSender?: () => Answer;
  atRecipient?: (address: string) => Answer;
  /** After the message has come, before it is answered. */
  atMessage?: (raw: string) => Answer | Promise<Answer>;
  /** Offers STARTTLS, by a certificate of its own or by that. */
  tls?: boolean | Pair;
  /** Speaks TLS from the first byte. */
  secure?: Pair;
};

const refusal = (code: Answer): Error | null =>
  code === null ? null : Object.assign(new Error(`answer ${code}`), { responseCode: code });

const addressOf = async (server: Server): Promise<number> => {
  if (!server.listening) await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

export const mailServer = async (behaviour: Behaviour = {}): Promise<MailServer> => {
  const { pipelining = false, user, tls = false, secure } = behaviour;
  const { atLogin, atSender, atRecipient, atMessage } = behaviour;
  const arrived: string[] = [];
  const server = new SMTPServer({
    ...(typeof tls === 'object' && tls),
    ...(secure && { secure: true, ...secure }),
    hidePIPELINING: !pipelining,
    disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(user ? [] : ['AUTH'])],
    allowInsecureAuth: true,
    authOptional: !user,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _, done) => {
      atLogin?.(username ?? '');
      return username === user?.name && password === user?.password
        ? done(null, { user: username })
        : done(null, { message: 'wrong password', responseCode: 535 });
    },
    onMailFrom: (_address, _session, done) => done(refusal(atSender?.() ?? null)),
    onRcptTo: ({ address }, _, done) => done(refusal(atRecipient?.(address) ?? null)),
    onData: async (stream, _, done) => {
      // Whoever breaks off in the middle of a message is answered nothing.
      const raw = await text(stream).catch(() => null);
      if (raw === null) return;
      const code = (await atMessage?.(raw)) ?? null;
      if (code === null) arrived.push(raw);
      done(refusal(code));
    },
  });
  // A failed handshake is the client's to tell.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  const port = await addressOf(server.server);
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const login = user
    ? `${encodeURIComponent(user.name)}:${encodeURIComponent(user.password)}@`
    : '';
  return {
    url: `${secure ? 'smtps' : 'smtp'}://${login}127.0.0.1:${port}`,
    arrived,
    mails: () => Promise.all(arrived.map((raw) => simpleParser(raw))),
  };
};

export const STAGES = ['connection', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'message'] as const;

type Stage = (typeof STAGES)[number];

/** A server that answers well until that stage. */
const serverUntil = async (stage: Stage, atStage: (socket: Socket) => void): Promise<string> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (stage === 'connection') return atStage(socket);
    socket.write('220 ready\r\n');
    let inMessage = false;
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        if (line.startsWith(stage) || (inMessage && stage === 'message')) return atStage(socket);
        inMessage ||= line === 'DATA';
        socket.write(inMessage ? '354 go on\r\n' : '250 well\r\n');
      }
      return undefined;
    });
    return undefined;
  });
  server.listen(0, '127.0.0.1');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `smtp://127.0.0.1:${await addressOf(server)}`;
};

/** A server that answers well until that stage, and there hangs up without a word. */
export const hangingUpServer = (stage: Stage): Promise<string> =>
  serverUntil(stage, (socket) => socket.destroy());

/** A server that answers well until that stage, and then no more. */
export const silentServer = (stage: Stage): Promise<string> =>
  serverUntil(stage, (socket) => socket.removeAllListeners('data'));

/** A port that belongs to a service of which nobody has heard for decades. */
export const NOBODY_LISTENS = 'smtp://127.0.0.1:1';

/** Delivers what is due to that server, at the time that the test's clock shows. */
export const deliverTo = async (
  { store, clock }: Pick<TestPbx, 'store' | 'clock'>,
  url: string,
): Promise<Delivered> => {
  const sender = emailSender({ url, from: SENDER });
  try {
    return await deliverDue({ store, senders: { email: sender }, clock: () => clock.now });
  } finally {
    sender.close();
  }
};

/** Headers by name, in lower case, with folded lines joined. */
export const headersOf = (raw: string): Map<string, string> => {
  const [head = ''] = raw.split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
};

/** A way to a server that breaks off as soon as a message to that recipient is sent, and lets all others through. */
export const breakingOffAt = async (recipient: string, { url }: MailServer): Promise<string> => {
  const sockets = new Set<Socket>();
  const relay = createServer((client) => {
    const onward = connect(Number(new URL(url).port), '127.0.0.1');
    let isHis = false;
    client.on('data', (chunk) => {
      isHis ||= chunk.includes(`RCPT TO:<${recipient}>`);
      if (isHis && chunk.includes('\r\n\r\n')) client.destroy();
      else onward.write(chunk);
    });
    onward.pipe(client);
    client.on('close', () => onward.destroy());
    for (const socket of [client, onward]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
  });
  relay.listen(0, '127.0.0.1');
  const port = await addressOf(relay);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    relay.close();
  });
  return `smtp://127.0.0.1:${port}`;
};
