/** What every source of calls is, whatever PBX it listens to. */
import type { SourceCheck, Source as SourceReport } from '../../contract/sources.ts';
import type { Call } from '../../domain/call.ts';
import type { Fault } from '../../domain/fault.ts';
import type { People } from './people.ts';

/** What a source needs to tell a call: taken anew for each, since people change. */
export type CallContext = {
  people: People;
  /** Whose the company says that a dialled multichannel number is (A2): an extension or a number. */
  straightTo: (dialled: string) => string | null;
  /** An instant as text, in the time zone of the PBX: `2026-11-22T14:06:16+03:00`. */
  instant: (milliseconds: number) => string;
};

/** Ended calls that are told when the store can be read. */
export type Untold = (context: CallContext) => Call[];

/** How a source is doing, without what became of its calls; instants in milliseconds of Unix time. */
export type SourceStatus = Pick<
  SourceReport,
  'state' | 'version' | 'underWay' | 'events' | 'unknown'
> & {
  since: number;
  retryAt: number | null;
  lastEventAt: number | null;
  /** When the tokens of one that has some die. */
  tokens: { access: number | null; refresh: number | null } | null;
  error: { at: number; fault: Fault } | null;
};

/** How one is doing that nobody has started. */
export const notStarted = (now: number): SourceStatus => ({
  state: 'stopped',
  since: now,
  retryAt: null,
  version: null,
  lastEventAt: null,
  underWay: 0,
  events: {},
  unknown: {},
  tokens: null,
  error: null,
});

export type RunningSource = {
  start: () => void;
  /** Hands over what is known of calls that go on. */
  stop: () => void | Promise<void>;
  status: () => SourceStatus;
  check: () => Promise<Pick<SourceCheck, 'version' | 'problem'>>;
};

/** What a source is given. */
export type SourceDependencies = {
  /** Milliseconds of Unix time. */
  clock: () => number;
  /** At least 0, less than 1. */
  random: () => number;
  /** Done when they are taken, or given up. */
  report: (calls: Untold) => Promise<void>;
  /** Told when its state changes, for the log. */
  changed: (status: SourceStatus) => void;
};

/** What a running service tells of its sources. */
export type ListeningSources = {
  list: () => SourceReport[];
  /** Refuses a name that it does not know. */
  check: (name: string) => Promise<SourceCheck>;
};
