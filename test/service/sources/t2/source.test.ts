import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pauseAfter, T2_TIMING } from '../../../../src/service/sources/t2/source.ts';
import { listeningToT2, type TestT2Source, t2Server } from '../../../support/t2.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const ids = ({ calls }: TestT2Source): string[] =>
  calls.map(({ sourceCallId }) => sourceCallId).sort();

/** A clock that the test moves, and that both sides go by. */
const clockAt = (now = Date.parse('2026-11-25T12:00:00Z')) => {
  const at = { now };
  const pass = (milliseconds: number): void => {
    at.now += milliseconds;
  };
  return { clock: () => at.now, pass };
};

const ago = (clock: () => number, milliseconds: number): string =>
  new Date(clock() - milliseconds).toISOString();

/** So many looks from now on have been done. */
const looks = async (source: TestT2Source, count = 2): Promise<void> => {
  for (let left = count; left > 0; left -= 1) {
    source.position.kept = source.position.kept && { ...source.position.kept, until: 0 };
    await source.until(() => source.position.kept?.until !== 0);
  }
};

describe('the calls of a T2', () => {
  it('are taken from the first start on, and not before it (A8)', async () => {
    const { clock, pass } = clockAt();
    const t2 = await t2Server({ clock });
    t2.add({ uuid: 'before', date: ago(clock, MINUTE) });
    const source = listeningToT2(t2, { clock });
    await source.until(({ state }) => state === 'connected');
    pass(MINUTE);
    t2.add({ uuid: 'after', date: ago(clock, 20_000) });
    await source.until(() => source.calls.length > 0);
    await looks(source);
    expect(ids(source)).toEqual(['after']);
    expect(source.position.kept?.since).toBe(clock() - MINUTE);
  });

  it('are taken once each, though every look sees them again, late ones and out of order', async () => {
    const { clock, pass } = clockAt();
    const t2 = await t2Server({ clock });
    const source = listeningToT2(t2, { clock });
    await source.until(({ state }) => state === 'connected');
    const all: string[] = [];
    for (let minute = 1; minute <= 30; minute += 1) {
      pass(MINUTE);
      // Each has begun up to ten minutes ago, and is seen only now, or later.
      const began = ago(clock, Math.min(minute, minute % 11) * MINUTE - 1000);
      all.push(t2.add({ date: began }, clock() + (minute % 4) * MINUTE).uuid);
      await looks(source, 1);
    }
    pass(5 * MINUTE);
    await looks(source);
    expect(ids(source)).toEqual(all.sort());
  });

  it('that lasted longer than a look goes back are seen by one that goes further', async () => {
    const { clock, pass } = clockAt();
    const t2 = await t2Server({ clock });
    const source = listeningToT2(t2, { clock });
    await source.until(({ state }) => state === 'connected');
    pass(50 * MINUTE);
    await looks(source);
    t2.add({ uuid: 'long', date: ago(clock, 45 * MINUTE) });
    source.position.kept = { since: clock() - 50 * MINUTE, until: clock() };
    await source.until(() => source.status().state === 'connected');
    expect(ids(source)).toEqual([]);
    pass(11 * MINUTE);
    await source.until(() => source.calls.length === 1);
    expect(ids(source)).toEqual(['long']);
  });

  it.each([
    ['a full page is not the last', 1000],
    ['a page of one more', 1001],
    ['the cap of T2', 2000],
    ['and more than that', 2500],
  ])('are read to their end: %s', async (_, count) => {
    const { clock } = clockAt();
    const t2 = await t2Server({ clock });
    for (let index = 0; index < count; index += 1) t2.add({ date: ago(clock, index * 100) });
    const position = { since: 0, until: clock() };
    const source = listeningToT2(t2, { clock, position, every: 60_000 });
    await source.until(({ state }) => state === 'connected');
    expect(new Set(ids(source)).size).toBe(count);
    expect(t2.asked.length).toBe(Math.floor(count / 1000) + 1);
    const [first] = t2.asked;
    expect(first?.path).toContain('start=2026-11-25T06%3A00%3A00%2B00%3A00');
  });

  it('of a server that knows no pages are not asked for without end', async () => {
    const { clock } = clockAt();
    const t2 = await t2Server({ clock });
    const record = { ...t2.add({}), date: ago(clock, MINUTE) };
    const body = JSON.stringify(
      Array.from({ length: 1000 }, (_, n) => ({ ...record, uuid: `${n}` })),
    );
    t2.meet('/info', ...Array.from({ length: 9 }, () => ({ status: 200, body })));
    const source = listeningToT2(t2, {
      clock,
      position: { since: 0, until: clock() },
      every: 60_000,
    });
    await source.until(({ state }) => state === 'connected');
    expect([source.calls.length, t2.asked.length]).toEqual([1000, 2]);
  });

  it('that came while nobody listened are taken after it, from where it had got to', async () => {
    const { clock } = clockAt();
    const t2 = await t2Server({ clock });
    t2.add({ uuid: 'old', date: ago(clock, 9 * HOUR) });
    t2.add({ uuid: 'missed', date: ago(clock, 2 * HOUR) });
    const position = { since: clock() - 30 * HOUR, until: clock() - 2 * HOUR };
    const source = listeningToT2(t2, { clock, position });
    await source.until(({ state }) => state === 'connected');
    expect(ids(source)).toEqual(['missed']);
    expect(source.position.kept).toEqual({ since: position.since, until: clock() });
  });

  it('are not missed because a clock was wrong for a while', async () => {
    const { clock } = clockAt();
    const t2 = await t2Server({ clock });
    t2.add({ uuid: 'now', date: ago(clock, MINUTE) });
    const position = { since: clock() - HOUR, until: clock() + 24 * HOUR };
    const source = listeningToT2(t2, { clock, position });
    await source.until(({ state }) => state === 'connected');
    expect(ids(source)).toEqual(['now']);
    expect(source.position.kept?.until).toBe(clock());
  });

  it('that cannot be read or say something new are counted, and hold up no other', async () => {
    const { clock } = clockAt();
    const t2 = await t2Server({ clock });
    t2.add({ date: ago(clock, 1000), callStatus: 'TORN', callType: 'HOLOGRAM' });
    t2.add({ date: ago(clock, 1000), uuid: '' });
    t2.add({ date: ago(clock, 1000), callType: 'OUTGOING' });
    t2.add({ date: ago(clock, 1000) });
    const source = listeningToT2(t2, {
      clock,
      position: { since: 0, until: clock() },
      every: 60_000,
    });
    await source.until(({ state }) => state === 'connected');
    expect(source.calls.map(({ outcome }) => outcome).sort()).toEqual(['no-answer', 'unknown']);
    expect(source.status().unknown).toEqual({
      unreadable: 1,
      'callType=HOLOGRAM': 1,
      'callStatus=TORN': 1,
    });
  });
});

