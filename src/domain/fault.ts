/** Everything that can be wrong with what a person or a program gives us, as data. The texts are the catalogue's. */

/** A place in a text, for the caret under it: `at` counts UTF-16 units from the start of `text`. */
type InText = { text: string; at: number };

/** A candidate or a near miss, short enough for one line of an error. */
export type Named = {
  id: number;
  name: string;
  number: string | null;
  extension: string | null;
  email: string | null;
};

export type PeriodFault =
  | { code: 'period-empty' }
  | ({ code: 'period-word-unknown'; word: string } & InText)
  | ({ code: 'period-part-twice'; part: 'days' | 'intervals' | 'dates' } & InText)
  | ({ code: 'period-time-invalid'; time: string } & InText)
  | ({ code: 'period-interval-empty'; time: string } & InText)
  | ({ code: 'period-date-invalid'; date: string } & InText)
  | ({ code: 'period-dates-reversed'; first: string; last: string } & InText)
  | ({ code: 'period-interval-open'; time: string } & InText);

export type NumberFault =
  | { code: 'number-empty' }
  | { code: 'number-from-excel'; text: string }
  | {
      code: 'number-unreadable';
      text: string;
      why: 'not-a-number' | 'too-short' | 'too-long' | 'country';
    };

/** Faults of a value against its schema: what every field of every resource can have. */
type FieldFault =
  | { code: 'field-missing' }
  | { code: 'field-unknown'; field: string }
  | { code: 'field-type'; expected: string }
  | { code: 'field-value'; allowed: string[] }
  | { code: 'field-too-long'; most: number }
  | { code: 'field-too-short'; least: number }
  | { code: 'field-range'; least: number | null; most: number | null }
  | { code: 'field-format'; format: string };

export type DomainFault =
  | PeriodFault
  | NumberFault
  | FieldFault
  | { code: 'types-empty' }
  | { code: 'criterion-without-missed'; criterion: 'time' | 'callers' }
  | { code: 'callers-empty' }
  | { code: 'callers-not-listed'; id: number; kind: 'all' | 'vip' }
  | { code: 'types-unknown'; text: string }
  | { code: 'instant-unreadable'; text: string }
  /** Like an instant, but a wall clock without an offset would do. */
  | { code: 'moment-unreadable'; text: string }
  | { code: 'callers-unknown'; text: string }
  /** A finished call that begins far `ahead` of now, or long before there was such a PBX. */
  | { code: 'start-impossible'; text: string; ahead: boolean }
  | { code: 'instant-skipped'; text: string; zone: string }
  | { code: 'zone-unknown'; text: string }
  | { code: 'region-unknown'; text: string }
  | { code: 'duration-unreadable'; text: string }
  | { code: 'email-unreadable'; text: string }
  | { code: 'name-empty' }
  | { code: 'extension-unreadable'; text: string }
  | { code: 'extension-as-number'; text: string }
  | { code: 'subscriber-unreachable' }
  | { code: 'contact-without-numbers' }
  | { code: 'schedule-hours-dates'; text: string }
  | { code: 'date-twice'; date: string };

/** What an operation refuses because of what the PBX holds. */
export type StateFault =
  | { code: 'address-empty' }
  | { code: 'address-unknown'; address: string; nearest: Named[] }
  | { code: 'address-ambiguous'; address: string; candidates: Named[]; more: number }
  | {
      code: 'not-found';
      resource: 'rule' | 'subscriber' | 'contact' | 'call' | 'notification' | 'token' | 'audit';
      id: number;
    }
  | { code: 'not-failed'; id: number; status: string }
  | { code: 'bot-unknown' }
  /** The service sends nothing by it. */
  | { code: 'channel-off'; channel: 'email' | 'telegram' }
  /** He has no address for it. */
  | { code: 'channel-missing'; channel: 'email' | 'telegram'; name: string }
  | { code: 'chat-blocked'; name: string }
  | { code: 'token-name-taken'; name: string; id: number }
  | { code: 'rule-equal'; id: number }
  | { code: 'revision-stale'; seen: number; current: number }
  | { code: 'taken'; field: 'number' | 'extension' | 'email'; value: string; by: Named }
  | { code: 'contact-number-taken'; value: string; by: { id: number; name: string } }
  | { code: 'fits-several'; candidates: Named[] }
  | { code: 'given-twice'; id: number }
  | { code: 'row-twice'; of: number };

