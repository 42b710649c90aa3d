import { describe, expect, it } from 'vitest';
import { call } from '../../support/builders.ts';
import {
  ANNA,
  BORIS,
  connectTelegram,
  dueFor,
  FYODOR,
  notificationsOf,
  refusal,
  report,
  staffedPbx,
  type TestPbx,
} from '../../support/pbx.ts';

/** Анна, Борис and Фёдор each hear of every missed call and every voice message. */
const toldPbx = async (): Promise<TestPbx> => {
  const made = await staffedPbx();
  const subscribers = [ANNA, BORIS, FYODOR];
  await made.pbx('createRules', { body: { subscribers, types: ['missed', 'voicemail'] } });
  return made;
};

describe('taking calls', () => {
  it('each gets its own result: one bad call never holds up the others', async () => {
    const made = await toldPbx();
    const results = await made.pbx('reportCalls', {
      body: [
        call({ subscriber: '101', sourceCallId: 'a' }),
        { source: 'test' },
        'no call',
        null,
        {
          ...call({ sourceCallId: 'b' }),
          startedAt: '2026-11-18 12:00',
          outcome: 'lost',
          colour: 1,
        },
        call({ subscriber: '102', sourceCallId: 'c', outcome: 'busy' }),
        call({ subscriber: '101', sourceCallId: 'a' }),
      ],
    });
    expect(results.map(({ index, result, id }) => [index, result, id])).toEqual([
      [0, 'taken', 1],
      [1, 'refused', null],
      [2, 'refused', null],
      [3, 'refused', null],
      [4, 'refused', null],
      [5, 'taken', 2],
      [6, 'known', 1],
    ]);
    expect(results.map(({ verdict }) => verdict && `${verdict.verdict} ${verdict.reason}`)).toEqual(
      ['notify matched', null, null, null, null, 'silent busy', 'notify matched'],
    );
    const faults = results[4]?.problem.map(({ path, fault }) => `${path.join('.')} ${fault.code}`);
    expect(faults).toEqual([
      'startedAt instant-unreadable',
      'outcome field-value',
      'colour field-unknown',
    ]);
    expect(await dueFor(made, 1)).toEqual(['missed email waiting']);
  });

  it('one that cannot have been then is refused by its start, and the others are taken', async () => {
    const made = await toldPbx();
    const at = (startedAt: string) =>
      call({ subscriber: '101', sourceCallId: startedAt, startedAt });
    const results = await made.pbx('reportCalls', {
      body: [at('2099-01-01T00:00:00Z'), at('1999-12-31T23:59:59Z'), call({ subscriber: '101' })],
    });
    expect(
      results.map(({ result, problem }) => [result, problem[0]?.path, problem[0]?.fault.code]),
    ).toEqual([
      ['refused', ['startedAt'], 'start-impossible'],
      ['refused', ['startedAt'], 'start-impossible'],
      ['taken', undefined, undefined],
    ]);
  });

  it('a request has 1 to 1,000 of them', async () => {
    const made = await toldPbx();
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => call({ sourceCallId: `${index}` }));
    expect(await refusal(made.pbx('reportCalls', { body: [] }))).toEqual([
      'invalid',
      '- field-too-short',
    ]);
    expect(await refusal(made.pbx('reportCalls', { body: many(1001) }))).toEqual([
      'invalid',
      '- field-too-long',
    ]);
    const results = await made.pbx('reportCalls', { body: many(1000) });
    expect(results.filter(({ result }) => result === 'taken')).toHaveLength(1000);
  });

  it('A13: numbers come into their one form, texts are cleaned, nothing is refused', async () => {
    const made = await toldPbx();
    const { id } = await report(made, {
      subscriber: '8 916 000-01-01',
      caller: { number: '79161234567', name: ' Ivan\r\n\u202EPetrov ' },
      dialled: '8 (800) 100-01-01',
    });
    const kept = await made.pbx('getCall', { params: { id } });
    expect(kept.subscriber?.id).toBe(ANNA);
    expect(kept.call).toMatchObject({
      subscriber: '+79160000101',
      caller: { number: '+79161234567', name: 'Ivan Petrov' },
      dialled: '+78001000101',
    });
  });

  it.each([['900'], ['anonymous'], [null], ['102']])(
    'A13: the caller %j is kept, and fits only a rule for all',
    async (number) => {
      const made = await staffedPbx();
      const listed = { kind: 'listed' as const, numbers: ['102', '+79161234567'] };
      await made.pbx('batchRules', {
        body: {
          create: [
            { subscribers: [ANNA] },
            { subscribers: [ANNA], callers: listed },
            { subscribers: [ANNA], callers: { kind: 'vip' } },
          ],
        },
      });
      const { id, verdict } = await report(made, { caller: { number, name: null } });
      expect(verdict?.rules.map(({ matches }) => matches)).toEqual([true, false, false]);
      const kept = await made.pbx('getCall', { params: { id } });
      expect(kept.call.caller.number).toBe(number);
    },
  );

  it('what the source’s PBX really said is kept as it came', async () => {
    const made = await toldPbx();
    const raw = { dialStatus: 'NOANSWER', nested: { cause: [0, null] } };
    const { id } = await report(made, { raw });
    expect((await made.pbx('getCall', { params: { id } })).call.raw).toEqual(raw);
  });
});

