import { describe, expect, it, onTestFinished } from 'vitest';
import type { Message } from '../../../src/service/delivery/message.ts';
import { telegramSender } from '../../../src/service/delivery/telegram.ts';
import { type BotApi, botApi, type Refusal, startBotApi, TOKEN } from '../../support/telegram.ts';

const MESSAGE: Message = {
  id: 'abc',
  subject: '',
  text: '',
  html: '',
  chat: '<b>Пропущенный вызов</b>\nНомер: +7 916 123-45-67',
};

/** A clock on which nobody really waits. */
const quickClock = () => {
  const clock = { at: 1_000_000 };
  return {
    now: () => clock.at,
    wait: async (milliseconds: number) => {
      clock.at += Math.max(0, milliseconds);
    },
  };
};

const senderTo = (apiRoot: string, token = TOKEN) => {
  const clock = quickClock();
  const sender = telegramSender({ token, apiRoot, clock });
  onTestFinished(() => sender.close());
  return { sender, clock };
};

const refusing = async (refusal: Refusal): Promise<BotApi> =>
  Object.assign(await botApi(), { refuse: () => refusal });

describe('a message in Telegram', () => {
  it('arrives in the chat, as HTML, without a preview of links', async () => {
    const api = await botApi();
    const { sender } = senderTo(api.url);
    expect(await sender.send('42', MESSAGE)).toEqual({ outcome: 'sent', answer: 'ok' });
    expect(api.sent).toMatchObject([{ chat: 42, text: MESSAGE.chat }]);
    expect(api.asked[0]?.body).toMatchObject({
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
  });

  it.each<[string, Refusal, string]>([
    ['400: a chat that is not there', { code: 400, description: 'chat not found' }, 'permanent'],
    ['403: the bot is blocked', { code: 403, description: 'bot was blocked' }, 'blocked'],
    ['401: a token that is none', { code: 401 }, 'down'],
    ['404: another way to the same', { code: 404 }, 'down'],
    ['409: two bots with one token', { code: 409 }, 'down'],
    ['500', { code: 500 }, 'broken'],
    ['HTML', { html: '<h1>502 Bad Gateway</h1>', status: 502 }, 'broken'],
    ['HTML with 200', { html: '<h1>Log in to the network</h1>', status: 200 }, 'broken'],
    ['a connection that closes', 'hangs up', 'broken'],
  ])('%s', async (_, refusal, outcome) => {
    const api = await refusing(refusal);
    const result = await senderTo(api.url).sender.send('42', MESSAGE);
    expect(result).toMatchObject({ outcome });
    expect(JSON.stringify(result)).not.toContain(TOKEN);
  });

  it('a server that is not there is no way, and its answer has no token', async () => {
    const result = await senderTo('http://127.0.0.1:9').sender.send('42', MESSAGE);
    expect(result).toMatchObject({ outcome: 'down', answer: expect.stringContaining('127.0.0.1') });
    expect(JSON.stringify(result)).not.toContain(TOKEN);
  });

  it('what hangs is broken off when the sender is closed', async () => {
    const api = await refusing('hangs');
    const { sender } = senderTo(api.url);
    const sending = sender.send('42', MESSAGE);
    while (api.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    sender.close();
    expect(await sending).toMatchObject({ outcome: 'broken' });
  });

  it('429: nobody is sent anything for as long as Telegram asks', async () => {
    const api = await refusing({ code: 429, retryAfter: 30 });
    const { sender, clock } = senderTo(api.url);
    const asked = clock.now();
    expect(await sender.send('42', MESSAGE)).toMatchObject({ outcome: 'later' });
    api.refuse = () => null;
    expect(await sender.send('43', MESSAGE)).toMatchObject({ outcome: 'later' });
    expect(api.asked).toHaveLength(1);
    await clock.wait(29_000);
    expect(await sender.send('43', MESSAGE)).toMatchObject({ outcome: 'sent' });
    expect(clock.now() - asked).toBeGreaterThanOrEqual(30_000);
  });

  it('a chat that is told for several subscribers gets one message a second too', async () => {
    const clock = quickClock();
    const api = await startBotApi(TOKEN, clock.now);
    onTestFinished(api.close);
    const sender = telegramSender({ token: TOKEN, apiRoot: api.url, clock });
    onTestFinished(() => sender.close());
    await Promise.all(Array.from({ length: 5 }, () => sender.send('42', MESSAGE)));
    expect(api.sent).toHaveLength(5);
    for (const [index, { at }] of api.sent.entries())
      if (index > 0) expect(at - (api.sent[index - 1]?.at ?? at)).toBeGreaterThanOrEqual(1000);
  });

  it('what waits for its turn is given up when the sender is closed', async () => {
    const api = await refusing('hangs');
    const { sender } = senderTo(api.url);
    const sending = ['42', '42', '43'].map((chat) => sender.send(chat, MESSAGE));
    while (api.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    sender.close();
    for (const result of await Promise.all(sending)) expect(result.outcome).toBe('broken');
    expect(api.sent).toEqual([]);
  });

  it('at most 30 a second in all and one a second to a chat, however many come at once', async () => {
    const api = await botApi();
    const { sender, clock } = senderTo(api.url);
    const moments: [chat: number, at: number][] = [];
    for (let index = 0; index < 200; index += 1) {
      const chat = index % 50;
      await sender.send(String(chat), MESSAGE);
      moments.push([chat, clock.now()]);
    }
    expect(moments).toHaveLength(200);
    for (const [index, [chat, at]] of moments.entries()) {
      const within = moments.filter(([, other]) => other > at - 1000 && other <= at);
      expect(within.length).toBeLessThanOrEqual(30);
      const before = moments.slice(0, index).findLast(([other]) => other === chat);
      if (before) expect(at - before[1]).toBeGreaterThanOrEqual(1000);
    }
  });
});
