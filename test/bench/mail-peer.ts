// A mail server in a process of its own. It tells its port and, with `tell`, when it answered for which subject.
import { buffer } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const tells = process.argv[2] === 'tell';

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData: async (stream, _session, done) => {
    const raw = await buffer(stream);
    done();
    const at = performance.timeOrigin + performance.now();
    if (tells) process.send?.({ subject: (await simpleParser(raw)).subject, at });
  },
});
server.on('error', () => undefined);
const listener = server.listen(0, '127.0.0.1', () => {
  const address = listener.address();
  process.send?.(typeof address === 'object' && address?.port);
});
