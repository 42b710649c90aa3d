/** The wizard as questions one after another: for screen readers, and for terminals that only print lines. */
import { createInterface } from 'node:readline';
import { type PlacedFault, Problem, problem } from '../../contract/problem.ts';
import {
  parseCallers,
  parseTime,
  parseTypes,
  writeCallers,
  writeTime,
} from '../../domain/criteria-text.ts';
import { type Fault, fail, ok, type Result } from '../../domain/fault.ts';
import type { Rule, RuleContent, RulePatch } from '../../domain/rule.ts';
import { ruleContentSchema } from '../../domain/rule.ts';
import type { Subscriber } from '../../domain/subscriber.ts';
import { ruleText } from '../../messages/rule-text.ts';
import { wizardTexts } from '../../messages/wizard-texts.ts';
import { wordsIn } from '../../messages/words.ts';
import { tellFaults } from '../faults.ts';
import type { Terminal } from '../terminal.ts';
import { criteriaOfRules, patchOf } from './criteria.ts';
import { personText } from './people.ts';
import { apply } from './perform.ts';
import type { Surroundings } from './rule-wizard.ts';
import type { Change, Outcome } from './wizard.ts';

type Ask = (question: string) => Promise<string>;

const YES = /^(y|yes|д|да)$/i;

/** Reads whole lines of stdin, as the terminal gives them; Ctrl-C and the end of input are an interruption. */
const asking = async <T>(terminal: Terminal, work: (ask: Ask) => Promise<T>): Promise<T> => {
  const reader = createInterface({ input: process.stdin, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  let interrupt: () => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    interrupt = () => {
      // What is told next does not go on in the question's line.
      terminal.note('\n');
      reject(problem('usage', { code: 'interrupted' }));
    };
  });
  process.once('SIGINT', interrupt);
  const ask: Ask = async (question) => {
    terminal.note(`${question}: `);
    const line = await Promise.race([lines.next(), interrupted]);
    if (line.done) throw problem('usage', { code: 'interrupted' });
    return line.value.trim();
  };
  try {
    return await Promise.race([work(ask), interrupted]);
  } finally {
    process.removeListener('SIGINT', interrupt);
    reader.close();
  }
};

/** Asks until the answer can be read; what is wrong with it is told each time. */
const until = async <T>(
  terminal: Terminal,
  ask: Ask,
  question: string,
  read: (
    text: string,
  ) => Result<T, readonly PlacedFault[]> | Promise<Result<T, readonly PlacedFault[]>>,
): Promise<T> => {
  for (;;) {
    const answer = await read(await ask(question));
    if (answer.ok) return answer.value;
    tellFaults(terminal, answer.fault);
  }
};

const placed = <T>(read: Result<T, Fault>): Result<T, readonly PlacedFault[]> =>
  read.ok ? read : fail([{ path: [], fault: read.fault }]);

const readPeople =
  ({ pbx }: Surroundings) =>
  async (text: string): Promise<Result<Subscriber[], readonly PlacedFault[]>> => {
    const addresses = text
      .split(',')
      .map((address) => address.trim())
      .filter(Boolean);
    if (addresses.length === 0) return placed(fail({ code: 'addresses-missing' }));
    const people: Subscriber[] = [];
    const faults: PlacedFault[] = [];
    for (const who of addresses) {
      try {
        const { rules: _, ...subscriber } = await pbx('getSubscriber', { params: { who } });
        people.push(subscriber);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        faults.push(...error.faults.map(({ fault }) => ({ path: [], fault })));
      }
    }
    return faults.length > 0 ? fail(faults) : ok(people);
  };

/** The answer, or what is there already where nothing is answered. */
const orLeft =
  <T>(left: T, read: (text: string) => Result<T, Fault>) =>
  (text: string): Result<T, readonly PlacedFault[]> =>
    text === '' ? ok(left) : placed(read(text));

const withLeft = (question: string, left: string): string => `${question} [${left}]`;

/** @param before what is left by an empty answer; undefined where the rules differ */
const askCriteria = async (
  terminal: Terminal,
  ask: Ask,
  before: RulePatch,
  region: string,
): Promise<RulePatch> => {
  const { plain, mixed } = wizardTexts(terminal.language);
  const typesLeft = before.types?.join(',') ?? mixed;
  const types = await until(
    terminal,
    ask,
    withLeft(plain.types, typesLeft),
    orLeft(before.types, parseTypes),
  );
  if (types && !types.includes('missed'))
    return { types, time: { kind: 'all' }, callers: { kind: 'all' } };
  const timeLeft = before.time ? writeTime(before.time) : mixed;
  const time = await until(
    terminal,
    ask,
    withLeft(plain.time, timeLeft),
    orLeft(before.time, parseTime),
  );
  const callersLeft = before.callers ? writeCallers(before.callers) : mixed;
  const callers = await until(
    terminal,
    ask,
    withLeft(plain.callers, callersLeft),
    orLeft(before.callers, (text) => parseCallers(text, region)),
  );
  return { ...(types && { types }), ...(time && { time }), ...(callers && { callers }) };
};

const tellOutcome = (
  terminal: Terminal,
  isAdding: boolean,
  { changed, unchanged }: Outcome,
): void => {
  const { language } = terminal;
  const texts = wizardTexts(language);
  const view = { words: wordsIn(language), language };
  const told = isAdding ? texts.willAdd : texts.willEdit;
  terminal.err(told(changed.length, unchanged.length));
  for (const rule of changed)
    terminal.err(`${personText(rule.subscriber)}: ${ruleText(view, rule)}`);
};

/** Shows what will be made, and makes it if that is what its user wants. */
const confirmed = async (
  terminal: Terminal,
  ask: Ask,
  { pbx, dryRun }: Surroundings,
  change: Change,
): Promise<Outcome> => {
  const outcome = await apply(pbx, change, true);
  tellOutcome(terminal, change.kind === 'create', outcome);
  const answer = await ask(wizardTexts(terminal.language).plain.confirm);
  if (!YES.test(answer)) throw problem('usage', { code: 'confirmation-declined' });
  return apply(pbx, change, dryRun);
};

export const addPlainly = (
  terminal: Terminal,
  surroundings: Surroundings,
  given: RulePatch,
): Promise<Outcome> =>
  asking(terminal, async (ask) => {
    const { plain } = wizardTexts(terminal.language);
    const people = await until(terminal, ask, plain.who, readPeople(surroundings));
    const before: RuleContent = ruleContentSchema().parse(given);
    const patch = await askCriteria(terminal, ask, before, surroundings.region);
    const content = ruleContentSchema().parse(patch);
    const subscribers = people.map(({ id }) => id);
    return confirmed(terminal, ask, surroundings, { kind: 'create', subscribers, content });
  });

export const editPlainly = (
  terminal: Terminal,
  surroundings: Surroundings,
  rules: readonly Rule[],
): Promise<Outcome> =>
  asking(terminal, async (ask) => {
    const { region } = surroundings;
    const before = patchOf(criteriaOfRules(rules), region);
    const patch = await askCriteria(terminal, ask, before.ok ? before.value : {}, region);
    return confirmed(terminal, ask, surroundings, { kind: 'update', rules, patch });
  });

/** Ids and ranges of ids, as they stand in the list above. */
export const askIds = (terminal: Terminal): Promise<string> =>
  asking(terminal, (ask) => ask(wizardTexts(terminal.language).plain.ids));
