import { describe, expect, it } from 'vitest';
import type { Call } from '../../../../src/domain/call.ts';
import { amiCall } from '../../../support/ami.ts';

const CALLER = 'PJSIP/trunk-00000001';
const CLIENT = '79161234567';
const [PHONE, OTHER, THIRD] = ['PJSIP/101-00000002', 'PJSIP/110-00000003', 'PJSIP/103-00000004'];

/** A client comes in on a multichannel number. */
const incoming = (exten = '78001000101', context = 'from-trunk') =>
  amiCall().channel({ name: CALLER, number: CLIENT, context, exten });

/** Boris calls from his phone. */
const inside = (exten: string, number = '102') =>
  amiCall().channel({ name: 'PJSIP/102-00000001', number, exten });

const INSIDE = 'PJSIP/102-00000001';

type Script = ReturnType<typeof amiCall>;

/** The phone rings, and the ringing times out. */
const ringOut = (script: Script, by: string, phone: string): Script =>
  script
    .channel({ name: phone })
    .dial({ by, to: phone })
    .dialEnd(by, phone, 'NOANSWER')
    .hangup(phone, 0);

const answer = (script: Script, by: string, phone: string): Script =>
  script
    .channel({ name: phone })
    .dial({ by, to: phone })
    .dialEnd(by, phone, 'ANSWER')
    .hangup(phone, 16);

const brief = (calls: readonly Call[]) =>
  calls.map(({ subscriber, kind, straight, outcome }) => [subscriber, kind, straight, outcome]);

describe('A4: a call that went on to somebody else is judged once, when all of it has ended', () => {
  it('101 rang out, 110 was tried next and answered: nobody is told', () => {
    const script = answer(ringOut(incoming(), CALLER, PHONE), CALLER, OTHER).hangup(CALLER, 16);
    expect(brief(script.calls())).toEqual([
      ['101', 'multichannel', true, 'answered-elsewhere'],
      ['110', 'multichannel', false, 'answered'],
    ]);
  });

  it('101 rang out, and so did 110: 101 is told, and 110 did not get it straight', () => {
    const script = ringOut(ringOut(incoming(), CALLER, PHONE), CALLER, OTHER).hangup(CALLER, 16);
    expect(brief(script.calls())).toEqual([
      ['101', 'multichannel', true, 'no-answer'],
      ['110', 'multichannel', false, 'no-answer'],
    ]);
  });

  it('101 rang out, and the caller hung up while 110 rang: 101 is told all the same', () => {
    const script = ringOut(incoming(), CALLER, PHONE)
      .channel({ name: OTHER })
      .dial({ by: CALLER, to: OTHER })
      .refuse(CALLER, 127)
      .dialEnd(CALLER, OTHER, 'CANCEL')
      .hangup(OTHER, 127)
      .hangup(CALLER, 127);
    expect(brief(script.calls())).toEqual([
      ['101', 'multichannel', true, 'no-answer'],
      ['110', 'multichannel', false, 'caller-cancelled'],
    ]);
  });

  it('nothing is told before the last channel has hung up', () => {
    const script = ringOut(incoming(), CALLER, PHONE);
    expect(brief(script.calls())).toEqual([['101', 'multichannel', true, 'unknown']]);
  });

  it('somebody who answered before 101 began to ring did not answer for him', () => {
    const script = ringOut(answer(inside('110'), INSIDE, OTHER), INSIDE, PHONE).hangup(INSIDE, 16);
    expect(brief(script.calls())).toEqual([
      ['110', 'internal', true, 'answered'],
      ['101', 'multichannel', false, 'no-answer'],
    ]);
  });

  describe('by the phone itself (a 302)', () => {
    const ONE = 'Local/110@internal-00000001;1';
    const TWO = 'Local/110@internal-00000001;2';
    /** 101 sends the call on to 110, which Asterisk dials by a Local channel; the new leg begins before the old one ends. */
    const sentOn = () =>
      incoming()
        .channel({ name: PHONE })
        .dial({ by: CALLER, to: PHONE })
        .channel({ name: ONE })
        .channel({ name: TWO, number: CLIENT, exten: '110' })
        .dial({ by: CALLER, to: ONE })
        .dialEnd(CALLER, PHONE, 'CANCEL', 'Local/110@internal')
        .hangup(PHONE, 0);

    it('110 rang out: 101 is told, 110 is not', () => {
      const script = ringOut(sentOn(), TWO, OTHER)
        .hangup(TWO, 0)
        .refuse(ONE, 0)
        .dialEnd(CALLER, ONE, 'NOANSWER')
        .hangup(ONE, 0)
        .hangup(CALLER, 16);
      expect(brief(script.calls())).toEqual([
        ['101', 'multichannel', true, 'no-answer'],
        ['110', 'multichannel', false, 'no-answer'],
      ]);
    });

    it('the dial timed out while 110 rang: the same', () => {
      const script = sentOn()
        .channel({ name: OTHER })
        .dial({ by: TWO, to: OTHER })
        .dialEnd(CALLER, ONE, 'NOANSWER')
        .hangup(ONE, 0)
        .dialEnd(TWO, OTHER, 'CANCEL')
        .hangup(OTHER, 0)
        .hangup(TWO, 0)
        .hangup(CALLER, 16);
      expect(brief(script.calls())).toEqual([
        ['101', 'multichannel', true, 'no-answer'],
        ['110', 'multichannel', false, 'no-answer'],
      ]);
    });

    it('110 answered: nobody is told', () => {
      const script = answer(sentOn(), TWO, OTHER)
        .dialEnd(CALLER, ONE, 'ANSWER')
        .hangup(ONE, 16)
        .hangup(TWO, 16)
        .hangup(CALLER, 16);
      expect(brief(script.calls())).toEqual([
        ['101', 'multichannel', true, 'answered-elsewhere'],
        ['110', 'multichannel', false, 'answered'],
      ]);
    });

    it('the caller gave up while 110 rang: nobody is told', () => {
      const script = sentOn()
        .channel({ name: OTHER })
        .dial({ by: TWO, to: OTHER })
        .refuse(CALLER, 127)
        .dialEnd(CALLER, ONE, 'CANCEL')
        .hangup(ONE, 127)
        .dialEnd(TWO, OTHER, 'CANCEL')
        .hangup(OTHER, 127)
        .hangup(TWO, 127)
        .hangup(CALLER, 127);
      expect(brief(script.calls())).toEqual([
        ['101', 'multichannel', true, 'caller-cancelled'],
        ['110', 'multichannel', false, 'caller-cancelled'],
      ]);
    });
  });
});