/** What is wrong with a file; lines and columns count from 1, `byte` is an offset from 0, as hex dumps show it. */
export type FileFault =
  /** `why` is missing, folder, denied or what the system says. */
  | { code: 'file-unreadable'; file: string; why: string }
  | { code: 'file-too-large'; file: string; most: number }
  | { code: 'file-too-many'; most: number }
  | { code: 'file-empty'; file: string }
  | { code: 'file-utf16'; file: string }
  /** A NUL: no text at all, or UTF-16 without its mark. */
  | { code: 'file-binary'; file: string; byte: number }
  | { code: 'file-utf8-cut'; file: string; byte: number }
  | { code: 'file-not-utf8'; file: string; byte: number }
  | { code: 'csv-broken'; why: 'quote-open' | 'quote-inside' | 'text-after-quote' }
  /** One of these has to be there. */
  | { code: 'csv-column-missing'; columns: string[] }
  | { code: 'csv-column-twice'; column: string }
  | { code: 'csv-column-unknown'; column: string; known: string[]; nearest: string | null }
  | { code: 'csv-cells'; expected: number; found: number }
  | { code: 'cell-yes-no'; text: string }
  /** No number, no extension, no e-mail: the row could be anybody's. */
  | { code: 'row-nobody' }
  /** The value stands in an earlier row, on that line. */
  | { code: 'value-twice'; value: string; line: number }
  /** `found` is the character that does not belong there; empty where the text ends too early. */
  | { code: 'json-broken'; found: string }
  | { code: 'json-not-calls' }
  | { code: 'calendar-unreadable' }
  | { code: 'date-unreadable'; text: string }
  | { code: 'hours-unreadable'; text: string };

/** What is wrong with a file of entries in YAML or JSON, and with what it says of rules. */
export type EntryFault =
  | {
      code: 'yaml-broken';
      why:
        | 'indent'
        | 'tab'
        | 'missing'
        | 'start'
        | 'escape'
        | 'several'
        | 'nested'
        | 'key'
        | 'tag'
        | 'other';
    }
  | { code: 'yaml-piece-too-long' }
  | { code: 'numbers-too-many'; most: number }
  | { code: 'alias-unknown'; name: string }
  | { code: 'merge-not-map' }
  | { code: 'file-too-deep'; most: number }
  | { code: 'format-unknown'; file: string }
  /** The file has no list under this key. */
  | { code: 'entries-missing'; list: string }
  | { code: 'key-unknown'; key: string; known: string[]; nearest: string | null }
  | { code: 'key-twice'; key: string; line: number }
  /** `rules` says by itself what the subscribers are told; no criterion stands beside it. */
  | { code: 'rules-and-criterion'; field: string }
  | { code: 'subscriber-twice'; address: string; earlier: string; line: number }
  | { code: 'rule-twice'; name: string; line: number }
  /** One entry says that he has no rules, another gives him some, or says it again. */
  | { code: 'rules-none-and-some'; name: string; line: number };

export type StoreFault =
  | { code: 'store-locked'; path: string }
  | { code: 'store-not-a-database'; path: string }
  | { code: 'store-newer'; path: string; version: number; known: number }
  | { code: 'store-unopenable'; path: string; why: string }
  | { code: 'store-failed'; why: string };

/** What is wrong with a request over HTTP, or with the way to the PBX. */
type HttpFault =
  | { code: 'token-missing' }
  | { code: 'token-wrong' }
  | { code: 'scope-missing'; scope: string }
  | { code: 'route-unknown'; method: string; path: string }
  | { code: 'body-malformed'; why: string }
  | { code: 'body-too-deep'; most: number }
  | { code: 'body-too-large'; most: number }
  | { code: 'body-not-json'; type: string }
  | { code: 'revision-unreadable'; text: string }
  | { code: 'too-many-requests'; most: number }
  | { code: 'pbx-refused'; address: string }
  | { code: 'pbx-host-unknown'; address: string }
  | { code: 'pbx-certificate'; address: string; why: string }
  | { code: 'pbx-silent'; address: string; why: string }
  | { code: 'pbx-foreign'; address: string; status: number }
  /** A fault of a newer PBX: its own words. */
  | { code: 'remote'; text: string };

