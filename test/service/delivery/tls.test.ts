import { describe, expect, it, onTestFinished } from 'vitest';
import { emailSender } from '../../../src/service/delivery/e-mail.ts';
import { type Authority, authority, hasOpenssl, signed } from '../../support/certificates.ts';
import { type MailServer, mailServer, SENDER } from '../../support/smtp.ts';

const MESSAGE = {
  id: 'abc',
  subject: 'Missed call',
  text: 'Caller: Ivan\n',
  html: '<p>Ivan</p>',
  chat: '',
};
const USER = { name: 'pbx', password: 'secret' };

const sentTo = async ({ url }: Pick<MailServer, 'url'>, trusted?: Authority) => {
  const authorities = trusted && [trusted.pem];
  const sender = emailSender({ url, from: SENDER, authorities });
  onTestFinished(() => sender.close());
  const { outcome, answer } = await sender.send('anna@firm.ru', MESSAGE);
  return `${outcome}: ${answer}`;
};

describe.skipIf(!hasOpenssl)('e-mail over TLS: certificates are checked', () => {
  it('by STARTTLS, where the server offers it', async () => {
    const firm = authority();
    const server = await mailServer({ tls: signed({ by: firm }), user: USER });
    expect(await sentTo(server, firm)).toMatch(/^sent: 250 /);
    expect(server.arrived).toHaveLength(1);
  });

  it('from the first byte, by smtps://', async () => {
    const firm = authority();
    const server = await mailServer({ secure: signed({ by: firm }), user: USER });
    expect(await sentTo(server, firm)).toMatch(/^sent: 250 /);
  });

  it.each(['tls', 'secure'] as const)('%s: of an authority that nobody knows', async (way) => {
    const firm = authority();
    const server = await mailServer({ [way]: signed({ by: firm }) });
    expect(await sentTo(server)).toMatch(/^down: .*certificate/);
    expect(await sentTo(server, authority('Another CA'))).toMatch(/^down: .*certificate/);
    expect(server.arrived).toEqual([]);
  });

  it.each(['tls', 'secure'] as const)('%s: for another name', async (way) => {
    const firm = authority();
    const server = await mailServer({ [way]: signed({ by: firm, names: 'DNS:mail.firm.ru' }) });
    expect(await sentTo(server, firm)).toMatch(/^down: .*(altnames|Hostname)/);
    expect(server.arrived).toEqual([]);
  });

  it('a password goes to another machine over TLS only, whatever the server asks', async () => {
    const logins: string[] = [];
    const server = await mailServer({ user: USER, atLogin: (name) => void logins.push(name) });
    // The same machine by an address that does not look like it.
    const url = server.url.replace('127.0.0.1', '[::ffff:127.0.0.1]');
    expect(await sentTo({ url })).toMatch(/^down: .*STARTTLS/);
    expect(logins).toEqual([]);
    expect(await sentTo(server)).toMatch(/^sent: /);
    expect(logins).toEqual([USER.name]);
  });
});
