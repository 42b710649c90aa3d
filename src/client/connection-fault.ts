/** Why there was no answer: what undici, Node and TLS throw, as faults that name the next step. */
import type { Fault } from '../domain/fault.ts';

const REFUSED = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'];
const UNKNOWN_HOST = ['ENOTFOUND', 'EAI_AGAIN'];
const CERTIFICATE =
  /^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH$)/;

/** The error that began it: undici wraps it, and a host with several addresses fails once for each. */
const codesOf = (error: unknown): string[] => {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return [...own, ...inner.flatMap(codesOf)];
};

export const connectionFault = (error: unknown, address: string): Fault => {
  const codes = codesOf(error);
  const why = error instanceof Error ? error.message || (codes[0] ?? error.name) : String(error);
  if (codes.some((code) => CERTIFICATE.test(code)))
    return { code: 'pbx-certificate', address, why };
  if (codes.some((code) => UNKNOWN_HOST.includes(code)))
    return { code: 'pbx-host-unknown', address };
  if (codes.some((code) => REFUSED.includes(code))) return { code: 'pbx-refused', address };
  return { code: 'pbx-silent', address, why };
};
