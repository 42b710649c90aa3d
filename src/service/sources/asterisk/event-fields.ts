/** What the events of AMI say, as values of their own; Asterisk 13 to 22 name their fields so. */
import { type AmiMessage, field, fieldName } from './frames.ts';

/** The fields that are read, by what they are. */
export const NAME = {
  uniqueid: fieldName('Uniqueid'),
  linkedid: fieldName('Linkedid'),
  channel: fieldName('Channel'),
  context: fieldName('Context'),
  exten: fieldName('Exten'),
  callerNumber: fieldName('CallerIDNum'),
  callerName: fieldName('CallerIDName'),
  application: fieldName('Application'),
  data: fieldName('AppData'),
  calledId: fieldName('DestUniqueid'),
  calledLinkedid: fieldName('DestLinkedid'),
  calledChannel: fieldName('DestChannel'),
  calledNumber: fieldName('DestCallerIDNum'),
  dialString: fieldName('DialString'),
  dialStatus: fieldName('DialStatus'),
  forward: fieldName('Forward'),
  cause: fieldName('Cause'),
  direction: fieldName('Direction'),
  target: fieldName('TargetUniqueid'),
  mailbox: fieldName('Mailbox'),
  waiting: fieldName('Waiting'),
  timestamp: fieldName('Timestamp'),
  recordLinkedid: fieldName('linkedid'),
  recordDestination: fieldName('DestinationChannel'),
  recordApplication: fieldName('LastApplication'),
  recordEnd: fieldName('EndTime'),
  recordSeconds: fieldName('Duration'),
};

const LONGEST_VALUE = 256;
/** Shorter pieces of a text are copied by the engine itself. */
const SHORT = 13;

/** A text of its own: a piece of a message would keep the whole message in memory. */
export const kept = (text: string): string =>
  text.length < SHORT ? text : Buffer.from(text.slice(0, LONGEST_VALUE)).toString();

/** Asterisk writes `<unknown>` for a number or a name that it does not have. */
export const known = (text: string | undefined): string | null =>
  text === undefined || text === '' || text === '<unknown>' ? null : kept(text);

/** A field that is there and says something. */
export const knownField = (message: AmiMessage, name: string): string | null =>
  known(field(message, name));

export const numberField = (message: AmiMessage, name: string): number =>
  Number(field(message, name) || Number.NaN);

/** `Timestamp`, which Asterisk adds if it is told to, in milliseconds of Unix time. */
export const timestampOf = (message: AmiMessage): number | null => {
  const seconds = numberField(message, NAME.timestamp);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
};

/** Applications that wait for digits, and those that ring whoever is free: what is dialled after them is not straight (A2). */
const DETOURS = new Set([
  'background',
  'backgrounddetect',
  'speechbackground',
  'read',
  'readexten',
  'waitexten',
  'directory',
  'disa',
  'ivrdemo',
  'queue',
]);

/** The application that a channel comes to: its name is written as the dial plan has it. */
export const applicationOf = (
  message: AmiMessage,
): { isDetour: boolean; mailbox: string | null } => {
  const name = (field(message, NAME.application) ?? '').toLowerCase();
  // `101@default` of `101@default&102@default,s`.
  const [mailbox] = (field(message, NAME.data) ?? '').split(/[,&|]/, 1);
  return { isDetour: DETOURS.has(name), mailbox: name === 'voicemail' ? known(mailbox) : null };
};
