/** What a command writes to and asks on: the streams, how wide they are, which colours and language a person sees. */
import { Chalk } from 'chalk';
import type { Language } from '../messages/types.ts';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Text in each of the styles that are used here. */
export type Colour = Readonly<Record<Style, (text: string) => string>>;

export type Terminal = {
  /** The result, and nothing else. */
  out: (text: string) => void;
  /** Progress, notices, questions. */
  err: (text: string) => void;
  /** A piece of a line on stderr, for what is drawn over again. */
  note: (text: string) => void;
  /** Whether a person reads stdout; a script gets plain rows. */
  isForPeople: boolean;
  /** Whether a person reads stderr. */
  isWatched: boolean;
  /** Whether a person can be asked: stdin and stderr are terminals. */
  canAsk: boolean;
  /** How wide the screen is; infinite where nothing is to be cut. */
  columns: number;
  /** How high it is. */
  rows: number;
  /** Whether what is longer than the screen may go through a pager. */
  pages: boolean;
  /** Colours for stdout, and for stderr: either may be a file. */
  colour: Colour;
  noticeColour: Colour;
  language: Language;
};

const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;
const NARROWEST = 40;

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a stream gets colours: `NO_COLOR` and `FORCE_COLOR` say so, else whether it is a terminal. */
const isColoured = (stream: NodeJS.WriteStream, environment: Environment): boolean => {
  if (environment.NO_COLOR) return false;
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && environment.TERM !== 'dumb';
};

const unchanged = (text: string): string => text;

/** Text without colours. */
export const PLAIN: Colour = {
  bold: unchanged,
  dim: unchanged,
  red: unchanged,
  green: unchanged,
  yellow: unchanged,
  cyan: unchanged,
};

const colourFor = (stream: NodeJS.WriteStream, environment: Environment): Colour =>
  isColoured(stream, environment) ? new Chalk({ level: 1 }) : PLAIN;

/** The same terminal for what is shown beside the result, which stdout stays free for. */
export const onStderr = (terminal: Terminal): Terminal => ({
  ...terminal,
  out: terminal.err,
  colour: terminal.noticeColour,
  isForPeople: true,
  pages: false,
});

/** stdin is touched only where its answer counts: to make it takes longer than all else here. */
export const terminalOf = (
  process: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env'>,
  language: Language,
): Terminal => {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => stdout.write(`${text}\n`),
    err: (text) => stderr.write(`${text}\n`),
    note: (text) => stderr.write(text),
    isForPeople: stdout.isTTY === true,
    isWatched: stderr.isTTY === true,
    canAsk: stderr.isTTY === true && process.stdin.isTTY === true,
    columns: Math.max(NARROWEST, stdout.columns || DEFAULT_COLUMNS),
    rows: stdout.rows || DEFAULT_ROWS,
    pages: false,
    colour: colourFor(stdout, env),
    noticeColour: colourFor(stderr, env),
    language,
  };
};
