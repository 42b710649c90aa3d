import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Call, type CallKind, OUTCOMES, type Outcome } from '../../src/domain/call.ts';
import type { JudgedRule, Question } from '../../src/domain/criteria.ts';
import { decide } from '../../src/domain/decide.ts';
import type { Callers, NotificationType, Time } from '../../src/domain/rule.ts';
import { DEFAULT_SCHEDULE } from '../../src/domain/schedule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import type { MissingFact, Reason } from '../../src/domain/verdict.ts';
import {
  CLIENT,
  call,
  contact,
  period,
  question,
  rule,
  subscriber,
  without,
} from '../support/builders.ts';
import { inPeriod, isWorking, localMinute } from '../support/wall-oracle.ts';
import { anyQuestion, forAll } from './arbitraries.ts';

/** What is decided about one call to 101, who has these rules; one rule for every missed call unless told. */
const about = (change: Partial<Call>, more: Partial<Question> = {}) =>
  decide(question({ call: call(change), ...more }));
const settings = (change: Partial<Settings>): Pick<Question, 'settings'> => ({
  settings: { ...DEFAULT_SETTINGS, ...change },
});
const straightUnknown = (change: Partial<Call> = {}): Call => without(call(change), 'straight');
const summary = ({ verdict, reason, types, missing }: ReturnType<typeof decide>) => ({
  verdict,
  reason,
  types,
  missing,
});

const told = (...types: NotificationType[]) => ({
  verdict: 'notify',
  reason: 'matched',
  types,
  missing: [],
});
const silent = (reason: Reason) => ({ verdict: 'silent', reason, types: [], missing: [] });
const undecided = (...missing: MissingFact[]) => ({
  verdict: 'undecided',
  reason: 'missing-facts',
  types: [],
  missing,
});

const VOICEMAIL = rule({ types: ['voicemail'] });
const BOTH = rule({ types: ['missed', 'voicemail'] });
const timed = (time: Time): JudgedRule => rule({ time });
const listing = (...numbers: string[]): JudgedRule =>
  rule({ callers: { kind: 'listed', numbers } });

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

describe("A1: an outsider who dials the subscriber's own number", () => {
  it.each([
    [false, silent('direct-not-notified')],
    [true, told('missed')],
  ])('notifyDirectExternal %s', (notifyDirectExternal, verdict) => {
    expect(about({ kind: 'direct' }, settings({ notifyDirectExternal }))).toMatchObject(verdict);
    expect(
      about({ kind: 'direct', straight: false }, settings({ notifyDirectExternal })),
    ).toMatchObject(verdict);
  });

  it('the setting changes nothing about multichannel numbers', () => {
    expect(about({ straight: false }, settings({ notifyDirectExternal: true }))).toMatchObject(
      silent('not-straight'),
    );
  });
});

describe('A2: a multichannel number that the company knows to go straight to a subscriber', () => {
  const dialled = '+78001000101';

  it.each([
    ['his extension', { [dialled]: '101' }, told('missed')],
    ['his number', { [dialled]: '+79160000101' }, told('missed')],
    ['another subscriber', { [dialled]: '102' }, silent('not-straight')],
    ['another dialled number', { '+78001000102': '101' }, silent('not-straight')],
    ['none', {}, silent('not-straight')],
  ])('%s, where the source says no', (_, straightNumbers, verdict) => {
    expect(about({ dialled, straight: false }, settings({ straightNumbers }))).toMatchObject(
      verdict,
    );
  });

  it('where the source does not know', () => {
    const asked = straightUnknown({ dialled });
    const verdict = (straightNumbers: Record<string, string>) =>
      summary(decide(question({ call: asked, ...settings({ straightNumbers }) })));
    expect(verdict({ [dialled]: '101' })).toEqual(told('missed'));
    expect(verdict({ [dialled]: '102' })).toEqual(undecided('straight'));
  });

  it('where the source says yes, the setting for another does not make it no', () => {
    expect(
      about({ dialled, straight: true }, settings({ straightNumbers: { [dialled]: '102' } })),
    ).toMatchObject(told('missed'));
  });

  it('a subscriber without a number is not he whom an empty setting names', () => {
    const nobody = subscriber({ number: null, extension: null });
    expect(
      about({ dialled: 'constructor', straight: false }, { subscriber: nobody }),
    ).toMatchObject(silent('not-straight'));
  });
});

