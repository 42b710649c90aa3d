import { describe, expect, it, onTestFinished } from 'vitest';
import { deliverDue } from '../../../src/service/delivery/deliver.ts';
import { emailSender } from '../../../src/service/delivery/e-mail.ts';
import type { Sender } from '../../../src/service/delivery/sender.ts';
import {
  ANNA,
  BORIS,
  dueFor,
  HOUR,
  MINUTE,
  notificationsOf,
  problemOf,
  report,
  staffedPbx,
  type TestPbx,
} from '../../support/pbx.ts';
import {
  deliverTo,
  hangingUpServer,
  mailServer,
  NOBODY_LISTENS,
  SENDER,
} from '../../support/smtp.ts';

/** One call to Анна and one to Борис, both missed: two e-mails are due. */
const twoDue = async (): Promise<TestPbx> => {
  const made = await staffedPbx();
  await made.pbx('createRules', { body: { subscribers: [ANNA, BORIS] } });
  await report(made);
  await report(made, { subscriber: '102', sourceCallId: '2' });
  return made;
};

const forAnna = (to: string): boolean => to === 'anna@firm.ru';

/** When Анна's message is due again, in milliseconds from now. */
const dueIn = (made: TestPbx): number =>
  Number(made.store.read((db) => db.get('select due_at from notifications where id = 1')?.due_at)) -
  made.clock.now;

describe('a temporary failure', () => {
  it.each(['atRecipient', 'atMessage'] as const)('%s is tried again, and then sent', async (at) => {
    const made = await twoDue();
    let code: number | null = 450;
    const server = await mailServer({ [at]: () => code });
    expect(await deliverTo(made, server.url)).toEqual({ sent: 0, failed: 0, waiting: 2 });
    expect(await notificationsOf(made, 1)).toMatchObject([
      { status: 'waiting', attempts: 1, sentAt: null, answer: '450 answer 450' },
    ]);
    code = null;
    made.clock.now += MINUTE / 2 - 1;
    expect(await deliverTo(made, server.url)).toEqual({ sent: 0, failed: 0, waiting: 2 });
    made.clock.now += MINUTE;
    expect(await deliverTo(made, server.url)).toEqual({ sent: 2, failed: 0, waiting: 0 });
    expect(await notificationsOf(made, 1)).toMatchObject([{ status: 'sent', attempts: 2 }]);
  });

  it('is tried after 30 s, 2 min, 10 min, 1 h, then every 6 h for 72 h, then failed', async () => {
    const made = await twoDue();
    const server = await mailServer({ atRecipient: (to) => (forAnna(to) ? 451 : null) });
    const sender = emailSender({ url: server.url, from: SENDER });
    onTestFinished(() => sender.close());
    const begin = made.clock.now;
    const pauses: number[] = [];
    for (let turn = 0; turn < 30; turn++) {
      await deliverDue({
        store: made.store,
        senders: { email: sender },
        clock: () => made.clock.now,
      });
      if ((await dueFor(made, 1))[0] !== 'missed email waiting') break;
      pauses.push(dueIn(made));
      made.clock.now += dueIn(made);
    }
    const expected = [MINUTE / 2, 2 * MINUTE, 10 * MINUTE, HOUR];
    for (const [index, pause] of pauses.entries()) {
      const least = expected[index] ?? 6 * HOUR;
      expect(pause).toBeGreaterThanOrEqual(least);
      expect(pause).toBeLessThanOrEqual(1.1 * least);
    }
    expect(pauses.length).toBeGreaterThanOrEqual(14);
    expect(made.clock.now - begin).toBeLessThanOrEqual(72 * HOUR);
    expect(made.clock.now - begin).toBeGreaterThan(65 * HOUR);
    expect(await notificationsOf(made, 1)).toMatchObject([
      { status: 'failed', attempts: pauses.length + 1, answer: '451 answer 451' },
    ]);
    const attempts = made.store.read((db) =>
      db.all('select outcome from attempts where notification_id = 1'),
    );
    expect(attempts).toHaveLength(pauses.length + 1);
  });
});

describe('a permanent failure', () => {
  it.each(['atRecipient', 'atMessage'] as const)(
    '%s: failed, with what the server answered, and never tried again',
    async (at) => {
      const made = await twoDue();
      const server = await mailServer({ [at]: () => 550 });
      expect(await deliverTo(made, server.url)).toEqual({ sent: 0, failed: 2, waiting: 0 });
      expect(await notificationsOf(made, 1)).toMatchObject([
        { status: 'failed', attempts: 1, answer: '550 answer 550' },
      ]);
      made.clock.now += 10 * HOUR;
      expect(await deliverTo(made, server.url)).toEqual({ sent: 0, failed: 0, waiting: 0 });
    },
  );

  it('of one message does not hold up the others', async () => {
    const made = await twoDue();
    const server = await mailServer({ atRecipient: (to) => (forAnna(to) ? 550 : null) });
    expect(await deliverTo(made, server.url)).toEqual({ sent: 1, failed: 1, waiting: 0 });
    expect(await dueFor(made, 2)).toEqual(['missed email sent']);
  });
});

describe('a channel that is down', () => {
  const user = { name: 'pbx', password: 'right' };

  it.each<[string, () => Promise<string>]>([
    ['nobody listens', async () => NOBODY_LISTENS],
    ['the connection closes in the middle', () => hangingUpServer('RCPT')],
    ['it closes while the message is sent', () => hangingUpServer('message')],
    ['the log-in fails', async () => (await mailServer({ user })).url.replace('right', 'wrong')],
    [
      'nobody told the log-in',
      async () => (await mailServer({ user })).url.replace('pbx:right@', ''),
    ],
  ])(
    '%s: a problem, no attempt is used up, and another server can send at once',
    async (_, url) => {
      const made = await twoDue();
      const { type, faults } = await problemOf(deliverTo(made, await url()));
      expect(type).toBe('failed');
      expect(faults).toMatchObject([
        { fault: { code: 'channel-down', channel: 'email', waiting: 2, why: expect.any(String) } },
      ]);
      expect(await notificationsOf(made, 1)).toMatchObject([
        { status: 'waiting', attempts: 0, answer: null, dueAt: '2026-11-18T12:01:00+03:00' },
      ]);
      const { url: working } = await mailServer();
      expect(await deliverTo(made, working)).toEqual({ sent: 2, failed: 0, waiting: 0 });
    },
  );

  it('what was sent before stays sent, the rest waits', async () => {
    const made = await twoDue();
    const well = emailSender({ url: (await mailServer()).url, from: SENDER });
    const badly = emailSender({ url: await hangingUpServer('DATA'), from: SENDER });
    const sender: Sender = {
      parallel: 1,
      held: 40,
      oneEach: false,
      send: (to, message) => (forAnna(to) ? well : badly).send(to, message),
      close: () => [well, badly].map(({ close }) => close()),
    };
    const delivered = await deliverDue({
      store: made.store,
      senders: { email: sender },
      clock: () => made.clock.now,
    });
    expect(delivered).toEqual({ sent: 1, failed: 0, waiting: 1 });
    sender.close();
    expect(await dueFor(made, 1)).toEqual(['missed email sent']);
    expect(await dueFor(made, 2)).toEqual(['missed email waiting']);
  });

  it('its password is in no problem', async () => {
    const made = await twoDue();
    const url = NOBODY_LISTENS.replace('//', '//pbx:secret@');
    const { faults } = await problemOf(deliverTo(made, url));
    expect(JSON.stringify(faults)).not.toContain('secret');
  });
});
