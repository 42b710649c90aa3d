import { describe, expect, it } from 'vitest';
import { claimDue } from '../../../src/service/store/outbox.ts';
import { call } from '../../support/builders.ts';
import {
  ANNA,
  BORIS,
  changeSettings,
  connectTelegram,
  dueFor,
  dump,
  emptyPbx,
  MINUTE,
  NOW,
  notificationsOf,
  report,
  staffedPbx,
  type TestPbx,
} from '../../support/pbx.ts';
import { deliverTo, headersOf, mailServer, NOBODY_LISTENS } from '../../support/smtp.ts';

/** Rule 1 for Анна, rule 2 for Борис: every missed call. */
const toldPbx = async (): Promise<TestPbx> => {
  const made = await staffedPbx();
  await made.pbx('createRules', { body: { subscribers: [ANNA, BORIS] } });
  return made;
};

const recipients = (arrived: readonly string[]) =>
  arrived.map((raw) => headersOf(raw).get('to')).sort();

describe('what is due is sent', () => {
  it('each to its subscriber, once, and it is told when and what the server answered', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    const { id } = await report(made);
    await report(made, { subscriber: '102', sourceCallId: '2' });
    made.clock.now += MINUTE;
    expect(await deliverTo(made, server.url)).toEqual({ sent: 2, failed: 0, waiting: 0 });
    expect(recipients(server.arrived)).toEqual(['anna@firm.ru', 'boris@firm.ru']);
    expect(await notificationsOf(made, id)).toMatchObject([
      {
        status: 'sent',
        attempts: 1,
        sentAt: '2026-11-18T12:02:00+03:00',
        answer: expect.stringMatching(/^250 /),
      },
    ]);
    expect(await deliverTo(made, server.url)).toEqual({ sent: 0, failed: 0, waiting: 0 });
    expect(server.arrived).toHaveLength(2);
  });

  it('with nothing due nobody is asked', async () => {
    const made = await toldPbx();
    expect(await deliverTo(made, NOBODY_LISTENS)).toEqual({ sent: 0, failed: 0, waiting: 0 });
  });

  it('what is for Telegram is left to Telegram', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    connectTelegram(made.store, ANNA);
    const { id } = await report(made);
    expect(await deliverTo(made, server.url)).toEqual({ sent: 1, failed: 0, waiting: 0 });
    expect(await dueFor(made, id)).toEqual(['missed email sent', 'missed telegram waiting']);
  });

  it('A5, A6: the e-mail shows the instant in the PBX’s zone, the contact, and every rule', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    const { revision: _, ...schedule } = await made.pbx('getSchedule', {});
    await made.pbx('putSchedule', { body: { ...schedule, zone: 'Asia/Yekaterinburg' } });
    await made.pbx('createContact', {
      body: { name: 'ООО «Ромашка»', numbers: ['+79161234567'], vip: true },
    });
    const callers = { kind: 'vip' } as const;
    await made.pbx('createRules', { body: { subscribers: [ANNA], callers } });
    await report(made, { dialled: '+78001000101', rangSeconds: 20 });
    await deliverTo(made, server.url);
    const [mail] = await server.mails();
    expect(mail?.subject).toBe('Пропущенный вызов: ООО «Ромашка» (VIP), +7 916 123-45-67');
    expect(mail?.text).toContain('Когда: 2026-11-18 14:00 (Asia/Yekaterinburg)\n');
    expect(mail?.text?.match(/^По правилу \d+/gm)).toEqual(['По правилу 1', 'По правилу 3']);
  });

  it('in the language that is set when it is sent', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    await report(made);
    await changeSettings(made, { language: 'en' });
    await deliverTo(made, server.url);
    expect((await server.mails())[0]?.subject).toBe('Missed call: +7 916 123-45-67');
  });

  it('a hidden number is said to be hidden', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    await report(made, { caller: { number: null, name: null } });
    await deliverTo(made, server.url);
    expect((await server.mails())[0]?.subject).toBe('Пропущенный вызов: номер скрыт');
  });

  it('what a caller calls himself comes out as one header', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    const name = 'Ivan\r\nBcc: spy@evil.ru\r\n\r\n<script>alert(1)</script>\u001b[2J';
    await report(made, { caller: { number: '+79161234567', name } });
    await deliverTo(made, server.url);
    const [mail] = await server.mails();
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.html).not.toContain('<script>');
    expect(mail?.subject).toBe(
      'Пропущенный вызов: Ivan Bcc: spy@evil.ru <script>alert(1)</script> [2J, +7 916 123-45-67',
    );
  });
});

