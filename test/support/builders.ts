/** Whole values for tests to start from: a test names only what it is about. */
import type { Call } from '../../src/domain/call.ts';
import type { Contact } from '../../src/domain/contact.ts';
import type { JudgedRule, Question } from '../../src/domain/criteria.ts';
import { wallClock } from '../../src/domain/instant.ts';
import type { WallClock } from '../../src/domain/interval.ts';
import type { Period } from '../../src/domain/period.ts';
import { parsePeriod } from '../../src/domain/period-text.ts';
import { DEFAULT_SCHEDULE } from '../../src/domain/schedule.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { Subscriber } from '../../src/domain/subscriber.ts';

export const CLIENT = '+79161234567';

export const subscriber = (change: Partial<Subscriber> = {}): Subscriber => ({
  id: 1,
  name: 'Анна Петрова',
  number: '+79160000101',
  extension: '101',
  email: 'anna@example.com',
  telegram: 'not-connected',
  ...change,
});

/** A client called a number that goes straight to 101 on Wednesday 2026-11-18 at noon; it rang out. */
export const call = (change: Partial<Call> = {}): Call => ({
  source: 'test',
  sourceCallId: '1',
  startedAt: '2026-11-18T12:00:00+03:00',
  caller: { number: CLIENT, name: null },
  kind: 'multichannel',
  straight: true,
  outcome: 'no-answer',
  ...change,
});

export const without = <T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> => {
  const { [key]: _, ...rest } = value;
  return rest;
};

export const rule = (change: Partial<JudgedRule> = {}): JudgedRule => ({
  id: 1,
  subscriber: { id: 1 },
  types: ['missed'],
  time: { kind: 'all' },
  callers: { kind: 'all' },
  ...change,
});

export const contact = (change: Partial<Contact> = {}): Contact => ({
  id: 1,
  name: 'ООО «Ромашка»',
  numbers: [CLIENT],
  vip: true,
  ...change,
});

/** The call and one rule for every missed call, judged at once by a PBX as it comes. */
export const question = (change: Partial<Question> = {}): Question => {
  const asked = change.call ?? call();
  return {
    call: asked,
    subscriber: subscriber(),
    callingSubscriber: null,
    rules: [rule()],
    schedule: DEFAULT_SCHEDULE,
    contacts: [],
    settings: DEFAULT_SETTINGS,
    judgedAt: Date.parse(asked.startedAt) + 60_000,
    ...change,
  };
};

/** The period that the text writes. */
export const period = (text: string): Period => {
  const read = parsePeriod(text);
  if (!read.ok) throw new Error(`${text}: ${read.fault.code}`);
  return read.value;
};

/** What a clock on the wall shows at `2026-11-20T22:00`, wherever that wall is. */
export const wall = (text: string): WallClock => wallClock(Date.parse(`${text}Z`), 'UTC');