/** What is wrong with the words of a command line. */
export type Misuse =
  | { kind: 'flag-unknown'; flag: string; nearest: string | null }
  | { kind: 'flag-twice'; flag: string }
  | { kind: 'flag-missing'; flag: string }
  | { kind: 'flags-exclusive'; flag: string; other: string }
  | { kind: 'flags-together'; flag: string; others: string[] }
  | { kind: 'value-missing'; flag: string; allowed: string[] }
  /** Of an argument where no flag is named. */
  | { kind: 'value-unknown'; flag: string | null; value: string; allowed: string[] }
  | { kind: 'number-wanted'; flag: string; value: string }
  | { kind: 'argument-missing'; name: string }
  | { kind: 'argument-unexpected'; text: string };

/** What stands against a change of many things at once. */
export type BulkFault =
  /** The rules of the subscriber are not those any more that the change was thought out for. */
  | { code: 'rules-stale'; id: number; name: string }
  | { code: 'subscriber-stale'; id: number; name: string }
  | {
      code: 'too-much-changes';
      what: 'rules' | 'subscribers' | 'contacts' | 'exceptions';
      changed: number;
      all: number;
    }
  | { code: 'plan-unreadable' }
  | { code: 'plan-final' }
  | { code: 'file-unwritable'; file: string; why: string }
  /** The connection was lost after the change was sent. */
  | { code: 'change-unknown' }
  | { code: 'interrupted-unknown' };

/** What is wrong with how a command was called. */
export type UsageFault =
  | { code: 'pbx-address-unknown'; address: string }
  | { code: 'profile-unknown'; name: string }
  | { code: 'embedded-only' }
  | { code: 'token-empty' }
  | { code: 'listen-unreadable'; text: string }
  | { code: 'listen-taken'; address: string }
  | { code: 'listen-denied'; address: string; why: string }
  | { code: 'tls-incomplete' }
  | { code: 'tls-unreadable'; file: string; why: string }
  | { code: 'addresses-missing' }
  | { code: 'changes-missing' }
  | { code: 'confirmation-missing' }
  | { code: 'confirmation-declined' }
  | { code: 'ids-unreadable'; text: string }
  | { code: 'ids-missing' }
  | { code: 'command-unknown'; command: string; nearest: string | null }
  /** `text` is what is told where it is no misuse that we know. */
  | { code: 'usage'; text: string; misuse?: Misuse | null }
  | { code: 'shell-unknown'; known: string[] }
  | { code: 'pair-unreadable'; text: string }
  | { code: 'revision-of-several' }
  | { code: 'one-id-wanted' }
  /** Neither a call to ask about nor a table of them. */
  | { code: 'call-missing' }
  | { code: 'expectation-unmet'; expected: string; verdict: string }
  | { code: 'smtp-missing'; variable: string }
  | { code: 'smtp-url-unreadable' }
  | { code: 'telegram-missing' }
  | { code: 'telegram-token-unreadable'; variable: string }
  | { code: 'telegram-api-unreadable' }
  | { code: 'channel-down'; channel: 'email' | 'telegram'; why: string; waiting: number }
  | { code: 'test-failed'; channel: 'email' | 'telegram'; answer: string }
  | { code: 'test-waiting'; channel: 'email' | 'telegram'; id: number; seconds: number }
  | { code: 'interrupted' }
  /** While the PBX was writing: it may have done so or not. */
  | { code: 'interrupted-writing' }
  | { code: 'bug'; text: string };

/** What is wrong with a source of calls: with how it is given, or with the way to its PBX. No address has a secret. */
export type SourceFault =
  | { code: 'source-unreadable'; text: string }
  | { code: 'source-with-secret'; variable: string }
  | { code: 'source-nameless'; address: string }
  | { code: 'source-name-unreadable'; text: string }
  | { code: 'source-twice'; name: string }
  | { code: 'source-option-unknown'; option: string; known: string[] }
  | { code: 'source-secret-missing'; name: string; variable: string }
  | { code: 'source-secret-unreadable'; variable: string; why: string }
  | { code: 'source-unknown'; name: string; known: string[] }
  | { code: 'source-unreachable'; address: string; why: string }
  | { code: 'source-certificate'; address: string; why: string }
  | { code: 'source-silent'; address: string; seconds: number }
  | { code: 'source-closed'; address: string }
  | { code: 'source-foreign'; address: string }
  | { code: 'source-login-refused'; address: string; user: string; why: string }
  /** The other side knows no challenge, and the secret is not sent where others could read it. */
  | { code: 'source-login-open'; address: string };

