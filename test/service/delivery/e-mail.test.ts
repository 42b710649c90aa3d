import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { emailSender } from '../../../src/service/delivery/e-mail.ts';
import type { Sender } from '../../../src/service/delivery/sender.ts';
import {
  hangingUpServer,
  headersOf,
  mailServer,
  NOBODY_LISTENS,
  SENDER,
  STAGES,
  silentServer,
} from '../../support/smtp.ts';

const MESSAGE = {
  id: 'abc',
  subject: 'Пропущенный вызов: Анна',
  text: 'Кто звонил: Анна\n',
  html: '<p>Кто звонил: Анна</p>\n',
  chat: '',
};

const senderTo = (url: string, from = SENDER): Sender => {
  const sender = emailSender({ url, from });
  onTestFinished(() => sender.close());
  return sender;
};

describe('an e-mail', () => {
  it('arrives as it was written, and says that no person wrote it', async () => {
    const server = await mailServer();
    expect(await senderTo(server.url).send('anna@firm.ru', MESSAGE)).toEqual({
      outcome: 'sent',
      answer: expect.stringMatching(/^250 /),
    });
    const [mail] = await server.mails();
    expect(mail).toMatchObject({
      subject: MESSAGE.subject,
      text: MESSAGE.text,
      html: MESSAGE.html,
      attachments: [],
      from: { text: SENDER },
      to: { text: 'anna@firm.ru' },
      messageId: '<abc@firm.ru>',
    });
    expect(headersOf(server.arrived[0] ?? '').get('auto-submitted')).toBe('auto-generated');
  });

  it.each([
    ['АТС <pbx@firm.ru>', '<abc@firm.ru>'],
    ['pbx@firm.ru>\r\nBcc: spy@evil.ru', '<abc@evil.ru>'],
  ])('from %j has an id of the sender’s host', async (from, expected) => {
    const server = await mailServer();
    await senderTo(server.url, from).send('anna@firm.ru', MESSAGE);
    const headers = headersOf(server.arrived[0] ?? '');
    expect(headers.get('message-id')).toBe(expected);
    expect(headers.has('bcc')).toBe(false);
  });

  it.each([
    ['a line break', 'Ivan\r\nBcc: spy@evil.ru\r\n\r\nBody'],
    ['a bare one', 'Ivan\nBcc: spy@evil.ru\rX: 1'],
    ['markup and escapes', '<script>alert(1)</script> \u001b[31m=?utf-8?q?x?='],
    ['a long one', `Bcc: spy@evil.ru ${'Ivan '.repeat(100)}`],
  ])('no header comes out of a subject with %s', async (_, subject) => {
    const recipients: string[] = [];
    const server = await mailServer({
      atRecipient: (to) => {
        recipients.push(to);
        return null;
      },
    });
    const sender = senderTo(server.url);
    await sender.send('anna@firm.ru', MESSAGE);
    await sender.send('anna@firm.ru', { ...MESSAGE, subject });
    const names = (raw: string | undefined) => [...headersOf(raw ?? '').keys()].sort();
    expect(names(server.arrived[1])).toEqual(names(server.arrived[0]));
    expect(recipients).toEqual(['anna@firm.ru', 'anna@firm.ru']);
    expect((await server.mails())[1]?.text).toBe(MESSAGE.text);
  });

  it('a line that is a dot ends nothing', async () => {
    const server = await mailServer();
    const text = 'Кто звонил:\n.\n..\nBcc: spy@evil.ru\n';
    await senderTo(server.url).send('anna@firm.ru', { ...MESSAGE, text });
    expect((await server.mails())[0]?.text).toBe(text);
  });

  it('many go one after another', async () => {
    const server = await mailServer();
    const sender = senderTo(server.url);
    for (const id of ['1', '2', '3']) await sender.send('anna@firm.ru', { ...MESSAGE, id });
    expect((await server.mails()).map(({ messageId }) => messageId)).toEqual([
      '<1@firm.ru>',
      '<2@firm.ru>',
      '<3@firm.ru>',
    ]);
  });

  it('logs in with the user and password of the address', async () => {
    const server = await mailServer({ user: { name: 'pbx@firm.ru', password: 'p@ss:/?#' } });
    const { outcome } = await senderTo(server.url).send('anna@firm.ru', MESSAGE);
    expect(outcome).toBe('sent');
  });
});

