/** Rules as people see them. */
import { writeCallers, writeTime } from '../domain/criteria-text.ts';
import { cleanText } from '../domain/names.ts';
import type { Callers, Rule, Time } from '../domain/rule.ts';
import { canBeTold, type Subscriber } from '../domain/subscriber.ts';
import { rulePhrases } from '../messages/rule-text.ts';
import type { Words } from '../messages/types.ts';
import { wordsIn } from '../messages/words.ts';
import { type Column, type ListFormat, printList } from './list.ts';
import type { Terminal } from './terminal.ts';

const typesText = (words: Words, { types }: Rule): string =>
  types.map((type) => words.types[type]).join(', ');

const timeText = (words: Words, time: Time): string =>
  time.kind === 'period' ? writeTime(time) : words.times[time.kind];

const callersText = (words: Words, callers: Callers): string =>
  callers.kind === 'listed' ? callers.numbers.join(', ') : words.callers[callers.kind];

/** A long list of numbers as its first and how many more there are. */
const shortCallers = (words: Words, callers: Callers): string => {
  if (callers.kind !== 'listed' || callers.numbers.length <= 2) return callersText(words, callers);
  return `${callers.numbers[0]} ${words.andMore(callers.numbers.length - 1)}`;
};

/** Where his notifications go; whoever has nowhere is marked (R9). */
const channelsText = (words: Words, subscriber: Subscriber): string => {
  if (!canBeTold(subscriber)) return words.nowhere;
  const telegram = subscriber.telegram === 'connected' ? ['Telegram'] : [];
  return [subscriber.email, ...telegram].filter((channel) => channel !== null).join(', ');
};

const reachedAt = ({ extension, number }: Subscriber): string => extension ?? number ?? '';

const ruleColumns = (words: Words): Column<Rule>[] => {
  const { headings } = words;
  return [
    { key: 'id', heading: headings.id, text: ({ id }) => String(id), isRigid: true },
    { key: 'name', heading: headings.subscriber, text: ({ subscriber }) => subscriber.name },
    {
      key: 'extension',
      heading: headings.extension,
      text: ({ subscriber }) => reachedAt(subscriber),
      isRigid: true,
      csv: ({ subscriber }) => subscriber.extension ?? '',
    },
    {
      key: 'email',
      heading: headings.channels,
      text: ({ subscriber }) => channelsText(words, subscriber),
      csv: ({ subscriber }) => subscriber.email ?? '',
    },
    {
      key: 'types',
      heading: headings.types,
      text: (rule) => typesText(words, rule),
      csv: ({ types }) => types.join(','),
    },
    {
      key: 'time',
      heading: headings.time,
      text: ({ time }) => timeText(words, time),
      csv: ({ time }) => writeTime(time),
    },
    {
      key: 'callers',
      heading: headings.callers,
      text: ({ callers }) => callersText(words, callers),
      short: ({ callers }) => shortCallers(words, callers),
      csv: ({ callers }) => writeCallers(callers),
    },
  ];
};

export const printRules = (
  terminal: Terminal,
  items: readonly Rule[],
  format?: ListFormat,
): Promise<void> =>
  printList(terminal, { items, columns: ruleColumns(wordsIn(terminal.language)), format });

/** Each rule whole, with everything that a table would cut. */
export const printRuleCards = (terminal: Terminal, rules: readonly Rule[]): void => {
  const { out, colour } = terminal;
  const words = wordsIn(terminal.language);
  const { headings } = words;
  for (const rule of rules) {
    const { types, time, callers } = rulePhrases(words, rule);
    const { name } = rule.subscriber;
    out(colour.bold(cleanText(`${words.rule(rule.id)}: ${name} (${reachedAt(rule.subscriber)})`)));
    const lines: [heading: string, text: string][] = [
      [headings.channels, channelsText(words, rule.subscriber)],
      [headings.types, types],
      [headings.time, time],
      [headings.callers, callers],
      [headings.revision, `${rule.revision} (${rule.updatedAt})`],
    ];
    const width = Math.max(...lines.map(([heading]) => heading.length));
    for (const [heading, text] of lines) out(`  ${heading.padEnd(width)}  ${text}`);
  }
};

/** Warns of each subscriber whose rules can tell him nothing, once (R9). */
export const warnOfUnreachable = (terminal: Terminal, rules: readonly Rule[]): void => {
  const silent = new Map(
    rules
      .filter(({ subscriber }) => !canBeTold(subscriber))
      .map(({ subscriber }) => [subscriber.id, subscriber]),
  );
  for (const subscriber of silent.values()) {
    const words = wordsIn(terminal.language);
    const name = `${subscriber.name} (${reachedAt(subscriber)})`;
    terminal.err(`${terminal.noticeColour.yellow(words.warning)} ${words.unreachable(name)}`);
  }
};
