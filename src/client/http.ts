/** A PBX over the network: operations as requests, answers checked, refusals and broken ways told as problems. */
import type { Dispatcher } from 'undici';
import { interceptors } from 'undici';
import type { Answer, Input, Operation } from '../contract/operation.ts';
import { type OperationName, type Operations, operations, type Pbx } from '../contract/pbx.ts';
import { problem } from '../contract/problem.ts';
import { type HttpRequest, httpRequest } from '../contract/wire.ts';
import { check } from '../domain/check.ts';
import { agentTrusting } from './agent.ts';
import { connectionFault } from './connection-fault.ts';

const MOST_RETRIES = 4;
const FIRST_PAUSE_MILLISECONDS = 250;

export type HttpPbxOptions = {
  /** `https://pbx.firm.ru` */
  address: string;
  token: string | null;
  /** Certificates of an authority, in PEM, beside those that Node trusts. */
  authority: string | null;
};

export type HttpPbx = { pbx: Pbx; close: () => Promise<void> };

/** Statuses that say the request was not acted on, and errors after which a repeat does no harm. */
const RETRY = {
  throwOnError: false,
  maxRetries: MOST_RETRIES,
  minTimeout: FIRST_PAUSE_MILLISECONDS,
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] satisfies Dispatcher.HttpMethod[],
  statusCodes: [429, 502, 503, 504],
  errorCodes: ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ENETDOWN', 'ENETUNREACH', 'EHOSTUNREACH'],
};

/** Whether it is a batch that removes, changes what was seen at its revision, or rests on what was seen of others. */
const isBatchOnce = (body: unknown): boolean =>
  ['update', 'remove', 'seen'].some((name) => {
    const changes: unknown = Reflect.get(Object(body), name);
    return Array.isArray(changes) && changes.length > 0;
  });

/**
 * Whether the client may send it again on its own. A conditional change, a removal and what makes something new would
 * find what the first try left and fail, so they are sent once, like what is done anew each time.
 */
const isRepeatable = (
  { method, once, makes }: Operation,
  { body, ifMatch }: Pick<HttpRequest, 'body' | 'ifMatch'>,
): boolean => !once && !makes && method !== 'DELETE' && ifMatch === undefined && !isBatchOnce(body);

/** What a header can carry; no PBX makes other tokens. */
const TOKEN = /^[\x21-\x7e]+$/;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A newer PBX may say more than this version knows: fields that are only unknown are no reason to refuse. */
const answerOf = <O extends Operation>(operation: O, body: unknown): Answer<O> | null => {
  const checked = check(operation.answer(), body);
  const isUsable = checked.ok || checked.fault.every(({ fault }) => fault.code === 'field-unknown');
  return isUsable ? (body as Answer<O>) : null;
};

export const httpPbx = ({ address, token, authority }: HttpPbxOptions): HttpPbx => {
  const agent = agentTrusting(authority);
  const repeating = agent.compose(interceptors.retry(RETRY));
  const origin = new URL(address).origin;
  const base = new URL(address).pathname.replace(/\/$/, '');

  const send = async (
    operation: Operation,
    input: object,
  ): Promise<{ status: number; body: unknown }> => {
    if (token !== null && !TOKEN.test(token)) {
      throw problem('unauthenticated', { code: 'token-wrong' });
    }
    const request = httpRequest(operation, input);
    const { path, body, ifMatch } = request;
    const dispatcher = isRepeatable(operation, request) ? repeating : agent;
    try {
      const answer = await dispatcher.request({
        origin,
        path: `${base}${path}`,
        method: operation.method,
        headers: {
          accept: 'application/json',
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...(ifMatch !== undefined && { 'if-match': ifMatch }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      return { status: answer.statusCode, body: jsonOf(await answer.body.text()) };
    } catch (error) {
      throw problem('unreachable', connectionFault(error, address));
    }
  };

  const pbx = async <Name extends OperationName>(
    name: Name,
    input: Input<Operations[Name]>,
  ): Promise<Answer<Operations[Name]>> => {
    const operation = operations[name];
    // The schema of the answer takes a while to be made: it is while the PBX is at work, so not before it was asked.
    setImmediate(() => setImmediate(operation.answer));
    const { status, body } = await send(operation, input);
    if (status >= 200 && status < 300) {
      const answer = answerOf(operation, body);
      if (answer !== null) return answer;
    }
    const { problemOfDocument } = await import('../contract/problem-document.ts');
    const refusal = problemOfDocument(body);
    throw refusal ?? problem('unreachable', { code: 'pbx-foreign', address, status });
  };

  return { pbx, close: () => agent.close() };
};
