/**
 * A T2 of the tests' own: the API that its public description shows, with every trap in it. A server with a state of
 * its own, which knows nothing of the program that asks it.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

type T2Record = { uuid: string; date: string } & Record<string, unknown>;
export type T2Pair = { accessToken: string; refreshToken: string };

/** What one request meets instead of an answer. */
type Mishap =
  | { status: number; headers?: Record<string, string>; body?: string }
  /** The connection is cut before anything was done, or after it was: then its answer is lost. */
  | 'cut-before'
  | 'cut-after'
  /** Nothing is answered until the client goes. */
  | 'silence';

type Asked = { method: string; path: string; authorization: string; at: number };

export type T2Options = {
  /** Milliseconds of Unix time. */
  clock?: () => number;
  tls?: { cert: Buffer; key: Buffer };
  /** How long a renewal takes. */
  renewalMilliseconds?: number;
  /** How many records a page has at most, whatever is asked for. */
  mostRecords?: number;
};

export type T2Server = {
  /** `http://127.0.0.1:40321/crm/openapi` */
  url: string;
  /** The pair that is good now. */
  pair: () => T2Pair;
  /** What the web page does: a new pair, and the old one is dead. */
  issue: (lives?: { access?: number; refresh?: number }) => T2Pair;
  employees: unknown[];
  /** A call, and when it can be seen: it has ended by then, or is late. */
  add: (record: Partial<T2Record>, visibleAt?: number) => T2Record;
  /** Records as they will all be seen. */
  records: () => T2Record[];
  /** The next requests to paths with this in them meet these, each one. */
  meet: (part: string, ...mishaps: Mishap[]) => void;
  asked: Asked[];
  /** How often a pair was renewed. */
  renewals: () => number;
  close: () => Promise<void>;
};

const BASE = '/crm/openapi';
const DAY = 86_400_000;
const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 2000;

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export const t2Token = (sub: string, expiresAt: number): string =>
  `${encoded({ alg: 'HS256' })}.${encoded({ sub, exp: Math.floor(expiresAt / 1000), jti: randomUUID() })}.${randomBytes(24).toString('base64url')}`;

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

type State = {
  pair: T2Pair;
  expires: Map<string, number>;
  seen: { record: T2Record; visibleAt: number }[];
  mishaps: { part: string; mishap: Mishap }[];
  renewals: number;
  refusals: number;
};

const send = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

/** As the framework under it says it. */
const springError = (response: ServerResponse, status: number, error: string, path: string): void =>
  send(response, status, { timestamp: new Date().toISOString(), status, error, path });

