import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/domain/call.ts';
import { call, without } from '../../support/builders.ts';
import {
  ANNA,
  dueFor,
  dump,
  HOUR,
  MINUTE,
  report,
  staffedPbx,
  type TestPbx,
} from '../../support/pbx.ts';

/** Анна hears of every missed call and every voice message. */
const toldPbx = async (): Promise<TestPbx> => {
  const made = await staffedPbx();
  const types = ['missed' as const, 'voicemail' as const];
  await made.pbx('createRules', { body: { subscribers: ['101'], types } });
  return made;
};

type Repeated = { results: string[]; due: string[]; kept: Call };

/** What each report of the one call was answered, what is due in the end, and the call as it is kept. */
const reported = async (made: TestPbx, ...reports: Call[]): Promise<Repeated> => {
  const results: string[] = [];
  for (const one of reports) {
    const [result] = await made.pbx('reportCalls', { body: [one] });
    results.push(`${result?.result} ${result?.verdict?.verdict}`);
  }
  const kept = await made.pbx('getCall', { params: { id: 1 } });
  return { results, due: await dueFor(made, 1), kept: kept.call };
};

const TO_ANNA = call({ subscriber: '101' });
const MISSED = ['missed email waiting'];
const BOTH = ['missed email waiting', 'voicemail email waiting'];

describe('A7: the same call reported twice is one call', () => {
  it('the repeat changes nothing at all', async () => {
    const made = await toldPbx();
    await reported(made, TO_ANNA);
    const before = dump(made.store);
    const { results, due } = await reported(made, TO_ANNA, TO_ANNA);
    expect(results).toEqual(['known notify', 'known notify']);
    expect(due).toEqual(MISSED);
    expect(dump(made.store)).toEqual(before);
  });

  it('its numbers may be written otherwise', async () => {
    const again = call({ subscriber: ' 101 ', caller: { number: '8 916 123-45-67', name: '' } });
    const { results } = await reported(await toldPbx(), TO_ANNA, again);
    expect(results).toEqual(['taken notify', 'known notify']);
  });

  it('another source or another id is another call', async () => {
    const made = await toldPbx();
    for (const change of [{}, { source: 'other' }, { sourceCallId: '2' }])
      await report(made, change);
    expect((await made.pbx('listCalls', {})).items).toHaveLength(3);
  });
});

describe('A7: a repeat makes an unknown fact known', () => {
  it.each<[string, Call, string[]]>([
    ['an outcome', { ...TO_ANNA, outcome: 'unknown' }, MISSED],
    ['a kind', { ...TO_ANNA, kind: 'unknown' }, MISSED],
    ['straight', without(TO_ANNA, 'straight'), MISSED],
    ['the subscriber', without(TO_ANNA, 'subscriber'), MISSED],
  ])('%s, and what that makes due is sent, once', async (_, first, due) => {
    const made = await toldPbx();
    const outcome = await reported(made, first, TO_ANNA, first, TO_ANNA);
    expect(outcome.results).toEqual([
      'taken undecided',
      'taken notify',
      'known notify',
      'known notify',
    ]);
    expect(outcome.due).toEqual(due);
  });

  it('one fact after the other', async () => {
    const { results, due } = await reported(
      await toldPbx(),
      { ...without(TO_ANNA, 'straight'), outcome: 'unknown', kind: 'unknown' },
      { ...without(TO_ANNA, 'straight'), outcome: 'unknown' },
      without(TO_ANNA, 'straight'),
      TO_ANNA,
    );
    expect(results).toEqual([
      'taken undecided',
      'taken undecided',
      'taken undecided',
      'taken notify',
    ]);
    expect(due).toEqual(MISSED);
  });

  it('or silent', async () => {
    const { results, due } = await reported(
      await toldPbx(),
      { ...TO_ANNA, outcome: 'unknown' },
      { ...TO_ANNA, outcome: 'answered' },
    );
    expect(results).toEqual(['taken undecided', 'taken silent']);
    expect(due).toEqual([]);
  });

  it('a voice message that nobody could be told of is told once it is known whose it is', async () => {
    const withMessage = { ...TO_ANNA, voicemail: {} };
    const { results, due } = await reported(
      await toldPbx(),
      without(withMessage, 'subscriber'),
      withMessage,
    );
    expect(results).toEqual(['taken undecided', 'taken notify']);
    expect(due).toEqual(BOTH);
  });
});