describe('A3: a missing fact', () => {
  it.each([
    ['outcome', call({ outcome: 'unknown' }), ['outcome']],
    ['kind', call({ kind: 'unknown' }), ['kind']],
    ['straight', straightUnknown(), ['straight']],
    [
      'all three',
      straightUnknown({ kind: 'unknown', outcome: 'unknown' }),
      ['outcome', 'kind', 'straight'],
    ],
    ['kind, of a call that is not straight', call({ kind: 'unknown', straight: false }), ['kind']],
  ] satisfies [string, Call, MissingFact[]][])(
    '%s: undecided, with what is missing',
    (_, asked, missing) => {
      expect(decide(question({ call: asked }))).toMatchObject({
        ...undecided(...missing),
        rules: [{ matches: null, types: [] }],
      });
    },
  );

  it.each([
    [
      'outcome, at another time',
      call({ outcome: 'unknown' }),
      timed(period('sat,sun')),
      'no-rule-matches',
    ],
    [
      'kind, of another caller',
      call({ kind: 'unknown' }),
      listing('+74950000000'),
      'no-rule-matches',
    ],
    [
      'kind, of an answered call',
      call({ kind: 'unknown', outcome: 'answered' }),
      rule(),
      'answered',
    ],
    ['straight, of an answered call', straightUnknown({ outcome: 'answered' }), rule(), 'answered'],
    [
      'outcome, of a call that is not straight',
      call({ outcome: 'unknown', straight: false }),
      rule(),
      'not-straight',
    ],
    [
      'outcome, of a direct call',
      call({ outcome: 'unknown', kind: 'direct' }),
      rule(),
      'direct-not-notified',
    ],
    [
      'outcome, of a rule for voice messages',
      call({ outcome: 'unknown' }),
      VOICEMAIL,
      'no-rule-matches',
    ],
  ] satisfies [string, Call, JudgedRule, Reason][])(
    '%s: silent, for no value would tell',
    (_, asked, one, reason) => {
      expect(decide(question({ call: asked, rules: [one] }))).toMatchObject(silent(reason));
    },
  );

  it.each([
    ['straight, of an internal call', straightUnknown({ kind: 'internal' }), {}],
    ['kind, if every kind counts', call({ kind: 'unknown' }), { notifyDirectExternal: true }],
  ])('%s: told, for every value would tell', (_, asked, change) => {
    expect(decide(question({ call: asked, ...settings(change) }))).toMatchObject(told('missed'));
  });

  it('a voice message is told of while the missed call is open', () => {
    expect(about({ outcome: 'unknown', voicemail: {} }, { rules: [BOTH] })).toMatchObject({
      verdict: 'notify',
      reason: 'matched',
      types: ['voicemail'],
      missing: ['outcome'],
      rules: [{ matches: true, types: ['voicemail'] }],
    });
  });

  it('is not missed where another rule tells anyway', () => {
    const asked = call({ kind: 'unknown', caller: { number: '102', name: null } });
    const rules = [listing('102'), rule({ id: 2 })];
    expect(
      decide(question({ call: asked, rules, ...settings({ notifyDirectExternal: true }) })),
    ).toMatchObject({
      ...told('missed'),
      rules: [{ matches: null }, { matches: true }],
    });
  });

  it('is not missed where it makes no difference: digits that are listed only count from inside', () => {
    const asked = straightUnknown({ kind: 'unknown', caller: { number: '102', name: null } });
    expect(decide(question({ call: asked, rules: [listing('102')] }))).toMatchObject(
      undecided('kind'),
    );
  });

  it('is not missed where another rule does not ask for it', () => {
    const asked = call({
      kind: 'unknown',
      outcome: 'unknown',
      caller: { number: '102', name: null },
    });
    const rules = [listing('102'), rule({ id: 2 })];
    expect(decide(question({ call: asked, rules }))).toMatchObject(undecided('outcome', 'kind'));
    expect(
      decide(question({ call: asked, rules, ...settings({ notifyDirectExternal: true }) })),
    ).toMatchObject(undecided('outcome'));
  });

  it('of whom nobody knows who he is: kept as no-such-subscriber', () => {
    expect(about({}, { subscriber: null })).toEqual({
      verdict: 'undecided',
      reason: 'no-such-subscriber',
      types: [],
      missing: [],
      rules: [],
    });
  });
});

