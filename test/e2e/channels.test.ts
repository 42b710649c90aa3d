// From a call over HTTP to what comes out over SMTP and the Bot API, through the whole service.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { Agent, request } from 'undici';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Pbx } from '../../src/contract/pbx.ts';
import { serve } from '../../src/service/http/serve.ts';
import { pbxOver } from '../../src/service/service.ts';
import { openStore } from '../../src/service/store/database.ts';
import { temporaryFolder } from '../support/cli.ts';
import { reportedCall } from '../support/office.ts';
import { mailServer, SENDER } from '../support/smtp.ts';
import { botApi, TOKEN } from '../support/telegram.ts';
import { until } from '../support/until.ts';

const CHAT = 777;

/** A service with both channels, and Анна, who has connected her chat. */
const service = async () => {
  const [mail, api] = [await mailServer(), await botApi()];
  const store = openStore({ path: join(temporaryFolder(), 'office.db') });
  const pbx: Pbx = pbxOver({ store, actor: 'local:test', clock: Date.now });
  await pbx('createSubscriber', {
    body: { name: 'Анна Иванова', extension: '101', email: 'anna@firm.ru' },
  });
  const { token } = await pbx('createToken', { body: { name: 'test', scopes: ['admin'] } });
  const lines: string[] = [];
  const served = await serve({
    store,
    listen: { host: '127.0.0.1', port: 0 },
    tls: undefined,
    channels: {
      mail: { url: mail.url, from: SENDER },
      telegram: { token: TOKEN, apiRoot: api.url },
    },
    logger: pino({ base: null }, { write: (line: string) => void lines.push(line) }),
    clock: Date.now,
    sources: { setups: [], authority: null, connect: () => new Agent() },
  });
  onTestFinished(() => served.stop());
  const ask = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const answer = await request(`${served.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return answer.body.json();
  };
  const post = (path: string, body: unknown) => ask('POST', path, body);
  const connect = async (): Promise<void> => {
    const health = async () => JSON.stringify(await ask('GET', '/healthz'));
    await until(async () => (await health()).includes('"bot":{"state":"up"'));
    const { items } = Object(
      await post('/v1/subscribers/telegram-links', { subscribers: ['101'] }),
    );
    api.write(CHAT, `/start ${new URL(items[0].link).searchParams.get('start')}`);
    await until(() => api.sent.length === 1);
  };
  return { mail, api, post, ask, connect, log: () => lines.join('') };
};

const call = (change: object) =>
  reportedCall({ startedAt: new Date(Date.now() - 60_000).toISOString(), ...change });

describe('R9: he is told by his e-mail and by his Telegram, once he has connected it', () => {
  test('of one missed call, by each channel once', async () => {
    const { mail, api, post, connect, log } = await service();
    await post('/v1/rules', { subscribers: ['101'] });
    await post('/v1/calls', [call({ sourceCallId: 'before' })]);
    await until(() => mail.arrived.length === 1);
    await connect();
    await post('/v1/calls', [call({ sourceCallId: 'after' })]);
    await until(() => mail.arrived.length === 2 && api.sent.length === 2);
    const [, message] = api.sent;
    expect(message).toMatchObject({
      chat: CHAT,
      text: expect.stringContaining('Пропущенный вызов'),
    });
    expect(log()).not.toContain(TOKEN);
  });

  test('a chat that blocks the bot is told nothing more, e-mail goes on, and it is seen', async () => {
    const { mail, api, post, ask, connect } = await service();
    await post('/v1/rules', { subscribers: ['101'] });
    await connect();
    api.refuse = (method) =>
      method === 'sendMessage' ? { code: 403, description: 'Forbidden: bot was blocked' } : null;
    await post('/v1/calls', [call({ sourceCallId: '1' })]);
    const blocked = async () => Object(await ask('GET', '/v1/subscribers/1')).telegram;
    await until(async () => (await blocked()) === 'blocked');
    const asked = api.asked.filter(({ method }) => method === 'sendMessage').length;
    await post('/v1/calls', [call({ sourceCallId: '2' })]);
    await until(() => mail.arrived.length === 2);
    const notifications = Object(await ask('GET', '/v1/notifications?channel=telegram')).items;
    expect(notifications).toMatchObject([
      { status: 'failed', answer: '403 Forbidden: bot was blocked' },
    ]);
    expect(api.asked.filter(({ method }) => method === 'sendMessage')).toHaveLength(asked);
    // A17: whoever looks for why he was told nothing finds when it began.
    const audit = Object(await ask('GET', '/v1/audit?limit=1000')).items;
    expect(audit.at(0)).toMatchObject({
      actor: 'telegram',
      action: 'update',
      after: { telegram: 'blocked' },
    });
    const test = await post('/v1/notifications/test', { subscriber: '101', channel: 'telegram' });
    expect(test).toMatchObject({ status: 422, errors: [{ path: 'subscriber' }] });
    expect(JSON.stringify(test)).toContain('has blocked the bot');
  });

  test('a test by Telegram is answered by what the Bot API said', async () => {
    const { api, post, ask, connect } = await service();
    await connect();
    const { id } = Object(
      await post('/v1/notifications/test', { subscriber: '101', channel: 'telegram' }),
    );
    const state = async () => Object(await ask('GET', `/v1/notifications/${id}`)).status;
    await until(async () => (await state()) === 'sent');
    expect(api.sent.at(-1)?.text).toContain('Проверка уведомлений');
  });
});

describe('R4: a voice message has a notification of its own', () => {
  test('R7: with its length and its mailbox, by both channels, whatever the call came to', async () => {
    const { mail, api, post, connect } = await service();
    await post('/v1/rules', { subscribers: ['101'], types: ['missed', 'voicemail'] });
    await connect();
    await post('/v1/calls', [
      call({ voicemail: { durationSeconds: 12.4, mailbox: '101@default' } }),
    ]);
    await until(() => mail.arrived.length === 2 && api.sent.length === 3);
    const voice = (await mail.mails()).find(({ subject }) => subject?.includes('Голосовое'));
    expect(voice?.text).toMatch(/Длительность: 12 с\nПочтовый ящик: 101@default/);
    const chat = api.sent.find(({ text }) => text.includes('Голосовое сообщение'));
    expect(chat?.text).toMatch(
      /Номер: .*\nКогда: [\s\S]*Длительность: 12 с\nПочтовый ящик: 101@default/,
    );
  });

  test('R7: answered by the mailbox alone, it is told of without a missed call', async () => {
    const { mail, post } = await service();
    await post('/v1/rules', { subscribers: ['101'], types: ['voicemail'] });
    await post('/v1/calls', [call({ outcome: 'answered', voicemail: { durationSeconds: 3 } })]);
    await until(() => mail.arrived.length === 1);
    await pause(100);
    expect((await mail.mails()).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Голосовое сообщение: /),
    ]);
  });
});

test('a Telegram that is down holds up no e-mail, and nothing for it is lost', async () => {
  const { mail, api, post, ask, connect } = await service();
  await post('/v1/rules', { subscribers: ['101'] });
  await connect();
  api.refuse = (method) =>
    method === 'sendMessage' ? { code: 401, description: 'Unauthorized' } : null;
  await post('/v1/calls', [call({ sourceCallId: 'down' })]);
  await until(() => mail.arrived.length === 1);
  await until(async () => Object(await ask('GET', '/healthz')).delivery.telegram.state === 'down');
  expect(Object(await ask('GET', '/healthz')).delivery.email.state).toBe('up');
  api.refuse = () => null;
  await until(() => api.sent.length === 2);
});
