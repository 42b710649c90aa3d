/** The screen of a terminal as a picture: text with its colours in SVG, which needs no browser to make. */
import type xterm from '@xterm/headless';

type Terminal = InstanceType<typeof xterm.Terminal>;
type Look = { colour: string; isBold: boolean };
type Run = Look & { column: number; columns: number; text: string };

const CELL = { width: 9, height: 20 };
const MARGIN = 18;
const BACKGROUND = '#1d2021';
const FOREGROUND = '#ebdbb2';
const DIM = '#928374';
/** The eight colours of a terminal, then the same bright. */
const PALETTE = [
  '#928374',
  '#fb4934',
  '#b8bb26',
  '#fabd2f',
  '#83a598',
  '#d3869b',
  '#8ec07c',
  '#ebdbb2',
];

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ESCAPED[sign] ?? sign);

type Cell = NonNullable<
  ReturnType<NonNullable<ReturnType<Terminal['buffer']['active']['getLine']>>['getCell']>
>;

const lookOf = (cell: Cell): Look => {
  const own = cell.isFgPalette() ? PALETTE[cell.getFgColor() % PALETTE.length] : undefined;
  return { colour: cell.isDim() ? DIM : (own ?? FOREGROUND), isBold: cell.isBold() !== 0 };
};

/** Runs of cells that look the same; one space between words belongs to them, several part two runs. */
const runsOf = (terminal: Terminal, row: number): Run[] => {
  const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
  const runs: Run[] = [];
  for (let column = 0; column < terminal.cols; column += 1) {
    const cell = line?.getCell(column);
    if (!cell || cell.getWidth() === 0) continue;
    const look = lookOf(cell);
    const text = cell.getChars() || ' ';
    const last = runs.at(-1);
    const isNext = last !== undefined && last.column + last.columns === column;
    const isSame = last?.colour === look.colour && last.isBold === look.isBold;
    if (isNext && isSame && !(text === ' ' && last.text.endsWith(' '))) {
      last.text += text;
      last.columns += cell.getWidth();
    } else if (text !== ' ') runs.push({ ...look, column, columns: cell.getWidth(), text });
  }
  return runs;
};

const drawn = ({ column, columns, text, colour, isBold }: Run, row: number): string => {
  const shown = text.trimEnd();
  const x = MARGIN + column * CELL.width;
  const y = MARGIN + row * CELL.height + 15;
  const weight = isBold ? ' font-weight="bold"' : '';
  const length = (columns - (text.length - shown.length)) * CELL.width;
  return `<text x="${x}" y="${y}" fill="${colour}"${weight} textLength="${length}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${escaped(shown)}</text>`;
};

export const svgOf = (terminal: Terminal, title: string): string => {
  const [width, height] = [
    2 * MARGIN + terminal.cols * CELL.width,
    2 * MARGIN + terminal.rows * CELL.height,
  ];
  const lines = Array.from({ length: terminal.rows }, (_, row) =>
    runsOf(terminal, row).map((run) => drawn(run, row)),
  ).flat();
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="15">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="10" fill="${BACKGROUND}"/>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
};
