/** Certificates that openssl makes for a test, as an admin makes them. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './cli.ts';

export type Authority = { file: string; pem: string; key: string };
export type Pair = { cert: Buffer; key: Buffer };

const isThere = (): boolean => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** A machine may lack it: what needs certificates is skipped there. */
export const hasOpenssl = isThere();

const openssl = (...words: string[]): void => {
  execFileSync('openssl', words, { stdio: 'pipe' });
};

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** An authority of a firm's own; its file is what PBX_CA_FILE names. */
export const authority = (name = 'Firm CA'): Authority => {
  const folder = temporaryFolder();
  const [file, key] = [join(folder, 'ca.pem'), join(folder, 'ca.key')];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    key,
    '-out',
    file,
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
  );
  return { file, pem: readFileSync(file, 'utf8'), key };
};

type Subject = { names?: string; days?: number; by: Authority };

/** A certificate signed by an authority; for this machine and for two days unless said. */
export const signed = ({ names = 'IP:127.0.0.1,DNS:localhost', days = 2, by }: Subject): Pair => {
  const folder = temporaryFolder();
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'cert.key')];
  const [request, extensions] = [join(folder, 'cert.csr'), join(folder, 'cert.ext')];
  writeFileSync(extensions, `subjectAltName=${names}\n`);
  openssl('req', ...newKey, '-keyout', key, '-out', request, '-subj', '/CN=pbx');
  openssl(
    ...['x509', '-req', '-in', request, '-CA', by.file, '-CAkey', by.key, '-CAcreateserial'],
    ...['-days', String(days), '-extfile', extensions, '-out', cert],
  );
  return { cert: readFileSync(cert), key: readFileSync(key) };
};

/** A certificate that nobody but itself vouches for. */
export const selfSigned = (): Pair & { file: string } => {
  const folder = temporaryFolder();
  const [file, key] = [join(folder, 'cert.pem'), join(folder, 'cert.key')];
  openssl(
    ...['req', '-x509', ...newKey, '-keyout', key, '-out', file, '-days', '2', '-subj', '/CN=pbx'],
    ...['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'],
  );
  return { cert: readFileSync(file), key: readFileSync(key), file };
};
