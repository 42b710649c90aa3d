/** E-mail by SMTP: one message out, and what the server's answer means. */
import { createTransport } from 'nodemailer';
import type { Message } from './message.ts';

/** `down`: not this message failed but the way to the server; nothing is held against the message. */
export type SendResult =
  | { outcome: 'sent' | 'temporary' | 'permanent'; answer: string }
  | { outcome: 'down'; answer: string };

export type EmailSender = {
  send: (to: string, message: Message) => Promise<SendResult>;
  close: () => void;
};

const TIMEOUT_MILLISECONDS = 15_000;
const LONGEST_ANSWER = 500;

const property = (error: Error, name: 'responseCode' | 'command' | 'code' | 'response'): unknown =>
  name in error ? Reflect.get(error, name) : undefined;

const LOG_IN_WANTED = 530;

/**
 * Only a 5xx to RCPT or to the message itself is final; without an answer to either, or where the server wants a
 * log-in first, the channel is down.
 */
const resultOf = (error: Error): SendResult => {
  const code = property(error, 'responseCode');
  const answer = String(property(error, 'response') ?? error.message).slice(0, LONGEST_ANSWER);
  const stage = String(property(error, 'command') ?? '');
  const isAboutMessage =
    /^(MAIL FROM|RCPT TO|DATA)/.test(stage) &&
    property(error, 'code') !== 'EAUTH' &&
    code !== LOG_IN_WANTED;
  if (typeof code !== 'number' || !isAboutMessage) return { outcome: 'down', answer };
  return { outcome: code >= 500 && stage !== 'MAIL FROM' ? 'permanent' : 'temporary', answer };
};

/**
 * @param url `smtp://user:password@mail.firm.ru:587` or `smtps://…`; certificates are checked
 * @param from the sender's address
 */
export const emailSender = (url: string, from: string): EmailSender => {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: TIMEOUT_MILLISECONDS,
    greetingTimeout: TIMEOUT_MILLISECONDS,
    socketTimeout: TIMEOUT_MILLISECONDS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = from.slice(from.lastIndexOf('@') + 1).replace(/[^\w.-]/g, '');
  return {
    send: async (to, { id, subject, text }) => {
      try {
        const { response } = await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { outcome: 'sent', answer: response };
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        return resultOf(error);
      }
    },
    close: () => transport.close(),
  };
};
