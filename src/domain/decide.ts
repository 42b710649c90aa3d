/** The heart of the product: who is told of a call. Pure and three-valued (R7, R10 to R12, A1 to A3). */
import { startOf } from './call.ts';
import {
  type JudgedRule,
  judgeCallers,
  judgeMissed,
  judgeTime,
  type MissedCall,
  type Question,
} from './criteria.ts';
import { wallClock } from './instant.ts';
import type { WallClock } from './interval.ts';
import { NOTIFICATION_TYPES } from './rule.ts';
import { parseDuration } from './settings.ts';
import type { Criterion, Holds, MissingFact, RuleVerdict, Verdict } from './verdict.ts';

const and = (...values: readonly Holds[]): Holds => {
  if (values.includes(false)) return false;
  return values.includes(null) ? null : true;
};

/** The type of a rule: a voice message decides if there is one, else the call itself. */
const judgeType = (question: Question, rule: JudgedRule, missedCall: MissedCall): Criterion => {
  const left = question.call.voicemail !== undefined;
  if (rule.types.includes('voicemail') && left)
    return { holds: true, fact: { code: 'voice-message-left' } };
  if (rule.types.includes('missed')) return { holds: missedCall.holds, fact: missedCall.fact };
  return { holds: false, fact: { code: 'no-voice-message' } };
};

type Judged = { verdict: RuleVerdict; missed: Holds };

/** Two predicates (R7): a missed call asks for time and caller, a voice message asks for nothing else. */
const judgeRule = (
  question: Question,
  rule: JudgedRule,
  missedCall: MissedCall,
  at: WallClock,
): Judged => {
  const asksMissed = rule.types.includes('missed');
  const time = asksMissed ? judgeTime(question.schedule, rule.time, at) : undefined;
  const callers = asksMissed ? judgeCallers(question, rule.callers) : undefined;
  const criteria = [time, callers].filter((criterion) => criterion !== undefined);
  const missed = asksMissed && and(missedCall.holds, ...criteria.map(({ holds }) => holds));
  const voicemail = rule.types.includes('voicemail') && question.call.voicemail !== undefined;
  const verdict = {
    id: rule.id,
    matches: voicemail || missed,
    types: NOTIFICATION_TYPES.filter((type) => (type === 'missed' ? missed === true : voicemail)),
    type: judgeType(question, rule, missedCall),
    ...(time && { time }),
    ...(callers && { callers }),
  };
  return { verdict, missed };
};

/**
 * What would have to be known to decide about the missed call. A caller of whom the kind decides fits only from
 * inside, where nothing asks whether the call came straight; a rule that is open otherwise asks for all that the
 * call leaves open, and what answers that answers the first too.
 */
const missingFacts = (judged: readonly Judged[], { missing }: MissedCall): MissingFact[] => {
  const open = judged.filter(({ missed }) => missed === null);
  if (open.length === 0) return [];
  if (open.some(({ verdict }) => verdict.callers?.holds !== null)) return missing;
  return missing.includes('outcome') ? ['outcome', 'kind'] : ['kind'];
};

const isTooOld = (question: Question): boolean => {
  const most = parseDuration(question.settings.notifyMaxAge);
  return most.ok && question.judgedAt - startOf(question.call) > most.value;
};

const nothing = { types: [], missing: [] };

/**
 * Who is told of this call, and why. Only the rules of the subscriber who was called count (R8). Several that hold
 * for one type make one notification (A6): `types` names each type once. A voice message can be told of while the
 * missed call is still undecided: then the verdict is `notify` and `missing` is not empty.
 */
export const decide = (question: Question): Verdict => {
  const { subscriber } = question;
  if (!subscriber)
    return { verdict: 'undecided', reason: 'no-such-subscriber', ...nothing, rules: [] };
  const at = wallClock(startOf(question.call), question.schedule.zone);
  const missedCall = judgeMissed(question);
  const own = question.rules.filter((rule) => rule.subscriber.id === subscriber.id);
  const judged = own.map((rule) => judgeRule(question, rule, missedCall, at));
  const rules = judged.map(({ verdict }) => verdict);
  if (isTooOld(question)) return { verdict: 'silent', reason: 'too-old', ...nothing, rules };
  if (own.length === 0) return { verdict: 'silent', reason: 'no-rules', ...nothing, rules };
  const types = NOTIFICATION_TYPES.filter((type) =>
    rules.some((rule) => rule.types.includes(type)),
  );
  const missing = types.includes('missed') ? [] : missingFacts(judged, missedCall);
  if (types.length > 0) return { verdict: 'notify', reason: 'matched', types, missing, rules };
  if (missing.length > 0)
    return { verdict: 'undecided', reason: 'missing-facts', types, missing, rules };
  return { verdict: 'silent', reason: missedCall.silence, ...nothing, rules };
};
