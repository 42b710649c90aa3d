import { describe, expect, it } from 'vitest';
import { OUTCOMES, type Outcome } from '../../src/domain/call.ts';
import { decide } from '../../src/domain/decide.ts';
import type { Callers } from '../../src/domain/rule.ts';
import { CLIENT, call, contact, period, question, rule, without } from '../support/builders.ts';
import {
  about,
  BOTH,
  silent,
  summary,
  timed,
  told,
  undecided,
  VOICEMAIL,
} from '../support/questions.ts';

describe('R1: nobody is notified until a rule says so', () => {
  it('without a rule all is silent', () => {
    expect(about({ voicemail: {} }, { rules: [] })).toEqual({ ...silent('no-rules'), rules: [] });
  });
});

describe('R4: by type', () => {
  it.each([
    ['missed', rule(), {}, told('missed')],
    ['missed', rule(), { voicemail: {} }, told('missed')],
    ['voicemail', VOICEMAIL, {}, silent('no-rule-matches')],
    ['voicemail', VOICEMAIL, { voicemail: {} }, told('voicemail')],
    ['both', BOTH, {}, told('missed')],
    ['both', BOTH, { voicemail: {} }, told('missed', 'voicemail')],
    [
      'missed',
      rule(),
      { outcome: 'answered-elsewhere', voicemail: {} },
      silent('answered-elsewhere'),
    ],
    ['voicemail', VOICEMAIL, { outcome: 'answered-elsewhere', voicemail: {} }, told('voicemail')],
    ['both', BOTH, { outcome: 'answered-elsewhere', voicemail: {} }, told('voicemail')],
  ] as const)('%s', (_, asked, change, verdict) => {
    expect(about(change, { rules: [asked] })).toMatchObject(verdict);
  });
});

describe('R5: by time, of missed calls', () => {
  const AT = {
    'Wednesday noon': '2026-11-18T12:00:00+03:00',
    'Wednesday night': '2026-11-18T22:00:00+03:00',
    'Saturday noon': '2026-11-21T12:00:00+03:00',
  };

  it.each([
    ['all', { kind: 'all' }, [true, true, true]],
    ['working', { kind: 'working' }, [true, false, false]],
    ['non-working', { kind: 'non-working' }, [false, true, true]],
    ['sat,sun', period('sat,sun'), [false, false, true]],
    ['10:00-13:00', period('10:00-13:00'), [true, false, true]],
    ['2026-11-18', period('2026-11-18'), [true, true, false]],
  ] as const)('%s', (_, time, holds) => {
    const verdicts = Object.values(AT).map((startedAt) =>
      summary(about({ startedAt }, { rules: [timed(time)] })),
    );
    expect(verdicts).toEqual(
      holds.map((held) => (held ? told('missed') : silent('no-rule-matches'))),
    );
  });
});

describe('R6: by caller, of missed calls', () => {
  it.each([
    [{ kind: 'all' }, [true, true, true]],
    [{ kind: 'listed', numbers: [CLIENT] }, [true, false, false]],
    [{ kind: 'vip' }, [true, false, false]],
  ] satisfies [Callers, boolean[]][])('%j', (callers, holds) => {
    const verdicts = [CLIENT, '+74950000000', null].map((number) =>
      summary(
        about(
          { caller: { number, name: null } },
          { rules: [rule({ callers })], contacts: [contact()] },
        ),
      ),
    );
    expect(verdicts).toEqual(
      holds.map((held) => (held ? told('missed') : silent('no-rule-matches'))),
    );
  });

  it('VIP is who is VIP when the call comes: the same rule, another address book', () => {
    const rules = [rule({ callers: { kind: 'vip' } })];
    const books = [
      [],
      [contact()],
      [contact({ vip: false })],
      [contact({ numbers: ['+74950000000'] })],
    ];
    expect(books.map((contacts) => about({}, { rules, contacts }).verdict)).toEqual([
      'silent',
      'notify',
      'silent',
      'silent',
    ]);
  });
});

describe('R7: time and caller hold together', () => {
  const saturday = '2026-11-21T12:00:00+03:00';
  const wednesday = '2026-11-18T12:00:00+03:00';
  const weekend = rule({ time: period('sat,sun'), callers: { kind: 'listed', numbers: [CLIENT] } });

  it.each([
    [saturday, CLIENT, true, true, true],
    [saturday, '+74950000000', true, false, false],
    [wednesday, CLIENT, false, true, false],
    [wednesday, '+74950000000', false, false, false],
  ])('%s from %s: time %s, caller %s', (startedAt, number, time, callers, matches) => {
    const verdict = about({ startedAt, caller: { number, name: null } }, { rules: [weekend] });
    expect(verdict).toMatchObject(matches ? told('missed') : silent('no-rule-matches'));
    expect(verdict.rules).toMatchObject([
      {
        matches,
        types: matches ? ['missed'] : [],
        type: { holds: true },
        time: { holds: time },
        callers: { holds: callers },
      },
    ]);
  });

  it('a criterion that the rule does not have is left out', () => {
    expect(Object.keys(about({}).rules[0] ?? {})).toEqual(['id', 'matches', 'types', 'type']);
  });
});

