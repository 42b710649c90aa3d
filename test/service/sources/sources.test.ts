import { pino } from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { agentTrusting } from '../../../src/client/agent.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import type { SourceSetup } from '../../../src/service/sources/addresses.ts';
import { sourcesOf } from '../../../src/service/sources/sources.ts';
import { openStore } from '../../../src/service/store/database.ts';
import { readPosition, savePosition } from '../../../src/service/store/singles.ts';
import { amiServer, recording, SECRET } from '../../support/ami.ts';
import { emptyPbx, type TestPbx } from '../../support/pbx.ts';
import { storeProgram } from '../../support/processes.ts';
import { setupOf } from '../../support/source.ts';
import { t2Server } from '../../support/t2.ts';

const STAFF = ['101', '102', '110'].map((extension) => ({
  name: extension,
  extension,
  email: `e${extension}@firm.ru`,
}));

/** A PBX in which everybody is told of everything, a minute after the recorded calls. */
const office = async (): Promise<TestPbx> => {
  const made = emptyPbx();
  made.clock.now = Date.parse('2026-11-22T14:10:00+03:00');
  await made.pbx('batchSubscribers', { body: { upsert: STAFF } });
  await made.pbx('createRules', {
    body: { subscribers: ['101', '102'], types: ['missed', 'voicemail'] },
  });
  return made;
};

const running = ({ store, clock }: TestPbx, ...setups: SourceSetup[]) => {
  const lines: string[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  const connect = () => agentTrusting(null);
  const now = () => clock.now;
  const sources = sourcesOf({ store, clock: now, logger, authority: null, setups, connect });
  onTestFinished(sources.stop);
  sources.start();
  const one = (name = 'office') => sources.list().find((source) => source.name === name);
  return { ...sources, one, log: () => lines.join('') };
};

const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 10_000 });

describe('the calls of a source', () => {
  it('are taken, judged, and what is due is queued', async () => {
    const { pbx, ...made } = await office();
    const server = await amiServer({
      onLogin: ({ socket }) => void socket.write(recording('no-answer-then-voicemail')),
    });
    const { one } = running({ pbx, ...made }, setupOf(server.address));
    await until(() => one()?.calls.taken === 1);
    const { items } = await pbx('listCalls', {});
    expect(items).toMatchObject([
      {
        call: {
          source: 'asterisk:office',
          startedAt: '2026-11-22T14:09:16+03:00',
          caller: { number: '+79161234567' },
        },
        verdict: { verdict: 'notify', types: ['missed', 'voicemail'] },
        notifications: [{ type: 'missed' }, { type: 'voicemail' }],
      },
    ]);
    expect(one()).toMatchObject({
      kind: 'asterisk',
      state: 'connected',
      version: 'Asterisk Call Manager/11.0.0',
      lastCallAt: '2026-11-22T14:10:00+03:00',
      pending: 0,
      underWay: 0,
      error: null,
    });
  });

  it('that are undecided are counted by what is not known', async () => {
    const made = await office();
    const busy = recording('multichannel-direct-busy');
    const cut = recording('internal-no-answer').toString().split('Event: Hangup')[0] ?? '';
    const server = await amiServer({
      onLogin: ({ socket, number }) => {
        if (number === 1) socket.end(Buffer.concat([busy, Buffer.from(cut)]));
      },
    });
    const { one } = running(made, setupOf(server.address));
    await until(() => one()?.calls.taken === 2);
    expect(one()?.undecided).toEqual({ outcome: 1, 'no-such-subscriber': 1 });
  });

  it('heard again after a reconnect are the same calls (A7)', async () => {
    const { pbx, ...made } = await office();
    const server = await amiServer({
      onLogin: ({ socket, number }) => {
        if (number < 3) socket.end(recording('internal-no-answer'));
      },
    });
    const { one } = running({ pbx, ...made }, setupOf(server.address));
    await until(() => one()?.calls.known === 1);
    expect((await pbx('listCalls', {})).items).toHaveLength(1);
    expect(one()?.calls).toEqual({ taken: 1, known: 1, refused: 0, lost: 0 });
  });

  it('wait while the store is locked by another program, and are taken then', async () => {
    const { pbx, ...made } = await office();
    const impatient = openStore({ path: made.path, waitMilliseconds: 10 });
    onTestFinished(impatient.close);
    const server = await amiServer({
      onLogin: ({ socket }) => void socket.write(recording('internal-no-answer')),
    });
    const other = await storeProgram('hold', made.path);
    await other.start();
    const { one, log } = running({ pbx, ...made, store: impatient }, setupOf(server.address));
    await until(() => one()?.pending === 1);
    await until(() => one()?.calls.taken === 1);
    expect(log()).toContain('calls are kept and handed over again');
  });
});

describe('several sources', () => {
  it('one that fails stops no other', async () => {
    const made = await office();
    const good = await amiServer({
      onLogin: ({ socket }) => void socket.write(recording('internal-no-answer')),
    });
    const bad = setupOf('asterisk://pbxctl@127.0.0.1:1?name=office');
    const other = {
      ...setupOf(good.address),
      address: { ...setupOf(good.address).address, name: 'second' },
    };
    const { one, log } = running(made, bad, other);
    await until(() => one('second')?.calls.taken === 1 && one('office')?.state === 'waiting');
    expect(one('office')).toMatchObject({
      error: { fault: { code: 'source-unreachable' } },
      retryAt: expect.any(String),
    });
    expect(log()).toContain('cannot be reached');
    expect(log()).not.toContain(SECRET);
  });

  it('are checked by their names', async () => {
    const made = await office();
    const server = await amiServer();
    const { check } = running(made, setupOf(server.address));
    const address = `asterisk://pbxctl@127.0.0.1:${server.port}`;
    expect(await check('office')).toEqual({
      name: 'office',
      address,
      version: 'Asterisk Call Manager/11.0.0',
      tokens: null,
      problem: null,
    });
    await server.close();
    expect(await check('office')).toMatchObject({
      version: null,
      problem: { fault: { code: 'source-unreachable' } },
    });
    await expect(check('warehouse')).rejects.toMatchObject({
      type: 'not-found',
      faults: [{ fault: { code: 'source-unknown', known: ['office'] } }],
    });
  });
});

