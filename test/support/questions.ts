import type { Call } from '../../src/domain/call.ts';
import type { JudgedRule, Question } from '../../src/domain/criteria.ts';
import { decide } from '../../src/domain/decide.ts';
import type { NotificationType, Time } from '../../src/domain/rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import type { MissingFact, Reason } from '../../src/domain/verdict.ts';
import { call, question, rule, without } from './builders.ts';

/** What is decided about one call to 101, who has these rules; one rule for every missed call unless told. */
export const about = (change: Partial<Call>, more: Partial<Question> = {}) =>
  decide(question({ call: call(change), ...more }));
export const settings = (change: Partial<Settings>): Pick<Question, 'settings'> => ({
  settings: { ...DEFAULT_SETTINGS, ...change },
});
export const straightUnknown = (change: Partial<Call> = {}): Call =>
  without(call(change), 'straight');
export const summary = ({ verdict, reason, types, missing }: ReturnType<typeof decide>) => ({
  verdict,
  reason,
  types,
  missing,
});

export const told = (...types: NotificationType[]) => ({
  verdict: 'notify',
  reason: 'matched',
  types,
  missing: [],
});
export const silent = (reason: Reason) => ({ verdict: 'silent', reason, types: [], missing: [] });
export const undecided = (...missing: MissingFact[]) => ({
  verdict: 'undecided',
  reason: 'missing-facts',
  types: [],
  missing,
});

export const VOICEMAIL = rule({ types: ['voicemail'] });
export const BOTH = rule({ types: ['missed', 'voicemail'] });
export const timed = (time: Time): JudgedRule => rule({ time });
export const listing = (...numbers: string[]): JudgedRule =>
  rule({ callers: { kind: 'listed', numbers } });
