/** How the legs of a call ended, each seen in the whole of its call. */
import type { Outcome } from '../../../domain/call.ts';
import type { EndedCall } from './call-tracker.ts';
import { outcomeOf } from './outcome.ts';
import type { Reached } from './reach.ts';
import { isLocal, type Leg, otherHalf, type TrackedCall } from './tracked-call.ts';

/** The better known comes first: of several phones of one subscriber, one that answered decides. */
const DECIDING: readonly Outcome[] = [
  'answered',
  'answered-elsewhere',
  'caller-cancelled',
  'unknown',
  'no-answer',
  'declined',
  'busy',
  'unavailable',
  'denied',
  'failed',
];

const byStatus = (call: TrackedCall, { id, status, refused }: Leg): Outcome =>
  outcomeOf({ status, cause: call.channels.get(id)?.cause ?? null, refused });

/** A dial that was cancelled ended as that which was above it: a queue's timeout hangs its Local channel up. */
const cancelledFromAbove = (call: TrackedCall, above: readonly Leg[]): Outcome => {
  const leg = above.at(-1);
  if (!leg) return 'caller-cancelled';
  const outcome = byStatus(call, leg);
  if (outcome === 'caller-cancelled') return cancelledFromAbove(call, above.slice(0, -1));
  return outcome === 'answered' ? 'answered-elsewhere' : outcome;
};

/** The one of several outcomes that is that of all. */
export const deciding = (outcomes: readonly Outcome[]): Outcome =>
  DECIDING.find((outcome) => outcomes.includes(outcome)) ?? 'unknown';

/**
 * How a chain's last leg ended, with what came from above, and what became of it where its phone sent the call on: as it
 * ended there (A4). Each forward is followed once, and one that leads back to itself tells nothing.
 */
const endsIn = (call: TrackedCall): ((chain: readonly Leg[]) => Outcome) => {
  const forwards = new Map<Leg, Outcome>();
  const legs = [...call.legs.values()];

  const afterForward = (leg: Leg): Outcome => {
    const found = forwards.get(leg);
    if (found) return found;
    forwards.set(leg, 'unknown');
    const half = isLocal(leg.channelName) ? otherHalf(leg.channelName) : null;
    const further = legs.filter(({ dialledBy }) => {
      const dialler = half === null ? undefined : call.channels.get(dialledBy ?? '');
      return dialler?.name === half;
    });
    const outcome =
      further.length > 0 ? deciding(further.map((one) => endOf([leg, one]))) : endOf([leg]);
    forwards.set(leg, outcome === 'answered' ? 'answered-elsewhere' : outcome);
    return forwards.get(leg) ?? 'unknown';
  };

  const endOf = (chain: readonly Leg[]): Outcome => {
    const leg = chain.at(-1);
    if (!leg) return 'unknown';
    if (leg.isPickedUp) return 'answered-elsewhere';
    const after = leg.forwardedTo === null ? undefined : call.legs.get(leg.forwardedTo);
    if (after) return afterForward(after);
    const own = byStatus(call, leg);
    return own === 'caller-cancelled' ? cancelledFromAbove(call, chain.slice(0, -1)) : own;
  };

  return endOf;
};

/** Endings after which the caller may still be answered by somebody else. */
const OPEN_ENDINGS: readonly Outcome[] = ['no-answer', 'caller-cancelled', 'unknown'];

/** The outcome of each leg. A4: who rang out is told of nothing if somebody else answered after he had begun to ring. */
export const legOutcomes = (
  { call, isInterrupted }: EndedCall,
  all: readonly Reached[],
): ((reached: Reached) => Outcome) => {
  const endOf = endsIn(call);
  const lastAnswer = Math.max(
    0,
    ...all.map(({ leg }) => (leg.status === 'ANSWER' ? (leg.endedStep ?? 0) : 0)),
  );
  return ({ leg, chain }) => {
    const own = endOf(chain);
    if (lastAnswer > leg.beganStep && OPEN_ENDINGS.includes(own)) return 'answered-elsewhere';
    return isInterrupted && own === 'no-answer' ? 'unknown' : own;
  };
};
