/** Tables that fit the terminal: the widest columns give way, what is cut ends in …. */
import type { Terminal } from './terminal.ts';

const GAP = 2;
const NARROWEST_COLUMN = 6;

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

type Heading = { heading: string; isRigid: boolean };

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
    Math.max(width(heading), ...rows.map((row) => width(row[place] ?? ''))),
  );
  const drawn = new Table({
    head: headings.map(({ heading }) => colour.bold(heading)),
    colWidths: fitted(natural, headings, columns),
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
};
