/** Whether the mail server lets us in: connected to and signed in to as for a message, and left again. */
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Check } from '../../contract/service.ts';
import type { Fault } from '../../domain/fault.ts';
import { type EmailOptions, isOnThisMachine, serverAt } from '../delivery/e-mail.ts';
import { problemsOf } from './store.ts';

const STEP_MILLISECONDS = 10_000;

type Of = Extract<Check, { check: 'email' }>;

/** `smtp://mail.firm.ru:587`: without user and password. */
const shown = (url: string): string => {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
};

const property = (error: Error, name: string): unknown =>
  name in error ? Reflect.get(error, name) : undefined;

const CERTIFICATE = /certificate|altnames|CERT_|self.signed/i;

const connectionFault = (error: Error, url: string): Fault => {
  const server = shown(url);
  const why = String(property(error, 'response') ?? error.message);
  if (CERTIFICATE.test(`${property(error, 'code')} ${why}`))
    return { code: 'smtp-certificate', server, why };
  const { username, protocol } = new URL(url);
  const isWithoutTls = property(error, 'code') === 'ETLS' || /STARTTLS/.test(why);
  if (username && protocol === 'smtp:' && isWithoutTls) return { code: 'smtp-login-open', server };
  return { code: 'smtp-unreachable', server, why };
};

const loginFault = (error: Error, url: string): Fault => ({
  code: 'smtp-login-refused',
  server: shown(url),
  user: decodeURIComponent(new URL(url).username),
  why: String(property(error, 'response') ?? error.message),
});

/** Whether the conversation was encrypted, or what ended it. */
type Found = { isEncrypted: boolean } | Fault;

const tried = ({ url, authorities }: EmailOptions): Promise<Found> =>
  new Promise((resolve) => {
    const { auth, ...server } = serverAt(url);
    const connection = new SMTPConnection({
      ...server,
      ...(authorities && { tls: { ca: [...authorities] } }),
      connectionTimeout: STEP_MILLISECONDS,
      greetingTimeout: STEP_MILLISECONDS,
      socketTimeout: STEP_MILLISECONDS,
    });
    const end = (found: Found): void => {
      // First: closing tells that it ended, which would be taken for the reason.
      resolve(found);
      connection.close();
    };
    connection.on('error', (error: Error) => end(connectionFault(error, url)));
    connection.on('end', () => end(connectionFault(new Error('it hung up'), url)));
    connection.connect(() => {
      const isEncrypted = connection.secure;
      const leave = (): void => {
        resolve({ isEncrypted });
        connection.quit();
      };
      // As for a message: where nobody is asked who he is, nobody signs in.
      if (!auth || !connection.allowsAuth) leave();
      else
        connection.login({ credentials: auth }, (error) =>
          error ? end(loginFault(error, url)) : leave(),
        );
    });
  });

export const checkMailServer = async (mail: EmailOptions): Promise<Of> => {
  const server = shown(mail.url);
  const found = await tried(mail);
  if ('code' in found) {
    const problems = problemsOf([found]);
    return { check: 'email', status: 'failed', problems, server, isEncrypted: null };
  }
  const { isEncrypted } = found;
  const isOpen = !isEncrypted && !isOnThisMachine(mail.url);
  return {
    check: 'email',
    status: isOpen ? 'warning' : 'ok',
    problems: isOpen ? problemsOf([{ code: 'smtp-open', server }]) : [],
    server,
    isEncrypted,
  };
};