describe('R9: where a notification goes', () => {
  it('to his e-mail', async () => {
    const made = await toldPbx();
    expect(await dueFor(made, (await report(made)).id)).toEqual(['missed email waiting']);
  });

  it('to his e-mail and his Telegram once he has connected it', async () => {
    const made = await toldPbx();
    connectTelegram(made.store, ANNA);
    connectTelegram(made.store, FYODOR);
    expect(await dueFor(made, (await report(made)).id)).toEqual([
      'missed email waiting',
      'missed telegram waiting',
    ]);
    const other = await report(made, { subscriber: '+79160000103', sourceCallId: '2' });
    expect(await dueFor(made, other.id)).toEqual(['missed telegram waiting']);
  });

  it('with neither, the rule is legal, the verdict is `notify`, and nothing is sent', async () => {
    const made = await toldPbx();
    const { id, verdict } = await report(made, { subscriber: '+79160000103' });
    expect(verdict?.verdict).toBe('notify');
    expect(await notificationsOf(made, id)).toEqual([]);
  });
});

describe('A6: several rules for one call', () => {
  it('make one notification for each type and channel, which names them', async () => {
    const made = await toldPbx();
    await made.pbx('createRules', { body: { subscribers: [ANNA] } });
    await made.pbx('createRules', { body: { subscribers: [ANNA], types: ['voicemail'] } });
    const { id } = await report(made, { voicemail: { durationSeconds: 12 } });
    expect((await notificationsOf(made, id)).map(({ type, rules }) => [type, rules])).toEqual([
      ['missed', [1, 4]],
      ['voicemail', [1, 5]],
    ]);
  });
});

describe('what became of calls', () => {
  const three = async (): Promise<TestPbx> => {
    const made = await toldPbx();
    await report(made, { sourceCallId: '1' });
    await report(made, { sourceCallId: '2', subscriber: '102', outcome: 'answered' });
    await report(made, { sourceCallId: '3', subscriber: '999' });
    await report(made, { sourceCallId: '4', outcome: 'unknown' });
    return made;
  };

  it.each([
    [{}, [4, 3, 2, 1]],
    [{ verdict: 'notify' }, [1]],
    [{ verdict: 'silent' }, [2]],
    [{ verdict: 'undecided' }, [4, 3]],
    [{ subscriber: '101' }, [4, 1]],
    [{ subscriber: 'орлов' }, [2]],
    [{ subscriber: '101', verdict: 'undecided' }, [4]],
  ] as const)('the list, the newest first, by %j', async (query, expected) => {
    const { items } = await (await three()).pbx('listCalls', { query });
    expect(items.map(({ id }) => id)).toEqual(expected);
  });

  it('a page stays right while calls come in', async () => {
    const made = await three();
    const first = await made.pbx('listCalls', { query: { limit: 2 } });
    await report(made, { sourceCallId: '5' });
    const cursor = first.nextCursor ?? '';
    const second = await made.pbx('listCalls', { query: { limit: 2, cursor } });
    expect(first.items.map(({ id }) => id)).toEqual([4, 3]);
    expect(second.items.map(({ id }) => id)).toEqual([2, 1]);
    expect(second.nextCursor).toBeNull();
  });

  it('one call, with its verdict, its subscriber and its notifications in the PBX’s zone', async () => {
    const made = await three();
    expect(await made.pbx('getCall', { params: { id: 1 } })).toMatchObject({
      id: 1,
      subscriber: { id: ANNA, name: 'Анна Петрова' },
      receivedAt: '2026-11-18T12:01:00+03:00',
      verdict: { verdict: 'notify', reason: 'matched', types: ['missed'] },
      notifications: [
        {
          type: 'missed',
          channel: 'email',
          status: 'waiting',
          attempts: 0,
          dueAt: '2026-11-18T12:01:00+03:00',
          sentAt: null,
          answer: null,
        },
      ],
    });
  });

  it('who was removed is told of no more, and his calls stay', async () => {
    const made = await three();
    await made.pbx('batchSubscribers', { body: { remove: [ANNA] } });
    const kept = await made.pbx('getCall', { params: { id: 1 } });
    expect(kept.subscriber).toBeNull();
    expect(kept.notifications.map(({ status }) => status)).toEqual(['withdrawn']);
  });

  it('a call or a subscriber that is not there is named', async () => {
    const made = await three();
    expect(await refusal(made.pbx('getCall', { params: { id: 9 } }))).toEqual([
      'not-found',
      'id not-found',
    ]);
    expect(await refusal(made.pbx('listCalls', { query: { subscriber: 'x' } }))).toEqual([
      'not-found',
      'subscriber address-unknown',
    ]);
  });
});

