/** Follows calls through the events of AMI, each by its `Linkedid`, and gives them when all of each has ended (A4). */
import { takeEvent } from './call-events.ts';
import { NAME, timestampOf } from './event-fields.ts';
import { type AmiMessage, field } from './frames.ts';
import { openCalls } from './open-calls.ts';
import { startInId, type TrackedCall } from './tracked-call.ts';

/** A call that is over; of one that was interrupted nobody knows what would have come. */
export type EndedCall = { call: TrackedCall; isInterrupted: boolean };

export type CallTracker = {
  /**
   * Takes one message and gives the calls that ended with it.
   * @param heardAt milliseconds of Unix time; null where only the messages themselves tell the time
   */
  take: (message: AmiMessage, heardAt: number | null) => EndedCall[];
  /** Lets go of calls that have not ended within a day, and of the oldest where they are too many. */
  expire: (now: number) => EndedCall[];
  /** Nothing more will be heard: ended calls that waited for their records, and all that are under way. */
  end: () => EndedCall[];
  underWay: () => number;
};

const DAY = 86_400_000;
const MOST_CALLS = 50_000;
const EXPIRE_EVERY = 256;
/** In a recording the records of a call may follow its end. */
const LINGER_MESSAGES = 500;

export const callTracker = (): CallTracker => {
  const open = openCalls();
  /** Ended, with the count of messages up to which their records are waited for. */
  const lingering = new Map<TrackedCall, number>();
  let messages = 0;
  /** The latest time that was heard, or read in an id. */
  let clock = 0;

  const ended = (call: TrackedCall, isInterrupted: boolean): EndedCall => {
    open.forget(call);
    lingering.delete(call);
    return { call, isInterrupted };
  };

  const waitedFor = (): EndedCall[] => {
    const due: TrackedCall[] = [];
    for (const [call, until] of lingering) {
      if (until > messages) break;
      due.push(call);
    }
    return due.map((call) => ended(call, false));
  };

  const expire = (now: number): EndedCall[] => {
    const old: TrackedCall[] = [];
    for (const call of open.calls.values()) {
      if (lingering.has(call)) continue;
      const isOld = now - call.seenAt > DAY || open.calls.size - old.length > MOST_CALLS;
      if (!isOld) break;
      old.push(call);
    }
    return old.map((call) => ended(call, true));
  };

  return {
    take: (message, heardAt) => {
      if (message.type !== 'event') return [];
      messages += 1;
      const at = timestampOf(message) ?? heardAt;
      clock = Math.max(clock, at ?? startInId(field(message, NAME.uniqueid) ?? '') ?? 0);
      const over = takeEvent(open, message, { at, clock });
      const result = waitedFor();
      if (messages % EXPIRE_EVERY === 0) result.push(...expire(clock));
      if (over && at !== null) result.push(ended(over, false));
      else if (over && !lingering.has(over)) lingering.set(over, messages + LINGER_MESSAGES);
      return result;
    },
    expire,
    end: () => {
      const over = [...lingering.keys()].map((call) => ended(call, false));
      return [...over, ...[...open.calls.values()].map((call) => ended(call, true))];
    },
    underWay: () => open.calls.size - lingering.size,
  };
};
