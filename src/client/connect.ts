/** A PBX at its address: the service in this process over a file, or the one at a URL. */
import { readFileSync } from 'node:fs';
import type { Pbx } from '../contract/pbx.ts';
import { problem } from '../contract/problem.ts';
import type { EmbeddedPbx } from './embedded.ts';
import { secretsIn } from './secrets.ts';

export type Connection = {
  pbx: Pbx;
  /** What only a PBX in this process can do; null for one over the network. */
  embedded: EmbeddedPbx | null;
  close: () => void | Promise<void>;
};

export const connectFile = async (path: string): Promise<Connection> => {
  const { openEmbedded } = await import('./embedded.ts');
  const embedded = openEmbedded(path);
  return { pbx: embedded.pbx, embedded, close: () => embedded.store.close() };
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Certificates of the authority that the environment names, in PEM. */
export const authorityOf = ({ PBX_CA_FILE: file }: Environment): string | null => {
  if (!file) return null;
  try {
    const pem = readFileSync(file, 'utf8');
    // OpenSSL takes a file without a certificate as one that names nobody. Loaded here, since each start would pay for it.
    const { X509Certificate } = process.getBuiltinModule('node:crypto');
    new X509Certificate(pem);
    return pem;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw problem('usage', { code: 'file-unreadable', file, why }, ['PBX_CA_FILE']);
  }
};

/** The token is that of the environment, else the one that `login` kept for the address. */
export const tokenFor = (url: string, environment: Environment, config: string): string | null =>
  environment.PBX_TOKEN || secretsIn(config).tokenFor(url);

export const connectHttp = async (
  url: string,
  token: string | null,
  environment: Environment,
): Promise<Connection> => {
  const { httpPbx } = await import('./http.ts');
  const { pbx, close } = httpPbx({ address: url, token, authority: authorityOf(environment) });
  return { pbx, embedded: null, close };
};