describe('R7: a rule with both types is two predicates', () => {
  const both = rule({
    types: ['missed', 'voicemail'],
    time: period('sat,sun'),
    callers: { kind: 'vip' },
  });

  it('a voice message is told of whenever and by whomever it was left', () => {
    expect(about({ voicemail: {} }, { rules: [both] })).toEqual({
      ...told('voicemail'),
      rules: [
        {
          id: 1,
          matches: true,
          types: ['voicemail'],
          type: { holds: true, fact: { code: 'voice-message-left' } },
          time: { holds: false, fact: expect.objectContaining({ code: 'outside-period' }) },
          callers: { holds: false, fact: { code: 'caller-not-vip', number: CLIENT } },
        },
      ],
    });
  });

  it('the missed call asks for time and caller', () => {
    expect(about({}, { rules: [both] })).toMatchObject(silent('no-rule-matches'));
    const saturday = { startedAt: '2026-11-21T12:00:00+03:00' };
    expect(about(saturday, { rules: [both], contacts: [contact()] })).toMatchObject(told('missed'));
    expect(
      about({ ...saturday, voicemail: {} }, { rules: [both], contacts: [contact()] }),
    ).toMatchObject(told('missed', 'voicemail'));
  });

  it('the verdict says which of them held, rule by rule', () => {
    const rules = [rule({ id: 1 }), rule({ id: 2, types: ['voicemail'] }), { ...both, id: 3 }];
    expect(about({ voicemail: {} }, { rules }).rules).toMatchObject([
      { id: 1, matches: true, types: ['missed'], type: { fact: { code: 'rang-out' } } },
      {
        id: 2,
        matches: true,
        types: ['voicemail'],
        type: { fact: { code: 'voice-message-left' } },
      },
      {
        id: 3,
        matches: true,
        types: ['voicemail'],
        type: { fact: { code: 'voice-message-left' } },
      },
    ]);
    expect(about({}, { rules: [VOICEMAIL] }).rules).toMatchObject([
      { matches: false, types: [], type: { holds: false, fact: { code: 'no-voice-message' } } },
    ]);
  });
});

describe('R8: a subscriber hears only of calls to his own number', () => {
  const [own, others] = [
    rule({ id: 1, subscriber: { id: 1 } }),
    rule({ id: 2, subscriber: { id: 2 } }),
  ];

  it('the rules of others do not count', () => {
    expect(about({}, { rules: [others] })).toEqual({ ...silent('no-rules'), rules: [] });
  });

  it('nor are they shown', () => {
    expect(about({}, { rules: [others, own] }).rules.map(({ id }) => id)).toEqual([1]);
  });
});

describe('R10: one subscriber called another', () => {
  it.each([true, false, undefined])('straight or not (%s)', (straight) => {
    const internal = without(call({ kind: 'internal' }), 'straight');
    const asked = straight === undefined ? internal : { ...internal, straight };
    expect(decide(question({ call: asked }))).toMatchObject(told('missed'));
  });
});

describe('R11: an outsider called a multichannel number', () => {
  it('and the call was sent straight', () => {
    expect(about({ straight: true })).toMatchObject(told('missed'));
  });

  it('and it was not', () => {
    expect(about({ straight: false })).toMatchObject(silent('not-straight'));
  });
});

describe('R12: only if the ringing timed out', () => {
  it.each([
    ['no-answer', told('missed')],
    ['caller-cancelled', silent('caller-cancelled')],
    ['answered', silent('answered')],
    ['answered-elsewhere', silent('answered-elsewhere')],
    ['busy', silent('busy')],
    ['declined', silent('declined')],
    ['unavailable', silent('unavailable')],
    ['denied', silent('denied')],
    ['failed', silent('failed')],
    ['unknown', undecided('outcome')],
  ] satisfies [Outcome, object][])('%s', (outcome, verdict) => {
    expect(about({ outcome })).toMatchObject(verdict);
    expect(about({ outcome, kind: 'internal' })).toMatchObject(verdict);
  });

  it('these are all the endings there are', () => {
    expect(OUTCOMES).toHaveLength(10);
  });
});
