// Requests a second over HTTP, beside those of an empty fastify handler: node test/bench/http.ts [seconds]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { startPbx } from '../support/http.ts';

type Load = {
  url: string;
  seconds: number;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
};
type Measured = { perSecond: number; median: number; p99: number; non2xx: number; errors: number };

type AutocannonResult = {
  requests: { average: number };
  latency: { p50: number; p99: number };
  non2xx: number;
  errors: number;
};
type Setup = (request: object) => object;
type Autocannon = (options: {
  url: string;
  duration: number;
  connections: number;
  requests: { method: string; headers: Record<string, string>; setupRequest: Setup }[];
}) => Promise<AutocannonResult>;

// It has no types of its own.
const require = createRequire(import.meta.url);

const LOAD = 'load';
const CONNECTIONS = 16;
const RULES = 100;

/** Each rule lists another number: one that is there already would only be found. */
const newRule = (index: number) => ({
  subscribers: [String(100 + (index % RULES))],
  callers: { kind: 'listed' as const, numbers: [`+7916${String(index).padStart(7, '0')}`] },
});

/** Runs in a process of its own, so that the load is not the server's work. */
const load = async ({ url, seconds, method, headers }: Load): Promise<Measured> => {
  const autocannon: Autocannon = require('autocannon');
  let made = RULES;
  const setupRequest: Setup = (request) => {
    if (method === 'GET') return request;
    made += 1;
    return { ...request, body: JSON.stringify(newRule(made)) };
  };
  const requests = [{ method, headers, setupRequest }];
  const result = await autocannon({ url, duration: seconds, connections: CONNECTIONS, requests });
  return {
    perSecond: result.requests.average,
    median: result.latency.p50,
    p99: result.latency.p99,
    non2xx: result.non2xx,
    errors: result.errors,
  };
};

const measure = async (asked: Load): Promise<Measured> => {
  const child = fork(fileURLToPath(import.meta.url), [LOAD, JSON.stringify(asked)]);
  const [measured] = await once(child, 'message');
  return measured;
};

const bench = async (seconds: number): Promise<void> => {
  const empty = fastify();
  empty.get('/', async () => ({}));
  empty.post('/', async () => ({}));
  await empty.listen({ host: '127.0.0.1', port: 0 });
  const emptyUrl = `http://127.0.0.1:${(empty.server.address() as AddressInfo).port}/`;
  const pbx = await startPbx();
  await pbx.pbx('batchSubscribers', {
    body: {
      upsert: Array.from({ length: RULES }, (_, index) => ({
        extension: String(100 + index),
        name: `Subscriber ${index}`,
      })),
    },
  });
  const create = Array.from({ length: RULES }, (_, index) => newRule(index));
  await pbx.pbx('batchRules', { body: { create } });
  const headers = {
    authorization: `Bearer ${pbx.token(['rules:read', 'rules:write'])}`,
    'content-type': 'application/json',
  };
  const rules = `${pbx.url}/v1/rules`;
  for (const method of ['GET', 'POST'] as const) {
    await measure({ url: emptyUrl, seconds: 1, method, headers });
    const nothing = await measure({ url: emptyUrl, seconds, method, headers });
    await measure({ url: rules, seconds: 1, method, headers });
    const ours = await measure({ url: rules, seconds, method, headers });
    const ratio = nothing.perSecond / ours.perSecond;
    console.log(`${method} of an empty handler`, nothing);
    console.log(`${method} /v1/rules`, ours, `1 : ${ratio.toFixed(1)}`);
  }
  await empty.close();
  await pbx.close();
};

const [first = '10', asked = ''] = process.argv.slice(2);
if (first === LOAD) process.send?.(await load(JSON.parse(asked)));
else await bench(Number(first));