describe('the position', () => {
  it('stays where it is until the calls before it are kept', async () => {
    const t2 = await t2Server();
    t2.add({ date: ago(Date.now, MINUTE) });
    const position = { since: 0, until: Date.now() - MINUTE };
    const { promise, resolve } = Promise.withResolvers<void>();
    const source = listeningToT2(t2, { position, kept: () => promise });
    await source.until(({ lastEventAt }) => lastEventAt !== null);
    await new Promise((later) => setTimeout(later, 50));
    expect([source.position.kept, t2.asked.length]).toEqual([position, 1]);
    resolve();
    await source.until(({ state }) => state === 'connected');
    expect(source.position.kept?.until).toBeGreaterThan(position.until);
  });
});

describe('a T2 that fails', () => {
  it.each([
    ['is silent for a moment', 'cut-before' as const, 't2-unreachable'],
    ['fails', { status: 500 }, 't2-failed'],
    ['sends a page of its provider', { status: 200, body: '<html>' }, 't2-foreign'],
    ['sends what is no list', { status: 200, body: '{}' }, 't2-foreign'],
    ['wants fewer requests', { status: 429 }, 't2-busy'],
  ])('and %s is tried again, and nothing is missed', async (_, mishap, code) => {
    const t2 = await t2Server();
    t2.meet('/info', mishap);
    t2.add({ uuid: 'one' });
    const position = { since: 0, until: Date.now() };
    const source = listeningToT2(t2, { position });
    await source.until(({ state }) => state === 'connected');
    await source.until(() => source.calls.length > 0);
    expect(source.states.slice(0, 3)).toEqual(['connecting', 'waiting', 'connected']);
    expect(source.status().error).toMatchObject({ fault: { code } });
    expect(ids(source)).toEqual(['one']);
  });

  it('in the middle of its pages loses none of them', async () => {
    const { clock } = clockAt();
    const t2 = await t2Server({ clock });
    for (let index = 0; index < 1500; index += 1) t2.add({ date: ago(clock, index * 100) });
    t2.meet('page=1&', { status: 502 });
    const source = listeningToT2(t2, { clock, position: { since: 0, until: clock() } });
    await source.until(({ state }) => state === 'connected');
    expect([source.calls.length, new Set(ids(source)).size]).toEqual([1500, 1500]);
  });

  it('with dead tokens goes on by itself when there are new ones', async () => {
    const t2 = await t2Server();
    t2.issue();
    const source = listeningToT2(t2);
    await source.until(({ state }) => state === 'waiting');
    expect(source.status().error).toMatchObject({ fault: { code: 't2-tokens-dead' } });
    writeFileSync(t2.file, JSON.stringify(t2.pair()));
    await source.until(({ state }) => state === 'connected');
    const { access, refresh } = source.status().tokens ?? {};
    expect((refresh ?? 0) - (access ?? 0)).toBe(6 * 24 * HOUR);
  });

  it('is checked beside the looks', async () => {
    const t2 = await t2Server();
    const source = listeningToT2(t2, { every: 60_000 });
    await source.until(({ state }) => state === 'connected');
    expect(await source.check()).toEqual({ version: 'T2 Open API', problem: null });
    t2.meet('/info', { status: 200, body: '"no"' });
    expect(await source.check()).toMatchObject({ problem: { fault: { code: 't2-foreign' } } });
    await source.stop();
    expect(source.status().state).toBe('stopped');
  });

  it('is stopped in the middle of a silence, and while it waits', async () => {
    const t2 = await t2Server();
    t2.meet('/info', 'silence');
    const source = listeningToT2(t2);
    await source.until(() => t2.asked.length === 1);
    await source.stop();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(source.states).toEqual(['connecting', 'stopped']);
  });

  it('is let finish a renewal when it is stopped: the pair would be lost', async () => {
    const t2 = await t2Server({ renewalMilliseconds: 100 });
    writeFileSync(t2.file, JSON.stringify(t2.issue({ access: -1 })));
    const source = listeningToT2(t2);
    await source.until(() => t2.asked.length === 1);
    await source.stop();
    expect([t2.renewals(), t2.kept()]).toMatchObject([1, t2.pair()]);
  });

  it('a mistake of the program stops nothing', async () => {
    const t2 = await t2Server();
    const wrong = { since: Number.NaN, until: Number.NaN };
    const source = listeningToT2(t2, { position: wrong });
    await source.until(({ state }) => state === 'waiting');
    expect(source.status().error).toMatchObject({ fault: { code: 'bug' } });
    source.position.kept = null;
    await source.until(({ state }) => state === 'connected');
  });
});

describe('the pause after a failure', () => {
  it('grows, is bounded, and never shorter than T2 asks', () => {
    const failed = { code: 't2-failed', address: 't2', status: 500, why: '' } as const;
    const pauses = [1, 2, 3, 20].map((failures) => pauseAfter(failures, failed, 0.5, T2_TIMING));
    expect(pauses).toEqual([5000, 10_000, 20_000, 300_000]);
    const dead = { code: 't2-tokens-missing', name: 'main' } as const;
    expect(pauseAfter(20, dead, 0.5, T2_TIMING)).toBe(MINUTE);
    fc.assert(
      fc.property(
        fc.nat(3600),
        fc.nat(50),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (seconds, failures, random) => {
          const busy = { code: 't2-busy', address: 't2', seconds } as const;
          const pause = pauseAfter(failures + 1, busy, random, T2_TIMING);
          expect(pause).toBeGreaterThanOrEqual(seconds * 1000);
          expect(pause).toBeLessThanOrEqual(Math.max(seconds * 1000, 450_000));
        },
      ),
    );
  });
});
