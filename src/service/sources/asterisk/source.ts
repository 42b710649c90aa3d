/** An Asterisk as a source of calls: connected to again and again, with growing pauses. */
import type { SourceCheck } from '../../../contract/sources.ts';
import type { SourceFault } from '../../../domain/fault.ts';
import {
  notStarted,
  type RunningSource,
  type SourceDependencies,
  type SourceStatus,
} from '../source.ts';
import { callsOf } from './attempts.ts';
import { callTracker, type EndedCall } from './call-tracker.ts';
import type { AmiMessage } from './frames.ts';
import { type AmiLogin, type AmiSession, openAmi } from './session.ts';

/** Pauses before it is tried again, in milliseconds. */
export type Pauses = {
  first: number;
  most: number;
  /** The first after a refused login: whoever knocks too often is locked out by some. */
  refused: number;
  mostRefused: number;
  /** A connection that held for so long was a good one: the next pause is the first again. */
  steady: number;
};

export const PAUSES: Pauses = {
  first: 1000,
  most: 60_000,
  refused: 30_000,
  mostRefused: 900_000,
  steady: 60_000,
};

const EXPIRE_MILLISECONDS = 3_600_000;

/** Twice the one before, with up to half of it more or less, so that services do not come back all at once. */
export const pauseAfter = (
  failures: number,
  fault: SourceFault,
  random: number,
  pauses: Pauses,
): number => {
  const isRefusal = fault.code === 'source-login-refused' || fault.code === 'source-login-open';
  const [first, most] = isRefusal
    ? [pauses.refused, pauses.mostRefused]
    : [pauses.first, pauses.most];
  const pause = Math.min(most, first * 2 ** Math.min(failures - 1, 20));
  return Math.round(pause * (0.5 + random));
};

const noEvents = () => ({ call: 0, dialplan: 0, dtmf: 0 });

const classOf = ({ name }: AmiMessage): keyof ReturnType<typeof noEvents> => {
  if (name === 'Newexten') return 'dialplan';
  return name === 'DTMFEnd' ? 'dtmf' : 'call';
};

/** Connects and signs in, once, and says what came of it. */
export const checkAsterisk = (login: AmiLogin): Promise<Pick<SourceCheck, 'version' | 'problem'>> =>
  new Promise((resolve) => {
    const session = openAmi(login, {
      onReady: (version) => {
        resolve({ version, problem: null });
        session.close();
      },
      onMessage: () => undefined,
      onEnd: (fault) => resolve({ version: null, problem: fault && { fault } }),
    });
  });

export const asteriskSource = (
  login: AmiLogin,
  { clock, random, report, changed }: SourceDependencies,
  pauses = PAUSES,
): RunningSource => {
  const { address } = login;
  let tracker = callTracker();
  let session: AmiSession | null = null;
  let timer: NodeJS.Timeout | undefined;
  let expiring: NodeJS.Timeout | undefined;
  let failures = 0;
  let status: SourceStatus = { ...notStarted(clock()), events: noEvents() };

  const become = (change: Partial<SourceStatus> & Pick<SourceStatus, 'state'>): void => {
    status = { ...status, retryAt: null, ...change, since: clock() };
    changed(status);
  };

  const tell = (ended: readonly EndedCall[]): void => {
    if (ended.length === 0) return;
    void report(({ people, instant }) =>
      ended.flatMap((one) =>
        callsOf(one, { source: `asterisk:${address.name}`, people, plan: address.plan, instant }),
      ),
    );
  };

  /** What was under way can not be followed any more: the next connection hears of it from its middle on. */
  const breakOff = (): void => {
    tell(tracker.end());
    tracker = callTracker();
  };

  const hear = (message: AmiMessage): void => {
    const now = clock();
    status.lastEventAt = now;
    const heard = classOf(message);
    status.events[heard] = (status.events[heard] ?? 0) + 1;
    tell(tracker.take(message, now));
  };

  const ended = (fault: SourceFault | null): void => {
    session = null;
    breakOff();
    if (fault === null) return;
    const wasSteady = status.state === 'connected' && clock() - status.since >= pauses.steady;
    failures = wasSteady ? 1 : failures + 1;
    const pause = pauseAfter(failures, fault, random(), pauses);
    const now = clock();
    become({ state: 'waiting', retryAt: now + pause, error: { at: now, fault } });
    timer = setTimeout(connect, pause);
  };

  const connect = (): void => {
    become({ state: 'connecting' });
    session = openAmi(login, {
      onReady: (version) => become({ state: 'connected', version, events: noEvents() }),
      onMessage: hear,
      onEnd: ended,
    });
  };

  return {
    start: () => {
      expiring = setInterval(() => tell(tracker.expire(clock())), EXPIRE_MILLISECONDS);
      connect();
    },
    stop: () => {
      clearTimeout(timer);
      clearInterval(expiring);
      session?.close();
      become({ state: 'stopped' });
    },
    status: () => ({ ...status, underWay: tracker.underWay() }),
    check: () => checkAsterisk(login),
  };
};
