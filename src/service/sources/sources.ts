/** All sources of calls of a running service: each by itself, so that one that fails stops no other. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Dispatcher } from 'undici';
import { MOST_CALLS, type ReportResult } from '../../contract/calls.ts';
import { Problem, problem } from '../../contract/problem.ts';
import type { Source } from '../../contract/sources.ts';
import { formatInstant } from '../../domain/instant.ts';
import { faultText } from '../../messages/fault-text.ts';
import { judgeOn } from '../operations/judge.ts';
import { pbxOver } from '../service.ts';
import type { Store } from '../store/database.ts';
import { readPosition, readSchedule, type SourcePosition, savePosition } from '../store/singles.ts';
import type { SourceSetup } from './addresses.ts';
import { AMI_TIMEOUTS } from './asterisk/session.ts';
import { asteriskSource } from './asterisk/source.ts';
import { expiriesIn } from './expiries.ts';
import { peopleBy, straightBy } from './people.ts';
import { callReporter } from './reporter.ts';
import type {
  ListeningSources,
  RunningSource,
  SourceDependencies,
  SourceStatus,
  Untold,
} from './source.ts';
import { pairFile } from './t2/pair-file.ts';
import { t2Session } from './t2/session.ts';
import { t2Source } from './t2/source.ts';

export type Sources = ListeningSources & {
  start: () => void;
  stop: () => Promise<void>;
};

export type SourcesOptions = {
  store: Store;
  /** Milliseconds of Unix time. */
  clock: () => number;
  logger: Logger;
  /** Certificates of an authority, in PEM, beside those that Node trusts. */
  authority: string | null;
  setups: readonly SourceSetup[];
  /** The way to PBXs that are asked over HTTP; taken if there is one. */
  connect: () => Dispatcher;
  /** Calls were taken: something may be due. */
  onWrite?: () => void;
};

const STOP_MILLISECONDS = 5000;

type Counts = Pick<Source, 'calls' | 'undecided'> & { lastCallAt: number | null };

/** What became of the calls of one source. */
const counting = (clock: () => number) => {
  const counts: Counts = {
    calls: { taken: 0, known: 0, refused: 0, lost: 0 },
    undecided: {},
    lastCallAt: null,
  };
  const countUndecided = (why: string): void => {
    counts.undecided[why] = (counts.undecided[why] ?? 0) + 1;
  };
  return {
    counts,
    count: (results: readonly ReportResult[]): void => {
      for (const { result, verdict } of results) {
        counts.calls[result] += 1;
        if (verdict?.reason === 'no-such-subscriber') countUndecided(verdict.reason);
        else for (const fact of verdict?.missing ?? []) countUndecided(fact);
      }
      if (results.length > 0) counts.lastCallAt = clock();
    },
  };
};

/** Reads who is who and tells the calls by it; all of them are taken before it answers. */
const taker =
  ({ store, clock, onWrite }: SourcesOptions, name: string) =>
  async (untold: readonly Untold[]): Promise<ReportResult[]> => {
    const calls = store.read((db) => {
      const { settings, schedule, subscriberNumbered } = judgeOn(db);
      const people = peopleBy(subscriberNumbered, settings.region);
      const instant = (milliseconds: number): string => formatInstant(milliseconds, schedule.zone);
      const straightTo = straightBy(settings);
      return untold.flatMap((tell) => tell({ people, instant, straightTo }));
    });
    const pbx = pbxOver({ store, clock, actor: `source:${name}`, ...(onWrite && { onWrite }) });
    const results: ReportResult[] = [];
    for (let from = 0; from < calls.length; from += MOST_CALLS) {
      results.push(...(await pbx('reportCalls', { body: calls.slice(from, from + MOST_CALLS) })));
    }
    return results;
  };

type One = {
  setup: SourceSetup;
  source: RunningSource;
  report: () => Source;
  stop: () => Promise<void>;
};

const errorText = (error: unknown): string => {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error);
  return error.faults.map(({ fault }) => faultText('en', fault).message).join('; ');
};

/** A call that is none to the PBX is a fault of the source or of its clock: somebody has to look. */
const logRefused = (logger: Logger, results: readonly ReportResult[]): void => {
  for (const { problem: faults } of results) {
    for (const { path, fault } of faults) {
      logger.error(`a call is refused: ${path.join('.')}: ${faultText('en', fault).message}`);
    }
  }
};

