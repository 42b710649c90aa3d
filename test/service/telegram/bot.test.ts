import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listeningBot } from '../../../src/service/telegram/bot.ts';
import {
  ANNA,
  auditLog,
  BORIS,
  changeSettings,
  refusal,
  staffedPbx,
  type TestPbx,
} from '../../support/pbx.ts';
import { type BotApi, botApi, TOKEN } from '../../support/telegram.ts';
import { until } from '../../support/until.ts';

const CHAT = 4242;
const OTHER = 5151;

type Listened = TestPbx & { api: BotApi; log: () => string; state: () => string };

const listened = async (prepare: (api: BotApi) => void = () => undefined): Promise<Listened> => {
  const made = await staffedPbx();
  const api = await botApi();
  prepare(api);
  const lines: string[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  const bot = listeningBot({
    store: made.store,
    access: { token: TOKEN, apiRoot: api.url },
    clock: () => made.clock.now,
    logger,
  });
  bot.open();
  onTestFinished(() => bot.stop());
  const state = () => bot.state().state;
  return { ...made, api, log: () => lines.join(''), state };
};

/** The code of a link to the subscriber. */
const codeFor = async ({ pbx, state }: Listened, ...subscribers: number[]): Promise<string[]> => {
  await until(() => state() === 'up');
  const { items } = await pbx('connectTelegram', { body: { subscribers } });
  return items.map(({ link }) => new URL(link).searchParams.get('start') ?? '');
};

/** What the bot answers to that. */
const told = async ({ api }: Listened, chat: number, text: string): Promise<string> => {
  const before = api.sent.length;
  api.write(chat, text);
  await until(() => api.sent.length > before);
  return api.sent.findLast((message) => message.chat === chat)?.text ?? '';
};

const telegramOf = async ({ pbx }: Listened, who: number): Promise<string> =>
  (await pbx('getSubscriber', { params: { who } })).telegram;

describe('R9: a subscriber connects his Telegram', () => {
  it('by a link of his own, which names the bot and holds for a day', async () => {
    const made = await listened();
    await codeFor(made, ANNA);
    const { items } = await made.pbx('connectTelegram', { body: { subscribers: ['101'] } });
    expect(items).toMatchObject([
      {
        subscriber: { id: ANNA },
        link: expect.stringMatching(/^https:\/\/t\.me\/firm_pbx_bot\?start=[\w-]{22}$/),
        expiresAt: '2026-11-19T12:01:00+03:00',
      },
    ]);
  });

  it('/start with the code links the chat, /status tells who is on, /stop unlinks it', async () => {
    const made = await listened();
    await made.pbx('createRules', { body: { subscribers: [ANNA] } });
    const [code] = await codeFor(made, ANNA);
    expect(await told(made, CHAT, `/start ${code}`)).toMatch(/^Подключено: Анна Петрова\./);
    expect(await telegramOf(made, ANNA)).toBe('connected');
    expect(await told(made, CHAT, '/status')).toContain('<b>Анна Петрова</b>: 1 правило');
    expect(await told(made, CHAT, '/stop')).toContain('Отключено: Анна Петрова');
    expect(await telegramOf(made, ANNA)).toBe('not-connected');
    expect(await told(made, CHAT, '/status')).toContain('никто не подключён');
  });

  it('in the language of the setting', async () => {
    const made = await listened();
    await changeSettings(made, { language: 'en' });
    const [code] = await codeFor(made, ANNA);
    expect(await told(made, CHAT, `/start ${code}`)).toMatch(/^Connected: /);
    expect(await told(made, OTHER, '/start')).toContain('Ask the administrator');
  });

  it('A17: every change of it is in the audit log, without the code', async () => {
    const made = await listened();
    const [code = ''] = await codeFor(made, ANNA);
    await told(made, CHAT, `/start ${code}`);
    await told(made, CHAT, '/stop');
    const changes = auditLog(made.store).filter(({ actor }) => actor === 'telegram');
    expect(changes).toMatchObject([
      { change: `update subscriber ${ANNA}`, after: { telegram: 'connected' } },
      { change: `update subscriber ${ANNA}`, after: { telegram: 'not-connected' } },
    ]);
    const rows = made.store.read((db) => db.all('select * from telegram_codes'));
    expect(JSON.stringify([changes, rows]) + made.log()).not.toContain(code);
  });

  it('one chat may be told for two subscribers', async () => {
    const made = await listened();
    const [anna, boris] = await codeFor(made, ANNA, BORIS);
    await told(made, CHAT, `/start ${anna}`);
    expect(await told(made, CHAT, `/start ${boris}`)).toContain('Анна Петрова, Борис Орлов');
    expect(await telegramOf(made, BORIS)).toBe('connected');
  });

  it('of two chats the last one is told, and the first is told so', async () => {
    const made = await listened();
    const [first] = await codeFor(made, ANNA);
    await told(made, CHAT, `/start ${first}`);
    const [second] = await codeFor(made, ANNA);
    await told(made, OTHER, `/start ${second}`);
    await until(() => made.api.sent.some(({ text }) => text.includes('в другой чат')));
    expect(made.api.sent.find(({ text }) => text.includes('в другой чат'))?.chat).toBe(CHAT);
    expect(await told(made, CHAT, '/status')).toContain('никто не подключён');
  });

  it('before the bot was ever heard of, the request says what to do', async () => {
    const { pbx } = await staffedPbx();
    expect(await refusal(pbx('connectTelegram', { body: { subscribers: [ANNA] } }))).toEqual([
      'invalid',
      '- bot-unknown',
    ]);
  });
});

describe('a code is refused', () => {
  it('if it was used: by another, and by the same, who is told that he is connected', async () => {
    const made = await listened();
    const [code] = await codeFor(made, ANNA);
    await told(made, CHAT, `/start ${code}`);
    expect(await told(made, OTHER, `/start ${code}`)).toContain('не действует');
    expect(await told(made, CHAT, `/start ${code}`)).toContain('Анна Петрова');
    expect(await telegramOf(made, ANNA)).toBe('connected');
  });

  it('if another of his was used', async () => {
    const made = await listened();
    const [first] = await codeFor(made, ANNA);
    const [second] = await codeFor(made, ANNA);
    await told(made, CHAT, `/start ${second}`);
    expect(await told(made, OTHER, `/start ${first}`)).toContain('не действует');
  });

  it('after a day', async () => {
    const made = await listened();
    const [code] = await codeFor(made, ANNA);
    made.clock.now += 24 * 3_600_000;
    expect(await told(made, CHAT, `/start ${code}`)).toContain('не действует');
  });

  it.each(['guess', 'a'.repeat(64), "' or 1=1 --", '../../etc'])(
    'if it is a guess: %s',
    async (code) => {
      const made = await listened();
      await codeFor(made, ANNA);
      expect(await told(made, CHAT, `/start ${code}`)).toContain('не действует');
      expect(await telegramOf(made, ANNA)).toBe('not-connected');
    },
  );

  it('however right it is, after three wrong ones: guessing is slowed down, for this chat alone', async () => {
    const made = await listened();
    const [code] = await codeFor(made, ANNA);
    for (let guess = 0; guess < 3; guess += 1) await told(made, CHAT, `/start guess${guess}`);
    expect(await told(made, CHAT, `/start ${code}`)).toContain('через 1 минуту');
    made.clock.now += 60_000;
    await told(made, CHAT, '/start wrong');
    expect(await told(made, CHAT, `/start ${code}`)).toContain('через 2 минуты');
    expect(await told(made, OTHER, `/start ${code}`)).toMatch(/^Подключено/);
  });
});

describe('a chat that blocks the bot', () => {
  it('is shown as blocked, and as connected when he returns', async () => {
    const made = await listened();
    const [code] = await codeFor(made, ANNA);
    await told(made, CHAT, `/start ${code}`);
    made.api.block(CHAT, true);
    await until(async () => (await telegramOf(made, ANNA)) === 'blocked');
    made.api.block(CHAT, false);
    await until(async () => (await telegramOf(made, ANNA)) === 'connected');
    made.api.block(CHAT, true);
    await until(async () => (await telegramOf(made, ANNA)) === 'blocked');
    await told(made, CHAT, '/start');
    expect(await telegramOf(made, ANNA)).toBe('connected');
  });
});

describe('a Bot API that does not let the bot in', () => {
  it('two bots with one token: told once, with what to do, until this one is answered again', async () => {
    let isRefused = true;
    const made = await listened((api) => {
      api.refuse = (method) =>
        isRefused && method === 'getUpdates' ? { code: 409, description: 'Conflict' } : null;
    });
    const polls = () => made.api.asked.filter(({ method }) => method === 'getUpdates').length;
    await until(() => polls() >= 2);
    expect(made.state()).toBe('down');
    const told = () => made.log().split('hears nothing').length - 1;
    expect(told()).toBe(1);
    expect(made.log()).toContain('stop it, or give this service a bot of its own');
    isRefused = false;
    await until(() => made.state() === 'up');
    expect(told()).toBe(1);
  });

  it.each([
    [401, 'Unauthorized'],
    [409, 'Conflict: terminated by other getUpdates request'],
    [500, 'Internal Server Error'],
  ])(
    '%s is told in the log and in its state, without the token, and it is tried again',
    async (code, description) => {
      let isRefused = true;
      const made = await listened((api) => {
        api.refuse = (method) =>
          isRefused && method !== 'sendMessage' ? { code, description } : null;
      });
      await until(() => made.state() === 'down');
      expect(made.log()).toContain(description);
      expect(made.log()).not.toContain(TOKEN);
      isRefused = false;
      await until(() => made.state() === 'up');
      const [sign] = await codeFor(made, ANNA);
      expect(await told(made, CHAT, `/start ${sign}`)).toMatch(/^Подключено/);
    },
  );
});
