import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call, CallKind, Outcome } from '../../src/domain/call.ts';
import type { JudgedRule, Question } from '../../src/domain/criteria.ts';
import { decide } from '../../src/domain/decide.ts';
import type { Callers, Time } from '../../src/domain/rule.ts';
import type { MissingFact, Reason } from '../../src/domain/verdict.ts';
import { inPeriod, isWorking, localMinute } from '../support/wall-oracle.ts';
import { anyQuestion, forAll } from './arbitraries.ts';

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
