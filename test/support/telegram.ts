/** A Bot API server on loopback: it takes messages, hands out updates to polls, and refuses as a test tells it. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export const TOKEN = '123456789:AAtest_token_of_a_bot-0123456789abcd';

export type Sent = { chat: number; text: string; at: number };

/** How the server answers instead of doing what it is asked. */
export type Refusal =
  | { code: number; description?: string; retryAfter?: number }
  | { html: string; status: number }
  | 'hangs'
  | 'hangs up';

export type BotApi = {
  url: string;
  /** Every message that was taken, in order. */
  sent: Sent[];
  /** Every request, with the method's name. */
  asked: { method: string; body: Record<string, unknown> }[];
  /** Somebody writes to the bot in his private chat. */
  write: (chat: number, text: string) => void;
  /** Somebody blocks the bot, or lets it in again. */
  block: (chat: number, isBlocked: boolean) => void;
  /** Called before each request is done. */
  refuse: (method: string, body: Record<string, unknown>) => Refusal | null;
};

const LONGEST = 4096;
const POLL_MILLISECONDS = 300;

const plain = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&(lt|gt|amp|quot|#39);/g, '_');

/** As the real one: tags it does not know, or that are not closed, are refused. */
const isMarkup = (text: string): boolean => {
  const open: string[] = [];
  for (const [, slash, name = ''] of text.matchAll(/<(\/?)([^\s>]*)[^>]*>/g)) {
    if (!/^(b|i|a|code)$/.test(name)) return false;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0 && !/<|&(?!(?:lt|gt|amp|quot|#39);)/.test(text.replace(/<[^>]*>/g, ''));
};

type Update = { update_id: number } & Record<string, unknown>;

export const startBotApi = async (token = TOKEN, now = (): number => Date.now()) => {
  const updates: Update[] = [];
  let polling: (() => void) | null = null;
  let lastUpdate = 0;
  const add = (update: Record<string, unknown>): void => {
    lastUpdate += 1;
    updates.push({ update_id: lastUpdate, ...update });
    polling?.();
  };
  const person = (id: number) => ({ id, is_bot: false, first_name: 'Анна' });
  const api: BotApi = {
    url: '',
    sent: [],
    asked: [],
    write: (chat, text) =>
      add({
        message: {
          message_id: lastUpdate,
          date: 0,
          chat: { id: chat, type: 'private', first_name: 'Анна' },
          from: person(chat),
          text,
          ...(text.startsWith('/') && {
            entities: [{ type: 'bot_command', offset: 0, length: text.split(' ')[0]?.length ?? 0 }],
          }),
        },
      }),
    block: (chat, isBlocked) =>
      add({
        my_chat_member: {
          chat: { id: chat, type: 'private', first_name: 'Анна' },
          from: person(chat),
          date: 0,
          old_chat_member: { status: isBlocked ? 'member' : 'kicked', user: person(1) },
          new_chat_member: { status: isBlocked ? 'kicked' : 'member', user: person(1) },
        },
      }),
    refuse: () => null,
  };
  const answer = (response: ServerResponse, result: unknown): void => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, result }));
  };
  const fail = (response: ServerResponse, code: number, description: string, more = {}): void => {
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: false, error_code: code, description, ...more }));
  };
  const poll = async (response: ServerResponse, offset: number): Promise<void> => {
    while (updates[0] && updates[0].update_id < offset) updates.shift();
    if (updates.length === 0) {
      await new Promise<void>((resolve) => {
        polling = resolve;
        setTimeout(resolve, POLL_MILLISECONDS);
      });
      polling = null;
    }
    answer(response, [...updates]);
  };
  const take = (response: ServerResponse, { chat_id: chat, text }: Record<string, unknown>) => {
    const said = String(text);
    if (plain(said).length > LONGEST)
      return fail(response, 400, 'Bad Request: message is too long');
    if (!isMarkup(said)) return fail(response, 400, "Bad Request: can't parse entities");
    api.sent.push({ chat: Number(chat), text: said, at: now() });
    return answer(response, { message_id: api.sent.length, date: 0, chat: { id: chat } });
  };
  const refuse = (response: ServerResponse, refusal: Refusal): void => {
    if (refusal === 'hangs') return;
    if (refusal === 'hangs up') {
      response.destroy();
      return;
    }
    if ('html' in refusal) {
      response.writeHead(refusal.status, { 'content-type': 'text/html' });
      response.end(refusal.html);
      return;
    }
    const { code, description = `refused ${code}`, retryAfter } = refusal;
    const more = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
    fail(response, code, description, more);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, bot, method = ''] = request.url?.split('/') ?? [];
    const body = Object(await json(request).catch(() => ({})));
    api.asked.push({ method, body });
    if (bot !== `bot${token}`) return fail(response, 401, 'Unauthorized');
    const refusal = api.refuse(method, body);
    if (refusal) return refuse(response, refusal);
    if (method === 'getUpdates') return poll(response, Number(body.offset ?? 0));
    if (method === 'sendMessage') return take(response, body);
    if (method === 'getMe')
      return answer(response, { id: 1, is_bot: true, first_name: 'PBX', username: 'firm_pbx_bot' });
    return answer(response, true);
  };
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
  };
  const { port } = server.address() as AddressInfo;
  return Object.assign(api, { url: `http://127.0.0.1:${port}`, close });
};

export const botApi = async (): Promise<BotApi> => {
  const api = await startBotApi();
  onTestFinished(api.close);
  return api;
};
