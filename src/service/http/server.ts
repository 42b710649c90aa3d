/** The contract over HTTP: one route for each operation, checked, authenticated and bounded. */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { openApiDocument } from '../../contract/openapi.ts';
import type { Operation } from '../../contract/operation.ts';
import { type OperationName, operations } from '../../contract/pbx.ts';
import { problem } from '../../contract/problem.ts';
import { textReader } from '../../contract/url-texts.ts';
import { BASE, readRevisionTag } from '../../contract/wire.ts';
import { CHANNELS } from '../../domain/subscriber.ts';
import type { ChannelState } from '../delivery/channel.ts';
import type { PostOffice } from '../delivery/post-office.ts';
import type { ChannelOptions } from '../delivery/senders.ts';
import { CONTENT_TYPE, exposition } from '../metrics/exposition.ts';
import { metricsOf } from '../metrics/metrics.ts';
import { perform } from '../service.ts';
import type { ListeningSources } from '../sources/source.ts';
import type { Store } from '../store/database.ts';
import type { Listening } from '../telegram/bot.ts';
import {
  problemOfError,
  refuseConnection,
  sendAnswer,
  sendProblem,
  storeFailure,
} from './answers.ts';
import { authenticate } from './authentication.ts';
import { isDeeper } from './json-body.ts';

const MEBIBYTE = 1024 * 1024;
const BODY_LIMIT = 8 * MEBIBYTE;
const BULK_LIMIT = 64 * MEBIBYTE;
const DEEPEST = 32;
const MOST_AT_ONCE = 256;
const LONGEST_PARAM = 500;

/** In milliseconds: how long a request's head and the whole of it may take, and how often that is looked at. */
export type Timeouts = { headers: number; request: number; check: number };

const TIMEOUTS: Timeouts = { headers: 10_000, request: 60_000, check: 5_000 };

export type ServerOptions = {
  store: Store;
  clock: () => number;
  logger: Logger;
  tls?: { cert: Buffer; key: Buffer } | undefined;
  /** Where what is due is delivered from; without one it waits for another service on this store. */
  postOffice?: PostOffice | undefined;
  /** Left out where there is none. */
  bot?: Listening | null;
  /** What it delivers by, for whoever looks whether that works. */
  channels?: ChannelOptions | undefined;
  timeouts?: Timeouts | undefined;
  sources?: ListeningSources | undefined;
};

const ifMatchOf = (header: string | undefined): number | undefined => {
  if (header === undefined) return undefined;
  const revision = readRevisionTag(header);
  if (revision !== null) return revision;
  throw problem('malformed', { code: 'revision-unreadable', text: header }, ['If-Match']);
};

