/** How the legs of a call came to ring: by which dial, with whom together, after what. */
import type { Channel, Leg, TrackedCall } from './tracked-call.ts';
import { isLocal, otherHalf } from './tracked-call.ts';

/** A leg to a phone or a trunk, with the legs that led to it: Local channels, from the caller's own dial down. */
export type Reached = {
  leg: Leg;
  /** The leg itself is the last. */
  chain: readonly Leg[];
  caller: Channel;
  /** Which dial of its caller it was, and of each Local channel between: `0` or `0.1`. */
  round: string;
  /** Of the first dial, and no phone had sent the call on. */
  isFirst: boolean;
};

const MOST_HOPS = 10;

const byDialler = (legs: Iterable<Leg>): Map<string, Leg[]> => {
  const groups = new Map<string, Leg[]>();
  for (const leg of legs) {
    if (leg.dialledBy === null) continue;
    const group = groups.get(leg.dialledBy);
    if (group) group.push(leg);
    else groups.set(leg.dialledBy, [leg]);
  }
  return groups;
};

/**
 * The number of each leg's dial among those of its dialler. Legs of one dial ring together: one that begins after all
 * that had begun have ended is of the next. A leg in whose place another was dialled does not count as ended before it.
 */
const roundsOf = (legs: readonly Leg[]): Map<Leg, number> => {
  const rounds = new Map<Leg, number>();
  let round = 0;
  let ringing: Leg[] = [];
  for (const leg of legs) {
    const stillRings = ringing.filter(
      ({ endedStep }) => endedStep === null || endedStep > leg.beganStep,
    );
    if (ringing.length > 0 && stillRings.length === 0) round += 1;
    ringing = [...stillRings, leg];
    rounds.set(leg, round);
  }
  return rounds;
};

/** Every leg that rang a phone or a trunk for a caller; what Asterisk originated itself has none. */
export const reachedIn = (call: TrackedCall): Reached[] => {
  const legs = [...call.legs.values()];
  const byName = new Map(legs.map((leg) => [leg.channelName, leg]));
  const sentOn = new Set(legs.map(({ forwardedTo }) => forwardedTo));
  const rounds = new Map<Leg, number>();
  for (const group of byDialler(legs).values()) {
    for (const [leg, round] of roundsOf(group)) rounds.set(leg, round);
  }

  /** From the caller's dial down to this leg; null if nobody is at its beginning. */
  const chainTo = (leg: Leg): { chain: Leg[]; caller: Channel } | null => {
    const chain = [leg];
    for (let hop = 0; hop < MOST_HOPS; hop += 1) {
      const dialler = call.channels.get(chain[0]?.dialledBy ?? '');
      if (!dialler) return null;
      if (!isLocal(dialler.name)) return { chain, caller: dialler };
      const above = byName.get(otherHalf(dialler.name));
      if (!above || chain.includes(above)) return null;
      chain.unshift(above);
    }
    return null;
  };

  return legs.flatMap((leg) => {
    const found = isLocal(leg.channelName) ? null : chainTo(leg);
    if (!found) return [];
    const numbers = found.chain.map((part) => rounds.get(part) ?? 0);
    const isFirst =
      numbers.every((round) => round === 0) && !found.chain.some(({ id }) => sentOn.has(id));
    return [{ leg, ...found, round: numbers.join('.'), isFirst }];
  });
};

/** Whether a channel on the way was at a menu, in a queue, or had digits dialled; null: its beginning was not seen. */
const wasDetoured = (call: TrackedCall, chain: readonly Leg[]): boolean | null => {
  const diallers = chain.map(({ dialledBy, beganStep }) => ({
    channel: call.channels.get(dialledBy ?? ''),
    before: beganStep,
  }));
  const isDetoured = diallers.some(({ channel, before }) => {
    const at = channel?.detouredAt ?? null;
    return at !== null && at < before;
  });
  if (isDetoured) return true;
  return diallers.every(({ channel }) => channel?.isWhole) ? false : null;
};

/**
 * Whether each leg came straight to whom it was for (A2): rung first and alone, without a menu or a queue before it.
 * What comes after others had been tried does not (A4). Null where the way was not seen.
 * @param targetOf whom a leg is for; the phones of one subscriber may ring together
 */
export const straightness = (
  call: TrackedCall,
  all: readonly Reached[],
  targetOf: (leg: Leg) => string,
): ((reached: Reached) => boolean | null) => {
  const first = all.filter(({ isFirst }) => isFirst);
  const targets = new Set(first.map(({ leg }) => targetOf(leg)));
  const ledSomewhere = new Set(all.flatMap(({ chain }) => chain));
  const sentOn = new Set([...call.legs.values()].map(({ forwardedTo }) => forwardedTo));
  const diallers = new Set(first.map(({ chain }) => chain[0]?.dialledBy));
  const lastEnd = Math.max(...first.map(({ chain }) => chain[0]?.endedStep ?? Number.MAX_VALUE), 0);
  /** Whether Local channels rang together with them, of which nothing more was heard. */
  const hasOthers = [...call.legs.values()].some(
    (leg) =>
      diallers.has(leg.dialledBy) &&
      leg.beganStep < lastEnd &&
      !ledSomewhere.has(leg) &&
      !sentOn.has(leg.id),
  );
  /** Somebody else had called him before he was sent on to call here. */
  const wasCalled = ({ id }: Channel): boolean => (call.legs.get(id)?.dialledBy ?? null) !== null;
  return ({ isFirst, chain, caller }) => {
    if (!isFirst || targets.size > 1 || hasOthers || wasCalled(caller)) return false;
    const detoured = wasDetoured(call, chain);
    return detoured === null ? null : !detoured;
  };
};