describe("A5: the start of the call in the schedule's zone counts", () => {
  const working = timed({ kind: 'working' });

  it.each([
    ['Europe/Moscow', 'notify'],
    ['Europe/Berlin', 'notify'],
    ['Asia/Vladivostok', 'silent'],
    ['America/New_York', 'silent'],
  ])('noon in Moscow, a schedule of %s: %s', (zone, verdict) => {
    expect(about({}, { rules: [working], schedule: { ...DEFAULT_SCHEDULE, zone } })).toMatchObject({
      verdict,
    });
  });

  it('however its offset is written', () => {
    const written = [
      '2026-11-18T12:00:00+03:00',
      '2026-11-18T09:00:00Z',
      '2026-11-18T01:00:00.000-08:00',
    ];
    const facts = written.map(
      (startedAt) => about({ startedAt }, { rules: [working] }).rules[0]?.time?.fact,
    );
    expect(facts).toEqual(
      Array(3).fill(expect.objectContaining({ date: '2026-11-18', weekday: 'wed', time: '12:00' })),
    );
  });

  it.each(['UTC', 'America/New_York', 'Asia/Vladivostok'])(
    'whatever the zone of the machine: %s',
    (machine) => {
      vi.stubEnv('TZ', machine);
      try {
        expect(new Date('2026-11-18T12:00:00+03:00').getHours()).not.toBe(12);
        expect(about({}, { rules: [working] })).toMatchObject({
          verdict: 'notify',
          rules: [{ time: { fact: { time: '12:00' } } }],
        });
      } finally {
        vi.unstubAllEnvs();
      }
    },
  );

  it('not its end', () => {
    const late = {
      startedAt: '2026-11-18T17:59:50+03:00',
      endedAt: '2026-11-18T18:00:20+03:00',
      rangSeconds: 30,
    };
    expect(about(late, { rules: [working] })).toMatchObject(told('missed'));
  });
});

describe('A6: several rules that hold name each type once', () => {
  it('and the verdict names the rules', () => {
    const rules = [
      rule({ id: 1 }),
      rule({ id: 2, types: ['missed', 'voicemail'] }),
      rule({ id: 3, types: ['voicemail'] }),
    ];
    const verdict = about({ voicemail: {} }, { rules });
    expect(verdict).toMatchObject(told('missed', 'voicemail'));
    expect(verdict.rules.map(({ id, types }) => [id, types])).toEqual([
      [1, ['missed']],
      [2, ['missed', 'voicemail']],
      [3, ['voicemail']],
    ]);
  });

  it('a rule that is only proposed has no number', () => {
    expect(about({}, { rules: [rule({ id: null })] }).rules).toMatchObject([
      { id: null, matches: true },
    ]);
  });
});

describe('A8: a call that began too long ago is told to nobody', () => {
  const startedAt = '2026-11-18T12:00:00+03:00';
  const aged = (milliseconds: number) => ({ judgedAt: Date.parse(startedAt) + milliseconds });
  const DAY = 86_400_000;

  it.each([
    ['24h', DAY, told('missed')],
    ['24h', DAY + 1, silent('too-old')],
    ['24h', -DAY, told('missed')],
    ['90m', 5_400_000, told('missed')],
    ['90m', 5_400_001, silent('too-old')],
  ])('%s, judged after %i ms', (notifyMaxAge, age, verdict) => {
    expect(about({ startedAt }, { ...aged(age), ...settings({ notifyMaxAge }) })).toMatchObject(
      verdict,
    );
  });

  it('neither of a voice message nor of what is undecided, but it is shown what held', () => {
    expect(about({ voicemail: {} }, { rules: [BOTH], ...aged(DAY * 30) })).toMatchObject({
      ...silent('too-old'),
      rules: [{ matches: true, types: ['missed', 'voicemail'] }],
    });
    expect(about({ outcome: 'unknown' }, aged(DAY * 30))).toMatchObject(silent('too-old'));
  });
});

describe('R9: with no channel the verdict is the same', () => {
  it('what he lacks is the matter of delivery', () => {
    expect(about({}, { subscriber: subscriber({ email: null }) })).toMatchObject(told('missed'));
  });
});

describe('a call that nobody checked', () => {
  it('is a bug, not a verdict', () => {
    expect(() => about({ startedAt: 'yesterday' }, { judgedAt: 0 })).toThrow('yesterday');
  });

  it('with a setting that nobody checked is not too old', () => {
    expect(about({}, settings({ notifyMaxAge: 'soon' }))).toMatchObject(told('missed'));
  });
});

