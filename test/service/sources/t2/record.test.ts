import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Call, callSchema } from '../../../../src/domain/call.ts';
import { callOf, readRecord, unknownIn } from '../../../../src/service/sources/t2/record.ts';
import { factsWith } from '../../../support/ami.ts';

const WHOLE = {
  uuid: '6f0c9a1e',
  date: '2026-11-25T11:58:00Z',
  callType: 'INTERNAL',
  callStatus: 'NOT_ANSWERED_COMMON',
  callerNumber: '102',
  callerName: 'Борис',
  destinationNumber: '101',
  calleeNumber: '101',
  calleeName: ' ',
  callDuration: 20,
  conversationDuration: 0,
  recordFileName: 'x.mp3',
};

const STRAIGHT = '78001000101';

/** Subscribers are 101 to 104, 110 and 120; 104 has the number +79160000104; one number goes straight to 103. */
const CONTEXT = {
  ...factsWith(),
  straightTo: (dialled: string) => (dialled === STRAIGHT ? '103' : null),
};

const told = (change: object): Call | null => {
  const record = readRecord({ ...WHOLE, ...change });
  return record && callOf(record, 't2:main', CONTEXT);
};

describe('a record', () => {
  it('is a call with all that it tells', () => {
    expect(told({})).toEqual({
      source: 't2:main',
      sourceCallId: '6f0c9a1e',
      startedAt: '2026-11-25T14:58:00+03:00',
      endedAt: '2026-11-25T14:58:20+03:00',
      rangSeconds: 20,
      subscriber: '101',
      caller: { number: '102', name: 'Борис' },
      dialled: '101',
      kind: 'internal',
      outcome: 'no-answer',
      raw: {
        callType: 'INTERNAL',
        callStatus: 'NOT_ANSWERED_COMMON',
        destinationNumber: '101',
        calleeNumber: '101',
        callDuration: 20,
        conversationDuration: 0,
      },
    });
  });

  it.each([
    '2026-11-25T11:58:00Z',
    '2026-11-25T14:58:00+03:00',
    '2026-11-25T14:58:00.000+0300',
    '2026-11-25T11:58Z',
  ])('has its date in either form: %s', (date) => {
    expect(told({ date })?.startedAt).toBe('2026-11-25T14:58:00+03:00');
  });

  it.each([
    ['no id', { uuid: undefined }],
    ['an empty id', { uuid: ' ' }],
    ['no date', { date: undefined }],
    ['a date without an offset', { date: '2026-11-25T14:58:00' }],
    ['a number for a date', { date: 1_795_000_000 }],
  ])('is none with %s', (_, change) => expect(readRecord({ ...WHOLE, ...change })).toBeNull());

  it('may lack everything else', () => {
    expect(
      told({
        ...Object.fromEntries(
          Object.keys(WHOLE)
            .slice(2)
            .map((key) => [key, null]),
        ),
      }),
    ).toMatchObject({ kind: 'unknown', outcome: 'unknown', caller: { number: null, name: null } });
    expect(told({ callDuration: 'long', conversationDuration: -1, callerName: 7 })).toMatchObject({
      kind: 'internal',
      caller: { name: null },
    });
  });
});

