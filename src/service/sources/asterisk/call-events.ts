/** What each event of AMI adds to what is known of its call. */

import { applicationOf, kept, known, knownField, NAME, numberField } from './event-fields.ts';
import { type AmiMessage, field } from './frames.ts';
import type { OpenCalls, Subject } from './open-calls.ts';
import { type Channel, endpointOf, isLocal, type Leg, type TrackedCall } from './tracked-call.ts';

/** When it was heard: `at` is null in a recording without times, `clock` the latest time that is known. */
type Moment = { at: number | null; clock: number };

/** Takes an event in, and gives its call if that was the end of it. */
type Take = (open: OpenCalls, message: AmiMessage, moment: Moment) => TrackedCall | null;

const MOST_CONTEXTS = 100;
const MOST_RECORDS = 200;

const NUMBER = /^[+*#\d][*#\d]+$/;
/** Further on in the dial plan a few digits are an extension that it goes to, and not what the caller dialled. */
const LONG_NUMBER = /^\+?\d{6,}$/;

/** Where a channel is in the dial plan. */
const place = (channel: Channel, message: AmiMessage, number = LONG_NUMBER): void => {
  const context = field(message, NAME.context);
  if (context && channel.contexts.size < MOST_CONTEXTS && !channel.contexts.has(context)) {
    channel.contexts.add(kept(context));
  }
  const exten = channel.dialled === null ? field(message, NAME.exten) : undefined;
  if (exten !== undefined && number.test(exten)) channel.dialled = kept(exten);
};

/** The channel that an event is about; one that was not heard of goes on from here. */
const subjectOf = (
  open: OpenCalls,
  message: AmiMessage,
  clock: number,
  isWhole: boolean,
): Subject | null => {
  const id = field(message, NAME.uniqueid);
  if (!id) return null;
  const call = open.callFor(field(message, NAME.linkedid) || id, id, clock);
  call.steps += 1;
  const channel = open.channelIn(call, id, field(message, NAME.channel), isWhole);
  return channel && { call, channel };
};

const newChannel: Take = (open, message, { clock }) => {
  const channel = subjectOf(open, message, clock, true)?.channel;
  if (!channel) return null;
  channel.firstContext ??= knownField(message, NAME.context);
  channel.callerNumber ??= knownField(message, NAME.callerNumber);
  channel.callerName ??= knownField(message, NAME.callerName);
  place(channel, message, NUMBER);
  return null;
};

const detour = ({ call, channel }: Subject): void => {
  call.steps += 1;
  channel.detouredAt ??= call.steps;
};

const newExten: Take = (open, message, { at, clock }) => {
  const subject = subjectOf(open, message, clock, false);
  if (!subject) return null;
  place(subject.channel, message);
  const { isDetour, mailbox } = applicationOf(message);
  if (isDetour) detour(subject);
  subject.channel.mailbox = mailbox === null ? null : { name: mailbox, since: at };
  return null;
};

/** Digits that its caller dialled, or that it waits in a queue. */
const detoured: Take = (open, message) => {
  const subject = field(message, NAME.direction) === 'Sent' ? null : open.subjectOf(message);
  if (subject) detour(subject);
  return null;
};

/** What might name the subscriber of a leg: its phone, what was dialled for it, the number that its channel has. */
const addressesOf = (message: AmiMessage, channelName: string): string[] => {
  if (isLocal(channelName)) return [];
  const dialString = field(message, NAME.dialString) ?? '';
  const number = field(message, NAME.calledNumber);
  const all = [endpointOf(channelName), ...dialString.split(/[@/]/, 2), number];
  return [...new Set(all.map((address) => known(address ?? undefined)))].filter(
    (address) => address !== null,
  );
};

const newLeg = (
  message: AmiMessage,
  { id, name }: Channel,
  dialledBy: string | null,
  beganStep: number,
  beganAt: number | null,
): Leg => ({
  id,
  channelName: name,
  callerNumber: knownField(message, NAME.callerNumber),
  callerName: knownField(message, NAME.callerName),
  dialledBy,
  addresses: addressesOf(message, name),
  beganStep,
  endedStep: null,
  beganAt,
  endedAt: null,
  status: null,
  refused: false,
  forwardedTo: null,
  isPickedUp: false,
});

/** What Asterisk originates itself has only the called side. */
const dialBegin: Take = (open, message, { at, clock }) => {
  const id = field(message, NAME.calledId);
  if (!id) return null;
  const by = field(message, NAME.uniqueid);
  const linkedid = field(message, NAME.linkedid) || field(message, NAME.calledLinkedid);
  const call = open.callFor(linkedid || by || id, by ?? id, clock);
  call.steps += 1;
  const caller = by ? open.channelIn(call, by, field(message, NAME.channel), false) : null;
  if (caller) place(caller, message);
  const channel = open.channelIn(call, id, field(message, NAME.calledChannel), false);
  if (!channel || call.legs.has(channel.id)) return null;
  call.legs.set(channel.id, newLeg(message, channel, by ? kept(by) : null, call.steps, at));
  return null;
};

/** The leg that was dialled last by the same channel: that of a forward begins right before it is told of. */
const lastBefore = ({ legs }: TrackedCall, { id, dialledBy }: Leg): string | null =>
  [...legs.values()].findLast((leg) => leg.dialledBy === dialledBy && leg.id !== id)?.id ?? null;

const dialEnd: Take = (open, message, { at }) => {
  const found = open.legOf(field(message, NAME.calledId));
  if (!found || found.leg.status === 'ANSWER') return null;
  const { call, leg } = found;
  call.steps += 1;
  leg.status = knownField(message, NAME.dialStatus);
  leg.endedStep = call.steps;
  leg.endedAt = at;
  leg.refused = call.channels.get(leg.id)?.hasRequestedHangup ?? false;
  if (field(message, NAME.forward)) leg.forwardedTo = lastBefore(call, leg);
  return null;
};

const pickup: Take = (open, message) => {
  const found = open.legOf(field(message, NAME.target));
  if (found) found.leg.isPickedUp = true;
  return null;
};

const hangupRequest: Take = (open, message) => {
  const subject = open.subjectOf(message);
  if (subject) subject.channel.hasRequestedHangup = true;
  return null;
};

const hangup: Take = (open, message) => {
  const subject = open.subjectOf(message);
  if (!subject || subject.channel.isOver) return null;
  const { call, channel } = subject;
  const cause = numberField(message, NAME.cause);
  channel.isOver = true;
  channel.cause = Number.isInteger(cause) ? cause : null;
  call.open -= 1;
  return call.open === 0 ? call : null;
};

/** Whose voice message it is where the event does not say: the one channel that leaves one in that mailbox. */
const leaving = ({ calls }: OpenCalls, mailbox: string): Subject | null => {
  const found = [...calls.values()].flatMap((call) =>
    [...call.channels.values()]
      .filter((channel) => !channel.isOver && channel.mailbox?.name === mailbox)
      .map((channel) => ({ call, channel })),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
};

/** Told as well when somebody has listened to his messages: only a channel that is leaving one has left one. */
const messageWaiting: Take = (open, message, { at }) => {
  const mailbox = knownField(message, NAME.mailbox);
  if (mailbox === null || field(message, NAME.waiting) !== '1') return null;
  const hasChannel = field(message, NAME.uniqueid) !== undefined;
  const subject = hasChannel ? open.subjectOf(message) : leaving(open, mailbox);
  const begun = subject?.channel.mailbox;
  if (!subject || !begun) return null;
  const { call, channel } = subject;
  const seconds = at === null || begun.since === null ? null : (at - begun.since) / 1000;
  call.messages.push({ mailbox, channel: channel.id, seconds });
  channel.mailbox = null;
  return null;
};

const record: Take = ({ calls }, message) => {
  const call = calls.get(field(message, NAME.recordLinkedid) ?? '');
  if (!call || call.records.length >= MOST_RECORDS) return null;
  call.records.push({
    channel: kept(field(message, NAME.channel) ?? ''),
    destination: kept(field(message, NAME.recordDestination) ?? ''),
    application: kept(field(message, NAME.recordApplication) ?? ''),
    end: kept(field(message, NAME.recordEnd) ?? ''),
    seconds: numberField(message, NAME.recordSeconds),
  });
  return null;
};

const TAKE: ReadonlyMap<string, Take> = new Map([
  ['Newchannel', newChannel],
  ['Newexten', newExten],
  ['DialBegin', dialBegin],
  ['DialEnd', dialEnd],
  ['HangupRequest', hangupRequest],
  ['Hangup', hangup],
  ['Pickup', pickup],
  ['QueueCallerJoin', detoured],
  ['DTMFEnd', detoured],
  ['MessageWaiting', messageWaiting],
  ['Cdr', record],
]);

/** The events that tell of calls; all others are passed over. */
export const CALL_EVENTS: ReadonlySet<string> = new Set(TAKE.keys());

/** Takes an event into its call, and gives the call if that was its end. */
export const takeEvent: Take = (open, message, moment) =>
  TAKE.get(message.name)?.(open, message, moment) ?? null;
