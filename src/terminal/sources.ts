/** Sources of calls as people see them. */
import { EVENT_CLASSES, type Source } from '../contract/sources.ts';
import { formatWall, parseInstant } from '../domain/instant.ts';
import { cleanText } from '../domain/names.ts';
import { reasonText } from '../messages/fact-text.ts';
import { faultText } from '../messages/fault-text.ts';
import type { FaultText } from '../messages/types.ts';
import { wordsIn } from '../messages/words.ts';
import { type Column, type ListFormat, printList } from './list.ts';
import type { Terminal } from './terminal.ts';

type Told = {
  items: readonly Source[];
  zone: string;
  format?: ListFormat | undefined;
};

const wall = (instant: string | null, zone: string): string => {
  const read = instant === null ? null : parseInstant(instant);
  return read?.ok ? formatWall(read.value, zone) : '';
};

/** Calls come without the steps of the dial plan: then nobody knows whether they came straight. */
const missesDialPlan = ({ state, events }: Source): boolean =>
  state === 'connected' && (events.call ?? 0) > 0 && (events.dialplan ?? 0) === 0;

/** What is wrong with it now, with what to do; too long for a table. */
const troubleOf = ({ language }: Terminal, source: Source): FaultText | null => {
  const words = wordsIn(language);
  const { state, error, calls } = source;
  if (state !== 'connected' && error) return faultText(language, error.fault);
  const unknown = Object.entries(source.unknown);
  if (state === 'connected' && unknown.length > 0) {
    const values = unknown.map(([value, count]) => `${cleanText(value)}: ${count}`).join(', ');
    return { message: words.sourceUnknown(values), next: null };
  }
  if (missesDialPlan(source)) return { message: words.eventsMissing('dialplan'), next: null };
  const notKept = calls.lost + calls.refused;
  return notKept > 0 ? { message: words.callsLost(notKept), next: null } : null;
};

/** A warning for each source with which something is wrong. */
export const tellTroubles = (terminal: Terminal, items: readonly Source[]): void => {
  const { err, noticeColour: colour, language } = terminal;
  const words = wordsIn(language);
  for (const source of items) {
    const trouble = troubleOf(terminal, source);
    if (!trouble) continue;
    err(`${colour.yellow(words.warning)} ${colour.bold(source.name)}: ${trouble.message}`);
    if (trouble.next) err(`${colour.cyan(words.next)} ${trouble.next}`);
  }
};

/** How many calls could not be decided, and what was not known of them: `3: how the call ended 2, …`. */
const undecided = ({ language }: Terminal, { undecided: counts }: Source): string => {
  const { facts } = wordsIn(language);
  const names = new Map(Object.entries(facts));
  return Object.entries(counts)
    .map(([why, count]) => {
      const told =
        why === 'no-such-subscriber' ? reasonText(language, why) : (names.get(why) ?? why);
      return `${told}: ${count}`;
    })
    .join(', ');
};

/** When the tokens die, if any of these has some: the access token first. */
const tokenColumns = (
  heading: string,
  items: readonly Source[],
  zone: string,
): Column<Source>[] => {
  const accessUntil = ({ tokens }: Source): string => tokens?.accessUntil ?? '';
  const refreshUntil = ({ tokens }: Source): string => tokens?.refreshUntil ?? '';
  const until = (source: Source): string =>
    [accessUntil(source), refreshUntil(source)]
      .map((instant) => wall(instant || null, zone))
      .filter(Boolean)
      .join(', ');
  const some: Column<Source>[] = items.some(({ tokens }) => tokens)
    ? [{ key: 'accessUntil', heading, text: until, csv: accessUntil }]
    : [{ key: 'accessUntil', heading, text: accessUntil, isOnlyCsv: true }];
  return [...some, { key: 'refreshUntil', heading, text: refreshUntil, isOnlyCsv: true }];
};

export const printSources = (terminal: Terminal, { items, zone, format }: Told): Promise<void> => {
  const { headings, sourceStates } = wordsIn(terminal.language);
  const columns: Column<Source>[] = [
    { key: 'name', heading: headings.source, text: ({ name }) => name, isRigid: true },
    { key: 'address', heading: headings.source, isOnlyCsv: true, text: ({ address }) => address },
    {
      key: 'state',
      heading: headings.state,
      text: ({ state }) => sourceStates[state],
      csv: ({ state }) => state,
    },
    {
      key: 'since',
      heading: headings.since,
      text: ({ since }) => wall(since, zone),
      csv: ({ since }) => since,
      isRigid: true,
    },
    {
      key: 'lastCallAt',
      heading: headings.lastCall,
      text: ({ lastCallAt }) => wall(lastCallAt, zone),
      csv: ({ lastCallAt }) => lastCallAt ?? '',
      isRigid: true,
    },
    {
      key: 'taken',
      heading: headings.taken,
      text: ({ calls }) => String(calls.taken),
      isRigid: true,
    },
    {
      key: 'undecided',
      heading: headings.undecided,
      text: (source) => undecided(terminal, source),
      csv: ({ undecided: counts }) =>
        Object.entries(counts)
          .map(([why, count]) => `${why}=${count}`)
          .join(' '),
    },
    ...tokenColumns(headings.tokensUntil, items, zone),
    {
      key: 'error',
      heading: headings.state,
      isOnlyCsv: true,
      text: ({ state, error }) => (state !== 'connected' && error ? error.fault.code : ''),
    },
  ];
  return printList(terminal, { items, columns, format });
};

/** What a source that is connected has heard. */
export const printHeard = ({ out, language }: Terminal, { state, events }: Source): void => {
  if (state !== 'connected' || Object.keys(events).length === 0) return;
  const heard = EVENT_CLASSES.map((name) => `${name} ${events[name] ?? 0}`);
  out(`  ${wordsIn(language).sourceHeard(heard.join(', '))}`);
};

/** The zone of this machine: for what is told without a PBX that has its own. */
export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** When the tokens die, on the clocks of this machine. */
export const tokensText = (
  { language }: Terminal,
  { accessUntil, refreshUntil }: NonNullable<Source['tokens']>,
): string => {
  const told = (instant: string | null): string => wall(instant, localZone()) || '?';
  return wordsIn(language).tokensUntil(told(accessUntil), told(refreshUntil));
};
