/** What is known of one call while it goes on: its channels, and the legs that were dialled for it. */

/** One end of the call in Asterisk: the caller's, that of a phone that rings, or half of a Local channel. */
export type Channel = {
  /** Its `Uniqueid`. */
  id: string;
  /** `PJSIP/101-00000005` */
  name: string;
  /** Whether it was seen from its beginning; else nobody knows what it went through before. */
  isWhole: boolean;
  /** Where it began: null if that was not seen. */
  firstContext: string | null;
  contexts: Set<string>;
  /** The first extension that it was at which is a number: what its caller dialled. */
  dialled: string | null;
  callerNumber: string | null;
  callerName: string | null;
  /** The step at which it first came to a menu, a queue or dialled digits; null: never. */
  detouredAt: number | null;
  /** The mailbox in which a message is being left, and since when. */
  mailbox: { name: string; since: number | null } | null;
  hasRequestedHangup: boolean;
  isOver: boolean;
  /** Q.850, of its `Hangup`. */
  cause: number | null;
};

/** One attempt of Asterisk to reach one phone, trunk or Local channel. */
export type Leg = {
  /** The `Uniqueid` of the channel that was called: a subscriber may be rung twice in one call. */
  id: string;
  channelName: string;
  /** Who dialled it, as its phone shows him. */
  callerNumber: string | null;
  callerName: string | null;
  /** The channel that dialled it; null: Asterisk itself (an originate). */
  dialledBy: string | null;
  /** What might name its subscriber, the best first. */
  addresses: string[];
  /** Steps count the messages of a call: what came before what. */
  beganStep: number;
  endedStep: number | null;
  /** Milliseconds of Unix time; null in a recording without times. */
  beganAt: number | null;
  endedAt: number | null;
  status: string | null;
  /** Whether the other end hung up before the dial ended. */
  refused: boolean;
  /** The leg that took its place when its phone sent the call on. */
  forwardedTo: string | null;
  isPickedUp: boolean;
};

/** A record of Asterisk's own about a leg or about an application; its clock is the wall clock of that machine. */
export type CallRecord = {
  channel: string;
  destination: string;
  application: string;
  end: string;
  seconds: number;
};

type VoiceMessage = { mailbox: string; channel: string; seconds: number | null };

export type TrackedCall = {
  /** The `Linkedid`. */
  id: string;
  steps: number;
  channels: Map<string, Channel>;
  open: number;
  legs: Map<string, Leg>;
  messages: VoiceMessage[];
  records: CallRecord[];
  /** When it was first heard of, in milliseconds of Unix time. */
  seenAt: number;
};

const IN_UNIQUEID = /(?:^|-)(\d{9,11})\.\d+$/;
const SECOND = 1000;

/**
 * When the channel was made, in milliseconds of Unix time: `1795345576.8`, with the name of the system before it if it
 * has one. Null for an id that somebody else chose.
 */
export const startInId = (uniqueid: string): number | null => {
  const [, seconds] = IN_UNIQUEID.exec(uniqueid) ?? [];
  return seconds === undefined ? null : Number(seconds) * SECOND;
};

const NAME = /^[^/]+\/(.+)-[\da-f]+(?:;[12])?$/;

/** The phone or trunk of a channel: `101` of `PJSIP/101-00000005`. */
export const endpointOf = (channelName: string): string | null =>
  NAME.exec(channelName)?.[1] ?? null;

export const isLocal = (channelName: string): boolean => channelName.startsWith('Local/');

/** The other half of a Local channel. */
export const otherHalf = (channelName: string): string =>
  channelName.replace(/[12]$/, (half) => (half === '1' ? '2' : '1'));

export const newChannel = (id: string, name: string, isWhole: boolean): Channel => ({
  id,
  name,
  isWhole,
  firstContext: null,
  contexts: new Set(),
  dialled: null,
  callerNumber: null,
  callerName: null,
  detouredAt: null,
  mailbox: null,
  hasRequestedHangup: false,
  isOver: false,
  cause: null,
});

export const newCall = (id: string, seenAt: number): TrackedCall => ({
  id,
  steps: 0,
  channels: new Map(),
  open: 0,
  legs: new Map(),
  messages: [],
  records: [],
  seenAt,
});
