/**
 * Verdicts a second, beside json-rules-engine with the same rules: `node test/bench/decide.ts [calls]`. The other is
 * found where the working folder has it installed (`npm i json-rules-engine`); elsewhere its figures are left out.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { JudgedRule, Question } from '../../src/domain/criteria.ts';
import { decide } from '../../src/domain/decide.ts';
import { wallClock } from '../../src/domain/instant.ts';
import { workingAt } from '../../src/domain/schedule.ts';
import { call, contact, question, rule } from '../support/builders.ts';

const [CALLS = 100_000] = process.argv.slice(2).map(Number);
const PEER = 'json-rules-engine';
const ROUNDS = 5;
const SUBSCRIBERS = 200;
const DAYS = 7 * 24 * 60;

const numberOf = (index: number): string => `+7916${String(index).padStart(7, '0')}`;
const VIP = contact({ numbers: [numberOf(7)], vip: true });

/** Rules as companies have them: between them the five of each subscriber use every criterion. */
const rulesOf = (subscriber: number): JudgedRule[] =>
  [
    rule({ callers: { kind: 'listed', numbers: [numberOf(1), numberOf(2)] } }),
    rule({ time: { kind: 'working' }, callers: { kind: 'vip' } }),
    rule({
      time: {
        kind: 'period',
        days: ['sat', 'sun'],
        firstDate: null,
        lastDate: null,
        intervals: [{ from: '10:00', to: '16:00' }],
      },
    }),
    rule({ time: { kind: 'non-working' } }),
    rule({ types: ['voicemail'] }),
  ].map((one, index) => ({
    ...one,
    id: subscriber * 5 + index,
    subscriber: { id: subscriber },
  }));

const questionOf = (index: number, rules: readonly JudgedRule[]): Question => {
  const startedAt = new Date(Date.UTC(2026, 10, 2) + (index % DAYS) * 60_000);
  const one = call({
    startedAt: startedAt.toISOString(),
    caller: { number: numberOf(index % 20), name: null },
    kind: 'multichannel',
    straight: true,
    outcome: index % 4 === 0 ? 'answered' : 'no-answer',
    ...(index % 10 === 0 && { voicemail: { durationSeconds: 12 } }),
  });
  const [first] = rules;
  const base = question({ call: one, rules, contacts: index % 20 === 7 ? [VIP] : [] });
  const id = first?.subscriber.id ?? 0;
  return {
    ...base,
    subscriber: base.subscriber && { ...base.subscriber, id },
    judgedAt: startedAt.getTime(),
  };
};

type Condition = { fact: string; operator: string; value: unknown };
type Engine = {
  addRule: (rule: {
    conditions: { all: Condition[] };
    event: { type: string; params: { id: number | null } };
  }) => unknown;
  run: (facts: Record<string, unknown>) => Promise<{ events: { type: string }[] }>;
};

const equal = (fact: string, value: unknown): Condition => ({ fact, operator: 'equal', value });

/** One rule in the other's words, for a voice message or for a missed call. */
const conditionsOf = ({ types, time, callers }: JudgedRule): Condition[] => {
  if (types.includes('voicemail')) return [equal('voicemail', true)];
  const conditions = [equal('outcome', 'no-answer'), equal('straight', true)];
  if (time.kind === 'working' || time.kind === 'non-working')
    conditions.push(equal('working', time.kind === 'working'));
  if (time.kind === 'period') {
    conditions.push({ fact: 'weekday', operator: 'in', value: time.days });
    conditions.push({ fact: 'minute', operator: 'greaterThanInclusive', value: 600 });
    conditions.push({ fact: 'minute', operator: 'lessThan', value: 960 });
  }
  if (callers.kind === 'listed')
    conditions.push({ fact: 'caller', operator: 'in', value: callers.numbers });
  if (callers.kind === 'vip') conditions.push(equal('vip', true));
  return conditions;
};

/** The zone and the schedule are no business of a rule engine: it is given what they say, by our own code. */
const factsOf = ({ call: one, schedule, contacts }: Question): Record<string, unknown> => {
  const at = wallClock(Date.parse(one.startedAt), schedule.zone);
  return {
    outcome: one.outcome,
    straight: one.straight,
    voicemail: one.voicemail !== undefined,
    caller: one.caller.number,
    vip: contacts.some(({ vip }) => vip),
    weekday: at.weekday,
    minute: at.minute,
    working: workingAt(schedule, at).working,
  };
};

const peer = (): (new () => Engine) | null => {
  const require = createRequire(join(process.cwd(), 'bench.js'));
  try {
    return require(PEER).Engine;
  } catch {
    return null;
  }
};

/** By the time that processors spent on it, garbage and all: other work on the machine does not count. */
const rate = async (work: () => Promise<number> | number): Promise<[number, number]> => {
  const begun = process.cpuUsage();
  const told = await work();
  const { user, system } = process.cpuUsage(begun);
  return [Math.round(CALLS / ((user + system) / 1_000_000)), told];
};

const rules = Array.from({ length: SUBSCRIBERS }, (_, index) => rulesOf(index + 1));
const questions = Array.from({ length: CALLS }, (_, index) =>
  questionOf(index, rules[index % SUBSCRIBERS] ?? []),
);
const Other = peer();
const engines = rules.map((own) => {
  const engine = Other && new Other();
  for (const one of own)
    engine?.addRule({
      conditions: { all: conditionsOf(one) },
      event: { type: one.types[0] ?? '', params: { id: one.id } },
    });
  return engine;
});

const ours = (): number => questions.filter((one) => decide(one).verdict === 'notify').length;

const theirs = async (): Promise<number> => {
  let told = 0;
  for (const [index, one] of questions.entries()) {
    const result = await engines[index % SUBSCRIBERS]?.run(factsOf(one));
    if (result && result.events.length > 0) told += 1;
  }
  return told;
};

for (let round = 0; round < ROUNDS; round += 1) {
  const [own, told] = await rate(ours);
  const [other, toldByOther] = Other ? await rate(theirs) : [null, told];
  if (toldByOther !== told) throw new Error(`${told} told of, ${toldByOther} by the other`);
  const ratio = other === null ? '' : `; ${PEER} ${other}/s, ratio ${(own / other).toFixed(1)}`;
  console.log(`${CALLS} calls, ${told} told of; decide ${own}/s${ratio}`);
}
