/** One connection to an Asterisk manager: made, signed in to, kept alive, and its end told with the reason. */
import { createHash } from 'node:crypto';
import { createConnection, isIP, type Socket } from 'node:net';
import { getCACertificates, connect as tlsConnect } from 'node:tls';
import type { SourceFault } from '../../../domain/fault.ts';
import { isLoopback } from '../loopback.ts';
import type { AsteriskAddress } from './address.ts';
import { CALL_EVENTS } from './call-events.ts';
import { type AmiMessage, amiFrames, field, fieldName } from './frames.ts';

/** In milliseconds. */
export type AmiTimeouts = {
  /** For the connection and the login together. */
  login: number;
  /** How long nothing may be heard before it is asked whether somebody is there. */
  quiet: number;
  /** How long nothing may be heard at all. */
  dead: number;
};

export const AMI_TIMEOUTS: AmiTimeouts = { login: 10_000, quiet: 20_000, dead: 60_000 };

export type AmiLogin = {
  address: AsteriskAddress;
  secret: string;
  /** Certificates of an authority, in PEM, beside those that Node trusts. */
  authority: string | null;
  timeouts: AmiTimeouts;
};

export type AmiListener = {
  /** The login is done; `version` is what the banner says. */
  onReady: (version: string) => void;
  onMessage: (message: AmiMessage) => void;
  /** Once, at the end of it; null if it was closed from here. */
  onEnd: (fault: SourceFault | null) => void;
};

export type AmiSession = { close: () => void };

const EVENT_MASK = 'call,dialplan,dtmf';
const ACTION_ID = fieldName('ActionID');
const CHALLENGE = fieldName('Challenge');
const MESSAGE = fieldName('Message');
const BANNER = 'Asterisk Call Manager';
/** A banner has one line: what talks on without one is something else. */
const LONGEST_GREETING = 4096;

const CERTIFICATE =
  /^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH$)/;

const faultOf = (error: Error & { code?: string }, { shown }: AsteriskAddress): SourceFault => {
  const why = error.message || (error.code ?? error.name);
  return CERTIFICATE.test(error.code ?? '')
    ? { code: 'source-certificate', address: shown, why }
    : { code: 'source-unreachable', address: shown, why };
};

const socketTo = ({ address, authority }: AmiLogin): Socket => {
  const { host, port, tls } = address;
  if (!tls) return createConnection({ host, port });
  return tlsConnect({
    host,
    port,
    minVersion: 'TLSv1.2',
    ...(isIP(host) === 0 && { servername: host }),
    ...(authority !== null && { ca: [...getCACertificates('default'), authority] }),
  });
};

type Fields = readonly (readonly [string, string])[];

const lines = (fields: Fields): string =>
  `${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;

/** The answer to a challenge: MD5 of it and the secret, which itself does not travel. */
const keyFor = (challenge: string, secret: string): string =>
  createHash('md5').update(`${challenge}${secret}`).digest('hex');

type Stage = 'greeting' | 'challenge' | 'login' | 'ready' | 'over';

/** Begins at once; what comes of it is told to the listener. */
export const openAmi = (login: AmiLogin, listener: AmiListener): AmiSession => {
  const { address, secret, timeouts } = login;
  const { shown, user } = address;
  const frames = amiFrames(CALL_EVENTS);
  const socket = socketTo(login);
  let stage: Stage = 'greeting';
  let version = '';
  let actions = 0;
  let greeted = 0;
  let heardAt = performance.now();

  const end = (fault: SourceFault | null): void => {
    if (stage === 'over') return;
    stage = 'over';
    clearTimeout(late);
    clearInterval(alive);
    socket.destroy();
    listener.onEnd(fault);
  };

  const silent = (milliseconds: number): void =>
    end({ code: 'source-silent', address: shown, seconds: Math.round(milliseconds / 1000) });

  const send = (name: string, fields: Fields = []): void => {
    actions += 1;
    socket.write(lines([['Action', name], ['ActionID', String(actions)], ...fields]));
  };

  const signIn = (fields: Fields): void => {
    stage = 'login';
    send('Login', [['Username', user], ...fields, ['Events', EVENT_MASK]]);
  };

  const refused = (message: AmiMessage): void =>
    end({
      code: 'source-login-refused',
      address: shown,
      user,
      why: field(message, MESSAGE) ?? message.name,
    });

  const challenged = (message: AmiMessage): void => {
    const challenge = field(message, CHALLENGE);
    if (message.name === 'Success' && challenge) {
      signIn([
        ['AuthType', 'MD5'],
        ['Key', keyFor(challenge, secret)],
      ]);
    } else if (address.tls || isLoopback(address.host)) signIn([['Secret', secret]]);
    else end({ code: 'source-login-open', address: shown });
  };

  const signedIn = (message: AmiMessage): void => {
    if (message.name !== 'Success') {
      refused(message);
      return;
    }
    stage = 'ready';
    clearTimeout(late);
    listener.onReady(version);
  };

  const answered = (message: AmiMessage): void => {
    if (field(message, ACTION_ID) !== String(actions)) return;
    if (stage === 'challenge') challenged(message);
    else if (stage === 'login') signedIn(message);
  };

  const greet = (message: AmiMessage): void => {
    version = message.name;
    stage = 'challenge';
    send('Challenge', [['AuthType', 'MD5']]);
  };

  const hear = (message: AmiMessage): void => {
    if (message.type === 'banner' && stage === 'greeting') greet(message);
    else if (message.type === 'response') answered(message);
    else if (message.type === 'event' && stage === 'ready') listener.onMessage(message);
  };

  const isForeign = (chunk: Uint8Array): boolean => {
    if (stage !== 'greeting') return false;
    const isFirst = greeted === 0;
    greeted += chunk.length;
    return (isFirst && !isPartOfBanner(chunk)) || greeted > LONGEST_GREETING;
  };

  const late = setTimeout(() => silent(timeouts.login), timeouts.login);
  const alive = setInterval(() => {
    const quiet = performance.now() - heardAt;
    if (stage === 'ready' && quiet > timeouts.dead) silent(quiet);
    else if (stage === 'ready' && quiet > timeouts.quiet) send('Ping');
  }, timeouts.quiet / 2);

  socket.setNoDelay(true);
  socket.setKeepAlive(true);
  socket.on('data', (chunk) => {
    heardAt = performance.now();
    if (isForeign(chunk)) {
      end({ code: 'source-foreign', address: shown });
      return;
    }
    for (const message of frames.read(chunk)) {
      if (stage === 'over') break;
      hear(message);
    }
  });
  socket.on('error', (error) => end(faultOf(error, address)));
  socket.on('close', () => end({ code: 'source-closed', address: shown }));
  return { close: () => end(null) };
};

/** Whether the first bytes may be a banner's. */
const isPartOfBanner = (chunk: Uint8Array): boolean => {
  const start = Buffer.from(chunk).toString('latin1', 0, BANNER.length);
  return BANNER.startsWith(start);
};