// The same once more, as plainly as it can be said: a call of which everything is known is judged by yes and no;
// one with missing facts is judged with every value that they can have.

type Known = { outcome: Outcome; kind: CallKind; straight: boolean };

const ENDINGS: readonly Outcome[] = [
  'no-answer',
  'caller-cancelled',
  'answered',
  'answered-elsewhere',
  'busy',
  'declined',
  'unavailable',
  'denied',
  'failed',
];
const KINDS: readonly CallKind[] = ['internal', 'multichannel', 'direct'];

/** The call with every value that its missing facts can have. */
const completions = ({ outcome, kind, straight }: Call): Known[] => {
  const outcomes = outcome === 'unknown' ? ENDINGS : [outcome];
  const kinds = kind === 'unknown' ? KINDS : [kind];
  const straights = straight === undefined ? [true, false] : [straight];
  return outcomes.flatMap((ended) =>
    kinds.flatMap((of) => straights.map((is) => ({ outcome: ended, kind: of, straight: is }))),
  );
};

const timeHolds = ({ call: { startedAt }, schedule }: Question, time: Time): boolean => {
  if (time.kind === 'all') return true;
  const local = localMinute(Date.parse(startedAt), schedule.zone);
  if (time.kind === 'period') return inPeriod(time, local);
  return isWorking(schedule, local) === (time.kind === 'working');
};

const callerHolds = (
  { call: { caller }, callingSubscriber, contacts }: Question,
  callers: Callers,
  kind: CallKind,
): boolean => {
  if (callers.kind === 'all') return true;
  const shown = caller.number;
  if (shown === null) return false;
  if (!/^\+\d+$/.test(shown) && !(kind === 'internal' && /^\d{2,5}$/.test(shown))) return false;
  const wanted =
    callers.kind === 'listed'
      ? callers.numbers
      : contacts.filter(({ vip }) => vip).flatMap(({ numbers }) => numbers);
  return [shown, callingSubscriber?.number, callingSubscriber?.extension].some(
    (own) => own && wanted.includes(own),
  );
};

const kindCounts = (
  { call: { dialled }, subscriber: called, settings: set }: Question,
  { kind, straight }: Known,
): boolean => {
  if (kind === 'internal') return true;
  if (kind === 'direct') return set.notifyDirectExternal;
  const target = Object.entries(set.straightNumbers).find(([number]) => number === dialled)?.[1];
  return straight || (target !== undefined && [called?.extension, called?.number].includes(target));
};

/** Whether this rule tells of the missed call, if that is how it was. */
const tellsMissed = (asked: Question, one: JudgedRule, known: Known): boolean =>
  one.types.includes('missed') &&
  known.outcome === 'no-answer' &&
  kindCounts(asked, known) &&
  timeHolds(asked, one.time) &&
  callerHolds(asked, one.callers, known.kind);

const tellsVoicemail = ({ call: { voicemail } }: Question, one: JudgedRule): boolean =>
  one.types.includes('voicemail') && voicemail !== undefined;

const always = (answers: readonly boolean[]): boolean | null => {
  if (answers.every(Boolean)) return true;
  return answers.some(Boolean) ? null : false;
};

const ownRules = ({ rules, subscriber: called }: Question): JudgedRule[] =>
  rules.filter((one) => one.subscriber.id === called?.id);

const missedAnswer = (asked: Question, rules: readonly JudgedRule[]): boolean | null =>
  always(
    completions(asked.call).map((known) => rules.some((one) => tellsMissed(asked, one, known))),
  );

/** Why nothing is told: by the call, if that is enough; else by the rules. */
const silentReason = (asked: Question): Reason => {
  const { outcome, kind } = asked.call;
  if (outcome !== 'no-answer' && outcome !== 'unknown') return outcome;
  const counts = completions(asked.call).some((known) => kindCounts(asked, known));
  if (!counts) return kind === 'direct' ? 'direct-not-notified' : 'not-straight';
  return 'no-rule-matches';
};

const expected = (asked: Question) => {
  const { subscriber: called, call: asks, settings: set, judgedAt } = asked;
  const own = ownRules(asked);
  if (!called) return { verdict: 'undecided', reason: 'no-such-subscriber', types: [] };
  const hours = Number(/^(\d+)h$/.exec(set.notifyMaxAge)?.[1]);
  if (judgedAt > Date.parse(asks.startedAt) + hours * 3_600_000)
    return { verdict: 'silent', reason: 'too-old', types: [] };
  if (own.length === 0) return { verdict: 'silent', reason: 'no-rules', types: [] };
  const missed = missedAnswer(asked, own);
  const types = [
    ...(missed ? ['missed'] : []),
    ...(own.some((one) => tellsVoicemail(asked, one)) ? ['voicemail'] : []),
  ];
  if (types.length > 0) return { verdict: 'notify', reason: 'matched', types };
  if (missed === null) return { verdict: 'undecided', reason: 'missing-facts', types };
  return { verdict: 'silent', reason: silentReason(asked), types };
};