describe('of what kind it was, and for whom', () => {
  it.each([
    // R10
    ['a subscriber by his extension', {}, 'internal', '101'],
    ['by his number', { destinationNumber: '79160000104', calleeNumber: null }, 'internal', '104'],
    // A4: sent on, it is still a call to the one who was dialled.
    ['sent on to 110', { calleeNumber: '110' }, 'internal', '101'],
    ['that of several, which rang at 101', { destinationNumber: '500' }, 'unknown', '101'],
    ['of nobody known', { destinationNumber: '555', calleeNumber: '555' }, 'internal', '555'],
    ['only who rang is said', { destinationNumber: undefined }, 'internal', '101'],
    // R11
    [
      'a number of several channels',
      { callType: 'MULTI_CHANNEL', destinationNumber: '74950000000' },
      'multichannel',
      '101',
    ],
    [
      'one of which nobody is named',
      { callType: 'MULTI_CHANNEL', destinationNumber: '74950000000', calleeNumber: undefined },
      'multichannel',
      undefined,
    ],
    // A2
    [
      'one that goes straight to 103 and was sent on to 110',
      { callType: 'MULTI_CHANNEL', destinationNumber: STRAIGHT, calleeNumber: '110' },
      'multichannel',
      '103',
    ],
    // A1
    [
      "a subscriber's own number",
      { callType: 'SINGLE_CHANNEL', destinationNumber: '79160000104' },
      'direct',
      '104',
    ],
    ['a queue from inside', { callType: 'INTERNAL_QUEUE' }, 'multichannel', '101'],
    ['what says nothing of the way', { callType: 'PICKUP_CALL' }, 'unknown', '101'],
    ['a kind that is new', { callType: 'HOLOGRAM' }, 'unknown', '101'],
  ])('%s', (_, change, kind, subscriber) => {
    const call = told(change);
    expect([call?.kind, call?.subscriber]).toEqual([kind, subscriber]);
  });

  it('is never said to have come straight; a queue called from inside did not (A2)', () => {
    expect(told({ callType: 'MULTI_CHANNEL' })).not.toHaveProperty('straight');
    expect(told({ callType: 'INTERNAL_QUEUE' })).toMatchObject({ straight: false });
  });

  it.each(['OUTGOING', 'CRM_OUTGOING', 'CALLBACK', 'CRM_CALLBACK', 'HIMSELF', 'CONFERENCE'])(
    '%s is no attempt to reach a subscriber',
    (callType) => expect(told({ callType })).toBeNull(),
  );

  it('how long it rang is told only where nothing came before the ringing', () => {
    expect(told({ callDuration: 65, conversationDuration: 60 })).toMatchObject({ rangSeconds: 5 });
    expect(told({ callType: 'MULTI_CHANNEL' })).not.toHaveProperty('rangSeconds');
    expect(told({ callDuration: null })).not.toHaveProperty('endedAt');
    expect(told({ callDuration: 0.00012 })).toMatchObject({ endedAt: '2026-11-25T14:58:00+03:00' });
    expect(told({ callDuration: 1e9 })).not.toHaveProperty('endedAt');
  });
});

describe('how it ended (R12)', () => {
  it.each([
    ['NOT_ANSWERED_COMMON', 'no-answer'],
    ['CANCELLED_BY_CALLER', 'caller-cancelled'],
    ['ANSWERED_COMMON', 'answered'],
    ['ANSWERED_BY_ORIGINAL_CLIENT', 'answered'],
    ['ANSWERED_BY_BUSY_FORWARD_CLIENT', 'answered-elsewhere'],
    ['ANSWERED_BY_NO_ANSWER_FORWARD_CLIENT', 'answered-elsewhere'],
    ['CANCELLED_BY_PICKUP', 'answered-elsewhere'],
    ['CANCELLED_BY_MCN', 'unknown'],
    ['DESTINATION_BUSY', 'busy'],
    ['DENIED_DUE_TO_SCHEDULE', 'denied'],
    ['DENIED_NOT_IN_WHITE_LIST', 'denied'],
    ['ANSWERED_BY_ROBOT', 'unknown'],
    ['toString', 'unknown'],
  ])('%s: %s', (callStatus, outcome) => {
    expect(told({ callStatus })?.outcome).toBe(outcome);
  });
});

describe('what is new to this program', () => {
  const unknown = (change: object) => {
    const record = readRecord({ ...WHOLE, ...change });
    return record && unknownIn(record);
  };

  it('is named, and what is known is not, though it decides nothing', () => {
    expect(unknown({})).toEqual([]);
    expect(unknown({ callType: 'FAX', callStatus: 'CANCELLED_BY_MCN' })).toEqual([]);
    expect(unknown({ callType: 'OUTGOING' })).toEqual([]);
    expect(unknown({ callType: 'HOLOGRAM', callStatus: 'TORN' })).toEqual([
      'callType=HOLOGRAM',
      'callStatus=TORN',
    ]);
  });
});

it('whatever T2 answers, what comes of it is a call that the PBX takes, or none', () => {
  const value = fc.oneof(fc.string(), fc.double(), fc.constant(null), fc.object({ maxDepth: 1 }));
  const record = fc.record(
    Object.fromEntries(
      Object.entries(WHOLE).map(([key, own]) => [key, fc.oneof(fc.constant(own), value)]),
    ),
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(record, fc.anything()), (said) => {
      const read = readRecord(said);
      const call = read && callOf(read, 't2:main', CONTEXT);
      if (call) callSchema().parse(JSON.parse(JSON.stringify(call)));
    }),
    { numRuns: 1000 },
  );
});
