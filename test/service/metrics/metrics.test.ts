// What a service tells Prometheus, over HTTP, by who may ask.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SCOPES } from '../../../src/contract/operation.ts';
import { CHANNELS } from '../../../src/domain/subscriber.ts';
import { metricsOf } from '../../../src/service/metrics/metrics.ts';
import type { Database, Store } from '../../../src/service/store/database.ts';
import { type HttpTestPbx, NOW, startPbx } from '../../support/http.ts';
import { parseMetrics, type Scrape } from '../../support/metrics.ts';
import { STAFF } from '../../support/pbx.ts';
import { CALL } from '../../support/requests.ts';

let pbx: HttpTestPbx;
let now = NOW;
beforeEach(async () => {
  now = NOW;
  pbx = await startPbx({ clock: () => now });
});
afterEach(() => pbx.close());

const scrape = async (): Promise<Scrape> => {
  const reply = await pbx.send('GET', '/metrics', { token: pbx.token(['service:read']) });
  expect(reply.status).toBe(200);
  expect(reply.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  return parseMetrics(reply.text);
};

/** A call to 101, who is told of every one. */
const missedCall = async (): Promise<void> => {
  await pbx.pbx('batchSubscribers', { body: { upsert: STAFF } });
  await pbx.pbx('createRules', { body: { subscribers: ['101'] } });
  const startedAt = new Date(now - 60_000).toISOString();
  await pbx.pbx('reportCalls', { body: [{ ...CALL, startedAt }] });
};

describe('who may read them', () => {
  test('whoever may see how the service does, and an admin', async () => {
    for (const scope of SCOPES) {
      const { status } = await pbx.send('GET', '/metrics', { token: pbx.token([scope]) });
      expect([scope, status]).toEqual([
        scope,
        scope === 'service:read' || scope === 'admin' ? 200 : 403,
      ]);
    }
  });

  test('nobody without a token, though he comes from this machine', async () => {
    const reply = await pbx.send('GET', '/metrics', { token: null });
    expect(reply.status).toBe(401);
    expect(reply.text).not.toContain('pbxctl_calls_total');
  });
});

describe('what they tell', () => {
  test('of a new store everything, at nothing', async () => {
    const { series, at } = await scrape();
    const counted = series.filter(({ name }) => /^pbxctl_(?!store|channel|bot|source)/.test(name));
    expect(counted.filter(({ value }) => value !== 0)).toEqual([]);
    expect(at('pbxctl_channel_state', { channel: 'email', state: 'off' })).toBe(1);
    expect(at('pbxctl_source_state', { source: 'office', state: 'connected' })).toBe(0);
    expect(at('pbxctl_source_calls_total', { source: 'office', result: 'taken' })).toBe(0);
    expect(at('pbxctl_store_bytes')).toBeGreaterThan(4096);
    expect(at('pbxctl_store_free_bytes')).toBeGreaterThan(4096);
    expect(at('process_resident_memory_bytes')).toBeGreaterThan(4096);
  });

  test('each family with its help and its type, each series once', async () => {
    const { series, types, helps } = await scrape();
    const keys = series.map(({ name, labels }) => JSON.stringify([name, labels]));
    expect(new Set(keys).size).toBe(keys.length);
    expect([...helps.keys()]).toEqual([...types.keys()]);
    const families = series.map(({ name }) =>
      types.has(name) ? name : name.replace(/_(bucket|sum|count)$/, ''),
    );
    expect([...new Set(families)]).toEqual([...types.keys()]);
    for (const [name, type] of types) expect(name.endsWith('_total')).toBe(type === 'counter');
  });

  test('calls by verdict, notifications by channel and status, the queue and its age', async () => {
    await missedCall();
    now += 90_000;
    const { at } = await scrape();
    expect(at('pbxctl_calls_total', { verdict: 'notify' })).toBe(1);
    const missed = { channel: 'email', type: 'missed' };
    expect(at('pbxctl_notifications_total', { ...missed, status: 'waiting' })).toBe(1);
    expect(at('pbxctl_notifications_total', { ...missed, status: 'sent' })).toBe(0);
    expect(at('pbxctl_queue_length', { channel: 'email' })).toBe(1);
    expect(at('pbxctl_queue_oldest_age_seconds', { channel: 'email' })).toBe(90);
    expect(at('pbxctl_queue_overdue_seconds', { channel: 'email' })).toBe(90);
    expect(at('pbxctl_queue_overdue_seconds', { channel: 'telegram' })).toBe(0);
  });

  test('what is due later is not overdue', async () => {
    await missedCall();
    pbx.store.write((db) => db.run('update notifications set due_at = due_at + 60000'));
    const { at } = await scrape();
    expect(at('pbxctl_queue_overdue_seconds', { channel: 'email' })).toBe(0);
  });

  test('labels take values of lists alone, whatever callers are called', async () => {
    const before = (await scrape()).series.length;
    await missedCall();
    const caller = { number: 'x"} 1\n', name: 'pbxctl_calls_total 7' };
    await pbx.pbx('reportCalls', { body: [{ ...CALL, sourceCallId: '7', source: 'x"y', caller }] });
    const { series } = await scrape();
    expect(series.length).toBe(before);
  });

  test('a store that is gone is answered 503, so that the scrape fails', async () => {
    const token = pbx.token(['service:read']);
    pbx.store.close();
    expect((await pbx.send('GET', '/metrics', { token })).status).toBe(503);
  });
});

/** The store, and every statement that was asked of it. */
const overheard = (store: Store): { store: Store; statements: string[] } => {
  const statements: string[] = [];
  const hearing = (db: Database): Database => ({
    ...db,
    all: (sql, ...rest) => {
      statements.push(sql);
      return db.all(sql, ...rest);
    },
    get: (sql, ...rest) => {
      statements.push(sql);
      return db.get(sql, ...rest);
    },
  });
  return { store: { ...store, read: (work) => store.read((db) => work(hearing(db))) }, statements };
};

test('a scrape goes through no table that grows', () => {
  const { store, statements } = overheard(pbx.store);
  metricsOf({ store, clock: () => NOW, channels: {}, bot: undefined, sources: undefined });
  expect(statements.length).toBeGreaterThan(CHANNELS.length);
  const plans = statements.flatMap((sql) => {
    const parameters = [...sql.matchAll(/\?/g)].map(() => 'email');
    return pbx.store.read((db) => db.all(`explain query plan ${sql}`, ...parameters));
  });
  const scans = plans.map(({ detail }) => String(detail)).filter((detail) => /^SCAN/.test(detail));
  expect(scans.filter((scan) => !/tallies|delay_bounds|pragma/.test(scan))).toEqual([]);
});
