/** The service as a program: listening, telling how it goes, and stopping in order. */
import type { IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { problem } from '../../contract/problem.ts';
import { type PostOffice, postOfficeOn } from '../delivery/post-office.ts';
import { type ChannelOptions, sendersFor } from '../delivery/senders.ts';
import { sweepDaily } from '../retention.ts';
import { isLoopback } from '../sources/loopback.ts';
import { type Sources, type SourcesOptions, sourcesOf } from '../sources/sources.ts';
import type { Store } from '../store/database.ts';
import { hasTokens } from '../store/tokens.ts';
import type { Listening } from '../telegram/bot.ts';
import { httpServer } from './server.ts';

const STOP_MILLISECONDS = 10_000;

export type Listen = { host: string; port: number };

export type ServeOptions = {
  store: Store;
  listen: Listen;
  tls: { cert: Buffer; key: Buffer } | undefined;
  /** By what is delivered from here. */
  channels: ChannelOptions;
  logger: Logger;
  clock: () => number;
  /** The PBXs whose calls are taken. */
  sources: Pick<SourcesOptions, 'setups' | 'authority' | 'connect'>;
};

export type Served = {
  /** `http://127.0.0.1:8680` */
  url: string;
  /** Takes nothing new, finishes what is under way, at most ten seconds. */
  stop: () => Promise<void>;
};

const urlOf = ({ address, family, port }: AddressInfo, tls: unknown): string => {
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `${tls ? 'https' : 'http'}://${host}:${port}`;
};

const refuseToListen = (error: unknown, { host, port }: Listen): never => {
  const address = `${host}:${port}`;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') throw problem('failed', { code: 'listen-taken', address });
  const why = error instanceof Error ? error.message : String(error);
  throw problem('failed', { code: 'listen-denied', address, why });
};

/** Warns of what would surprise: a network without TLS, a store that nobody can sign in to, no mail server. */
const warn = ({ store, listen, tls, channels, logger }: ServeOptions): void => {
  if (!tls && !isLoopback(listen.host)) {
    logger.warn('tokens and calls travel unencrypted: give --tls-cert and --tls-key');
  }
  if (!store.read(hasTokens)) {
    logger.warn('nobody can sign in yet: make a token with pbxctl tokens create on this machine');
  }
  if (!channels.mail) {
    logger.warn('no e-mail is sent from here: set PBX_SMTP_URL and PBX_MAIL_FROM');
  }
};

/** Connections, and those of them that never sent a request: these would hold up the end for nothing. */
const watchConnections = ({ server }: FastifyInstance, isSecure: boolean) => {
  const all = new Set<Socket>();
  const silent = new Set<Socket>();
  const watch = (sockets: Set<Socket>) => (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  server.on('connection', watch(all));
  server.on(isSecure ? 'secureConnection' : 'connection', watch(silent));
  server.on('request', ({ socket }: IncomingMessage) => silent.delete(socket));
  return { all, silent };
};

const destroy = (sockets: ReadonlySet<Socket>): void => {
  for (const socket of sockets) socket.destroy();
};

/** A certificate and a key that do not fit, or are none, are found out here. */
const serverOver = (
  { store, clock, logger, tls, listen, channels }: ServeOptions,
  parts: { postOffice: PostOffice; bot: Listening | null; sources: Sources },
): FastifyInstance => {
  try {
    return httpServer({ store, clock, logger, tls, channels, ...parts });
  } catch (error) {
    if (!tls) throw error;
    return refuseToListen(error, listen);
  }
};

/** The library is loaded only where there is a bot. */
const botOf = async ({
  channels,
  store,
  clock,
  logger,
}: ServeOptions): Promise<Listening | null> => {
  if (!channels.telegram) return null;
  const { listeningBot } = await import('../telegram/bot.ts');
  return listeningBot({ store, access: channels.telegram, clock, logger });
};

export const serve = async (options: ServeOptions): Promise<Served> => {
  const { store, listen, tls, channels, clock, logger } = options;
  const senders = await sendersFor(channels);
  const postOffice = postOfficeOn({ store, senders, clock, logger });
  const onWrite = (): void => postOffice.wake();
  const sources = sourcesOf({ store, clock, logger, onWrite, ...options.sources });
  const bot = await botOf(options);
  const server = serverOver(options, { postOffice, bot, sources });
  const connections = watchConnections(server, tls !== undefined);
  await server.listen(listen).catch((error: unknown) => refuseToListen(error, listen));
  postOffice.open();
  bot?.open();
  const [address] = server.addresses();
  const url = address && typeof address === 'object' ? urlOf(address, tls) : '';
  logger.info({ url }, 'listening');
  warn(options);
  sources.start();
  const sweeping = sweepDaily(store, clock, (swept) =>
    logger.info(swept, 'removed what is older than it may be kept'),
  );
  const stop = async (): Promise<void> => {
    logger.info('stopping');
    const late = setTimeout(() => destroy(connections.all), STOP_MILLISECONDS);
    const closed = Promise.all([server.close(), postOffice.stop(STOP_MILLISECONDS)]);
    destroy(connections.silent);
    await Promise.all([closed, bot?.stop(), sources.stop(), sweeping.stop()]);
    clearTimeout(late);
    store.close();
    logger.info('stopped');
  };
  return { url, stop };
};
