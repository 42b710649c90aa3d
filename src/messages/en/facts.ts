/** English: the facts that decide a verdict, and its reasons. */
import type { CallKind, Outcome } from '../../domain/call.ts';
import type { Weekday } from '../../domain/interval.ts';
import { once } from '../../domain/remembered.ts';
import type { MissingFact } from '../../domain/verdict.ts';
import { beganTheDayBefore, hoursText, momentText } from '../moment.ts';
import { plain, quotedEnglish } from '../quote.ts';
import type { FactTexts, ReasonTexts } from '../types.ts';
import { words } from './words.ts';

const FULL: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

const KINDS: Record<CallKind, string> = {
  internal: 'an internal call',
  multichannel: 'a call to a multichannel number that came straight',
  direct: "a call from outside to the subscriber's own number",
  unknown: 'of whatever kind the call was',
};

const OUTCOMES: Record<Outcome, string> = {
  'no-answer': 'the time to answer ran out',
  'caller-cancelled': 'the caller hung up before the time to answer ran out',
  answered: 'the call was answered',
  'answered-elsewhere': 'somebody else answered the call',
  busy: 'the line was busy',
  declined: 'the call was declined',
  unavailable: 'the phone could not be reached',
  denied: 'the PBX did not allow the call',
  failed: 'the call failed for a technical reason',
  unknown: 'how the call ended is not known',
};

const MISSING: Record<MissingFact, string> = {
  outcome: 'how the call ended',
  kind: 'what kind of call it was',
  straight: 'whether it came straight to the subscriber',
};

const NOT_STRAIGHT = 'the call did not come straight: it went through a menu, a queue or a group';
const NOT_NOTIFIED =
  "nobody is told of calls from outside to a subscriber's own number (setting notifyDirectExternal)";

const twoOrMore = once(() => new Intl.ListFormat('en', { type: 'conjunction' }));

export const facts: FactTexts = {
  'rang-out': ({ kind }) => `it rang until the time to answer ran out (${KINDS[kind]})`,
  'ended-otherwise': ({ outcome }) => OUTCOMES[outcome],
  'not-straight': () => NOT_STRAIGHT,
  'direct-not-notified': () => NOT_NOTIFIED,
  'voice-message-left': () => 'a voice message was left',
  'no-voice-message': () => 'no voice message was left',
  'not-known': ({ missing }) =>
    missing.length > 0
      ? `not known: ${twoOrMore().format(missing.map((fact) => MISSING[fact]))}`
      : 'something about the call is not known',
  'in-working-hours': (at) => {
    const moment = `in working hours: ${words.shortWeekdays[at.weekday]} ${plain(at.time)}`;
    const hours = hoursText(at);
    if (beganTheDayBefore(at)) {
      return `${moment} (${hours} of the day before${at.exception ? ', an exception' : ''})`;
    }
    return at.exception
      ? `${moment}, ${plain(at.date)} is an exception: ${hours}`
      : `${moment} (${hours})`;
  },
  'outside-working-hours': (at) => {
    const moment = `outside working hours: ${words.shortWeekdays[at.weekday]} ${plain(at.time)}`;
    const hours = hoursText(at);
    if (at.exception) return `${moment}, ${plain(at.date)} is an exception: ${hours || 'closed'}`;
    return hours
      ? `${moment} (${hours})`
      : `${moment}, the schedule has no hours on ${FULL[at.weekday]}`;
  },
  'in-period': (at) =>
    `in the period ${plain(at.period)}: ${momentText(at, words.shortWeekdays[at.weekday])}`,
  'outside-period': (at) =>
    `outside the period ${plain(at.period)}: ${momentText(at, words.shortWeekdays[at.weekday])}`,
  'caller-listed': ({ number }) => `the caller ${plain(number)} is among the numbers of the rule`,
  'caller-not-listed': ({ number }) =>
    `the caller ${plain(number)} is not among the numbers of the rule`,
  'caller-vip': ({ number, name }) =>
    `the caller ${plain(number)} is a VIP contact: ${plain(name)}`,
  'caller-not-vip': ({ number }) => `the caller ${plain(number)} is not a VIP contact`,
  'caller-hidden': () => 'the number is hidden, so it is neither a listed nor a VIP number',
  'caller-no-number': ({ text }) =>
    `the caller came as ${quotedEnglish(text)}, which is not a number, so it is neither a listed nor a VIP number`,
};

export const reasons: ReasonTexts = {
  matched: 'a rule holds for the call',
  'missing-facts': 'too little is known about the call',
  'no-such-subscriber': 'nobody with this number or extension is a subscriber of the PBX',
  'too-old': 'the call began too long ago (setting notifyMaxAge)',
  past: 'it was taken from the past, of which nobody is told',
  'no-rules': 'the subscriber has no notification rules',
  'not-straight': NOT_STRAIGHT,
  'direct-not-notified': NOT_NOTIFIED,
  'no-rule-matches': "none of the subscriber's rules holds for the call",
  'caller-cancelled': OUTCOMES['caller-cancelled'],
  answered: OUTCOMES.answered,
  'answered-elsewhere': OUTCOMES['answered-elsewhere'],
  busy: OUTCOMES.busy,
  declined: OUTCOMES.declined,
  unavailable: OUTCOMES.unavailable,
  denied: OUTCOMES.denied,
  failed: OUTCOMES.failed,
};
