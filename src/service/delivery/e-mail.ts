/** E-mail by SMTP: one message out, and what the server's answer means. */
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Message } from './message.ts';
import type { Sender, SendResult } from './sender.ts';

export type EmailOptions = {
  /** `smtp://user:password@mail.firm.ru:587` or `smtps://…` */
  url: string;
  /** The sender's address. */
  from: string;
  /** Certificates of authorities in PEM, in the place of those that Node trusts. */
  authorities?: readonly string[] | undefined;
};

const PARALLEL = 5;
const HELD = 40;
/** Exim takes 1,000 by default. Each new connection holds up the messages of a tenth of a second. */
const MESSAGES_OVER_ONE_CONNECTION = 900;
const STEP_MILLISECONDS = 15_000;
/** For a server that answers every step in time and never comes to an end. */
const WHOLE_MILLISECONDS = 120_000;
const LONGEST_ANSWER = 500;

const property = (error: Error, name: string): unknown =>
  name in error ? Reflect.get(error, name) : undefined;

const LOG_IN_WANTED = 530;
const CLOSING = 421;
const BROKEN_OFF = ['ECONNECTION', 'ETIMEDOUT', 'EPROTOCOL', 'EABORT'];

const isAboutMessage = (error: Error): boolean =>
  /^(MAIL FROM|RCPT TO|DATA)/.test(String(property(error, 'command'))) &&
  property(error, 'code') !== 'EAUTH';

const cut = (answer: string): string => answer.slice(0, LONGEST_ANSWER);

/**
 * Only a 5xx to RCPT or to the message itself is final (RFC 5321 4.2.1). A server that wants a log-in first, or says
 * that it is closing, has not answered about the message.
 */
const resultOf = (error: Error): SendResult => {
  const code = property(error, 'responseCode');
  const isAnswer = typeof code === 'number' && isAboutMessage(error) && code !== LOG_IN_WANTED;
  if (isAnswer && code !== CLOSING) {
    const answer = cut(String(property(error, 'response') ?? error.message));
    const isFinal = code >= 500 && property(error, 'command') !== 'MAIL FROM';
    return { outcome: isFinal ? 'permanent' : 'temporary', answer };
  }
  const syscall = property(error, 'syscall');
  const isBroken =
    BROKEN_OFF.includes(String(property(error, 'code'))) ||
    syscall === 'read' ||
    syscall === 'write';
  return { outcome: isBroken ? 'broken' : 'down', answer: cut(error.message) };
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** What is sent there travels over no network. */
export const isOnThisMachine = (url: string): boolean =>
  LOOPBACK.test(new URL(url).hostname.replace(/^\[|\]$/g, ''));

/** A password goes over TLS only, unless the server is on this machine. */
export const serverAt = (url: string) => {
  const { protocol, hostname, port, username, password } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'smtps:';
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return {
    host,
    secure,
    ...(port && { port: Number(port) }),
    ...(username && { auth, requireTLS: !secure && !isOnThisMachine(url) }),
  };
};

const transportTo = ({ url, authorities }: EmailOptions) =>
  createTransport({
    ...serverAt(url),
    ...(authorities && { tls: { ca: [...authorities] } }),
    pool: true,
    maxConnections: PARALLEL,
    maxMessages: MESSAGES_OVER_ONE_CONNECTION,
    maxRequeues: 1,
    connectionTimeout: STEP_MILLISECONDS,
    greetingTimeout: STEP_MILLISECONDS,
    socketTimeout: STEP_MILLISECONDS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

export const emailSender = (options: EmailOptions): Sender => {
  const { from } = options;
  const transport = transportTo(options);
  const host = from.slice(from.lastIndexOf('@') + 1).replace(/[^\w.-]/g, '');
  /** In one piece: the library would write it to the connection in dozens of small ones. */
  const composed = (to: string, { id, subject, text, html }: Message): Promise<Buffer> =>
    new MailComposer({
      from,
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId: `<${id}@${host}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
      .compile()
      .build();
  return {
    parallel: PARALLEL,
    held: HELD,
    oneEach: false,
    send: async (to, message) => {
      const raw = await composed(to, message);
      try {
        const { response } = await transport.sendMail({
          raw,
          envelope: { from, to },
          signal: AbortSignal.timeout(WHOLE_MILLISECONDS),
        });
        return { outcome: 'sent', answer: response };
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        return resultOf(error);
      }
    },
    close: () => transport.close({ force: true }),
  };
};
