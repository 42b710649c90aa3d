import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/domain/call.ts';
import { call, without } from '../../support/builders.ts';
import {
  ANNA,
  changeSettings,
  dueFor,
  HOUR,
  NOW,
  refusal,
  report,
  staffedPbx,
  type TestPbx,
} from '../../support/pbx.ts';

const toldPbx = async (): Promise<TestPbx> => {
  const made = await staffedPbx();
  await made.pbx('createRules', { body: { subscribers: ['101', '102'] } });
  return made;
};

const OFFICE = '+78001000101';

/** The verdict in short and what is due: `notify matched: missed email waiting`. */
const outcomeOf = async (made: TestPbx, reported: Call): Promise<string> => {
  const [result] = await made.pbx('reportCalls', { body: [reported] });
  const due = await dueFor(made, result?.id ?? 0);
  return [`${result?.verdict?.verdict} ${result?.verdict?.reason}`, ...due].join(': ');
};

describe('A1: an outsider dials the subscriber’s own number', () => {
  const direct = call({ kind: 'direct', subscriber: '101' });

  it('nobody is told', async () => {
    expect(await outcomeOf(await toldPbx(), direct)).toBe('silent direct-not-notified');
  });

  it('with `notifyDirectExternal` he is', async () => {
    const made = await toldPbx();
    await changeSettings(made, { notifyDirectExternal: true });
    expect(await outcomeOf(made, direct)).toBe('notify matched: missed email waiting');
  });
});

describe('A2: `straightNumbers`', () => {
  const dialledOffice = without(
    call({ subscriber: '101', dialled: '8 800 100-01-01', straight: false }),
    'raw',
  );
  const withoutSubscriber = without(dialledOffice, 'subscriber');

  it('without it a call through a menu is silent', async () => {
    expect(await outcomeOf(await toldPbx(), dialledOffice)).toBe('silent not-straight');
  });

  it('outweighs what the source says', async () => {
    const made = await toldPbx();
    await changeSettings(made, { straightNumbers: { '8 (800) 100-01-01': '101' } });
    expect(await outcomeOf(made, dialledOffice)).toBe('notify matched: missed email waiting');
  });

  it('not for another subscriber', async () => {
    const made = await toldPbx();
    await changeSettings(made, { straightNumbers: { [OFFICE]: '102' } });
    expect(await outcomeOf(made, dialledOffice)).toBe('silent not-straight');
  });

  it.each(['101', '+7 916 000-01-01'])(
    'names the subscriber, by %s, of a call that names none',
    async (target) => {
      const made = await toldPbx();
      await changeSettings(made, { straightNumbers: { [OFFICE]: target } });
      expect(await outcomeOf(made, withoutSubscriber)).toBe('notify matched: missed email waiting');
      expect((await made.pbx('getCall', { params: { id: 1 } })).subscriber?.id).toBe(ANNA);
    },
  );

  it.each(['constructor', '__proto__', 'toString'])(
    'a call dialled %j that names nobody is nobody’s',
    async (dialled) => {
      const made = await toldPbx();
      expect(await outcomeOf(made, { ...withoutSubscriber, dialled })).toBe(
        'undecided no-such-subscriber',
      );
    },
  );

  it('its numbers are checked and come into their one form', async () => {
    const made = await toldPbx();
    const refused = (straightNumbers: Record<string, string>) =>
      refusal(changeSettings(made, { straightNumbers }));
    expect(await refused({ abc: '101', [OFFICE]: 'x' })).toEqual([
      'invalid',
      'straightNumbers.abc number-unreadable',
      `straightNumbers.${OFFICE} number-unreadable`,
    ]);
    expect(await refused({ '100': '101' })).toEqual([
      'invalid',
      'straightNumbers.100 extension-as-number',
    ]);
    await changeSettings(made, { straightNumbers: { '8 800 1000101': '8 916 000-01-01' } });
    const { straightNumbers } = await made.pbx('getSettings', {});
    expect(straightNumbers).toEqual({ [OFFICE]: '+79160000101' });
  });
});

describe('A3: what is not known is undecided, kept and listed', () => {
  const undecided = async (made: TestPbx) =>
    (await made.pbx('listCalls', { query: { verdict: 'undecided' } })).items;

  it.each([
    ['outcome', call({ subscriber: '101', outcome: 'unknown' })],
    ['kind', call({ subscriber: '101', kind: 'unknown' })],
    ['straight', without(call({ subscriber: '101' }), 'straight')],
  ])('%s', async (missing, reported) => {
    const made = await toldPbx();
    expect(await outcomeOf(made, reported)).toBe('undecided missing-facts');
    expect((await undecided(made)).map(({ verdict }) => verdict.missing)).toEqual([[missing]]);
  });

  it('but silent where no value of it would notify', async () => {
    const made = await toldPbx();
    const answered = without(call({ subscriber: '101', outcome: 'answered' }), 'straight');
    expect(await outcomeOf(made, answered)).toBe('silent answered');
    expect(await undecided(made)).toEqual([]);
  });

  it.each([
    ['somebody who is no subscriber', call({ subscriber: '999' })],
    ['a number of nobody', call({ subscriber: '+79169999999' })],
    ['nobody named', call({})],
    ['an empty name', call({ subscriber: ' ' })],
  ])('no-such-subscriber: %s', async (_, reported) => {
    const made = await toldPbx();
    expect(await outcomeOf(made, reported)).toBe('undecided no-such-subscriber');
    expect((await undecided(made)).map(({ subscriber }) => subscriber)).toEqual([null]);
  });
});

describe('A8: nobody wakes up to last month’s calls', () => {
  const at = (milliseconds: number) =>
    call({ subscriber: '101', startedAt: new Date(milliseconds).toISOString(), voicemail: {} });

  it.each([
    ['24 hours ago', 24 * HOUR, 'notify matched: missed email waiting'],
    ['a millisecond more', 24 * HOUR + 1, 'silent too-old'],
    ['in the future', -HOUR, 'notify matched: missed email waiting'],
  ])('%s', async (_, ago, expected) => {
    expect(await outcomeOf(await toldPbx(), at(NOW - ago))).toBe(expected);
  });

  it('`notifyMaxAge` moves the limit', async () => {
    const made = await toldPbx();
    await changeSettings(made, { notifyMaxAge: '90m' });
    expect(await outcomeOf(made, at(NOW - 2 * HOUR))).toBe('silent too-old');
  });

  it('it is kept, and listed as silent', async () => {
    const made = await toldPbx();
    const { id } = await report(made, at(NOW - 48 * HOUR));
    const { items } = await made.pbx('listCalls', { query: { verdict: 'silent' } });
    expect(items.map((kept) => kept.id)).toEqual([id]);
  });
});
