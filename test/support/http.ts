// A PBX over HTTP for tests: a real server on loopback, a real file, a clock that stands still.
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { Agent } from 'undici';
import { agentTrusting } from '../../src/client/agent.ts';
import type { Scope } from '../../src/contract/operation.ts';
import type { Pbx } from '../../src/contract/pbx.ts';
import { httpServer, type Timeouts } from '../../src/service/http/server.ts';
import { pbxOver } from '../../src/service/service.ts';
import { type SourceSetup, setupSources } from '../../src/service/sources/addresses.ts';
import { sourcesOf } from '../../src/service/sources/sources.ts';
import { openStore, type Store } from '../../src/service/store/database.ts';
import { insertToken } from '../../src/service/store/tokens.ts';
import { hashOf, makeToken } from '../../src/service/tokens.ts';

export const NOW = Date.parse('2026-11-22T12:00:00+03:00');

export type Reply = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** Parsed as JSON. */
  body: unknown;
};

type Sent = {
  token?: string | null;
  headers?: Record<string, string>;
  /** Sent as JSON, unless it is a text already. */
  body?: unknown;
};

export type HttpTestPbx = {
  url: string;
  port: number;
  path: string;
  store: Store;
  server: FastifyInstance;
  /** As the machine's own user does it, without HTTP. */
  pbx: Pbx;
  /** Everything that was logged. */
  logs: () => string;
  /** A new token with those scopes. */
  token: (scopes: readonly Scope[], expiresAt?: number | null) => string;
  /** By a token for everything, unless another is given. */
  send: (method: string, path: string, sent?: Sent) => Promise<Reply>;
  /** A bare connection, for what no client sends. */
  raw: () => Socket;
  close: () => Promise<void>;
};

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const direct = () => agentTrusting(null);

const setupOf = (address: string, folder: string): SourceSetup[] => {
  const setups = setupSources([address], { PBX_SOURCE_OFFICE_SECRET: 'secret' }, folder);
  if (!setups.ok) throw new Error(setups.fault.code);
  return setups.value;
};

export type StartOptions = { timeouts?: Timeouts; clock?: () => number };

/** Whoever starts it closes it. */
export const startPbx = async (options: StartOptions = {}): Promise<HttpTestPbx> => {
  const { timeouts, clock = () => NOW } = options;
  const folder = mkdtempSync(join(tmpdir(), 'pbxctl-http-'));
  const path = join(folder, 'pbx.db');
  const store = openStore({ path });
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  // One at which nobody listens, and which nothing connects to.
  const setups = setupOf('asterisk://pbxctl@127.0.0.1:1?name=office', folder);
  const sources = sourcesOf({ store, clock, logger, authority: null, setups, connect: direct });
  const server = httpServer({ store, clock, logger, timeouts, sources });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const agent = new Agent({ connections: 64, pipelining: 1 });
  let made = 0;
  const token: HttpTestPbx['token'] = (scopes, expiresAt = null) => {
    const text = makeToken();
    made += 1;
    const name = `test ${made}`;
    const stored = { name, hash: hashOf(text), scopes: [...scopes], createdAt: NOW, expiresAt };
    store.write((db) => insertToken(db, stored));
    return text;
  };
  const admin = token(['admin']);
  const send: HttpTestPbx['send'] = async (method, target, sent = {}) => {
    const { token: given = admin, headers = {}, body } = sent;
    const answer = await agent.request({
      origin: `http://127.0.0.1:${port}`,
      path: target,
      method: method as 'GET',
      headers: {
        ...(given !== null && { authorization: `Bearer ${given}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, text, body: json(text) };
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    path,
    store,
    server,
    pbx: pbxOver({ store, actor: 'local:test', clock }),
    logs: () => lines.join(''),
    token,
    send,
    raw: () => connect(port, '127.0.0.1'),
    close: async () => {
      await agent.destroy();
      server.server.closeAllConnections();
      await server.close();
      try {
        store.close();
      } catch {
        // The test closed it.
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** All that comes over a bare connection until the other side closes it. */
export const received = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
