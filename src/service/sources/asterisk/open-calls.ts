/** The calls that go on, with their channels: found by the ids that events have, made when they are first heard of. */

import { kept, NAME } from './event-fields.ts';
import { type AmiMessage, field } from './frames.ts';
import { type Channel, type Leg, newCall, newChannel, type TrackedCall } from './tracked-call.ts';

const MOST_CHANNELS = 1_000;

/** What an event is about. */
export type Subject = { call: TrackedCall; channel: Channel };

export type OpenCalls = {
  /** By their `Linkedid`, the oldest first. */
  calls: ReadonlyMap<string, TrackedCall>;
  /** The call of a channel, else that of the `Linkedid`, made at that time if it is new. */
  callFor: (linkedid: string, uniqueid: string, now: number) => TrackedCall;
  /** The channel of a call, made if it was not heard of; null if the call has too many. */
  channelIn: (
    call: TrackedCall,
    id: string,
    name: string | undefined,
    isWhole: boolean,
  ) => Channel | null;
  /** The channel that an event is about, if it was heard of before. */
  subjectOf: (message: AmiMessage) => Subject | null;
  legOf: (id: string | undefined) => { call: TrackedCall; leg: Leg } | null;
  forget: (call: TrackedCall) => void;
};

export const openCalls = (): OpenCalls => {
  const calls = new Map<string, TrackedCall>();
  /** By their ids and not by their `Linkedid`: bridges give channels another one. */
  const callOf = new Map<string, TrackedCall>();

  const forget = (call: TrackedCall): void => {
    calls.delete(call.id);
    for (const id of call.channels.keys()) if (callOf.get(id) === call) callOf.delete(id);
  };

  /** A channel that was heard of by itself may turn out to be dialled for another call. */
  const leave = (id: string): void => {
    const call = callOf.get(id);
    if (!call) return;
    if (call.channels.get(id)?.isOver === false) call.open -= 1;
    call.channels.delete(id);
    callOf.delete(id);
    if (call.channels.size === 0) forget(call);
  };

  return {
    calls,
    forget,
    callFor: (linkedid, uniqueid, now) => {
      const found = callOf.get(uniqueid) ?? calls.get(linkedid);
      if (found) return found;
      const call = newCall(kept(linkedid), now);
      calls.set(call.id, call);
      return call;
    },
    channelIn: (call, id, name, isWhole) => {
      const found = call.channels.get(id);
      if (found) return found;
      if (call.channels.size >= MOST_CHANNELS) return null;
      leave(id);
      const channel = newChannel(kept(id), kept(name ?? ''), isWhole);
      call.channels.set(channel.id, channel);
      callOf.set(channel.id, call);
      call.open += 1;
      return channel;
    },
    subjectOf: (message) => {
      const id = field(message, NAME.uniqueid) ?? '';
      const call = callOf.get(id);
      const channel = call?.channels.get(id);
      return call && channel ? { call, channel } : null;
    },
    legOf: (id = '') => {
      const call = callOf.get(id);
      const leg = call?.legs.get(id);
      return call && leg ? { call, leg } : null;
    },
  };
};
