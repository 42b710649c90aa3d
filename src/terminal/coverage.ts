/** Of whose missed calls people are told in a week: a grid of its days and hours. */
import width from 'string-width';
import { named } from '../domain/find.ts';
import { DAY_MINUTES, timeOfDay, type WallClock } from '../domain/interval.ts';
import { cleanText } from '../domain/names.ts';
import { writeIntervals } from '../domain/period-text.ts';
import type { WorkSchedule } from '../domain/schedule.ts';
import { canBeTold, type Subscriber } from '../domain/subscriber.ts';
import { type SharedWeek, type Stretch, TOLD_OF, type ToldOf } from '../domain/week.ts';
import type { Words } from '../messages/types.ts';
import { wordsIn } from '../messages/words.ts';
import type { Terminal } from './terminal.ts';

/** Signs that are told apart without colour. */
const SIGNS: Record<ToldOf, string> = { all: '#', listed: '+', vip: 'v', nobody: '.' };
const HOURS = 24;
const LABELLED_HOURS = 3;
const MOST_WEEKS = 10;
const MOST_NAMES = 20;

export type Coverage = {
  days: readonly WallClock[];
  schedule: WorkSchedule;
  weeks: readonly SharedWeek[];
};

const exceptionsOf = ({ days, schedule }: Coverage) =>
  schedule.exceptions.filter(({ date }) => days.some((day) => day.date === date));

export const coverageJson = (coverage: Coverage) => {
  const moment = ({ date, time }: Stretch['from']): string => `${date} ${time}`;
  return {
    from: coverage.days[0]?.date,
    to: coverage.days.at(-1)?.date,
    zone: coverage.schedule.zone,
    exceptions: exceptionsOf(coverage),
    weeks: coverage.weeks.map(({ subscribers, voicemail, stretches }) => ({
      subscribers: subscribers.map(named),
      voicemail,
      intervals: stretches.map(({ from, to, told }) => ({
        from: moment(from),
        to: moment(to),
        told,
      })),
    })),
  };
};

/** The least of what is told of between two minutes of a day. */
const leastTold = (
  stretches: readonly Stretch[],
  date: string,
  from: number,
  to: number,
): ToldOf => {
  const start = `${date} ${timeOfDay(from)}`;
  const end = `${date} ${timeOfDay(to)}`;
  const told = stretches
    .filter(
      (one) => `${one.from.date} ${one.from.time}` < end && start < `${one.to.date} ${one.to.time}`,
    )
    .map((one) => TOLD_OF.indexOf(one.told));
  return TOLD_OF[Math.max(...told)] ?? 'nobody';
};

/** Colours signs, run by run. */
const painter = ({ colour }: Terminal): ((signs: string) => string) => {
  const colours = {
    all: colour.green,
    listed: colour.cyan,
    vip: colour.yellow,
    nobody: colour.dim,
  };
  const kindOf = (run: string): ToldOf =>
    TOLD_OF.find((told) => run.startsWith(SIGNS[told])) ?? 'nobody';
  return (signs) => signs.replace(/(.)\1*/g, (run) => colours[kindOf(run)](run));
};

const grid = (
  terminal: Terminal,
  { days, schedule }: Coverage,
  stretches: readonly Stretch[],
): string[] => {
  const words = wordsIn(terminal.language);
  const paint = painter(terminal);
  const label = ({ date, weekday }: WallClock): string => {
    const isException = schedule.exceptions.some((exception) => exception.date === date);
    return `${words.shortWeekdays[weekday]} ${date.slice(5)} ${isException ? '*' : ' '} `;
  };
  const labels = days.map(label);
  const margin = Math.max(...labels.map((text) => width(text)));
  const perHour = terminal.columns >= margin + 2 * HOURS ? 2 : 1;
  const minutes = DAY_MINUTES / HOURS / perHour;
  const heading = Array.from({ length: HOURS / LABELLED_HOURS }, (_, index) =>
    String(index * LABELLED_HOURS)
      .padStart(2, '0')
      .padEnd(LABELLED_HOURS * perHour),
  );
  const rows = days.map(({ date }, index) => {
    const told = Array.from({ length: HOURS * perHour }, (_, cell) =>
      leastTold(stretches, date, cell * minutes, (cell + 1) * minutes),
    );
    const signs = told.map((kind) => SIGNS[kind]).join('');
    return `${(labels[index] ?? '').padEnd(margin)}${paint(signs)}`;
  });
  return [`${' '.repeat(margin)}${heading.join('').trimEnd()}`, ...rows];
};

/** Names in lines that fit, the rest counted. */
const nameLines = (words: Words, subscribers: readonly Subscriber[], columns: number): string[] => {
  const shown = subscribers.slice(0, MOST_NAMES);
  const more = subscribers.length - shown.length;
  const names = shown.map(({ name, extension, number }) => `${name} (${extension ?? number})`);
  const pieces = more > 0 ? [...names, words.andMore(more)] : names;
  const lines: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    const text = cleanText(piece) + (index + 1 < pieces.length ? ',' : '');
    const longer = `${lines.at(-1) ?? ''} ${text}`;
    if (lines.length > 0 && width(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(text);
  }
  return lines;
};

/** One grid for all whose weeks are alike, at most ten; the signs and the exceptions once, below. */
export const printCoverage = (terminal: Terminal, coverage: Coverage): void => {
  const { out, colour, language, columns } = terminal;
  const words = wordsIn(language);
  const { days, schedule, weeks } = coverage;
  out(words.week(days[0]?.date ?? '', days.at(-1)?.date ?? '', schedule.zone));
  for (const { subscribers, voicemail, stretches } of weeks.slice(0, MOST_WEEKS)) {
    out('');
    for (const line of nameLines(words, subscribers, columns)) out(colour.bold(line));
    for (const line of grid(terminal, coverage, stretches)) out(line);
    if (voicemail) out(words.alsoVoicemail);
  }
  if (weeks.length > MOST_WEEKS) out(`\n${words.coverageMore(weeks.length - MOST_WEEKS)}`);
  const paint = painter(terminal);
  out(`\n${TOLD_OF.map((told) => `${paint(SIGNS[told])} ${words.toldOf[told]}`).join('  ')}`);
  for (const { date, hours } of exceptionsOf(coverage))
    out(`* ${date}: ${writeIntervals(hours).replaceAll(',', ', ') || words.closed}`);
};

/** A grid says what is told of; whether it can reach anybody is another question. */
export const warnOfUnreached = (terminal: Terminal, subscribers: readonly Subscriber[]): void => {
  const count = subscribers.filter((subscriber) => !canBeTold(subscriber)).length;
  if (count === 0) return;
  const words = wordsIn(terminal.language);
  terminal.err(
    `${terminal.noticeColour.yellow(words.warning)} ${words.coverageUnreachable(count)}`,
  );
};