describe('A2: straight is rung first and alone, without a menu or a queue before', () => {
  it.each([
    'BackGround',
    'Background',
    'Read',
    'WaitExten',
    'ReadExten',
    'Directory',
    'DISA',
    'Queue',
  ])('not after %s', (application) => {
    const script = ringOut(incoming().step(CALLER, application), CALLER, PHONE).hangup(CALLER, 16);
    expect(brief(script.calls())).toEqual([['101', 'multichannel', false, 'no-answer']]);
  });

  it.each(['Answer', 'Playback', 'Goto', 'Set', 'MusicOnHold', 'Ringing', 'AGI'])(
    'still after %s',
    (application) => {
      const script = ringOut(incoming().step(CALLER, application), CALLER, PHONE).hangup(
        CALLER,
        16,
      );
      expect(brief(script.calls())).toEqual([['101', 'multichannel', true, 'no-answer']]);
    },
  );

  it.each([
    ['digits that the caller dialled', 'DTMFEnd', { Digit: '1', Direction: 'Received' }, false],
    ['digits that were sent to him', 'DTMFEnd', { Digit: '1', Direction: 'Sent' }, true],
    ['a queue, heard of by its own event', 'QueueCallerJoin', { Queue: 'support' }, false],
  ])('%s', (_, event, fields, straight) => {
    const script = ringOut(incoming().event(event, CALLER, fields), CALLER, PHONE).hangup(
      CALLER,
      16,
    );
    expect(brief(script.calls())).toEqual([['101', 'multichannel', straight, 'no-answer']]);
  });

  it('digits that come while it rings change nothing', () => {
    const script = incoming()
      .channel({ name: PHONE })
      .dial({ by: CALLER, to: PHONE })
      .event('DTMFEnd', CALLER, { Digit: '1', Direction: 'Received' })
      .dialEnd(CALLER, PHONE, 'NOANSWER')
      .hangup(PHONE, 0)
      .hangup(CALLER, 16);
    expect(brief(script.calls())).toEqual([['101', 'multichannel', true, 'no-answer']]);
  });

  it('not with another subscriber, who rang together with him', () => {
    const script = incoming()
      .channel({ name: PHONE })
      .channel({ name: THIRD })
      .dial({ by: CALLER, to: PHONE })
      .dial({ by: CALLER, to: THIRD })
      .dialEnd(CALLER, PHONE, 'NOANSWER')
      .dialEnd(CALLER, THIRD, 'NOANSWER')
      .hangup(PHONE, 0)
      .hangup(THIRD, 0)
      .hangup(CALLER, 16);
    expect(brief(script.calls())).toEqual([
      ['101', 'multichannel', false, 'no-answer'],
      ['103', 'multichannel', false, 'no-answer'],
    ]);
  });

  it('two phones of one subscriber are one attempt, and the one that rang out decides', () => {
    const second = 'PJSIP/101-00000009';
    const script = incoming()
      .channel({ name: PHONE })
      .channel({ name: second })
      .dial({ by: CALLER, to: PHONE, dialString: '101/sip:101@10.0.0.7:5060' })
      .dial({ by: CALLER, to: second, dialString: '101/sip:101@10.0.0.8:5060' })
      .refuse(second, 21)
      .dialEnd(CALLER, second, 'NOANSWER')
      .hangup(second, 21)
      .dialEnd(CALLER, PHONE, 'NOANSWER')
      .hangup(PHONE, 0)
      .hangup(CALLER, 16);
    expect(brief(script.calls())).toEqual([['101', 'multichannel', true, 'no-answer']]);
  });

  it('A3: left out where the way to the dial was not seen', () => {
    const script = amiCall().channel(
      { name: CALLER, number: CLIENT, context: 'from-trunk', exten: '78001000101' },
      false,
    );
    const [call] = ringOut(script, CALLER, PHONE).hangup(CALLER, 16).calls();
    expect(call).toMatchObject({ kind: 'multichannel', outcome: 'no-answer' });
    expect(call).not.toHaveProperty('straight');
  });
});