describe('what has changed meanwhile', () => {
  it('a new address is taken', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    await report(made);
    const body = { email: 'new@firm.ru' };
    await made.pbx('patchSubscriber', { params: { id: ANNA }, body });
    await deliverTo(made, server.url);
    expect(recipients(server.arrived)).toEqual(['new@firm.ru']);
  });

  it('an address that is gone: failed, and the others are sent', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    const { id } = await report(made);
    await report(made, { subscriber: '102', sourceCallId: '2' });
    await made.pbx('patchSubscriber', { params: { id: ANNA }, body: { email: null } });
    expect(await deliverTo(made, server.url)).toEqual({ sent: 1, failed: 1, waiting: 0 });
    expect(await notificationsOf(made, id)).toMatchObject([{ status: 'failed', attempts: 1 }]);
    expect(recipients(server.arrived)).toEqual(['boris@firm.ru']);
  });

  it('a subscriber who is gone: withdrawn', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    const { id } = await report(made);
    await made.pbx('batchSubscribers', { body: { remove: [ANNA] } });
    expect(await deliverTo(made, server.url)).toEqual({ sent: 0, failed: 0, waiting: 0 });
    expect(await dueFor(made, id)).toEqual(['missed email withdrawn']);
    expect(server.arrived).toEqual([]);
  });

  it('R3: a rule that is gone: withdrawn and not sent, and what was sent stays sent', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    const first = await report(made);
    await deliverTo(made, server.url);
    const second = await report(made, { sourceCallId: '2' });
    await made.pbx('batchRules', { body: { remove: [{ id: 1 }] } });
    expect(await deliverTo(made, server.url)).toEqual({ sent: 0, failed: 0, waiting: 0 });
    expect(await dueFor(made, first.id)).toEqual(['missed email sent']);
    expect(await dueFor(made, second.id)).toEqual(['missed email withdrawn']);
    expect(server.arrived).toHaveLength(1);
  });

  it.each([
    ['taken', null, 'sent'],
    ['refused for now', 451, 'withdrawn'],
    ['refused', 554, 'withdrawn'],
  ] as const)('a rule that goes while the message is being %s', async (_, code, status) => {
    const made = await toldPbx();
    const server = await mailServer({
      atMessage: async () => {
        await made.pbx('batchRules', { body: { remove: [{ id: 1 }] } });
        return code;
      },
    });
    const { id } = await report(made);
    await deliverTo(made, server.url);
    expect(await dueFor(made, id)).toEqual([`missed email ${status}`]);
  });

  it('a message of several rules names those that are still there', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    const time = { kind: 'working' } as const;
    await made.pbx('createRules', { body: { subscribers: [ANNA], time } });
    await report(made);
    await made.pbx('batchRules', { body: { remove: [{ id: 1 }] } });
    await deliverTo(made, server.url);
    const [mail] = await server.mails();
    expect(mail?.text?.match(/^По правилу \d+/gm)).toEqual(['По правилу 3']);
  });
});

describe('two deliveries at once', () => {
  it('send each message once', async () => {
    const made = await toldPbx();
    const other = emptyPbx(made.path);
    const calls = Array.from({ length: 120 }, (_, index) =>
      call({ subscriber: '101', sourceCallId: String(index) }),
    );
    await made.pbx('reportCalls', { body: calls });
    const server = await mailServer();
    const [one, two] = await Promise.all([
      deliverTo(made, server.url),
      deliverTo(other, server.url),
    ]);
    expect(one.sent + two.sent).toBe(120);
    expect(Math.min(one.sent, two.sent)).toBeGreaterThan(0);
    const ids = server.arrived.map((raw) => headersOf(raw).get('message-id'));
    expect([ids.length, new Set(ids).size]).toEqual([120, 120]);
  });

  it('what a worker holds that died is sent once its claim has lapsed, with the same id', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    await report(made);
    const claim = {
      worker: 'dead',
      channel: 'email',
      now: NOW,
      until: NOW + MINUTE,
      limit: 9,
      onlyTests: false,
    };
    const claimed = made.store.write((db) => claimDue(db, { ...claim, channel: 'email' }));
    expect(claimed).toHaveLength(1);
    expect(await deliverTo(made, server.url)).toEqual({ sent: 0, failed: 0, waiting: 1 });
    made.clock.now += MINUTE;
    expect(await deliverTo(made, server.url)).toEqual({ sent: 1, failed: 0, waiting: 0 });
  });

  it('a worker that comes back late does not undo what the next one has done', async () => {
    const made = await toldPbx();
    const { id } = await report(made);
    const quick = await mailServer();
    const late = await mailServer({
      atMessage: async () => {
        made.clock.now += 5 * MINUTE;
        await deliverTo(made, quick.url);
        return 554;
      },
    });
    await deliverTo(made, late.url);
    expect(await notificationsOf(made, id)).toMatchObject([{ status: 'sent', attempts: 1 }]);
  });

  it('a repeat has the same Message-ID, another call has another', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    await report(made);
    await deliverTo(made, server.url);
    made.store.write((db) => db.run("update notifications set status = 'waiting'"));
    await report(made, { sourceCallId: '2' });
    await deliverTo(made, server.url);
    const [first, again, other] = server.arrived.map((raw) => headersOf(raw).get('message-id'));
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});

describe('delivery writes nothing but what became of messages', () => {
  it('calls, rules and the audit log stay as they are', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    await report(made);
    const others = () =>
      dump(made.store).filter((row) => !/^(notifications|attempts|tallies|sqlite_)/.test(row));
    const before = others();
    await deliverTo(made, server.url);
    expect(others()).toEqual(before);
  });
});
