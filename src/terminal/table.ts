/** Tables that fit the terminal: the widest columns give way, what is cut ends in …. */
import type { Terminal } from './terminal.ts';

const GAP = 2;
const NARROWEST_COLUMN = 6;
const MOST_ROWS = 500;

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
};
const PLAIN = { head: [], border: [], 'padding-left': 0, 'padding-right': 0 };

type Heading = { heading: string; isRigid: boolean };
type Measure = (text: string) => number;

/** The widths, with the widest one that may be cut made narrower until all fit into `room`. */
const fitted = (
  widths: readonly number[],
  headings: readonly Heading[],
  room: number,
): number[] => {
  const fit = [...widths];
  const gaps = GAP * (fit.length - 1);
  const total = (): number => fit.reduce((sum, width) => sum + width, gaps);
  while (total() > room) {
    const soft = fit.map((width, place) => (headings[place]?.isRigid ? 0 : width));
    const widest = Math.max(...soft);
    if (widest <= NARROWEST_COLUMN) break;
    fit[soft.indexOf(widest)] = widest - 1;
  }
  return fit;
};

/** The text on so many columns: padded, or cut between two signs as readers see them, each of several code units. */
const within = (text: string, room: number, width: Measure): string => {
  const own = width(text);
  if (own <= room) return text + ' '.repeat(room - own);
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (width(kept + segment) >= room) break;
    kept += segment;
  }
  return `${kept}…${' '.repeat(room - width(kept) - 1)}`;
};

/** Rows that are as wide as their columns look the same drawn apart; the library's time grows faster than their number. */
const parts = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / MOST_ROWS) }, (_, index) =>
    rows.slice(index * MOST_ROWS, (index + 1) * MOST_ROWS),
  );

/** Headings and rows as text without borders, at most as wide as the terminal. */
export const table = async (
  { colour, columns }: Terminal,
  headings: readonly Heading[],
  rows: readonly (readonly string[])[],
): Promise<string> => {
  const [{ default: Table }, { default: width }] = await Promise.all([
    import('cli-table3'),
    import('string-width'),
  ]);
  const natural = headings.map(({ heading }, place) =>
    rows.reduce((widest, row) => Math.max(widest, width(row[place] ?? '')), width(heading)),
  );
  const widths = fitted(natural, headings, columns);
  const cells = (row: readonly string[]): string[] =>
    widths.map((room, place) => within(row[place] ?? '', room, width));
  const head = cells(headings.map(({ heading }) => heading)).map((text) =>
    text.replace(/\S.*\S|\S/, (word) => colour.bold(word)),
  );
  const drawn = [[head], ...parts(rows.map(cells))].map((part) => {
    const table = new Table({ chars: NO_BORDERS, style: PLAIN });
    table.push(...part);
    return table.toString();
  });
  return drawn
    .join('\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
};
