/** What the rules would say to a call that has not happened. */
import { type Call, canonicalCall, startOf } from '../../domain/call.ts';
import { formatInstant } from '../../domain/instant.ts';
import { canonicalContent } from '../../domain/rule.ts';
import { accepted, type Handler } from './context.ts';
import { judgeOn } from './judge.ts';
import { findWho } from './who.ts';

/** Nothing is kept. It is judged at its own start, so that it is never too old. */
export const decideCall: Handler<'decideCall'> = ({ db, now }, { body }) => {
  const { subscriber: who, startedAt, kind, ...asked } = body.call;
  const judge = judgeOn(db);
  const { settings, schedule } = judge;
  const subscriber = findWho(db, who, ['call', 'subscriber']);
  const draft: Call = canonicalCall(
    {
      ...asked,
      source: 'test',
      sourceCallId: 'test',
      subscriber: subscriber.extension ?? subscriber.number ?? '',
      startedAt: startedAt ?? formatInstant(now, schedule.zone),
      kind: kind ?? 'internal',
    },
    settings.region,
  );
  const call: Call = kind || judge.callerOf(draft) ? draft : { ...draft, kind: 'multichannel' };
  const rules = body.rules?.map((content, index) => ({
    ...accepted(canonicalContent(content, settings.region), ['rules', index]),
    id: null,
    subscriber,
  }));
  return {
    call,
    subscriber,
    verdict: judge.verdictOn({ call, subscriber, judgedAt: startOf(call), rules }),
  };
};
