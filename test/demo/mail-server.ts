// A real SMTP server on this machine that keeps what it is sent.
import { once } from 'node:events';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type MailServer = {
  url: string;
  mails: readonly ParsedMail[];
  close: () => Promise<void>;
};

export const startMailServer = async (): Promise<MailServer> => {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
  });
  // A client that is gone in the middle of a message is the client's to tell.
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
};

/** The headers that a reader of mail sees, and the text, decoded. */
export const mailText = ({ from, to, subject, text }: ParsedMail): string => {
  const recipients = [to ?? []].flat().map((address) => address.text);
  const headers = [`From: ${from?.text}`, `To: ${recipients.join(', ')}`, `Subject: ${subject}`];
  return [...headers, '', text?.trimEnd()].join('\n');
};