describe('a queue with members behind Local channels, as FreePBX has them', () => {
  const ONE = 'Local/101@from-queue-00000001;1';
  const TWO = 'Local/101@from-queue-00000001;2';
  const ringing = () =>
    incoming()
      .step(CALLER, 'Queue', 'support')
      .channel({ name: ONE })
      .channel({ name: TWO, number: CLIENT, context: 'from-queue', exten: '101' })
      // The inner dial may be heard of first.
      .channel({ name: PHONE })
      .dial({ by: TWO, to: PHONE })
      .dial({ by: CALLER, to: ONE });

  it("the queue's timeout cancels the inner dial, and the caller did not", () => {
    const script = ringing()
      .dialEnd(CALLER, ONE, 'NOANSWER')
      .hangup(ONE, 0)
      .dialEnd(TWO, PHONE, 'CANCEL')
      .hangup(PHONE, 0)
      .hangup(TWO, 0)
      .hangup(CALLER, 16);
    expect(brief(script.calls())).toEqual([['101', 'multichannel', false, 'no-answer']]);
  });

  it('the caller who gives up is told from it', () => {
    const script = ringing()
      .refuse(CALLER, 127)
      .dialEnd(CALLER, ONE, 'CANCEL')
      .hangup(ONE, 127)
      .dialEnd(TWO, PHONE, 'CANCEL')
      .hangup(PHONE, 127)
      .hangup(TWO, 127)
      .hangup(CALLER, 127);
    expect(brief(script.calls())).toEqual([['101', 'multichannel', false, 'caller-cancelled']]);
  });

  it('rung twice, he is one call: his phones are known by their own ids', () => {
    const again = 'PJSIP/101-0000000a';
    const script = ringOut(
      ringOut(incoming().step(CALLER, 'Queue'), CALLER, PHONE),
      CALLER,
      again,
    ).hangup(CALLER, 16);
    const [call, ...others] = script.calls();
    expect([call?.sourceCallId, others]).toEqual([script.idOf(PHONE), []]);
  });

  it('answered the second time, he has answered', () => {
    const again = 'PJSIP/101-0000000a';
    const script = answer(ringOut(incoming(), CALLER, PHONE), CALLER, again).hangup(CALLER, 16);
    expect(brief(script.calls())).toEqual([['101', 'multichannel', true, 'answered']]);
  });
});

