/** Of undici the little that a client of a PBX uses: its own index loads fetch, caches, mocks and WebSocket with it. */
import type { Plugin } from 'rolldown';

const INDEX = '\0undici';
const HTTP2 = '\0undici-http2';

/** What src imports of it; an import of more fails the build. The API lies in files apart from what it is called on. */
const index = `
import request from 'undici/lib/api/api-request.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';
import retry from 'undici/lib/interceptor/retry.js';
Dispatcher.prototype.request = request;
export const interceptors = { retry };
export { EnvHttpProxyAgent };
`;

/** HTTP/2, with all that Node loads for it: only for a connection on which TLS has agreed on it. */
const http2 = `
module.exports = (...given) => require('undici/lib/dispatcher/client-h2.js')(...given);
`;

/** Parsers for a processor without SIMD, or for whoever wants them by a variable: each a file of its own, seldom loaded. */
const PARSERS = ['llhttp/llhttp-wasm', 'milo/no-simd', 'milo/simd'];
const DISPATCHER = /\/undici\/lib\/dispatcher\//;

export const parsersOfUndici = (): Record<string, string> =>
  Object.fromEntries(PARSERS.map((name) => [`undici/${name}`, `undici/lib/${name}.js`]));

export const partOfUndici: Plugin = {
  name: 'part-of-undici',
  resolveId(source, importer = '') {
    if (source === 'undici') return INDEX;
    const parser = PARSERS.find((name) => source === `../${name}.js`);
    if (parser && DISPATCHER.test(importer))
      return { id: `built:undici/${parser}`, external: 'absolute' };
    const isHttp2 =
      source === './client-h2.js' && importer.endsWith('/undici/lib/dispatcher/client.js');
    return isHttp2 ? HTTP2 : null;
  },
  load(id) {
    if (id === INDEX) return index;
    return id === HTTP2 ? http2 : null;
  },
};
