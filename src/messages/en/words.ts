/** English: what commands say. */
import { countEnglish } from '../plural.ts';
import { sizeEnglish } from '../size.ts';
import { doctor } from './doctor.ts';

const rules = (count: number): string => countEnglish(count, 'rule', 'rules');
const subscribers = (count: number): string => countEnglish(count, 'subscriber', 'subscribers');
const contacts = (count: number): string => countEnglish(count, 'contact', 'contacts');
const calls = (count: number): string => countEnglish(count, 'call', 'calls');
const messages = (count: number): string => countEnglish(count, 'message', 'messages');

const IMPORTED = { subscribers: 'Subscribers', contacts: 'Contacts', exceptions: 'Exceptions' };
type Planned = { create: number; update: number; remove: number; unchanged: number };
type Imported = { created: number; updated: number; unchanged: number; removed?: number };

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
    malformed: 'Not a request',
    unauthenticated: 'Not signed in',
    forbidden: 'Not allowed',
    'too-large': 'Too large',
    'media-type': 'Not JSON',
    overloaded: 'Too many requests',
    unreachable: 'The PBX cannot be reached',
    unavailable: 'Not available now',
  },
  pbx: (address: string, isDefault: boolean): string =>
    `PBX: ${address}${isDefault ? ' (embedded, the default; choose another by --pbx or PBX_URL)' : ''}`,
  openToken: (url: string): string =>
    `Warning: the token goes to ${url} unencrypted; anybody on the way can read it`,
  newPbx: (path: string): string => `Made a new PBX: file:${path}`,
  noPbxYet: (path: string): string =>
    `There is no PBX at file:${path} yet; the first command that writes makes it`,
  readAs: (file: string, encoding: string): string => `${file}: read as ${encoding}`,
  dryRun: (done: string): string => `Dry run, nothing was written. It would be: ${done}`,
  dryRunOnly: 'Dry run, nothing was written.',
  progress: (done: number, total: number, rate: number, secondsLeft: number): string =>
    `${done} of ${total} · ${rate}/s · ${secondsLeft} s left`,
  openProgress: (done: number, rate: number): string => `${done} · ${rate}/s`,
  yesOrNo: '(y/N)',

  enterToken: 'Token',
  enterAccessToken: 'Access token',
  enterRefreshToken: 'Refresh token',
  tokensSwapped: 'The tokens stood the other way round; each says itself which it is.',
  tokensKept: (source: string, path: string): string =>
    `The tokens of ${source} are kept in ${path}`,
  tokensUntil: (access: string, refresh: string): string =>
    `The access token lives until ${access}, the refresh token until ${refresh}; a service renews both in time.`,
  signedIn: (url: string, profile: string, path: string): string =>
    `Signed in to ${url} as profile ${profile}; the token is kept in ${path}`,
  signedOut: (url: string): string => `The token for ${url} is forgotten`,
  isSignedIn: 'Signed in',
  notSignedIn: 'Not signed in',
  profileRemoved: (name: string): string => `The profile ${name} is forgotten`,
  tokenOnce: 'This is shown once: keep it where only its user can read it',
  tokenRevoked: (name: string): string => `The token ${name} is revoked`,
  completionReady: (shell: string): string =>
    `Completion for ${shell} is ready. Add this line to ~/.${shell}rc and open a new terminal`,
  never: 'never',
  actions: { create: 'made', update: 'changed', remove: 'removed' },
  headings: {
    scopes: 'SCOPES',
    made: 'MADE',
    expires: 'EXPIRES',
    at: 'WHEN',
    actor: 'WHO',
    action: 'DID',
    resource: 'WHAT',
    resourceId: 'ITS ID',
    id: 'ID',
    name: 'NAME',
    subscriber: 'SUBSCRIBER',
    number: 'NUMBER',
    numbers: 'NUMBERS',
    extension: 'EXT',
    email: 'E-MAIL',
    telegram: 'TELEGRAM',
    link: 'LINK',
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
    source: 'SOURCE',
    state: 'STATE',
    since: 'SINCE',
    lastCall: 'LAST CALL',
    taken: 'TAKEN',
    tokensUntil: 'TOKENS UNTIL',
    undecided: 'UNDECIDED',
    setting: 'SETTING',
    status: 'STATUS',
    attempts: 'TRIES',
    answer: 'ANSWER',
    call: 'CALL',
    rules: 'RULES',
    revision: 'REVISION',
    value: 'VALUE',
    calls: 'CALLS',
    were: 'WERE',
    would: 'WOULD BE',
    change: 'CHANGE',
  },
  types: { missed: 'missed calls', voicemail: 'voice messages' },
  times: { all: 'any time', working: 'working hours', 'non-working': 'outside working hours' },
  callers: { all: 'all', vip: 'VIP' },
  timesInProse: {
    all: 'at any time',
    working: 'in working hours',
    'non-working': 'outside working hours',
  },
  callersInProse: { all: 'from anybody', vip: 'from VIP clients' },
  listedInProse: (numbers: string): string => `from ${numbers}`,
  andMore: (count: number): string => `and ${count} more`,
  telegramLinks: (count: number): string =>
    `${countEnglish(count, 'link', 'links')}: each works once, for 24 hours, and only for whom it is`,
  telegram: { 'not-connected': 'not connected', connected: 'connected', blocked: 'blocked' },
  kinds: {
    internal: 'internal',
    multichannel: 'multichannel',
    direct: 'direct',
    unknown: 'unknown',
  },
  verdicts: { notify: 'notify', silent: 'silent', undecided: 'undecided' },
  results: { taken: 'taken', known: 'known already', refused: 'refused' },
  states: { waiting: 'waiting', sent: 'sent', failed: 'failed', withdrawn: 'withdrawn' },
  sourceStates: {
    connecting: 'connecting',
    connected: 'connected',
    waiting: 'to be tried again',
    stopped: 'stopped',
  },
  weekdays: {
    mon: 'Monday',
    tue: 'Tuesday',
    wed: 'Wednesday',
    thu: 'Thursday',
    fri: 'Friday',
    sat: 'Saturday',
    sun: 'Sunday',
  },
  shortWeekdays: {
    mon: 'Mon',
    tue: 'Tue',
    wed: 'Wed',
    thu: 'Thu',
    fri: 'Fri',
    sat: 'Sat',
    sun: 'Sun',
  },
  toldOf: {
    all: 'of every caller',
    listed: 'of those listed',
    vip: 'of VIP only',
    nobody: 'of nobody',
  },
  week: (from: string, to: string, zone: string): string => `${from}..${to}, ${zone}`,
  alsoVoicemail: 'Also told of every voice message',
  coverageMore: (count: number): string =>
    `and ${countEnglish(count, 'other week', 'other weeks')}; one subscriber: --subscriber 101, all: --json`,
  coverageUnreachable: (count: number): string =>
    `${subscribers(count)} with rules can be told nothing, for want of e-mail and Telegram: pbxctl rules lint`,
  email: 'e-mail',
  hidden: 'hidden number',
  yes: 'yes',
  no: 'no',
  unknown: '?',
  closed: 'closed',
  nowhere: '! nowhere',
  zone: 'Time zone',
  exceptions: 'Exceptions by date',

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
  plan: {
    empty: 'Nothing to change: the rules are so already.',
    counts: ({ create, update, remove, unchanged }: Planned): string =>
      `Plan: ${create} to add, ${update} to change, ${remove} to remove; ${unchanged} unchanged`,
    applied: ({ create, update, remove, unchanged }: Planned): string =>
      `Applied: ${create} added, ${update} changed, ${remove} removed; ${unchanged} unchanged`,
    apply: (count: number): string => `Apply ${countEnglish(count, 'change', 'changes')}?`,
    numbersAdded: (numbers: string): string => `with ${numbers}`,
    numbersRemoved: (numbers: string): string => `without ${numbers}`,
    nothingApplied: 'Nothing was applied.',
    saved: (path: string): string =>
      `The plan is saved; apply exactly this: pbxctl rules apply ${path}`,
    needsForce: (changed: number, all: number): string =>
      `${changed} of ${all} rules would change or go, more than 30 %: apply wants --force for that`,
    waiting:
      'The change is with the PBX already; waiting for its answer. Press Ctrl-C again to leave at once.',
    reading: (file: string): string => `Reading ${file}`,
    comparing: 'Comparing with the rules of the PBX',
    applying: (count: number): string => `Applying ${countEnglish(count, 'change', 'changes')}`,
    taking: (rows: number): string => `Taking ${countEnglish(rows, 'row', 'rows')}`,
    partial:
      'These are not all rules of these subscribers: apply would remove the others. Without --type, --time and --callers it is all of them.',
  },
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
  imported: (what: 'subscribers' | 'contacts' | 'exceptions', counts: Imported): string =>
    `${IMPORTED[what]}: ${counts.created} added, ${counts.updated} changed, ${counts.unchanged} unchanged${counts.removed === undefined ? '' : `, ${counts.removed} removed`}`,
  pruneExceptions: (count: number): string =>
    `Remove ${countEnglish(count, 'exception', 'exceptions')} that the file does not have?`,
  scheduleSet: 'The work schedule is set.',
  settingsSet: 'The settings are set.',
  replayed: (calls: number, since: string, were: number, would: number, change: string): string =>
    `Calls since ${since}: ${calls}; messages: ${were}, now ${would}${change}`,
  messageOf: (type: 'missed' | 'voicemail', channel: 'email' | 'telegram'): string =>
    `${type === 'missed' ? 'missed call' : 'voice message'}, ${channel === 'email' ? 'e-mail' : 'Telegram'}`,
  callsReported: (taken: number, known: number, refused: number): string =>
    `Taken: ${calls(taken)}; known already: ${known}; refused: ${refused}`,
  noSources:
    'No source of calls is given to this service: pbxctl serve --source "asterisk://…" or "t2:?name=main"',
  sourcesElsewhere:
    'A PBX in a file listens to no source by itself; its service does: pbxctl serve --source "asterisk://…"',
  sourceWorks: (address: string, version: string): string =>
    `${address} lets pbxctl in: ${version}`,
  sourceUnknown: (values: string): string =>
    `T2 says what this version does not know; such calls may be undecided: ${values}`,
  leftOut: (employee: string, field: string, why: string): string =>
    `${employee}: left out${field && ` the ${field}`}: ${why}`,
  subscriberFields: { number: 'number', extension: 'extension', email: 'e-mail' },
  historyRead: (found: number, broken: number): string =>
    `Calls in the history: ${found}${broken > 0 ? `; records that cannot be read: ${broken}` : ''}. Nobody is told of them; next: pbxctl rules replay`,
  sourceHeard: (events: string): string => `Events heard since it was connected: ${events}`,
  eventsMissing: (classes: string): string =>
    `no events of the class ${classes} come: give the user the right in manager.conf`,
  callsLost: (count: number): string => `${calls(count)} could not be kept`,
  recordingRead: (found: number, broken: number): string =>
    `Calls in the recording: ${found}${broken > 0 ? `; blocks that are no AMI: ${broken}` : ''}`,
  toSend: (count: number): string =>
    `Waiting to be sent: ${messages(count)}. A pbxctl serve on this store will; at once: pbxctl notifications send`,
  sent: (sent: number, failed: number, waiting: number): string =>
    `Sent: ${messages(sent)}; failed: ${failed}; to be tried again: ${waiting}`,

  call: (id: number): string => `Call ${id}`,
  question: 'The call',
  decision: 'Verdict',
  missing: 'Not known',
  rule: (id: number | null): string => (id === null ? 'Rule' : `Rule ${id}`),
  ruleOfLine: (line: number): string => `Rule in line ${line}`,
  differs: (field: string, expected: string, actual: string): string =>
    `${field}: expected ${expected || 'none'}, got ${actual || 'none'}`,
  casesTested: (count: number, passed: number, failed: number): string =>
    `Cases: ${count}; passed: ${passed}; failed: ${failed}`,
  rulesAt: (names: string, count: number, inFile: boolean): string =>
    `${inFile ? 'line' : 'rule'}${count > 1 ? 's' : ''} ${names}`,
  severities: { error: 'error', warning: 'warning', note: 'note' },
  lintClean: (count: number): string => `Nothing found in ${rules(count)}.`,
  lintCounts: (errors: number, warnings: number, notes: number): string =>
    `Errors: ${errors}; warnings: ${warnings}; notes: ${notes}`,
  holds: (holds: boolean | null): string => (holds === null ? 'unknown' : holds ? 'yes' : 'no'),
  criterion: { type: 'type', time: 'time', callers: 'caller' },
  facts: {
    outcome: 'how the call ended',
    kind: 'what kind of call it was',
    straight: 'whether it came straight',
  },
  notifications: 'Notifications',
  noNotifications: 'No notification was made.',

  told: { missed: 'missed call', voicemail: 'voice message', test: 'test' },
  attempts: { sent: 'sent', temporary: 'refused for now', permanent: 'refused' },
  notification: (id: number): string => `Notification ${id}`,
  nextAttempt: (attempts: number, at: string): string =>
    `${countEnglish(attempts, 'attempt', 'attempts')}, the next ${at}`,
  retried: (count: number): string =>
    `To be tried again: ${countEnglish(count, 'notification', 'notifications')}`,
  testSent: (channel: 'email' | 'telegram', to: string, answer: string): string =>
    `Test message delivered to ${channel === 'email' ? to : `the Telegram of ${to}`}: the server answered ${answer}`,

  replaceFile: (file: string): string => `${file} is there already. Replace it?`,
  backingUp: (percent: number): string => `Copying: ${percent} %`,
  backedUp: (file: string, bytes: number): string => `Backup made: ${file}, ${sizeEnglish(bytes)}`,

  doctor,

  message: {
    subject: {
      missed: 'Missed call',
      voicemail: 'Voice message',
      test: 'Test of your notifications',
    },
    test: (name: string): string =>
      `This is a test: ${name} gets notifications of missed calls at this address.`,
    testFooter: 'An admin of your PBX asked for this test.',
    from: 'Caller',
    number: 'Number',
    hidden: 'hidden number',
    at: 'When',
    dialled: 'Number dialled',
    rang: 'Rang for',
    seconds: (count: number): string => `${count} s`,
    kind: 'Kind of call',
    duration: 'Message lasts',
    mailbox: 'Mailbox',
    rule: (id: number, text: string): string => `By rule ${id}: ${text}`,
    footer: 'You get this because of a notification rule of your PBX.',
  },
  count: { rules, subscribers, contacts, calls, messages },
};
