/** The one way in for calls, whoever brings them: call, verdict and notifications in one transaction. */
import type { ReportResult } from '../../contract/calls.ts';
import {
  type Call,
  callSchema,
  canonicalCall,
  endOf,
  impossibleStart,
  mergeRepeat,
  startOf,
} from '../../domain/call.ts';
import { check } from '../../domain/check.ts';
import type { LocatedFault } from '../../domain/fault.ts';
import { NOTIFICATION_TYPES, type NotificationType } from '../../domain/rule.ts';
import { channelsTo, type Subscriber } from '../../domain/subscriber.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { callByIdentity, insertCall, type StoredCall, updateCall } from '../store/calls.ts';
import { insertNotification } from '../store/notifications.ts';
import { readPosition } from '../store/singles.ts';
import type { Context, Handler } from './context.ts';
import { type Judge, judgeOn } from './judge.ts';

/** `recorded` calls are history: each is judged as of its own time, and nobody is told. */
type Taking = Context & { judge: Judge; recorded: boolean };

type Judged = { call: Call; subscriber: Subscriber | null; verdict: Verdict };

const judged = ({ judge, now, recorded }: Taking, call: Call): Judged => {
  const subscriber = judge.calledBy(call);
  const verdict = judge.verdictOn({ call, subscriber, judgedAt: recorded ? endOf(call) : now });
  return { call, subscriber, verdict };
};

/** One notification for each channel and type that is due, naming every rule that asks for it (A6, R9). */
const enqueue = (
  { db, now }: Taking,
  callId: number,
  { subscriber, verdict }: Judged,
  due: readonly NotificationType[],
): void => {
  if (!subscriber) return;
  for (const type of due.filter((name) => verdict.types.includes(name))) {
    const rules = verdict.rules.flatMap(({ id, types }) =>
      id !== null && types.includes(type) ? [id] : [],
    );
    for (const channel of channelsTo(subscriber)) {
      insertNotification(db, { callId, subscriberId: subscriber.id, type, channel, rules }, now);
    }
  }
};

/**
 * What a repeat can newly make due (A7): a missed call that was undecided, a voice message that was not there, and
 * all of a call that was nobody's.
 */
const newlyDue = (before: StoredCall, call: Call): readonly NotificationType[] => {
  if (before.verdict.reason === 'no-such-subscriber') return NOTIFICATION_TYPES;
  const wasOpen = before.verdict.verdict === 'undecided' || before.verdict.missing.length > 0;
  return [
    ...(wasOpen ? (['missed'] as const) : []),
    ...(call.voicemail && !before.call.voicemail ? (['voicemail'] as const) : []),
  ];
};

const takeRepeat = (
  taking: Taking,
  before: StoredCall,
  repeat: Call,
): Pick<ReportResult, 'id' | 'result' | 'verdict'> => {
  const { id } = before;
  const call = mergeRepeat(before.call, repeat);
  const merged = callSchema().parse(JSON.parse(JSON.stringify(call)));
  if (JSON.stringify(merged) === JSON.stringify(before.call))
    return { id, result: 'known', verdict: before.verdict };
  const outcome = judged(taking, merged);
  // Whoever was told stays told, though by now it is too late, or the rule is gone.
  const untold = before.verdict.verdict === 'notify' && outcome.verdict.verdict !== 'notify';
  const verdict = untold ? before.verdict : outcome.verdict;
  updateCall(taking.db, id, { ...outcome, verdict });
  enqueue(taking, id, outcome, newlyDue(before, merged));
  return { id, result: 'taken', verdict };
};

const take = (taking: Taking, call: Call): Pick<ReportResult, 'id' | 'result' | 'verdict'> => {
  const before = callByIdentity(taking.db, call);
  if (before) return takeRepeat(taking, before, call);
  const outcome = judged(taking, call);
  const id = insertCall(taking.db, outcome, taking.now);
  enqueue(taking, id, outcome, NOTIFICATION_TYPES);
  return { id, result: 'taken', verdict: outcome.verdict };
};

/** Whether a source that is listened to reports it, or did, by itself: to take it here would leave it untold. */
const isReportedLive = ({ db }: Taking, call: Call): boolean => {
  const position = readPosition(db, call.source);
  return position !== null && startOf(call) >= position.since;
};

/** What of a call of the past is kept: that nobody is told of it. */
const untold = (verdict: Verdict): Verdict =>
  verdict.verdict === 'notify'
    ? { ...verdict, verdict: 'silent', reason: 'past', types: [], missing: [] }
    : verdict;

/** It is kept as if it had been received when it was over; what is there already stays as it is. */
const takePast = (taking: Taking, call: Call): Pick<ReportResult, 'id' | 'result' | 'verdict'> => {
  const before = callByIdentity(taking.db, call);
  if (before) return { id: before.id, result: 'known', verdict: before.verdict };
  if (isReportedLive(taking, call)) return { id: null, result: 'known', verdict: null };
  const outcome = judged(taking, call);
  const kept = { ...outcome, verdict: untold(outcome.verdict) };
  const id = insertCall(taking.db, kept, Math.min(taking.now, endOf(call)));
  return { id, result: 'taken', verdict: outcome.verdict };
};

const refused = (index: number, faults: readonly LocatedFault[]): ReportResult => ({
  index,
  result: 'refused',
  id: null,
  verdict: null,
  problem: faults.map(({ path, fault }) => ({ path: [...path], fault })),
});

/** Each call by itself: one that is refused never holds up the others. */
export const reportCalls: Handler<'reportCalls'> = (context, { query, body }) => {
  const taking = { ...context, judge: judgeOn(context.db), recorded: query.recorded };
  const takeOne = query.recorded ? takePast : take;
  return body.map((value, index) => {
    const checked = check(callSchema(), value);
    if (!checked.ok) return refused(index, checked.fault);
    const impossible = impossibleStart(checked.value, context.now);
    if (impossible) return refused(index, [{ path: ['startedAt'], fault: impossible }]);
    const call = canonicalCall(checked.value, taking.judge.settings.region);
    return { index, ...takeOne(taking, call), problem: [] };
  });
};