describe('when the service stops', () => {
  it('a call under way is reported with its outcome unknown', async () => {
    const { pbx, ...made } = await office();
    const cut = recording('internal-no-answer').toString().split('Event: DialEnd')[0] ?? '';
    const server = await amiServer({ onLogin: ({ socket }) => void socket.write(cut) });
    const { one, stop } = running({ pbx, ...made }, setupOf(server.address));
    await until(() => one()?.underWay === 1);
    await stop();
    expect((await pbx('listCalls', {})).items).toMatchObject([
      { call: { outcome: 'unknown' }, verdict: { verdict: 'undecided', missing: ['outcome'] } },
    ]);
  });
});

describe('the calls of a T2', () => {
  /** The service on a T2 whose clock and the PBX's are this machine's own. */
  const listening = async () => {
    const made = emptyPbx();
    made.clock.now = Date.now();
    await made.pbx('batchSubscribers', { body: { upsert: STAFF } });
    await made.pbx('createRules', { body: { subscribers: ['101', '102'] } });
    const t2 = await t2Server();
    const setups = [t2.setup()];
    const start = () => {
      const ran = running(made, ...setups);
      return { ...ran, one: () => ran.one('main') };
    };
    const tick = (): number => {
      made.clock.now = Date.now() + 1000;
      return made.clock.now;
    };
    return { ...made, t2, start, tick };
  };

  const LONG_AGO = { since: 0, until: 0 };

  it('are judged, and those that T2 does not tell enough of are undecided, with the reason (A3)', async () => {
    const { pbx, store, t2, start, tick } = await listening();
    const multichannel = { callType: 'MULTI_CHANNEL', callerNumber: '79161234567' };
    const dialled = { ...multichannel, destinationNumber: '78001000101' };
    t2.add({ uuid: 'internal' });
    t2.add({ uuid: 'cancelled', callStatus: 'CANCELLED_BY_CALLER' });
    t2.add({ uuid: 'named', ...dialled, calleeNumber: '101' });
    t2.add({ uuid: 'nameless', ...dialled });
    t2.add({ uuid: 'out', callType: 'OUTGOING' });
    t2.add({ uuid: 'new', callStatus: 'TORN' });
    store.write((db) => savePosition(db, 't2:main', { since: 0, until: tick() }));
    const { one } = start();
    await until(() => (one()?.calls.taken ?? 0) === 5);
    const { items } = await pbx('listCalls', {});
    const verdicts = Object.fromEntries(
      items.map(({ call, verdict }) => [
        call.sourceCallId,
        [verdict.verdict, verdict.reason, ...verdict.missing].join(' '),
      ]),
    );
    expect(verdicts).toEqual({
      internal: 'notify matched',
      cancelled: 'silent caller-cancelled',
      named: 'undecided missing-facts straight',
      nameless: 'undecided no-such-subscriber',
      new: 'undecided missing-facts outcome',
    });
    expect(one()).toMatchObject({
      kind: 't2',
      state: 'connected',
      undecided: { straight: 1, outcome: 1, 'no-such-subscriber': 1 },
      unknown: { 'callStatus=TORN': 1 },
      tokens: { accessUntil: expect.stringContaining('+03:00') },
    });
  });

  it('are decided where the company says whose a multichannel number is (A2)', async () => {
    const { pbx, store, t2, start, tick } = await listening();
    const settings = { ...DEFAULT_SETTINGS, straightNumbers: { '+78001000101': '102' } };
    await pbx('putSettings', { body: settings });
    const dialled = { callType: 'MULTI_CHANNEL', destinationNumber: '78001000101' };
    t2.add({ ...dialled, callerNumber: '79161234567' });
    t2.add({ ...dialled, callerNumber: '79161234568', calleeNumber: '110' });
    store.write((db) => savePosition(db, 't2:main', { since: 0, until: tick() }));
    const { one } = start();
    await until(() => (one()?.calls.taken ?? 0) === 2);
    const { items } = await pbx('listCalls', {});
    for (const { call, verdict } of items) {
      expect([call.subscriber, verdict.verdict, verdict.reason]).toEqual([
        '102',
        'notify',
        'matched',
      ]);
    }
  });

  it('are asked for from where it had got to, after a restart too; none is taken twice', async () => {
    const { store, t2, start, tick } = await listening();
    const first = start();
    await until(() => first.one()?.state === 'connected');
    expect(store.read((db) => readPosition(db, 't2:main'))).not.toEqual(LONG_AGO);
    tick();
    t2.add({});
    await until(() => first.one()?.calls.taken === 1);
    await first.stop();
    tick();
    t2.add({});
    const second = start();
    await until(() => second.one()?.calls.taken === 1);
    expect(second.one()?.calls).toEqual({ taken: 1, known: 1, refused: 0, lost: 0 });
  });
});
