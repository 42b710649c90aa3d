/** What rules would have told of calls that happened, beside what was told. */
import type { KeptCall } from '../contract/calls.ts';
import { named } from '../domain/find.ts';
import { cleanText } from '../domain/names.ts';
import type { Message, Replayed, Tally } from '../domain/replay.ts';
import type { Subscriber } from '../domain/subscriber.ts';
import type { Criterion, RuleVerdict } from '../domain/verdict.ts';
import { factText, reasonText } from '../messages/fact-text.ts';
import type { Words } from '../messages/types.ts';
import { wordsIn } from '../messages/words.ts';
import { type Column, printList } from './list.ts';
import type { Terminal } from './terminal.ts';
import { callerText, startText, verdictJson } from './verdict.ts';

export type ReplayRow = Tally & { subscriber: Subscriber | null };

/** `+312, −4`; empty where nothing differs. */
export const changeText = ({ more, fewer }: Pick<Tally, 'more' | 'fewer'>): string =>
  [more > 0 ? `+${more}` : '', fewer > 0 ? `−${fewer}` : ''].filter(Boolean).join(', ');

export const rowJson = ({ subscriber, ...tally }: ReplayRow) => ({
  subscriber: subscriber && named(subscriber),
  ...tally,
});

export const printReplay = (terminal: Terminal, rows: readonly ReplayRow[]): Promise<void> => {
  const words = wordsIn(terminal.language);
  const { headings } = words;
  const columns: Column<ReplayRow & { id: number }>[] = [
    {
      key: 'subscriber',
      heading: headings.subscriber,
      text: ({ subscriber }) => subscriber?.name ?? words.unknown,
    },
    {
      key: 'extension',
      heading: headings.extension,
      text: ({ subscriber }) => subscriber?.extension ?? subscriber?.number ?? '',
      isRigid: true,
    },
    { key: 'calls', heading: headings.calls, text: ({ calls }) => String(calls), isRigid: true },
    { key: 'were', heading: headings.were, text: ({ were }) => String(were), isRigid: true },
    { key: 'would', heading: headings.would, text: ({ would }) => String(would), isRigid: true },
    { key: 'change', heading: headings.change, text: changeText, isRigid: true },
  ];
  const items = rows.map((row) => ({ ...row, id: row.subscriber?.id ?? 0 }));
  return printList(terminal, { items, columns, format: undefined });
};

/** A call of which something else would be told. */
export type Differing = {
  kept: KeptCall;
  replayed: Replayed;
  /** Of a file the lines of the rules, in their order; of a PBX they have ids. */
  lines: readonly number[] | null;
};

export const differingJson = ({ kept, replayed, lines }: Differing) => {
  const { verdict: before, reason } = kept.verdict;
  return {
    id: kept.id,
    startedAt: kept.call.startedAt,
    caller: kept.call.caller,
    subscriber: replayed.subscriber && named(replayed.subscriber),
    more: replayed.more,
    fewer: replayed.fewer,
    before: { verdict: before, reason },
    after: verdictJson(replayed.verdict, lines),
  };
};

const messagesText = (words: Words, sign: string, messages: readonly Message[]): string[] =>
  messages.map(({ type, channel }) => `${sign}${words.messageOf(type, channel)}`);

/** What of the rule does not hold; of one that holds, that it does. */
const ruleLine = (terminal: Terminal, rule: RuleVerdict, line: number | undefined): string => {
  const { language } = terminal;
  const words = wordsIn(language);
  const name = words.rulesAt(String(line ?? rule.id), 1, line !== undefined);
  const criteria = [rule.type, rule.time, rule.callers].filter(
    (criterion): criterion is Criterion => criterion !== undefined,
  );
  const against = criteria.filter(({ holds }) => holds !== true);
  const told = against.length > 0 && rule.matches !== true ? against : criteria;
  return `${name}: ${words.holds(rule.matches)} (${told.map((one) => factText(language, one)).join('; ')})`;
};

/** The call, what would be told of it and is not, or the other way round, and what each rule has to do with it. */
export const printDiffering = (terminal: Terminal, differing: Differing, zone: string): void => {
  const { language, colour, out } = terminal;
  const words = wordsIn(language);
  const { kept, replayed, lines } = differing;
  const { subscriber, verdict, more, fewer } = replayed;
  const called = subscriber?.name ?? kept.call.subscriber ?? words.unknown;
  const changes = [
    ...messagesText(words, '+', more).map((text) => colour.green(text)),
    ...messagesText(words, '−', fewer).map((text) => colour.red(text)),
  ];
  const title = `${words.call(kept.id)}: ${startText(kept.call, zone)}, ${callerText(words, kept.call)} → ${cleanText(called)}`;
  out(`${title}: ${changes.join('; ')}`);
  const before = `${words.verdicts[kept.verdict.verdict]} (${reasonText(language, kept.verdict.reason)})`;
  const after = `${words.verdicts[verdict.verdict]} (${reasonText(language, verdict.reason)})`;
  out(`  ${before} → ${after}`);
  for (const [index, rule] of verdict.rules.entries())
    out(`  ${ruleLine(terminal, rule, lines?.[index])}`);
};
