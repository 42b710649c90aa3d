/** A verdict told: to a person with every fact, to a script as JSON that no language changes. */
import type { Call } from '../domain/call.ts';
import { formatWall, parseInstant } from '../domain/instant.ts';
import { cleanText } from '../domain/names.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import type { Criterion, RuleVerdict, Verdict } from '../domain/verdict.ts';
import { factText, reasonText } from '../messages/fact-text.ts';
import type { Words } from '../messages/types.ts';
import { wordsIn } from '../messages/words.ts';
import type { Terminal } from './terminal.ts';

const CRITERIA = ['type', 'time', 'callers'] as const;

const criterionJson = (criterion: Criterion) => ({
  holds: criterion.holds,
  fact: factText('en', criterion),
  code: criterion.fact.code,
});

/**
 * The verdict for scripts: facts as English text, with their codes.
 * @param lines those of the rules, if they are of a file and have no ids
 */
export const verdictJson = (
  { rules, ...verdict }: Verdict,
  lines: readonly number[] | null = null,
) => ({
  ...verdict,
  rules: rules.map(({ type, time, callers, ...rule }, index) => ({
    ...rule,
    ...(lines && { line: lines[index] }),
    type: criterionJson(type),
    ...(time && { time: criterionJson(time) }),
    ...(callers && { callers: criterionJson(callers) }),
  })),
});

export const callerText = (
  words: Words,
  { caller }: Call,
  written: (number: string) => string = (number) => number,
): string => {
  const number = caller.number === null ? words.hidden : written(caller.number);
  return cleanText(caller.name ? `${number} (${caller.name})` : number);
};

/** An instant of the contract on the wall clock of the PBX. */
export const wallText = (instant: string, zone: string): string => {
  const read = parseInstant(instant);
  return read.ok ? formatWall(read.value, zone) : instant;
};

/** When the call began, on the wall clock of the PBX (A5). */
export const startText = ({ startedAt }: Call, zone: string): string => wallText(startedAt, zone);

const ruleLines = (
  { language, colour }: Terminal,
  rule: RuleVerdict,
  line: number | undefined,
): string[] => {
  const words = wordsIn(language);
  const name = line === undefined ? words.rule(rule.id) : words.ruleOfLine(line);
  const width = Math.max(...CRITERIA.map((name) => words.criterion[name].length));
  const colours = { true: colour.green, false: colour.red, null: colour.yellow };
  const mark = (holds: boolean | null, fill: number): string =>
    colours[`${holds}`](words.holds(holds)) + ' '.repeat(fill - words.holds(holds).length);
  const widest = Math.max(...[true, false, null].map((holds) => words.holds(holds).length));
  return [
    `${colour.bold(name)}: ${mark(rule.matches, words.holds(rule.matches).length)}`,
    ...CRITERIA.flatMap((name) => {
      const criterion = rule[name];
      if (!criterion) return [];
      const label = words.criterion[name].padEnd(width);
      return [`  ${label}  ${mark(criterion.holds, widest)}  ${factText(language, criterion)}`];
    }),
  ];
};

type Told = {
  title: string;
  call: Call;
  subscriber: Subscriber | null;
  verdict: Verdict;
  zone: string;
  /** Those of the rules, if they are of a file. */
  lines?: readonly number[] | null;
};

/** The call, the verdict with its reason, and each rule with what decided it. */
export const printVerdict = (
  terminal: Terminal,
  { title, call, subscriber, verdict, zone, lines }: Told,
): void => {
  const { language, colour, out } = terminal;
  const words = wordsIn(language);
  const called = subscriber
    ? `${subscriber.name} (${subscriber.extension ?? subscriber.number})`
    : (call.subscriber ?? words.unknown);
  const dialled = call.dialled ? `, ${words.headings.dialled.toLowerCase()} ${call.dialled}` : '';
  out(
    `${title}: ${startText(call, zone)}, ${callerText(words, call)} → ${cleanText(called)}${cleanText(dialled)}`,
  );
  const types = verdict.types.map((type) => words.types[type]).join(', ');
  const told = types ? ` (${types})` : '';
  out(
    `${words.decision}: ${colour.bold(words.verdicts[verdict.verdict])}${told} — ${reasonText(language, verdict.reason)}`,
  );
  if (verdict.missing.length > 0) {
    out(`${words.missing}: ${verdict.missing.map((fact) => words.facts[fact]).join(', ')}`);
  }
  for (const [index, rule] of verdict.rules.entries())
    for (const line of ruleLines(terminal, rule, lines?.[index])) out(line);
};
