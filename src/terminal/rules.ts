/** Rules as people see them. */
import { writeCallers, writeTime } from '../domain/criteria-text.ts';
import { cleanText } from '../domain/names.ts';
import { displayNumber } from '../domain/phone-number.ts';
import type { Callers, Rule, Time } from '../domain/rule.ts';
import { canBeTold, type Subscriber } from '../domain/subscriber.ts';
import { periodReading, shortPeriod } from '../messages/period-words.ts';
import { rulePhrases } from '../messages/rule-text.ts';
import type { Words } from '../messages/types.ts';
import { wordsIn } from '../messages/words.ts';
import { type Column, type ListFormat, printList } from './list.ts';
import type { Terminal } from './terminal.ts';

const typesText = (words: Words, { types }: Rule): string =>
  types.map((type) => words.types[type]).join(', ');

const shortTime = (terminal: Terminal, words: Words, time: Time): string =>
  time.kind === 'period' ? shortPeriod(terminal.language, time) : words.times[time.kind];

const timeText = (words: Words, time: Time): string =>
  time.kind === 'period' ? writeTime(time) : words.times[time.kind];

const callersText = (words: Words, callers: Callers): string =>
  callers.kind === 'listed' ? callers.numbers.join(', ') : words.callers[callers.kind];

const MOST_NUMBERS = 2;

/** Numbers as people write them; a long list as its first and how many more there are, where there is not room for all. */
const shortCallers = (words: Words, callers: Callers, columns: number): string => {
  if (callers.kind !== 'listed') return words.callers[callers.kind];
  const isShort = callers.numbers.length > MOST_NUMBERS && Number.isFinite(columns);
  const shown = callers.numbers
    .slice(0, isShort ? 1 : undefined)
    .map(displayNumber)
    .join(', ');
  return isShort ? `${shown} ${words.andMore(callers.numbers.length - 1)}` : shown;
};

/** Where his notifications go; whoever has nowhere is marked (R9). */
const channelsText = (words: Words, subscriber: Subscriber): string => {
  if (!canBeTold(subscriber)) return words.nowhere;
  const telegram = subscriber.telegram === 'connected' ? ['Telegram'] : [];
  return [subscriber.email, ...telegram].filter((channel) => channel !== null).join(', ');
};

const reachedAt = ({ extension, number }: Subscriber): string => extension ?? number ?? '';

const ruleColumns = (terminal: Terminal): Column<Rule>[] => {
  const words = wordsIn(terminal.language);
  const { headings } = words;
  return [
    { key: 'id', heading: headings.id, text: ({ id }) => String(id), isRigid: true },
    { key: 'name', heading: headings.subscriber, text: ({ subscriber }) => subscriber.name },
    {
      key: 'extension',
      heading: headings.extension,
      text: ({ subscriber }) => reachedAt(subscriber),
      short: ({ subscriber }) => displayNumber(reachedAt(subscriber)),
      isRigid: true,
      csv: ({ subscriber }) => subscriber.extension ?? '',
    },
    {
      key: 'email',
      heading: headings.channels,
      text: ({ subscriber }) => channelsText(words, subscriber),
      isWarning: ({ subscriber }) => !canBeTold(subscriber),
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
      short: ({ time }) => shortTime(terminal, words, time),
      csv: ({ time }) => writeTime(time),
    },
    {
      key: 'callers',
      heading: headings.callers,
      text: ({ callers }) => callersText(words, callers),
      short: ({ callers }, columns) => shortCallers(words, callers, columns),
      csv: ({ callers }) => writeCallers(callers),
    },
  ];
};

export const printRules = (
  terminal: Terminal,
  items: readonly Rule[],
  format?: ListFormat,
): Promise<void> => printList(terminal, { items, columns: ruleColumns(terminal), format });

/** A period as people say it, and as it is written; numbers as people write them. */
const cardTexts = (terminal: Terminal, rule: Rule): ReturnType<typeof rulePhrases> => {
  const words = wordsIn(terminal.language);
  const { time, callers } = rule;
  const phrases = rulePhrases(words, rule);
  return {
    ...phrases,
    ...(time.kind === 'period' && {
      time: `${periodReading(terminal.language, time)} (${phrases.time})`,
    }),
    ...(callers.kind === 'listed' && {
      callers: words.listedInProse(callers.numbers.map(displayNumber).join(', ')),
    }),
  };
};

/** Each rule whole, with everything that a table would cut. */
export const printRuleCards = (terminal: Terminal, rules: readonly Rule[]): void => {
  const { out, colour } = terminal;
  const words = wordsIn(terminal.language);
  const { headings } = words;
  for (const rule of rules) {
    const { types, time, callers } = cardTexts(terminal, rule);
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
