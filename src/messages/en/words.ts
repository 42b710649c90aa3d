/** English: what commands say. */
import { countEnglish } from '../plural.ts';

const rules = (count: number): string => countEnglish(count, 'rule', 'rules');
const subscribers = (count: number): string => countEnglish(count, 'subscriber', 'subscribers');
const contacts = (count: number): string => countEnglish(count, 'contact', 'contacts');
const calls = (count: number): string => countEnglish(count, 'call', 'calls');
const messages = (count: number): string => countEnglish(count, 'message', 'messages');
const dates = (count: number): string => countEnglish(count, 'date', 'dates');

export const words = {
  error: 'Error:',
  next: 'Next:',
  warning: 'Warning:',
  moreFaults: (count: number): string => `and ${countEnglish(count, 'more fault', 'more faults')}`,
  problems: {
    usage: 'The command was called wrongly',
    'not-found': 'Not found',
    conflict: 'Conflict',
    stale: 'Changed meanwhile',
    invalid: 'Invalid input',
    failed: 'Failed',
    unavailable: 'Not available now',
  },
  pbx: (path: string, isDefault: boolean): string =>
    `PBX: ${path}${isDefault ? ' (embedded, the default; choose another by --pbx or PBX_URL)' : ''}`,
  newPbx: (path: string): string => `Made a new PBX: ${path}`,
  readAs: (file: string, encoding: string): string => `${file}: read as ${encoding}`,
  dryRun: 'Dry run: nothing was written.',
  progress: (done: number, total: number, rate: number, secondsLeft: number): string =>
    `${done} of ${total} · ${rate}/s · ${secondsLeft} s left`,
  yesOrNo: '(y/N)',

  headings: {
    id: 'ID',
    name: 'NAME',
    subscriber: 'SUBSCRIBER',
    number: 'NUMBER',
    numbers: 'NUMBERS',
    extension: 'EXT',
    email: 'E-MAIL',
    telegram: 'TELEGRAM',
    channels: 'GOES TO',
    types: 'TYPE',
    time: 'TIME',
    callers: 'CALLERS',
    vip: 'VIP',
    start: 'BEGAN',
    caller: 'CALLER',
    dialled: 'DIALLED',
    kind: 'KIND',
    outcome: 'OUTCOME',
    verdict: 'VERDICT',
    reason: 'REASON',
    weekday: 'DAY',
    hours: 'HOURS',
    result: 'RESULT',
    setting: 'SETTING',
    value: 'VALUE',
  },
  types: { missed: 'missed calls', voicemail: 'voice messages' },
  times: { all: 'any time', working: 'working hours', 'non-working': 'outside working hours' },
  callers: { all: 'all', vip: 'VIP' },
  telegram: { 'not-connected': 'not connected', connected: 'connected', blocked: 'blocked' },
  kinds: {
    internal: 'internal',
    multichannel: 'multichannel',
    direct: 'direct',
    unknown: 'unknown',
  },
  outcomes: {
    'no-answer': 'rang out',
    'caller-cancelled': 'caller hung up',
    answered: 'answered',
    'answered-elsewhere': 'answered elsewhere',
    busy: 'busy',
    declined: 'declined',
    unavailable: 'unavailable',
    denied: 'denied',
    failed: 'failed',
    unknown: 'unknown',
  },
  verdicts: { notify: 'notify', silent: 'silent', undecided: 'undecided' },
  results: { taken: 'taken', known: 'known already', refused: 'refused' },
  states: { waiting: 'waiting', sent: 'sent', failed: 'failed', withdrawn: 'withdrawn' },
  weekdays: {
    mon: 'Monday',
    tue: 'Tuesday',
    wed: 'Wednesday',
    thu: 'Thursday',
    fri: 'Friday',
    sat: 'Saturday',
    sun: 'Sunday',
  },
  email: 'e-mail',
  hidden: 'hidden number',
  yes: 'yes',
  no: 'no',
  unknown: '?',
  closed: 'closed',
  nowhere: '! nowhere',
  zone: 'Time zone',
  exceptions: 'Exceptions by date',
  revision: 'revision',

  notificationsOff: 'Notifications are off: there is no rule yet.',
  addFirstRule: 'Add the first: pbxctl rules add --addresses 101',
  noRulesFit: 'No rule fits the filters.',
  emptyList: 'Nothing found.',
  unreachable: (name: string): string =>
    `${name} has neither e-mail nor a connected Telegram: his rules will tell him nothing`,
  rulesAdded: (created: number, unchanged: number): string =>
    `Added: ${rules(created)}${unchanged > 0 ? `; there already: ${unchanged}` : ''}`,
  rulesEdited: (updated: number, unchanged: number): string =>
    `Changed: ${rules(updated)}${unchanged > 0 ? `; unchanged: ${unchanged}` : ''}`,
  rulesRemoved: (count: number): string => `Removed: ${rules(count)}`,
  removeRules: (count: number): string => `Remove ${rules(count)}?`,
  added: (what: string): string => `Added: ${what}`,
  changed: (what: string): string => `Changed: ${what}`,
  unchanged: 'Nothing to change: it is so already.',
  subscribersRemoved: (count: number, removedRules: number): string =>
    `Removed: ${subscribers(count)}${removedRules > 0 ? ` and ${rules(removedRules)}` : ''}`,
  removeSubscribers: (count: number, removedRules: number): string =>
    removedRules > 0
      ? `Remove ${subscribers(count)} and with them ${rules(removedRules)}?`
      : `Remove ${subscribers(count)}?`,
  goesWithRules: (name: string, count: number): string => `${name}: ${rules(count)}`,
  removeContacts: (count: number): string => `Remove ${contacts(count)}?`,
  contactsRemoved: (count: number): string => `Removed: ${contacts(count)}`,
  imported: (created: number, updated: number, unchanged: number): string =>
    `Added: ${created}; changed: ${updated}; unchanged: ${unchanged}`,
  datesImported: (count: number): string => `Exceptions: ${dates(count)}`,
  scheduleSet: 'The work schedule is set.',
  settingsSet: 'The settings are set.',
  callsReported: (taken: number, known: number, refused: number): string =>
    `Taken: ${calls(taken)}; known already: ${known}; refused: ${refused}`,
  toSend: (count: number): string =>
    `Waiting to be sent: ${messages(count)}. Send now: pbxctl notifications send`,
  sent: (sent: number, failed: number, waiting: number): string =>
    `Sent: ${messages(sent)}; failed: ${failed}; to be tried again: ${waiting}`,

  call: (id: number): string => `Call ${id}`,
  question: 'Such a call',
  decision: 'Verdict',
  missing: 'Not known',
  rule: (id: number | null): string => (id === null ? 'Rule' : `Rule ${id}`),
  holds: (holds: boolean | null): string => (holds === null ? 'unknown' : holds ? 'yes' : 'no'),
  criterion: { type: 'type', time: 'time', callers: 'caller' },
  facts: {
    outcome: 'how the call ended',
    kind: 'what kind of call it was',
    straight: 'whether it came straight',
  },
  notifications: 'Notifications',
  noNotifications: 'No notification was made.',

  message: {
    subject: { missed: 'Missed call', voicemail: 'Voice message' },
    from: 'From',
    hidden: 'hidden number',
    at: 'When',
    dialled: 'Number dialled',
    rang: 'Rang for',
    seconds: (count: number): string => `${count} s`,
    kind: 'Kind of call',
    rules: 'By rule',
    footer: 'You get this because of a notification rule of your PBX.',
  },
  count: { rules, subscribers, contacts, calls, messages },
};
