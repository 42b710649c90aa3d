/** Whose certificates are believed where a secret is sent. */
import { getCACertificates } from 'node:tls';
import { authorityOf } from '../client/connect.ts';

/** Those that Node trusts and the one of PBX_CA_FILE; undefined, which is Node's own choice, where none is named. */
export const authoritiesOf = (
  environment: Readonly<Record<string, string | undefined>>,
): string[] | undefined => {
  const authority = authorityOf(environment);
  return authority === null ? undefined : [...getCACertificates('default'), authority];
};
