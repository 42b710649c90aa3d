/** A plan as a person reviews it: by subscriber, what is added, changed and removed. */
import { writeCallers, writeTime } from '../domain/criteria-text.ts';
import { cleanText } from '../domain/names.ts';
import type { Callers, Rule, RuleContent } from '../domain/rule.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import { rulePhrases } from '../messages/rule-text.ts';
import type { Words } from '../messages/types.ts';
import { wordsIn } from '../messages/words.ts';
import type { Terminal } from './terminal.ts';

type Change = { before: Rule; after: RuleContent };

/** What changes for one subscriber. */
export type PlannedChanges = {
  subscriber: Subscriber;
  create: readonly RuleContent[];
  update: readonly Change[];
  remove: readonly Rule[];
};

type Counts = { create: number; update: number; remove: number; unchanged: number };

type Say = (content: RuleContent) => string;

/** What a rule says, in a phrase; contents that many subscribers share are put into words once. */
const sayer = (words: Words): Say => {
  const known = new Map<RuleContent, string>();
  return (content) => {
    const phrase = known.get(content) ?? Object.values(rulePhrases(words, content)).join(', ');
    known.set(content, phrase);
    return phrase;
  };
};

/** Of a long list of numbers only what is new in it and what goes. */
const numbersText = (words: Words, before: Callers, after: Callers): string | null => {
  if (before.kind !== 'listed' || after.kind !== 'listed') return null;
  const added = after.numbers.filter((number) => !before.numbers.includes(number));
  const removed = before.numbers.filter((number) => !after.numbers.includes(number));
  return [
    ...(added.length > 0 ? [words.plan.numbersAdded(added.join(', '))] : []),
    ...(removed.length > 0 ? [words.plan.numbersRemoved(removed.join(', '))] : []),
  ].join('; ');
};

/** The fields that change, each before and after. */
const fieldLines = (words: Words, { before, after }: Change): string[] => {
  const texts = (rule: RuleContent): string[] => [
    rule.types.map((type) => words.types[type]).join(', '),
    rule.time.kind === 'period' ? writeTime(rule.time) : words.times[rule.time.kind],
    rule.callers.kind === 'listed' ? writeCallers(rule.callers) : words.callers[rule.callers.kind],
  ];
  const names = [words.criterion.type, words.criterion.time, words.criterion.callers];
  const [old, now] = [texts(before), texts(after)];
  return names.flatMap((name, place) => {
    if (old[place] === now[place]) return [];
    const isCallers = place === names.length - 1;
    const numbers = isCallers ? numbersText(words, before.callers, after.callers) : null;
    return [`      ${name}: ${numbers ?? `${old[place]} → ${now[place]}`}`];
  });
};

const changesOf = (
  { colour }: Terminal,
  words: Words,
  say: Say,
  { subscriber, create, update, remove }: PlannedChanges,
): string[] => {
  const reachedAt = subscriber.extension ?? subscriber.number ?? '';
  return [
    colour.bold(cleanText(`${subscriber.name} (${reachedAt})`)),
    ...create.map((content) => colour.green(`  + ${say(content)}`)),
    ...update.flatMap((change) => [
      colour.yellow(`  ~ ${words.rule(change.before.id)}`),
      ...fieldLines(words, change),
    ]),
    ...remove.map((rule) => colour.red(`  - ${words.rule(rule.id)}: ${say(rule)}`)),
  ];
};

/** Subscribers of whom nothing changes are left out; the last line counts. */
export const printPlan = (
  terminal: Terminal,
  plans: readonly PlannedChanges[],
  counts: Counts,
): void => {
  const words = wordsIn(terminal.language);
  const say = sayer(words);
  const lines = plans
    .filter(({ create, update, remove }) => create.length + update.length + remove.length > 0)
    .flatMap((plan) => changesOf(terminal, words, say, plan));
  if (lines.length > 0) terminal.out(lines.join('\n'));
  terminal.out(lines.length > 0 ? words.plan.counts(counts) : words.plan.empty);
};