describe('a call judged by what the store holds', () => {
  it('R6: VIPs are those of the address book when the call comes, not when the rule was saved', async () => {
    const made = await staffedPbx();
    await made.pbx('createRules', { body: { subscribers: [ANNA], callers: { kind: 'vip' } } });
    expect((await report(made, { sourceCallId: '1' })).verdict?.verdict).toBe('silent');
    const numbers = ['8 916 123-45-67'];
    await made.pbx('createContact', { body: { name: 'Ромашка', numbers, vip: true } });
    expect((await report(made, { sourceCallId: '2' })).verdict?.verdict).toBe('notify');
    await made.pbx('patchContact', { params: { id: 1 }, body: { vip: false } });
    expect((await report(made, { sourceCallId: '3' })).verdict?.verdict).toBe('silent');
  });

  it('R5: the work schedule is that of the moment the call comes in', async () => {
    const made = await staffedPbx();
    const time = { kind: 'non-working' } as const;
    await made.pbx('createRules', { body: { subscribers: [ANNA], time } });
    expect((await report(made, { sourceCallId: '1' })).verdict?.verdict).toBe('silent');
    const { revision: _, ...schedule } = await made.pbx('getSchedule', {});
    const exceptions = [{ date: '2026-11-18', hours: [] }];
    await made.pbx('putSchedule', { body: { ...schedule, exceptions } });
    expect((await report(made, { sourceCallId: '2' })).verdict?.verdict).toBe('notify');
  });

  it('A13: an internal caller fits by his number where the rule lists his extension, and the other way', async () => {
    const made = await staffedPbx();
    const listing = (number: string) => ({
      subscribers: [BORIS],
      callers: { kind: 'listed' as const, numbers: [number] },
    });
    await made.pbx('batchRules', { body: { create: [listing('101'), listing('+79160000101')] } });
    const inside = { subscriber: '102', kind: 'internal' } as const;
    for (const [index, number] of ['101', '+79160000101'].entries()) {
      const caller = { number, name: null };
      const { verdict } = await report(made, { ...inside, caller, sourceCallId: `${index}` });
      expect(verdict?.rules.map(({ matches }) => matches)).toEqual([true, true]);
    }
  });

  it('A13: an internal caller is a VIP by whichever of his numbers the address book has', async () => {
    const made = await staffedPbx();
    const numbers = ['+79160000101'];
    await made.pbx('createContact', { body: { name: 'Директор', numbers, vip: true } });
    await made.pbx('createRules', { body: { subscribers: [BORIS], callers: { kind: 'vip' } } });
    const caller = { number: '101', name: null };
    const { verdict } = await report(made, { subscriber: '102', kind: 'internal', caller });
    expect(verdict?.verdict).toBe('notify');
  });

  it('A13: an outsider who shows 101 is nobody’s extension', async () => {
    const made = await staffedPbx();
    const callers = { kind: 'listed' as const, numbers: ['+79160000101'] };
    await made.pbx('createRules', { body: { subscribers: [BORIS], callers } });
    const caller = { number: '101', name: null };
    const { verdict } = await report(made, { subscriber: '102', caller });
    expect(verdict?.verdict).toBe('silent');
  });
});
