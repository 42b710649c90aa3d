/** Requests to T2 with tokens that are renewed in time, by one process for all that share them. */
import type { Dispatcher } from 'undici';
import { type Problem, problem } from '../../../contract/problem.ts';
import type { T2Address } from './address.ts';
import { readAnswer } from './answers.ts';
import type { Held, KeptPair, PairFile } from './pair-file.ts';
import { askT2 } from './requests.ts';
import { type Expiries, expiriesOf, readPair } from './tokens.ts';

export type T2Login = {
  address: T2Address;
  tokens: PairFile;
  dispatcher: Dispatcher;
  /** Milliseconds of Unix time. */
  clock: () => number;
};

export type T2Session = {
  /** What a path answers, as JSON; refuses with a problem. */
  get: (path: string, signal?: AbortSignal) => Promise<unknown>;
  /** When the tokens die; null if there are none that can be read. */
  expiries: () => Expiries | null;
  /** Waits until no pair is being renewed: an answer that nobody keeps would cost the only pair. */
  settled: () => Promise<void>;
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The access token is renewed so long before it dies, and the pair so long before the refresh token does. */
const ACCESS_MARGIN = 5 * MINUTE;
const REFRESH_MARGIN = DAY;
/** A pair that is younger is not renewed for what its times say: then the clock is wrong, and would be after it too. */
const YOUNG = 60 * MINUTE;

const RENEWAL = '/authorization/refresh/token';

/** What T2 says of a token that a new one may replace. */
const OF_TOKEN = /expired|already been updated/i;
const SUPERSEDED = /already been updated/i;
const EXPIRED = /expired/i;

const isYoung = ({ renewedAt }: KeptPair, now: number): boolean =>
  renewedAt !== null && Math.abs(now - renewedAt) < YOUNG;

const isDue = (pair: KeptPair, now: number): boolean => {
  const { access, refresh } = expiriesOf(pair);
  const ends = [(access ?? now + DAY) - ACCESS_MARGIN, (refresh ?? now + 2 * DAY) - REFRESH_MARGIN];
  return !isYoung(pair, now) && Math.min(...ends) <= now;
};

export const t2Session = ({ address, tokens, dispatcher, clock }: T2Login): T2Session => {
  const { shown, name } = address;
  const renewals = new Set<Promise<unknown>>();
  /** T2 does not take it any more: to ask again would change nothing until somebody signs in. */
  let dead: { token: string; problem: Problem } | null = null;

  const missing = (): Problem => problem('unauthenticated', { code: 't2-tokens-missing', name });

  const refused = (why: string): Problem =>
    problem('forbidden', { code: 't2-refused', address: shown, why });

  const refuseDead = ({ refreshToken }: KeptPair): void => {
    if (dead?.token === refreshToken) throw dead.problem;
  };

  /** A refusal that says nothing of the token may pass: of a proxy, or of an address that is not let in. */
  const bury = (pair: KeptPair, said: string): Problem => {
    const { refresh } = expiriesOf(pair);
    const hasExpired = EXPIRED.test(said) || (refresh !== null && refresh <= clock());
    if (!SUPERSEDED.test(said) && !hasExpired) return refused(said);
    const why = SUPERSEDED.test(said) ? 'superseded' : 'expired';
    dead = {
      token: pair.refreshToken,
      problem: problem('unauthenticated', { code: 't2-tokens-dead', name, why, said }),
    };
    return dead.problem;
  };

  /** Gets the new pair and keeps it before anybody uses it. */
  const exchange = async (held: Held, pair: KeptPair): Promise<KeptPair> => {
    held.prepare();
    const request = { method: 'PUT', path: RENEWAL, token: pair.refreshToken } as const;
    const answer = await askT2(dispatcher, address, request);
    const reading = readAnswer(address, answer, RENEWAL, clock());
    if (reading.kind === 'rejected') throw bury(pair, reading.why);
    if (reading.kind === 'failed') throw problem('unreachable', reading.fault);
    const renewed = readPair(JSON.stringify(reading.body));
    if (!renewed.ok) throw problem('unreachable', { code: 't2-foreign', address: shown });
    const { accessToken, refreshToken } = renewed.value;
    const kept = { accessToken, refreshToken, renewedAt: clock() };
    held.save(kept);
    return kept;
  };

  /** A pair other than the one that was seen: of another process, if it was faster. */
  const renew = async (seen: KeptPair): Promise<KeptPair> => {
    const renewal = tokens.hold(async (held) => {
      const { pair } = held;
      if (!pair) throw missing();
      if (pair.accessToken !== seen.accessToken) return pair;
      refuseDead(pair);
      return exchange(held, pair);
    });
    renewals.add(renewal);
    return renewal.finally(() => renewals.delete(renewal));
  };

  const current = async (): Promise<KeptPair> => {
    const pair = tokens.read();
    if (!pair) throw missing();
    refuseDead(pair);
    if (!isDue(pair, clock())) return pair;
    try {
      return await renew(pair);
    } catch (error) {
      const { access } = expiriesOf(pair);
      const isUsable = access !== null && access > clock();
      if (!isUsable || dead?.token === pair.refreshToken) throw error;
      return pair;
    }
  };

  const ask = async (path: string, { accessToken }: KeptPair, signal?: AbortSignal) => {
    const answer = await askT2(dispatcher, address, {
      method: 'GET',
      path,
      token: accessToken,
      signal,
    });
    return readAnswer(address, answer, path, clock());
  };

  /** Once more with another pair, if that can help; never twice. */
  const insist = async (path: string, pair: KeptPair, why: string, signal?: AbortSignal) => {
    const other = tokens.read();
    const isOther = other !== null && other.accessToken !== pair.accessToken;
    const mayHelp = isOther || OF_TOKEN.test(why) || !isYoung(pair, clock());
    return mayHelp ? ask(path, await renew(pair), signal) : null;
  };

  return {
    get: async (path, signal) => {
      const pair = await current();
      const reading = await ask(path, pair, signal);
      const last =
        reading.kind === 'rejected'
          ? ((await insist(path, pair, reading.why, signal)) ?? reading)
          : reading;
      if (last.kind === 'done') return last.body;
      if (last.kind === 'failed') throw problem('unreachable', last.fault);
      throw refused(last.why);
    },
    expiries: () => {
      try {
        const pair = tokens.read();
        return pair && expiriesOf(pair);
      } catch {
        return null;
      }
    },
    settled: async () => {
      await Promise.allSettled(renewals);
    },
  };
};