describe('a transfer', () => {
  it('of somebody whom a subscriber had called to 101: he did not call 101', () => {
    const trunk = 'PJSIP/trunk-00000009';
    const script = inside('89161112233')
      .channel({ name: trunk, number: '89161112233', context: 'from-trunk' })
      .dial({ by: INSIDE, to: trunk, dialString: '79161112233@trunk' })
      .dialEnd(INSIDE, trunk, 'ANSWER')
      .hangup(INSIDE, 16)
      .move(trunk, 'from-internal-xfer', '101');
    expect(brief(ringOut(script, trunk, PHONE).hangup(trunk, 16).calls())).toMatchObject([
      ['101', expect.any(String), false, 'no-answer'],
    ]);
  });

  it('of a caller whom somebody had answered did not come straight', () => {
    const script = ringOut(answer(incoming(), CALLER, OTHER), CALLER, PHONE).hangup(CALLER, 16);
    expect(brief(script.calls())).toEqual([
      ['110', 'multichannel', true, 'answered'],
      ['101', 'multichannel', false, 'no-answer'],
    ]);
  });
});

describe('what is no call', () => {
  it("Asterisk's own originate: the leg that it makes itself, and not what that dials then", () => {
    const script = amiCall()
      .channel({ name: INSIDE, number: '102' })
      .dial({ by: null, to: INSIDE })
      .dialEnd(null, INSIDE, 'ANSWER');
    const calls = ringOut(script.move(INSIDE, 'internal', '101'), INSIDE, PHONE)
      .hangup(INSIDE, 16)
      .calls();
    expect(calls.map(({ subscriber, caller }) => [subscriber, caller.number])).toEqual([
      ['101', '102'],
    ]);
  });

  it('an originate by a Local channel: nobody calls there', () => {
    const [one, two] = ['Local/101@internal-00000001;1', 'Local/101@internal-00000001;2'];
    const script = amiCall()
      .channel({ name: one })
      .channel({ name: two, exten: '101' })
      .dial({ by: null, to: one });
    expect(ringOut(script, two, PHONE).hangup(two, 0).hangup(one, 0).calls()).toEqual([]);
  });

  it('a call out by a trunk, to somebody who is none of the PBX', () => {
    const trunk = 'PJSIP/trunk-00000009';
    const script = inside('89161112233')
      .channel({ name: trunk })
      .dial({ by: INSIDE, to: trunk, dialString: '79161112233@trunk' })
      .dialEnd(INSIDE, trunk, 'NOANSWER')
      .hangup(trunk, 0)
      .hangup(INSIDE, 16);
    expect(script.calls()).toEqual([]);
  });
});

describe('who was called', () => {
  it("a subscriber's own number at a trunk: his mobile", () => {
    const trunk = 'SIP/trunk-00000009';
    const script = inside('89160000104')
      .channel({ name: trunk })
      .dial({ by: INSIDE, to: trunk, dialString: 'trunk/79160000104' })
      .dialEnd(INSIDE, trunk, 'NOANSWER')
      .hangup(trunk, 0)
      .hangup(INSIDE, 16);
    expect(brief(script.calls())).toEqual([['104', 'internal', true, 'no-answer']]);
  });

  it('an extension that is no subscriber yet is reported, to be listed as nobody', () => {
    const phone = 'PJSIP/199-00000002';
    const script = ringOut(incoming(), CALLER, phone).hangup(CALLER, 16);
    expect(brief(script.calls())).toEqual([['199', 'multichannel', true, 'no-answer']]);
  });
});

