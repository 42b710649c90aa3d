/** What goes back over HTTP: resources with their revision, refusals as problem documents. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply } from 'fastify';
import { PROBLEMS, Problem, problem } from '../../contract/problem.ts';
import { problemDocument } from '../../contract/problem-document.ts';
import { revisionTag } from '../../contract/wire.ts';

const RETRY_SECONDS = 1;
const LINGER_MILLISECONDS = 1000;
const TYPE = 'application/problem+json';

/** A revision that the answer has is its entity tag, for `If-Match`. */
export const sendAnswer = (reply: FastifyReply, status: number, answer: unknown): FastifyReply => {
  if (typeof answer === 'object' && answer !== null && 'revision' in answer) {
    const { revision } = answer;
    if (typeof revision === 'number') reply.header('etag', revisionTag(revision));
  }
  return reply.code(status).send(answer);
};

export const sendProblem = (reply: FastifyReply, refusal: Problem): FastifyReply => {
  if (refusal.type === 'unauthenticated') reply.header('www-authenticate', 'Bearer');
  if (refusal.type === 'overloaded') reply.header('retry-after', RETRY_SECONDS);
  return reply
    .code(PROBLEMS[refusal.type])
    .type(TYPE)
    .send(JSON.stringify(problemDocument(refusal)));
};

/** Fastify's own refusals as problems; null for what is a bug of ours. */
const refusalOf = (error: FastifyError, bodyLimit: number): Problem | null => {
  const status = error.statusCode ?? 500;
  if (status === 413) return problem('too-large', { code: 'body-too-large', most: bodyLimit });
  if (status === 415) return problem('media-type', { code: 'body-not-json', type: error.message });
  if (status >= 400 && status < 500) {
    return problem('malformed', { code: 'body-malformed', why: error.message });
  }
  return status === 503
    ? problem('unavailable', { code: 'store-failed', why: error.message })
    : null;
};

/** A store that fails may be back soon (503). Why is told, but not where on this machine it is. */
export const storeFailure = (error: unknown): Problem => {
  const [fault] = error instanceof Problem ? error.faults.map((located) => located.fault) : [];
  const told = fault && 'why' in fault ? fault.why : fault?.code;
  const why = told ?? (error instanceof Error ? error.message : String(error));
  return problem('unavailable', { code: 'store-failed', why });
};

const isStoreFailure = ({ faults }: Problem): boolean =>
  faults.some(({ fault }) => fault.code.startsWith('store-'));

const BUG: Problem = problem('failed', { code: 'bug', text: 'internal error' });

/** The problem that an error of a request is told as; its own text only where it is a refusal, never of a bug. */
export const problemOfError = (error: unknown, bodyLimit: number): Problem => {
  if (error instanceof Problem) return isStoreFailure(error) ? storeFailure(error) : error;
  if (!(error instanceof Error)) return BUG;
  return refusalOf(error as FastifyError, bodyLimit) ?? BUG;
};

const STATUS_OF: Partial<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** What never became a request, or stopped half-way, is told by hand, and its connection closed. */
export const refuseConnection = (
  { code = '', message }: Error & { code?: string },
  socket: Socket,
): void => {
  if (code === 'ECONNRESET' || !socket.writable) return;
  const status = STATUS_OF[code] ?? PROBLEMS.malformed;
  const refusal = problem('malformed', { code: 'body-malformed', why: message });
  const document = JSON.stringify({ ...problemDocument(refusal), status });
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `content-type: ${TYPE}`,
      `content-length: ${Buffer.byteLength(document)}`,
      'connection: close',
      '',
      document,
    ].join('\r\n'),
  );
  setTimeout(() => socket.destroy(), LINGER_MILLISECONDS).unref();
};
