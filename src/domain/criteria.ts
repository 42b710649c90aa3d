/** The criteria of a rule, each judged by itself: true, false, or null where a missing fact decides. */
import type { Call } from './call.ts';
import type { Contact } from './contact.ts';
import { timeOfDay, type WallClock } from './interval.ts';
import { periodContains } from './period.ts';
import { writePeriod } from './period-text.ts';
import { isExtension } from './phone-number.ts';
import type { Callers, RuleContent, Time } from './rule.ts';
import { type WorkSchedule, workingAt } from './schedule.ts';
import { type Settings, straightTarget } from './settings.ts';
import type { Subscriber } from './subscriber.ts';
import type { Criterion, Holds, MissingFact, Reason } from './verdict.ts';

/** A rule that is judged; `id` is null for one that is only proposed. */
export type JudgedRule = RuleContent & { id: number | null; subscriber: { id: number } };

/** Everything a verdict rests on. */
export type Question = {
  call: Call;
  /** Whom the call tried to reach; null if he is no subscriber. */
  subscriber: Subscriber | null;
  /** The caller, if he is a subscriber himself: he fits by his extension and by his number (A13). */
  callingSubscriber: Subscriber | null;
  rules: readonly JudgedRule[];
  schedule: WorkSchedule;
  /** At least those contacts that have one of the caller's numbers. */
  contacts: readonly Contact[];
  settings: Settings;
  /** When it is judged, in milliseconds of Unix time: what began too long before is told to nobody (A8). */
  judgedAt: number;
};

/** The company's word that this dialled number goes straight to this subscriber outweighs the source's (A2). */
const straightness = ({ call, subscriber, settings }: Question): Holds => {
  const target = straightTarget(settings, call.dialled);
  const hisOwn =
    target !== undefined && (target === subscriber?.extension || target === subscriber?.number);
  return hisOwn ? true : (call.straight ?? null);
};

type KindJudged = {
  against: 'not-straight' | 'direct-not-notified' | null;
  missing: MissingFact[];
};

/** What speaks against a call of this kind, or would have to be known of it (R10, R11, A1). */
const judgeKind = (question: Question): KindJudged => {
  const straight = straightness(question);
  const direct = question.settings.notifyDirectExternal;
  switch (question.call.kind) {
    case 'internal':
      return { against: null, missing: [] };
    case 'direct':
      return { against: direct ? null : 'direct-not-notified', missing: [] };
    case 'multichannel':
      return {
        against: straight === false ? 'not-straight' : null,
        missing: straight === null ? ['straight'] : [],
      };
    case 'unknown':
      if (straight && direct) return { against: null, missing: [] };
      return { against: null, missing: straight === null ? ['kind', 'straight'] : ['kind'] };
  }
};

/**
 * `missing` names what would have to be known; it is empty unless `holds` is null. `silence` is why nobody is told
 * where no rule holds: the call itself if it is to blame, else the rules.
 */
export type MissedCall = Criterion & { missing: MissingFact[]; silence: Reason };

/** The missed call without time and caller: the PBX ended the ringing itself (R12), of a kind that counts. */
export const judgeMissed = (question: Question): MissedCall => {
  const { kind, outcome } = question.call;
  if (outcome !== 'no-answer' && outcome !== 'unknown') {
    return {
      holds: false,
      fact: { code: 'ended-otherwise', outcome },
      missing: [],
      silence: outcome,
    };
  }
  const { against, missing: open } = judgeKind(question);
  if (against) return { holds: false, fact: { code: against }, missing: [], silence: against };
  const missing: MissingFact[] = outcome === 'unknown' ? ['outcome', ...open] : open;
  const rules = { missing, silence: 'no-rule-matches' } as const;
  if (missing.length > 0) return { holds: null, fact: { code: 'not-known', missing }, ...rules };
  return { holds: true, fact: { code: 'rang-out', kind }, ...rules };
};

/** By time (R5); a rule for `all` has no such criterion. */
export const judgeTime = (
  schedule: WorkSchedule,
  time: Time,
  at: WallClock,
): Criterion | undefined => {
  if (time.kind === 'all') return undefined;
  const { date, weekday, minute } = at;
  const moment = { date, weekday, time: timeOfDay(minute) };
  if (time.kind === 'period') {
    const holds = periodContains(time, at);
    return {
      holds,
      fact: { code: holds ? 'in-period' : 'outside-period', ...moment, period: writePeriod(time) },
    };
  }
  const { working, hours, exception } = workingAt(schedule, at);
  const code = working ? 'in-working-hours' : 'outside-working-hours';
  return {
    holds: working === (time.kind === 'working'),
    fact: { code, ...moment, hours: [...hours], exception },
  };
};

/** The numbers by which a caller can be listed. Two to five digits are an extension from inside, text from outside. */
const callerIdentities = ({ call, callingSubscriber }: Question, inside: boolean): string[] => {
  const { number } = call.caller;
  if (number === null) return [];
  const isNumber = /^\+\d+$/.test(number) || (inside && isExtension(number));
  if (!isNumber) return [];
  const own = [number, callingSubscriber?.number, callingSubscriber?.extension];
  return [...new Set(own.filter((identity) => typeof identity === 'string'))];
};

const fitsCallers = (
  question: Question,
  callers: Callers,
  identities: readonly string[],
): Criterion => {
  const { number } = question.call.caller;
  const [first] = identities;
  if (number === null) return { holds: false, fact: { code: 'caller-hidden' } };
  if (first === undefined)
    return { holds: false, fact: { code: 'caller-no-number', text: number } };
  if (callers.kind === 'listed') {
    const listed = identities.find((identity) => callers.numbers.includes(identity));
    return listed
      ? { holds: true, fact: { code: 'caller-listed', number: listed } }
      : { holds: false, fact: { code: 'caller-not-listed', number: first } };
  }
  const vip = question.contacts.find(
    (contact) => contact.vip && contact.numbers.some((own) => identities.includes(own)),
  );
  return vip
    ? { holds: true, fact: { code: 'caller-vip', number: first, name: vip.name } }
    : { holds: false, fact: { code: 'caller-not-vip', number: first } };
};

/** By caller (R6); null where only a kind that is not known tells an extension from an outsider's text. */
export const judgeCallers = (question: Question, callers: Callers): Criterion | undefined => {
  if (callers.kind === 'all') return undefined;
  const { kind } = question.call;
  const judge = (inside: boolean): Criterion =>
    fitsCallers(question, callers, callerIdentities(question, inside));
  if (kind !== 'unknown') return judge(kind === 'internal');
  const [inside, outside] = [judge(true), judge(false)];
  return inside.holds === outside.holds
    ? inside
    : { holds: null, fact: { code: 'not-known', missing: ['kind'] } };
};
