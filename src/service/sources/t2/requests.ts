/** One request to T2: bounded in size, never redirected, with the token as it is. */
import type { Dispatcher } from 'undici';
import { problem } from '../../../contract/problem.ts';
import type { T2Address } from './address.ts';
import type { Answer } from './answers.ts';

type Request = {
  method: 'GET' | 'PUT';
  /** Below the address: `/employees`. */
  path: string;
  token: string;
  signal?: AbortSignal | undefined;
};

const MOST_BYTES = 64 * 1024 * 1024;

const CERTIFICATE =
  /^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH$)/;

/** The error that began it: undici wraps it, and a host with several addresses fails once for each. */
const causesOf = (error: unknown): Error[] => {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return [...inner.flatMap(causesOf), error];
};

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';

const unreachable = (error: unknown, { shown }: T2Address) => {
  const causes = causesOf(error);
  const why = causes.map((cause) => cause.message || codeOf(cause)).find(Boolean) ?? String(error);
  return causes.some((cause) => CERTIFICATE.test(codeOf(cause)))
    ? problem('unreachable', { code: 'source-certificate', address: shown, why })
    : problem('unreachable', { code: 't2-unreachable', address: shown, why });
};

const textOf = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Refuses with a problem if there is no answer. A redirect is an answer: to follow it could show others the token. */
export const askT2 = async (
  dispatcher: Dispatcher,
  address: T2Address,
  { method, path, token, signal }: Request,
): Promise<Answer> => {
  const { origin, pathname } = new URL(address.url);
  try {
    const { statusCode, headers, body } = await dispatcher.request({
      origin,
      path: `${pathname.replace(/\/$/, '')}${path}`,
      method,
      headers: { accept: 'application/json', authorization: token },
      ...(signal && { signal }),
    });
    return { status: statusCode, headers, text: await textOf(body) };
  } catch (error) {
    throw unreachable(error, address);
  }
};