/** What is wrong with a T2: with its tokens, with the way to it, or with what it answers. */
export type T2Fault =
  /** The address is one of another kind of PBX. */
  | { code: 'source-unlike'; wanted: 'asterisk' | 't2' }
  | { code: 't2-address-unreadable'; text: string }
  | { code: 't2-nameless'; address: string }
  | { code: 't2-unreachable'; address: string; why: string }
  /** It answered with the address of another host, which is not to see the token. */
  | { code: 't2-moved'; address: string; to: string }
  /** No JSON, or none that has what was asked for. */
  | { code: 't2-foreign'; address: string }
  | { code: 't2-failed'; address: string; status: number; why: string }
  | { code: 't2-busy'; address: string; seconds: number | null }
  /** It does not let in, and says nothing of the token that a new one could mend. */
  | { code: 't2-refused'; address: string; why: string }
  /** `found` is how many words there were. */
  | { code: 't2-tokens-count'; found: number }
  | { code: 't2-token-unreadable'; nth: number }
  | { code: 't2-tokens-alike'; kind: 'access' | 'refresh' }
  | { code: 't2-token-expired'; until: string }
  | { code: 't2-tokens-missing'; name: string }
  /** `said` is what T2 answered. */
  | {
      code: 't2-tokens-dead';
      name: string;
      why: 'expired' | 'superseded';
      said: string;
    }
  | { code: 't2-tokens-unreadable'; file: string; why: string }
  | { code: 't2-tokens-unwritable'; file: string; why: string }
  | { code: 't2-tokens-locked'; file: string }
  /** Tokens that change every day cannot stand in a variable. */
  | { code: 't2-tokens-fixed'; variable: string }
  | { code: 't2-nobody' }
  /** Another employee has it already. */
  | { code: 't2-shared'; value: string; by: string };

/** What stands against running a PBX, or against a copy of it. Sizes are bytes, instants as the PBX tells them. */
export type OperatingFault =
  | { code: 'store-missing'; path: string }
  | { code: 'store-damaged'; path: string; why: string }
  | { code: 'backup-elsewhere'; address: string }
  | { code: 'backup-onto-itself'; file: string }
  /** Another program has it open, or had it open when it was killed. */
  | { code: 'backup-in-use'; file: string }
  | { code: 'disk-full'; free: number }
  | { code: 'disk-short'; free: number; used: number }
  /** Something in the store was written at an instant that is still to come. */
  | { code: 'clock-behind'; instant: string }
  /** The clocks of the service and of this machine. */
  | { code: 'clock-differs'; seconds: number }
  | { code: 'smtp-unreachable'; server: string; why: string }
  | { code: 'smtp-certificate'; server: string; why: string }
  | { code: 'smtp-login-refused'; server: string; user: string; why: string }
  | { code: 'smtp-login-open'; server: string }
  | { code: 'smtp-open'; server: string }
  | { code: 'telegram-refused'; api: string; why: string }
  | { code: 'telegram-unreachable'; api: string; why: string }
  /** Messages go out, but what is written to the bot is not heard: two programs with one token, most often. */
  | { code: 'telegram-deaf'; why: string }
  | { code: 'queue-overdue'; channel: 'email' | 'telegram'; waiting: number; since: string }
  | { code: 'notifications-failed'; channel: 'email' | 'telegram'; count: number; hours: number }
  | { code: 'source-idle'; name: string };

export type Fault =
  | DomainFault
  | StateFault
  | FileFault
  | EntryFault
  | BulkFault
  | StoreFault
  | HttpFault
  | UsageFault
  | SourceFault
  | T2Fault
  | OperatingFault;

/** A fault and the field it belongs to: `['callers', 'numbers', 2]`; an empty path is the whole. */
export type LocatedFault<F extends Fault = Fault> = {
  path: readonly (string | number)[];
  fault: F;
};

export type Result<T, F = Fault> = { ok: true; value: T } | { ok: false; fault: F };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const fail = <F>(fault: F): { ok: false; fault: F } => ({ ok: false, fault });
