/** Connections to a PBX: through the proxies that the environment names, and trusting one authority more if one is given. */
import { EnvHttpProxyAgent } from 'undici';
import { problem } from '../contract/problem.ts';

const CONNECTIONS = 16;
const CONNECT_MILLISECONDS = 10_000;
const ANSWER_MILLISECONDS = 65_000;

const PROXIES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'];
const PROXY_PROTOCOLS = ['http:', 'https:', 'socks5:', 'socks:'];

/** The address is not repeated in the error, since it may hold a password. */
const refuseUnreadableProxies = (): void => {
  for (const name of PROXIES) {
    const address = process.env[name];
    if (!address) continue;
    const isProxy = URL.canParse(address) && PROXY_PROTOCOLS.includes(new URL(address).protocol);
    if (isProxy) continue;
    const text = 'this is no address of a proxy, as http://proxy.firm.ru:3128 is';
    throw problem('usage', { code: 'usage', text }, [name]);
  }
};

/** What `ca` names takes the place of what Node trusts, so both are named. TLS is not loaded where none is asked for. */
const trusting = (authority: string | null): { ca?: string[] } => {
  if (authority === null) return {};
  const { getCACertificates } = process.getBuiltinModule('node:tls');
  return { ca: [...getCACertificates('default'), authority] };
};

/** @param authority certificates in PEM */
export const agentTrusting = (authority: string | null): EnvHttpProxyAgent => {
  refuseUnreadableProxies();
  const tls = trusting(authority);
  return new EnvHttpProxyAgent({
    connections: CONNECTIONS,
    pipelining: 1,
    headersTimeout: ANSWER_MILLISECONDS,
    bodyTimeout: ANSWER_MILLISECONDS,
    connectTimeout: CONNECT_MILLISECONDS,
    connect: tls,
    // Through a proxy, `connect` does not reach the PBX.
    requestTls: tls,
    proxyTls: tls,
  });
};