describe('R10, R11, A1: of what kind it was', () => {
  const of = (script: Script, by: string, plan = {}) =>
    ringOut(script, by, PHONE).hangup(by, 16).calls(plan)[0];

  it('a subscriber who dials another is internal', () => {
    expect(of(inside('101'), INSIDE)).toMatchObject({ kind: 'internal', straight: true });
  });

  it('he is known by his phone where his caller id is that of the company', () => {
    expect(of(inside('101', '74950000000'), INSIDE)).toMatchObject({
      kind: 'internal',
      caller: { number: '102' },
    });
  });

  it('a caller from a trunk who claims to be an extension is not', () => {
    const script = amiCall().channel({
      name: CALLER,
      number: '102',
      context: 'from-trunk',
      exten: '78001000101',
    });
    expect(of(script, CALLER)).toMatchObject({ kind: 'multichannel' });
  });

  it('nor is he by the way that FreePBX takes, from a context of the trunk on to that of all', () => {
    const script = amiCall()
      .channel({ name: CALLER, number: '102', context: 'from-trunk-megafon', exten: '78001000101' })
      .move(CALLER, 'from-trunk', '78001000101')
      .step(CALLER, 'Set');
    expect(of(script, CALLER)).toMatchObject({ kind: 'multichannel' });
  });

  it('a subscriber on a phone that is named otherwise is known by his number', () => {
    const phone = 'PJSIP/boris-00000001';
    const script = amiCall().channel({ name: phone, number: '102', exten: '101' });
    expect(of(script, phone)).toMatchObject({ kind: 'internal', caller: { number: '102' } });
  });

  it.each(['from-trunk', 'from-pstn', 'from-did-direct'])('%s is outside', (context) => {
    expect(of(incoming('78001000101', context), CALLER)).toMatchObject({ kind: 'multichannel' });
  });

  it('so is a call that passes such a context further on', () => {
    const script = incoming('78001000101', 'megafon')
      .move(CALLER, 'from-pstn', 's')
      .step(CALLER, 'Set');
    expect(of(script, CALLER)).toMatchObject({ kind: 'multichannel' });
  });

  it('A3: from anywhere else it is not known, unless the address says what it is', () => {
    expect(of(incoming('78001000101', 'megafon'), CALLER)).toMatchObject({ kind: 'unknown' });
    expect(of(incoming('78001000101', 'megafon'), CALLER, { outside: ['megafon'] })).toMatchObject({
      kind: 'multichannel',
    });
    expect(of(incoming('101', 'branch'), CALLER, { inside: ['branch'] })).toMatchObject({
      kind: 'internal',
    });
  });

  it("a number that is the subscriber's own is direct", () => {
    const phone = 'PJSIP/104-00000002';
    const call = (exten: string) =>
      ringOut(incoming(exten), CALLER, phone).hangup(CALLER, 16).calls()[0];
    expect(call('79160000104')).toMatchObject({ kind: 'direct', dialled: '79160000104' });
    expect(call('+79160000104')).toMatchObject({ kind: 'direct' });
    expect(call('78001000104')).toMatchObject({ kind: 'multichannel' });
  });

  it('which numbers are whose the address may say', () => {
    expect(of(incoming(), CALLER, { direct: ['+78001000101'] })).toMatchObject({ kind: 'direct' });
    const phone = 'PJSIP/104-00000002';
    const script = ringOut(incoming('79160000104'), CALLER, phone).hangup(CALLER, 16);
    expect(script.calls({ multichannel: ['79160000104'] })[0]).toMatchObject({
      kind: 'multichannel',
    });
  });

  it('A3: not known where the trunk does not say what was dialled', () => {
    const [call] = ringOut(incoming('s'), CALLER, PHONE).hangup(CALLER, 16).calls();
    expect(call).toMatchObject({ kind: 'unknown' });
    expect(call).not.toHaveProperty('dialled');
  });

  it('a number that the dial plan finds further on is what was dialled; an extension is not', () => {
    const did = incoming('s').move(CALLER, 'from-trunk', '78001000101').step(CALLER, 'Set');
    expect(of(did, CALLER)).toMatchObject({ kind: 'multichannel', dialled: '78001000101' });
    const sent = incoming('s').move(CALLER, 'from-did-direct', '101').step(CALLER, 'Set');
    expect(of(sent, CALLER)).toMatchObject({ kind: 'unknown' });
  });

  it("from inside by a group's number: not to his own, so it did not come straight", () => {
    const script = inside('600')
      .channel({ name: PHONE })
      .channel({ name: THIRD })
      .dial({ by: INSIDE, to: PHONE })
      .dial({ by: INSIDE, to: THIRD })
      .dialEnd(INSIDE, PHONE, 'NOANSWER')
      .dialEnd(INSIDE, THIRD, 'NOANSWER')
      .hangup(PHONE, 0)
      .hangup(THIRD, 0)
      .hangup(INSIDE, 16);
    expect(brief(script.calls())).toEqual([
      ['101', 'multichannel', false, 'no-answer'],
      ['103', 'multichannel', false, 'no-answer'],
    ]);
  });

  it('from inside with a prefix before his extension, straight: it was him who was called', () => {
    expect(of(inside('2101'), INSIDE)).toMatchObject({ kind: 'internal', straight: true });
  });

  it("from inside to another's number, whose call rang him first: he was not called", () => {
    expect(of(inside('110'), INSIDE)).toMatchObject({ kind: 'multichannel', straight: false });
  });

  it('a hidden number is none', () => {
    const script = amiCall().channel({ name: CALLER, context: 'from-trunk', exten: '78001000101' });
    expect(of(script, CALLER)).toMatchObject({ caller: { number: null, name: null } });
  });
});

