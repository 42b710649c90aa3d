import { describe, expect, it, vi } from 'vitest';
import type { Call } from '../../src/domain/call.ts';
import type { JudgedRule } from '../../src/domain/criteria.ts';
import { decide } from '../../src/domain/decide.ts';
import { DEFAULT_SCHEDULE } from '../../src/domain/schedule.ts';
import type { MissingFact, Reason } from '../../src/domain/verdict.ts';
import { call, period, question, rule, subscriber } from '../support/builders.ts';
import {
  about,
  BOTH,
  listing,
  settings,
  silent,
  straightUnknown,
  summary,
  timed,
  told,
  undecided,
  VOICEMAIL,
} from '../support/questions.ts';

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