export const startT2 = async (options: T2Options = {}): Promise<T2Server> => {
  const { clock = Date.now, tls, renewalMilliseconds = 0, mostRecords = LARGEST_PAGE } = options;
  const asked: Asked[] = [];
  const employees: unknown[] = [];
  const sockets = new Set<Socket>();
  const state: State = {
    pair: { accessToken: '', refreshToken: '' },
    expires: new Map(),
    seen: [],
    mishaps: [],
    renewals: 0,
    refusals: 0,
  };

  const issue: T2Server['issue'] = ({ access = DAY, refresh = 7 * DAY } = {}) => {
    const accessToken = t2Token('ACCESS_OPENAPI_TOKEN', clock() + access);
    const refreshToken = t2Token('REFRESH_OPENAPI_TOKEN', clock() + refresh);
    state.expires.set(accessToken, clock() + access).set(refreshToken, clock() + refresh);
    state.pair = { accessToken, refreshToken };
    return state.pair;
  };
  issue();

  /** What is wrong with a token, in T2's words; null if it is good. `details` is a text or a list, as it likes. */
  const refusal = (token: string, good: string): object | null => {
    const expires = state.expires.get(token);
    const isGood = token === good && expires !== undefined && expires > clock();
    if (isGood) return null;
    state.refusals += 1;
    const known = expires !== undefined;
    const said = !known
      ? 'Access is denied'
      : token === good
        ? 'The token is expired'
        : 'The token has already been updated';
    return { message: 'Forbidden', details: state.refusals % 2 === 0 ? [said] : said };
  };

  const renew = async (request: IncomingMessage, response: ServerResponse, mishap?: Mishap) => {
    const token = String(request.headers.authorization ?? '');
    await pause(renewalMilliseconds);
    const refused = refusal(token, state.pair.refreshToken);
    if (refused) return send(response, 403, refused);
    state.renewals += 1;
    const pair = issue();
    if (mishap === 'cut-after') return response.destroy();
    return send(response, 200, pair);
  };

  const answerRecords = (url: URL, response: ServerResponse): void => {
    const { searchParams } = url;
    const [start, end] = ['start', 'end'].map((name) => searchParams.get(name) ?? '');
    // A `+` that is not encoded is a space by now.
    if (!DATE.test(start ?? '') || !DATE.test(end ?? '')) {
      springError(response, 400, 'Bad Request', url.pathname);
      return;
    }
    const size = Math.min(Number(searchParams.get('size') ?? DEFAULT_PAGE), mostRecords);
    const page = Number(searchParams.get('page') ?? 0);
    const [from, to] = [Date.parse(String(start)), Date.parse(String(end))];
    const isAscending = searchParams.get('sort') === 'date,ASC';
    const found = state.seen
      .filter(({ visibleAt }) => visibleAt <= clock())
      .map(({ record }) => ({ record, at: Date.parse(record.date) }))
      .filter(({ at }) => at >= from && at <= to)
      .sort((a, b) => (isAscending ? a.at - b.at : b.at - a.at));
    send(
      response,
      200,
      found.slice(page * size, (page + 1) * size).map(({ record }) => record),
    );
  };

  const takeMishap = (path: string): Mishap | undefined => {
    const index = state.mishaps.findIndex(({ part }) => path.includes(part));
    return index < 0 ? undefined : state.mishaps.splice(index, 1)[0]?.mishap;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://t2');
    const path = url.pathname;
    const authorization = String(request.headers.authorization ?? '');
    asked.push({
      method: String(request.method),
      path: String(request.url),
      authorization,
      at: clock(),
    });
    const mishap = takeMishap(String(request.url));
    if (mishap === 'silence') return;
    if (mishap === 'cut-before') return void request.socket.destroy();
    if (mishap && mishap !== 'cut-after')
      return send(response, mishap.status, mishap.body ?? '', mishap.headers);
    if (!String(request.headers.accept).includes('application/json'))
      return springError(response, 406, 'Not Acceptable', path);
    if (path === `${BASE}/authorization/refresh/token` && request.method === 'PUT')
      return void (await renew(request, response, mishap));
    const refused = refusal(authorization, state.pair.accessToken);
    if (refused) return send(response, 403, refused);
    if (path === `${BASE}/employees`) return send(response, 200, employees);
    if (path === `${BASE}/call-records/info`) return answerRecords(url, response);
    return springError(response, 404, 'Not Found', path);
  };

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    request.resume();
    void answer(request, response);
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;

  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}${BASE}`,
    pair: () => state.pair,
    issue,
    employees,
    add: (record, visibleAt = clock()) => {
      const whole: T2Record = {
        uuid: randomUUID(),
        date: new Date(clock()).toISOString(),
        callType: 'INTERNAL',
        callStatus: 'NOT_ANSWERED_COMMON',
        callerNumber: '102',
        callerName: ' ',
        destinationNumber: '101',
        callDuration: 20,
        ...record,
      };
      state.seen.push({ record: whole, visibleAt });
      return whole;
    },
    records: () => state.seen.map(({ record }) => record),
    meet: (part, ...mishaps) => {
      for (const mishap of mishaps) state.mishaps.push({ part, mishap });
    },
    asked,
    renewals: () => state.renewals,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
};
