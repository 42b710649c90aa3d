// The demo's calls: three that a real Asterisk made, each by the name of its recording in test/fixtures/asterisk.
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Call, callSchema } from '../../src/domain/call.ts';
import { formatInstant } from '../../src/domain/instant.ts';
import { DEFAULT_SCHEDULE } from '../../src/domain/schedule.ts';

const FILE = new URL('../fixtures/demo/calls.json', import.meta.url);
const MINUTE = 60_000;

export const recordedCalls = (): Record<string, Call> =>
  z.record(z.string(), callSchema).parse(JSON.parse(readFileSync(FILE, 'utf8')));

const later = (instant: string, by: number): string =>
  formatInstant(Date.parse(instant) + by, DEFAULT_SCHEDULE.zone);

/**
 * The calls as if the last of them had begun two minutes ago, as far apart as they were. Their own time of day would
 * not do: it may lie in the future, and what began more than a day ago is told to nobody.
 */
export const asOfNow = (calls: readonly Call[], now: number): Call[] => {
  const last = Math.max(...calls.map(({ startedAt }) => Date.parse(startedAt)));
  const by = now - 2 * MINUTE - last;
  return calls.map((call) => ({
    ...call,
    startedAt: later(call.startedAt, by),
    ...(call.endedAt !== undefined && { endedAt: later(call.endedAt, by) }),
  }));
};
