// What a recording of a real Asterisk says of one call to one extension. Enough to hold the demo's calls against the
// recordings, and no more: it knows the dial plan that they were made with.
import type { Call, Outcome } from '../../src/domain/call.ts';
import { formatInstant } from '../../src/domain/instant.ts';
import { DEFAULT_SCHEDULE } from '../../src/domain/schedule.ts';

type AmiEvent = Readonly<Record<string, string>>;

const LINE_END = '\r\n';
const SECOND = 1000;

/** `DialStatus` alone does not tell a caller who hung up from a phone that lost to another: the cause does. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'NOANSWER 0': 'no-answer',
  'CANCEL 26': 'answered-elsewhere',
  'CANCEL 127': 'caller-cancelled',
};

const eventsIn = (recording: string): AmiEvent[] =>
  recording
    .split(LINE_END.repeat(2))
    .map((block) =>
      Object.fromEntries(
        block.split(LINE_END).map((line) => [line.split(': ', 1)[0], line.replace(/^.*?: /, '')]),
      ),
    );

/** The first event that has all of these fields. */
const eventWith = (events: readonly AmiEvent[], fields: AmiEvent): AmiEvent => {
  const wanted = Object.entries(fields);
  const found = events.find((event) => wanted.every(([name, value]) => event[name] === value));
  if (!found) throw new Error(`the recording has no event with ${JSON.stringify(fields)}`);
  return found;
};

const field = (event: AmiEvent, name: string): string => {
  const value = event[name];
  if (value === undefined) throw new Error(`${event.Event} has no ${name}`);
  return value;
};

const instant = (milliseconds: number): string =>
  formatInstant(milliseconds, DEFAULT_SCHEDULE.zone);

/** Straight: dialled without anything before that could have been a menu, and no other phone rang with it. */
const isStraight = (events: readonly AmiEvent[], caller: string): boolean =>
  eventWith(events, { Event: 'Newexten', Uniqueid: caller }).Application === 'Dial' &&
  events.filter(({ Event }) => Event === 'DialBegin').length === 1;

/** The call as a source would report it; the clock of the CDR is UTC. */
export const callIn = (recording: string, extension: string): Call => {
  const events = eventsIn(recording);
  const begin = eventWith(events, { Event: 'DialBegin', DestCallerIDNum: extension });
  const leg = field(begin, 'DestUniqueid');
  const end = eventWith(events, { Event: 'DialEnd', DestUniqueid: leg });
  const hangup = eventWith(events, { Event: 'Hangup', Uniqueid: leg });
  const cdr = eventWith(events, {
    Event: 'Cdr',
    DestinationChannel: field(begin, 'DestChannel'),
  });
  const [dialStatus, cause] = [field(end, 'DialStatus'), field(hangup, 'Cause')];
  return {
    source: 'asterisk:office',
    sourceCallId: leg,
    startedAt: instant(Math.trunc(Number(leg)) * SECOND),
    endedAt: instant(Date.parse(`${field(cdr, 'EndTime')}Z`)),
    rangSeconds: Number(field(cdr, 'Duration')),
    subscriber: extension,
    caller: { number: field(begin, 'CallerIDNum'), name: field(begin, 'CallerIDName') },
    dialled: field(begin, 'Exten'),
    kind: field(begin, 'Context') === 'from-trunk' ? 'multichannel' : 'internal',
    straight: isStraight(events, field(begin, 'Uniqueid')),
    outcome: OUTCOMES[`${dialStatus} ${cause}`] ?? 'unknown',
    raw: { dialStatus, cause: Number(cause) },
  };
};