describe('A7: a repeat adds that a voice message was left', () => {
  it('once, and only the message is newly due', async () => {
    const made = await toldPbx();
    await reported(made, TO_ANNA);
    made.store.write((db) => db.run("update notifications set status = 'sent'"));
    const withMessage = { ...TO_ANNA, voicemail: { durationSeconds: 12 } };
    const { results, due, kept } = await reported(made, withMessage, withMessage, {
      ...TO_ANNA,
      voicemail: { durationSeconds: 99 },
    });
    expect(results).toEqual(['taken notify', 'known notify', 'known notify']);
    expect(due).toEqual(['missed email sent', 'voicemail email waiting']);
    expect(kept.voicemail).toEqual({ durationSeconds: 12 });
  });

  it('while the missed call is still undecided; the rest follows', async () => {
    const open = { ...TO_ANNA, outcome: 'unknown' as const };
    const { results, due } = await reported(
      await toldPbx(),
      { ...open, voicemail: {} },
      { ...TO_ANNA, voicemail: {} },
    );
    expect(results).toEqual(['taken notify', 'taken notify']);
    expect(due).toEqual(['voicemail email waiting', 'missed email waiting']);
  });
});

describe('A7: what was known stays, whatever the repeat says', () => {
  it.each<[string, Partial<Call>]>([
    ['outcome', { outcome: 'answered' }],
    ['an unknown outcome', { outcome: 'unknown' }],
    ['kind', { kind: 'internal' }],
    ['straight', { straight: false }],
    ['subscriber', { subscriber: '102' }],
    ['caller', { caller: { number: '+79169999999', name: 'Other' } }],
    ['start', { startedAt: '2026-11-18T11:00:00+03:00' }],
  ])('a contradicting repeat changes nothing: %s', async (_, change) => {
    const made = await toldPbx();
    await reported(made, TO_ANNA);
    const before = dump(made.store);
    const { results } = await reported(made, { ...TO_ANNA, ...change });
    expect(results).toEqual(['known notify']);
    expect(dump(made.store)).toEqual(before);
  });

  it('what it adds is kept, and nothing more is sent', async () => {
    const more = { rangSeconds: 25, endedAt: '2026-11-18T12:00:25+03:00', dialled: '+78001000101' };
    const { results, due, kept } = await reported(await toldPbx(), TO_ANNA, {
      ...TO_ANNA,
      ...more,
    });
    expect(results).toEqual(['taken notify', 'taken notify']);
    expect(due).toEqual(MISSED);
    expect(kept).toMatchObject(more);
  });

  it('a rule that was made in between asks only for what is new', async () => {
    const made = await staffedPbx();
    await reported(made, TO_ANNA);
    const types = ['missed' as const, 'voicemail' as const];
    await made.pbx('createRules', { body: { subscribers: [ANNA], types } });
    expect((await reported(made, { ...TO_ANNA, rangSeconds: 25 })).due).toEqual([]);
    const { due } = await reported(made, { ...TO_ANNA, rangSeconds: 25, voicemail: {} });
    expect(due).toEqual(['voicemail email waiting']);
  });

  it('nor for a voice message that was there before the rule', async () => {
    const made = await staffedPbx();
    await reported(made, { ...TO_ANNA, voicemail: {} });
    await made.pbx('createRules', { body: { subscribers: [ANNA], types: ['voicemail'] } });
    const { due } = await reported(made, { ...TO_ANNA, voicemail: {}, rangSeconds: 25 });
    expect(due).toEqual([]);
  });
});

describe('A7: what somebody was told of stays told', () => {
  it.each(['rule', 'subscriber'] as const)('a repeat after the %s was removed', async (what) => {
    const made = await toldPbx();
    await reported(made, TO_ANNA);
    made.store.write((db) => db.run("update notifications set status = 'sent'"));
    if (what === 'rule') await made.pbx('batchRules', { body: { remove: [{ id: 1 }] } });
    else await made.pbx('batchSubscribers', { body: { remove: [ANNA] } });
    const { results, due } = await reported(made, { ...TO_ANNA, rangSeconds: 25 });
    expect([results, due]).toEqual([['taken notify'], ['missed email sent']]);
    const { items } = await made.pbx('listCalls', { query: { verdict: 'notify' } });
    expect(items.map(({ verdict }) => verdict.rules.map(({ id }) => id))).toEqual([[1]]);
  });
});

describe('A7, A8: a repeat that comes too late', () => {
  it('tells nobody of what was undecided', async () => {
    const made = await toldPbx();
    await reported(made, { ...TO_ANNA, outcome: 'unknown' });
    made.clock.now += 24 * HOUR;
    const { results, due } = await reported(made, TO_ANNA);
    expect(results).toEqual(['taken silent']);
    expect(due).toEqual([]);
  });

  it('leaves the verdict by which somebody was told', async () => {
    const made = await toldPbx();
    await reported(made, TO_ANNA);
    made.clock.now += 24 * HOUR + MINUTE;
    const { results, due } = await reported(made, { ...TO_ANNA, voicemail: {} });
    expect(results).toEqual(['taken notify']);
    expect(due).toEqual(MISSED);
    const kept = await made.pbx('getCall', { params: { id: 1 } });
    expect(kept.verdict).toMatchObject({ verdict: 'notify', types: ['missed'] });
    expect(kept.call.voicemail).toEqual({});
  });
});