const isLive = (asked: Question): boolean =>
  !['no-such-subscriber', 'too-old', 'no-rules'].includes(expected(asked).reason);

/** The call with what is now known of it. */
const learned = (asked: Question, known: Known, facts: readonly MissingFact[]): Question => ({
  ...asked,
  call: {
    ...asked.call,
    ...(facts.includes('outcome') && { outcome: known.outcome }),
    ...(facts.includes('kind') && { kind: known.kind }),
    ...(facts.includes('straight') && { straight: known.straight }),
  },
});

describe('R7, A2, A3: decide says what judging every possible call says', () => {
  const RUNS = { numRuns: 1000 };

  it('the verdict, its reason and its types', () => {
    forAll(
      fc.property(anyQuestion, (asked) => {
        const { verdict, reason, types } = decide(asked);
        expect({ verdict, reason, types }).toEqual(expected(asked));
      }),
      RUNS,
    );
  });

  it('each rule by itself: true if it always holds, false if it never does, else null', () => {
    forAll(
      fc.property(
        anyQuestion.filter(({ subscriber: called }) => called !== null),
        (asked) => {
          const own = ownRules(asked);
          const judged = own.map((one) => {
            const missed = missedAnswer(asked, [one]);
            const voicemail = tellsVoicemail(asked, one);
            return {
              id: one.id,
              matches: voicemail || missed,
              types: [...(missed ? ['missed'] : []), ...(voicemail ? ['voicemail'] : [])],
            };
          });
          expect(
            decide(asked).rules.map(({ id, matches, types }) => ({ id, matches, types })),
          ).toEqual(judged);
        },
      ),
      RUNS,
    );
  });

  it("each criterion by itself: the time's is always known, the caller's if the kind does not matter", () => {
    forAll(
      fc.property(
        anyQuestion.filter(({ subscriber: called }) => called !== null),
        (asked) => {
          const kinds = asked.call.kind === 'unknown' ? KINDS : [asked.call.kind];
          const judged = ownRules(asked).map(({ types, time, callers }) => ({
            time:
              types.includes('missed') && time.kind !== 'all' ? timeHolds(asked, time) : undefined,
            callers:
              types.includes('missed') && callers.kind !== 'all'
                ? always(kinds.map((kind) => callerHolds(asked, callers, kind)))
                : undefined,
          }));
          expect(
            decide(asked).rules.map(({ time, callers }) => ({
              time: time?.holds,
              callers: callers?.holds,
            })),
          ).toEqual(judged);
        },
      ),
      RUNS,
    );
  });

  it('what is missing is not known, is enough to decide, and none of it makes no difference', () => {
    forAll(
      fc.property(anyQuestion.filter(isLive), (asked) => {
        const { missing } = decide(asked);
        expect(missing.length > 0).toBe(missedAnswer(asked, ownRules(asked)) === null);
        const possible = completions(asked.call);
        for (const known of possible)
          expect(decide(learned(asked, known, missing)).missing).toEqual([]);
        for (const fact of missing) {
          const others = (['outcome', 'kind', 'straight'] as const).filter((one) => one !== fact);
          const differs = possible.some(
            (known) => missedAnswer(learned(asked, known, others), ownRules(asked)) === null,
          );
          expect({ fact, differs }).toEqual({ fact, differs: true });
        }
      }),
      RUNS,
    );
  });

  it('the order of the rules is nothing but the order in which they are shown', () => {
    forAll(
      fc.property(anyQuestion, (asked) => {
        const forward = decide(asked);
        const backward = decide({ ...asked, rules: [...asked.rules].reverse() });
        expect({ ...backward, rules: [...backward.rules].reverse() }).toEqual(forward);
      }),
    );
  });

  it('and it leaves the question as it was', () => {
    forAll(
      fc.property(anyQuestion, (asked) => {
        const before = structuredClone(asked);
        decide(asked);
        expect(asked).toEqual(before);
      }),
    );
  });
});
