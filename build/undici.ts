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

/** Parsers that Node's own way of choosing one never chooses: each in a file of its own, loaded if it is after all. */
const PARSERS = ['llhttp/llhttp-wasm', 'milo/no-simd', 'milo/simd'];
const PARSER = /\/undici\/lib\/dispatcher\//;

export const parsersOfUndici = (): Record<string, string> =>
  Object.fromEntries(PARSERS.map((name) => [`undici/${name}`, `undici/lib/${name}.js`]));

export const partOfUndici: Plugin = {
  name: 'part-of-undici',
  resolveId(source, importer = '') {
    if (source === 'undici') return INDEX;
    const parser = PARSERS.find((name) => source === `../${name}.js`);
    if (parser && PARSER.test(importer))
      return { id: `../undici/${parser}.cjs`, external: 'absolute' };
    const isHttp2 =
      source === './client-h2.js' && importer.endsWith('/undici/lib/dispatcher/client.js');
    return isHttp2 ? HTTP2 : null;
  },
  load(id) {
    if (id === INDEX) return index;
    return id === HTTP2 ? http2 : null;
  },
};