/** Within a request of HTTP, the operation is asked for as the holder of its token. */
const addOperation = (
  server: FastifyInstance,
  name: OperationName,
  { store, clock, postOffice, bot, channels, sources }: ServerOptions,
  actors: WeakMap<FastifyRequest, string>,
): void => {
  const onWrite = (): void => postOffice?.wake();
  const operation: Operation = operations[name];
  const [readParams, readQuery] = [textReader(operation.params), textReader(operation.query)];
  server.route<{ Params: Record<string, string>; Querystring: Record<string, unknown> }>({
    method: operation.method,
    url: `${BASE}${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    bodyLimit: operation.bulk ? BULK_LIMIT : BODY_LIMIT,
    onRequest: async (request) => {
      const { authorization } = request.headers;
      actors.set(request, authenticate(store, authorization, operation.scope, clock()).name);
    },
    handler: async (request, reply) => {
      const actor = actors.get(request) ?? '';
      const service = { store, clock, sources, channels, bot, actor, onWrite };
      const input = {
        params: readParams(request.params),
        query: readQuery(request.query),
        body: request.body,
        ifMatch: operation.conditional ? ifMatchOf(request.headers['if-match']) : undefined,
      };
      return sendAnswer(reply, operation.makes ? 201 : 200, await perform(service, name, input));
    },
  });
};

/** Beyond a number of requests under way at once, the next is told to come back (429). */
const limitLoad = (server: FastifyInstance): void => {
  const underWay = new Set<FastifyRequest>();
  server.addHook('onRequest', async (request, reply) => {
    underWay.add(request);
    // Of a client that goes away half-way, only the closing of its connection is heard.
    const forget = () => underWay.delete(request);
    reply.raw.once('finish', forget).once('close', forget);
    if (underWay.size > MOST_AT_ONCE) {
      throw problem('overloaded', { code: 'too-many-requests', most: MOST_AT_ONCE });
    }
  });
};

/** What is not there is told before the body is read: nobody signs in for it. */
const refuseUnknownRoutes = (server: FastifyInstance): void => {
  const refuseRoute = async ({ method, url }: FastifyRequest): Promise<never> => {
    const [path = ''] = url.split('?');
    throw problem('not-found', { code: 'route-unknown', method, path });
  };
  server.addHook('onRequest', async (request) =>
    request.is404 ? refuseRoute(request) : undefined,
  );
  server.setNotFoundHandler(refuseRoute);
};

const parseJson = (server: FastifyInstance): void => {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = Buffer.from(body);
    const json = bytes.toString();
    if (!isUtf8(bytes)) {
      done(problem('malformed', { code: 'body-malformed', why: 'it is not UTF-8' }));
    } else if (isDeeper(json, DEEPEST)) {
      done(problem('malformed', { code: 'body-too-deep', most: DEEPEST }));
    } else void parse(request, json, done);
  });
};

/** Every request in one line: who, what, how it ended, how long it took; no header and no body. */
const logRequests = (
  server: FastifyInstance,
  logger: Logger,
  actors: WeakMap<FastifyRequest, string>,
): void => {
  server.addHook('onResponse', async (request, reply) => {
    const { method, id } = request;
    const actor = actors.get(request) ?? null;
    const route = request.routeOptions.url ?? null;
    const milliseconds = Math.round(reply.elapsedTime);
    logger.info(
      { requestId: id, actor, method, route, status: reply.statusCode, milliseconds },
      'request',
    );
  });
};

const refuse = (request: FastifyRequest, reply: FastifyReply, error: unknown, logger: Logger) => {
  const refusal = problemOfError(error, request.routeOptions.bodyLimit ?? BODY_LIMIT);
  const isOurs = refusal.type === 'failed' || refusal.type === 'unavailable';
  if (isOurs) logger.error({ requestId: request.id, err: error }, refusal.type);
  return sendProblem(reply, refusal);
};

/** Without what a server said: anybody may ask. */
const stateOf = (known: ChannelState | undefined) =>
  known ? { state: known.state, since: new Date(known.since).toISOString() } : { state: 'off' };

/** How each channel was when it was last used. */
const deliveryState = (postOffice: PostOffice | undefined) => {
  const states = postOffice?.states() ?? {};
  return Object.fromEntries(CHANNELS.map((channel) => [channel, stateOf(states[channel])]));
};

/**
 * Not even on loopback without a token: behind a proxy on the same machine everybody comes from there, and how many
 * call a company is nobody else's business.
 */
const addMetricsRoute = (
  server: FastifyInstance,
  { store, clock, postOffice, bot, sources }: ServerOptions,
  actors: WeakMap<FastifyRequest, string>,
): void => {
  server.get('/metrics', {
    onRequest: async (request) => {
      const { authorization } = request.headers;
      actors.set(request, authenticate(store, authorization, 'service:read', clock()).name);
    },
    handler: async (_, reply) => {
      const states = { channels: postOffice?.states() ?? {}, bot: bot?.state() };
      const families = metricsOf({ store, clock, sources, ...states });
      return reply.type(CONTENT_TYPE).send(exposition(families));
    },
  });
};

/** Only these two are open to anybody. */
const addOpenRoutes = (
  server: FastifyInstance,
  { store, postOffice, bot }: Pick<ServerOptions, 'store' | 'postOffice' | 'bot'>,
): void => {
  const document = openApiDocument();
  server.get('/openapi.json', async () => document);
  server.get('/healthz', async (_, reply) => {
    try {
      store.read((db) => db.get('select 1'));
    } catch (error) {
      throw storeFailure(error);
    }
    return reply.send({
      status: 'ok',
      delivery: deliveryState(postOffice),
      bot: stateOf(bot?.state()),
    });
  });
};

/** Not listening yet. Closing it waits for what is under way. */
export const httpServer = (options: ServerOptions): FastifyInstance => {
  const { logger, tls, timeouts = TIMEOUTS } = options;
  const connectionsCheckingInterval = timeouts.check;
  const server: FastifyInstance = fastify({
    ...(tls
      ? { https: { ...tls, minVersion: 'TLSv1.2', connectionsCheckingInterval } }
      : { http: { connectionsCheckingInterval } }),
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    // What comes over a connection that is open already is done, and the connection closed.
    return503OnClosing: false,
    requestTimeout: timeouts.request,
    routerOptions: { maxParamLength: LONGEST_PARAM },
    clientErrorHandler: refuseConnection,
    frameworkErrors: (error, request, reply) => refuse(request, reply, error, logger),
  });
  server.server.headersTimeout = timeouts.headers;
  server.setErrorHandler((error, request, reply) => refuse(request, reply, error, logger));
  const actors = new WeakMap<FastifyRequest, string>();
  logRequests(server, logger, actors);
  limitLoad(server);
  refuseUnknownRoutes(server);
  parseJson(server);
  addOpenRoutes(server, options);
  addMetricsRoute(server, options, actors);
  for (const name of Object.keys(operations)) {
    if (isOperation(name)) addOperation(server, name, options, actors);
  }
  return server;
};

const isOperation = (name: string): name is OperationName => name in operations;
