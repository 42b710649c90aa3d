/** Tables that fit the terminal: columns give way from the right, what is cut ends in …. */
import type { Terminal } from './terminal.ts';

const GAP = 2;
/** How narrow columns become, all of them by each step before the next is taken. */
const STEPS = [24, 16, 10, 6];
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

/** The widths, with those that may be cut made narrower, the last column first, until all fit into `room`. */
const fitted = (
  widths: readonly number[],
  headings: readonly Heading[],
  room: number,
): number[] => {
  const fit = [...widths];
  let excess = fit.reduce((sum, width) => sum + width, GAP * (fit.length - 1)) - room;
  for (const step of STEPS) {
    for (const place of [...fit.keys()].reverse()) {
      const width = fit[place] ?? 0;
      const given = headings[place]?.isRigid ? 0 : Math.min(excess, width - step);
      if (given <= 0) continue;
      fit[place] = width - given;
      excess -= given;
    }
  }
  return fit;
};

/** Rows that are as wide as their columns look the same drawn apart; the library's time grows faster than their number. */
const parts = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / MOST_ROWS) }, (_, index) =>
    rows.slice(index * MOST_ROWS, (index + 1) * MOST_ROWS),
  );

/**
 * Headings and rows as text without borders, at most as wide as the terminal.
 * @param isWarning whether the cell in this row and column warns of something
 */
export const table = async (
  { colour, columns }: Terminal,
  headings: readonly Heading[],
  rows: readonly (readonly string[])[],
  isWarning: (row: number, column: number) => boolean = () => false,
): Promise<string> => {
  const [{ default: Table }, { default: width }, { within }] = await Promise.all([
    import('cli-table3'),
    import('string-width'),
    import('./fit.ts'),
  ]);
  const natural = headings.map(({ heading }, place) =>
    rows.reduce((widest, row) => Math.max(widest, width(row[place] ?? '')), width(heading)),
  );
  const widths = fitted(natural, headings, columns);
  const cells = (row: readonly string[]): string[] =>
    widths.map((room, place) => within(row[place] ?? '', room));
  const head = cells(headings.map(({ heading }) => heading)).map((text) =>
    text.replace(/\S.*\S|\S/, (word) => colour.bold(word)),
  );
  const body = rows.map((row, index) =>
    cells(row).map((text, place) => (isWarning(index, place) ? colour.yellow(text) : text)),
  );
  const drawn = [[head], ...parts(body)].map((part) => {
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