const logChange = (logger: Logger, status: SourceStatus): void => {
  const { state, version, error, retryAt } = status;
  if (state === 'waiting' && error) {
    const { message, next } = faultText('en', error.fault);
    const retry = retryAt === null ? null : new Date(retryAt).toISOString();
    logger.warn({ state, fault: error.fault.code, retryAt: retry, next }, message);
  } else if (state === 'connected') logger.info({ state, version }, 'source connected');
};

/** The source itself, of whatever kind it is. */
const listen = (
  { store, clock, authority }: SourcesOptions,
  setup: SourceSetup,
  dispatcher: () => Dispatcher,
  told: Pick<SourceDependencies, 'report' | 'changed'>,
): RunningSource => {
  const dependencies = { clock, random: Math.random, ...told };
  if (!('tokens' in setup)) {
    return asteriskSource({ ...setup, authority, timeouts: AMI_TIMEOUTS }, dependencies);
  }
  const { address, tokens } = setup;
  const id = `t2:${address.name}`;
  const session = t2Session({
    address,
    tokens: pairFile(tokens),
    dispatcher: dispatcher(),
    clock,
  });
  const position = {
    read: () => store.read((db) => readPosition(db, id)),
    save: (reached: SourcePosition) => store.write((db) => savePosition(db, id, reached)),
  };
  return t2Source(session, address, { ...dependencies, position });
};

const runOne = (options: SourcesOptions, setup: SourceSetup, dispatcher: () => Dispatcher): One => {
  const { store, clock } = options;
  const { address } = setup;
  const logger = options.logger.child({ source: address.name });
  const { counts, count } = counting(clock);
  const reporter = callReporter({
    take: taker(options, address.name),
    onTaken: (results) => {
      count(results);
      logRefused(logger, results);
    },
    onFailure: (error) => logger.error(`calls are kept and handed over again: ${errorText(error)}`),
  });
  const source = listen(options, setup, dispatcher, {
    report: reporter.add,
    changed: (status) => logChange(logger, status),
  });
  return {
    setup,
    source,
    report: () => {
      const { zone } = store.read(readSchedule).value;
      const told = (at: number | null) => (at === null ? null : formatInstant(at, zone));
      const { error, tokens, ...status } = source.status();
      return {
        name: address.name,
        kind: address.kind,
        address: address.shown,
        ...status,
        since: formatInstant(status.since, zone),
        retryAt: told(status.retryAt),
        lastEventAt: told(status.lastEventAt),
        lastCallAt: told(counts.lastCallAt),
        pending: reporter.pending(),
        calls: { ...counts.calls, lost: reporter.lost() },
        undecided: counts.undecided,
        tokens: tokens && expiriesIn(zone, tokens),
        error: error && { at: formatInstant(error.at, zone), fault: error.fault },
      };
    },
    stop: async () => {
      await Promise.race([source.stop(), sleep(STOP_MILLISECONDS, undefined, { ref: false })]);
      await reporter.stop(STOP_MILLISECONDS);
      const left = reporter.pending();
      if (left > 0) logger.error({ left }, 'calls could not be handed over before the end');
    },
  };
};

/** Nothing is connected to before `start`. */
export const sourcesOf = (options: SourcesOptions): Sources => {
  let connected: Dispatcher | null = null;
  const dispatcher = (): Dispatcher => {
    connected ??= options.connect();
    return connected;
  };
  const all = options.setups.map((setup) => runOne(options, setup, dispatcher));
  return {
    list: () => all.map(({ report }) => report()),
    check: async (name) => {
      const one = all.find(({ setup }) => setup.address.name === name);
      if (!one) {
        const known = all.map(({ setup }) => setup.address.name);
        throw problem('not-found', { code: 'source-unknown', name, known }, ['name']);
      }
      const { zone } = options.store.read(readSchedule).value;
      const found = await one.source.check();
      const { tokens } = one.source.status();
      const { shown } = one.setup.address;
      return { name, address: shown, ...found, tokens: tokens && expiriesIn(zone, tokens) };
    },
    start: () => {
      for (const { source } of all) source.start();
    },
    stop: async () => {
      await Promise.all(all.map(({ stop }) => stop()));
      await connected?.destroy();
    },
  };
};