describe('a call that somebody else picked up', () => {
  it('was answered elsewhere', () => {
    const script = incoming().channel({ name: PHONE }).dial({ by: CALLER, to: PHONE });
    script
      .event('Pickup', null, { TargetUniqueid: script.idOf(PHONE) })
      .dialEnd(CALLER, PHONE, 'ANSWER')
      .hangup(PHONE, 16)
      .hangup(CALLER, 16);
    expect(brief(script.calls())).toEqual([['101', 'multichannel', true, 'answered-elsewhere']]);
  });
});

describe('a voice message', () => {
  const left = (mailbox = '101@default') => ({
    Mailbox: mailbox,
    Waiting: '1',
    New: '1',
    Old: '0',
  });
  const rung = () => ringOut(incoming(), CALLER, PHONE).step(CALLER, 'VoiceMail', '101@default,u');

  it('belongs to the call in which it was left', () => {
    const calls = rung().event('MessageWaiting', CALLER, left()).hangup(CALLER, 16).calls();
    expect(calls).toMatchObject([
      { subscriber: '101', outcome: 'no-answer', voicemail: { mailbox: '101@default' } },
    ]);
  });

  it('is joined by its mailbox where the event names no channel', () => {
    const calls = rung().event('MessageWaiting', null, left()).hangup(CALLER, 16).calls();
    expect(calls).toMatchObject([{ voicemail: { mailbox: '101@default' } }]);
  });

  it.each([
    ['nobody has left one: he only listened to his own', 'VoiceMailMain', left()],
    ['it is in another mailbox', 'VoiceMail', left('110@default')],
    ['none waits any more', 'VoiceMail', { ...left(), Waiting: '0' }],
  ])('is none where %s', (_, application, fields) => {
    const script = ringOut(incoming(), CALLER, PHONE)
      .step(CALLER, application, '101@default')
      .event('MessageWaiting', null, fields)
      .hangup(CALLER, 16);
    expect(script.calls()[0]).not.toHaveProperty('voicemail');
  });

  it('for somebody whose phone was not tried is a call that he did not miss (R7)', () => {
    const script = incoming()
      .step(CALLER, 'VoiceMail', '103@default')
      .event('MessageWaiting', CALLER, left('103@default'))
      .hangup(CALLER, 16);
    expect(script.calls()).toMatchObject([
      {
        sourceCallId: `${script.idOf(CALLER)}:103@default`,
        subscriber: '103',
        outcome: 'unavailable',
        caller: { number: CLIENT },
        voicemail: { mailbox: '103@default' },
      },
    ]);
  });
});

it('legs by the hundred that all send the call on to each other come to an end', () => {
  const script = incoming();
  for (let index = 0; index < 300; index += 1) {
    const [one, two] = [1, 2].map(
      (half) => `Local/x@y-${index.toString(16).padStart(8, '0')};${half}`,
    );
    if (!one || !two) throw new Error('two halves');
    script.channel({ name: one }).channel({ name: two }).dial({ by: CALLER, to: one });
    const phone = `PJSIP/101-${index.toString(16).padStart(8, '0')}`;
    script.channel({ name: phone }).dial({ by: two, to: phone });
    script.dialEnd(two, phone, 'CANCEL', 'Local/x@y').dialEnd(CALLER, one, 'CANCEL', 'Local/x@y');
  }
  expect(script.calls()).toMatchObject([{ subscriber: '101', outcome: 'unknown' }]);
});