describe.each([false, true])('what the answer of a server means (pipelining: %j)', (pipelining) => {
  /** A new connection takes its time, so that all are asked at once. */
  const meaningOf = (at: 'atSender' | 'atRecipient' | 'atMessage', codes: readonly number[]) =>
    Promise.all(
      codes.map(async (code) => {
        const server = await mailServer({ pipelining, [at]: () => code });
        const { outcome, answer } = await senderTo(server.url).send('anna@firm.ru', MESSAGE);
        expect(answer).toContain(`answer ${code}`);
        return outcome;
      }),
    );

  it('to the recipient: 4xx is temporary, 5xx permanent', async () => {
    expect(await meaningOf('atRecipient', [450, 452])).toEqual(['temporary', 'temporary']);
    expect(await meaningOf('atRecipient', [550, 553])).toEqual(['permanent', 'permanent']);
  });

  it('to the message: 4xx is temporary, 5xx permanent', async () => {
    expect(await meaningOf('atMessage', [451, 452])).toEqual(['temporary', 'temporary']);
    expect(await meaningOf('atMessage', [552, 554])).toEqual(['permanent', 'permanent']);
  });

  it('to the sender nothing is final about the message', async () => {
    expect(await meaningOf('atSender', [450, 550])).toEqual(['temporary', 'temporary']);
  });

  it('421 is nothing final: the server only ends this connection', async () => {
    for (const at of ['atRecipient', 'atMessage'] as const) {
      expect(await meaningOf(at, [421])).not.toContain('permanent');
    }
  });

  it('one that was refused does not stop the next', async () => {
    const server = await mailServer({
      pipelining,
      atRecipient: (to) => (to.startsWith('x') ? 550 : null),
    });
    const sender = senderTo(server.url);
    expect((await sender.send('x@firm.ru', MESSAGE)).outcome).toBe('permanent');
    expect((await sender.send('anna@firm.ru', MESSAGE)).outcome).toBe('sent');
  });
});

describe('a channel that is down', () => {
  it('a server that hangs up, at whatever stage', async () => {
    const outcomes = await Promise.all(
      STAGES.map(async (stage) => {
        const sender = senderTo(await hangingUpServer(stage));
        return `${stage}: ${(await sender.send('anna@firm.ru', MESSAGE)).outcome}`;
      }),
    );
    expect(outcomes).toEqual(STAGES.map((stage) => `${stage}: broken`));
  });

  it('nobody listens', async () => {
    const sender = senderTo(NOBODY_LISTENS);
    expect(await sender.send('anna@firm.ru', MESSAGE)).toEqual({
      outcome: 'down',
      answer: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('a log-in that fails (535)', async () => {
    const { url } = await mailServer({ user: { name: 'pbx', password: 'right' } });
    const sender = senderTo(url.replace('right', 'wrong'));
    expect(await sender.send('anna@firm.ru', MESSAGE)).toEqual({
      outcome: 'down',
      answer: 'Invalid login: 535 wrong password',
    });
  });

  it('a log-in that the server wants and nobody told of (530)', async () => {
    const { url } = await mailServer({ user: { name: 'pbx', password: 'right' } });
    const sender = senderTo(url.replace('pbx:right@', ''));
    expect(await sender.send('anna@firm.ru', MESSAGE)).toEqual({
      outcome: 'down',
      answer: expect.stringContaining('530 '),
    });
  });

  it('a certificate that nobody vouches for', async () => {
    const { url, arrived } = await mailServer({ tls: true });
    const result = await senderTo(url).send('anna@firm.ru', MESSAGE);
    expect(result).toEqual({ outcome: 'down', answer: expect.stringContaining('certificate') });
    expect(arrived).toEqual([]);
  });

  it('421: a server that is closing has not answered about the message', async () => {
    const outcomes = await Promise.all(
      (['atSender', 'atRecipient', 'atMessage'] as const).map(async (at) => {
        const server = await mailServer({ [at]: () => 421 });
        return (await senderTo(server.url).send('anna@firm.ru', MESSAGE)).outcome;
      }),
    );
    expect(outcomes.filter((outcome) => !['down', 'broken'].includes(outcome))).toEqual([]);
  });

  it('a server that stops answering, at whatever stage, is waited for a quarter of a minute', async () => {
    const outcomes = await Promise.all(
      STAGES.map(async (stage) => {
        const sender = senderTo(await silentServer(stage));
        return `${stage}: ${(await sender.send('anna@firm.ru', MESSAGE)).outcome}`;
      }),
    );
    expect(outcomes).toEqual(STAGES.map((stage) => `${stage}: broken`));
  });

  it('a server that is slow is waited for', async () => {
    const slowly = async () => {
      await pause(1500);
      return null;
    };
    const server = await mailServer({ atMessage: slowly });
    expect((await senderTo(server.url).send('anna@firm.ru', MESSAGE)).outcome).toBe('sent');
  });

  it('tells no more of a long answer than 500 characters', async () => {
    const server = await mailServer({ atRecipient: () => 550 });
    const to = `${'a'.repeat(60)}@${'b'.repeat(60)}.ru`;
    const { answer } = await senderTo(server.url).send(to, MESSAGE);
    expect(answer.length).toBeLessThanOrEqual(500);
  });
});
