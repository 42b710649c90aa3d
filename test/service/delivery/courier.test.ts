import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Courier } from '../../../src/service/delivery/courier.ts';
import { emailSender } from '../../../src/service/delivery/e-mail.ts';
import { call } from '../../support/builders.ts';
import {
  ANNA,
  BORIS,
  HOUR,
  notificationsOf,
  report,
  staffedPbx,
  type TestPbx,
} from '../../support/pbx.ts';
import { breakingOffAt, mailServer, NOBODY_LISTENS, SENDER } from '../../support/smtp.ts';
import { until } from '../../support/until.ts';

const toldPbx = async (): Promise<TestPbx> => {
  const made = await staffedPbx();
  await made.pbx('createRules', { body: { subscribers: [ANNA] } });
  return made;
};

const working = ({ store, clock }: Pick<TestPbx, 'store' | 'clock'>, url: string) => {
  const sender = emailSender({ url, from: SENDER });
  onTestFinished(() => sender.close());
  const events: string[] = [];
  const tell = ({ event }: { event: string }): void => void events.push(event);
  const courier = new Courier({ store, channel: 'email', sender, clock: () => clock.now, tell });
  const work = courier.run();
  const stop = async (): Promise<void> => {
    courier.stop();
    await work;
  };
  onTestFinished(stop);
  return { courier, events, stop };
};

const countOf = ({ store }: TestPbx, condition: string): number =>
  Number(
    store.read((db) => db.get(`select count(*) as count from notifications where ${condition}`))
      ?.count,
  );

describe('a courier that stays', () => {
  it('sends what becomes due, at once if it is woken', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    const { courier } = working(made, server.url);
    const { id } = await report(made);
    courier.wake();
    await until(async () => (await notificationsOf(made, id))[0]?.status === 'sent');
    expect(server.arrived).toHaveLength(1);
  });

  it('finds by itself what another process has queued', async () => {
    const made = await toldPbx();
    const server = await mailServer();
    working(made, server.url);
    await report(made);
    await until(() => server.arrived.length === 1);
  });

  it('stops in order: what is being sent is sent to its end, what is not begun is given back', async () => {
    const made = await toldPbx();
    const calls = Array.from({ length: 60 }, (_, index) =>
      call({ subscriber: '101', sourceCallId: String(index) }),
    );
    await made.pbx('reportCalls', { body: calls });
    const slowly = async (): Promise<null> => {
      await pause(300);
      return null;
    };
    const server = await mailServer({ atMessage: slowly });
    const { courier, stop } = working(made, server.url);
    await until(() => server.arrived.length > 0);
    expect(countOf(made, 'claimed_by is not null')).toBeGreaterThan(10);
    await stop();
    expect(courier.state.state).toBe('up');
    expect(countOf(made, 'claimed_by is not null')).toBe(0);
    expect(countOf(made, "status = 'sent'")).toBe(server.arrived.length);
    expect(countOf(made, "status = 'waiting'")).toBe(60 - server.arrived.length);
  });

  it('holds on to what it sends: while the server is slow, no other courier takes it', async () => {
    const made = await toldPbx();
    // The test's clock goes ten times as fast, so that claims would lapse within the send.
    const begin = Date.now();
    const fast = {
      ...made,
      clock: {
        get now() {
          return made.clock.now + (Date.now() - begin) * 10;
        },
      },
    };
    const slowly = async (): Promise<null> => {
      await pause(4000);
      return null;
    };
    const server = await mailServer({ atMessage: slowly });
    working(fast, server.url);
    working(fast, server.url);
    const { id } = await report(made);
    await until(async () => (await notificationsOf(made, id))[0]?.status === 'sent');
    expect(server.arrived).toHaveLength(1);
    expect(await notificationsOf(made, id)).toMatchObject([{ attempts: 1 }]);
  });

  it('a server that is not there costs no attempt, and a test asked for meanwhile is answered', async () => {
    const made = await toldPbx();
    const { events, courier } = working(made, NOBODY_LISTENS);
    const { id } = await report(made);
    await until(() => courier.state.state === 'down');
    expect(events).toEqual(['channel-down']);
    const { id: test } = await made.pbx('testNotification', { body: { subscriber: '101' } });
    const tested = () => made.pbx('getNotification', { params: { id: test } });
    await until(async () => (await tested()).status === 'failed');
    expect((await tested()).answer).toContain('ECONNREFUSED');
    expect(await notificationsOf(made, id)).toMatchObject([{ status: 'waiting', attempts: 0 }]);
  });

  it('a message that a server cannot bear holds up no other, and is failed after 72 hours', async () => {
    const made = await toldPbx();
    await made.pbx('createRules', { body: { subscribers: [BORIS] } });
    const server = await mailServer();
    const { courier } = working(made, await breakingOffAt('anna@firm.ru', server));
    await report(made);
    const isFailed = async () => (await notificationsOf(made, 1))[0]?.status === 'failed';
    const isIdle = () => countOf(made, 'claimed_by is not null') === 0;
    let others = 0;
    while (!(await isFailed()) && others < 50) {
      others += 1;
      const startedAt = new Date(made.clock.now).toISOString();
      await report(made, { subscriber: '102', sourceCallId: `other ${others}`, startedAt });
      made.clock.now += 1;
      courier.wake();
      await until(
        () => isIdle() && (server.arrived.length === others || courier.state.state === 'down'),
      );
      made.clock.now += 3 * HOUR;
    }
    courier.wake();
    await until(() => server.arrived.length === others);
    expect(await notificationsOf(made, 1)).toMatchObject([{ answer: expect.any(String) }]);
  });
});
