/** Lines of a screen: pieces with styles, cut to its width, and windows on what is longer than it. */
import width from 'string-width';
import type { Language, WizardTexts, Words } from '../../messages/types.ts';
import { cut, signsOf } from '../fit.ts';
import type { Colour } from '../terminal.ts';
import type { TextField } from './text-field.ts';

type Style = (text: string) => string;

export type Piece = string | readonly [text: string, style: Style];

/** What a screen is drawn by. */
export type View = {
  texts: WizardTexts;
  words: Words;
  language: Language;
  /** The PBX, as it is told to people. */
  address: string;
  columns: number;
  rows: number;
  colour: Colour;
};

/** On a low screen blank lines and hints give way first. */
export const isLow = ({ rows }: View): boolean => rows < 22;

/** The pieces one after another, as much of them as fits. */
export const line = ({ columns }: View, ...pieces: readonly Piece[]): string => {
  let room = columns - 1;
  let drawn = '';
  for (const piece of pieces) {
    const [text, style] = typeof piece === 'string' ? [piece, null] : piece;
    const fitting = cut(text, room);
    room -= width(fitting);
    drawn += style && fitting !== '' ? style(fitting) : fitting;
    if (fitting !== text) break;
  }
  return drawn;
};

/** The text in lines that fit, broken between words; a word that is too long is cut. */
export const wrapped = (view: View, text: string): string[] => {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let current = '';
    for (const word of paragraph.split(' ')) {
      const longer = current === '' ? word : `${current} ${word}`;
      if (current !== '' && width(longer) >= view.columns) {
        lines.push(current);
        current = word;
      } else current = longer;
    }
    lines.push(current);
  }
  return lines.map((one) => line(view, one));
};

/**
 * As many of the items as there is room for, one on a line, with the one pointed at among them; what is left out is
 * counted, and never drawn: there may be thousands.
 */
export const windowed = <T>(
  view: View,
  items: readonly T[],
  { at, room, draw }: { at: number; room: number; draw: (item: T, index: number) => string },
): string[] => {
  if (items.length <= room) return items.map(draw);
  const start = Math.max(0, Math.min(at - Math.floor(room / 2), items.length - room));
  const shown = items.slice(start, start + room).map((item, index) => draw(item, start + index));
  const dim = (text: string): string => line(view, '  ', [text, view.colour.dim]);
  const below = items.length - start - room;
  if (start > 0 && at > start) shown[0] = dim(view.texts.above(start + 1));
  if (below > 0 && at < start + room - 1) shown[room - 1] = dim(view.texts.below(below + 1));
  return shown;
};

const CURSOR = '▏';

/** A text field on so many columns with its cursor, and where in what is drawn a place of its text stands. */
export const drawnField = (
  { text, at }: TextField,
  room: number,
  isActive: boolean,
): { drawn: string; columnOf: (place: number) => number } => {
  const ahead = text.slice(0, at);
  let hidden = '';
  if (isActive)
    for (const sign of signsOf(ahead)) {
      if (width(ahead.slice(hidden.length)) < room - 1) break;
      hidden += sign;
    }
  const mark = hidden === '' ? '' : '…';
  const start = hidden.length;
  const shown = (from: number, to?: number): string => text.slice(Math.max(start, from), to);
  const drawn = `${mark}${shown(start, at)}${isActive ? CURSOR : ''}${shown(at)}`;
  return {
    drawn: cut(drawn, room),
    columnOf: (place) => width(mark + shown(start, place)) + (isActive && place >= at ? 1 : 0),
  };
};

/** What is pressed here, on as many lines as it takes. */
const keyLines = (view: View, keys: readonly string[]): string[] => {
  const lines: string[] = [];
  for (const key of keys) {
    const last = lines.pop();
    const longer = last === undefined ? key : `${last} · ${key}`;
    if (last !== undefined && width(longer) >= view.columns) lines.push(last, key);
    else lines.push(longer);
  }
  return lines;
};

/** Heading, body and keys; the keys stand at the bottom, however little there is above them. */
export const framed = (
  view: View,
  {
    head,
    body,
    message,
    keys,
  }: { head: string[]; body: string[]; message: string; keys: readonly string[] },
): string => {
  const foot = [message, ...keyLines(view, keys).map((one) => line(view, [one, view.colour.dim]))];
  const room = view.rows - 1 - head.length - foot.length;
  const fitting = body.slice(0, room);
  const blank = Array.from({ length: Math.max(0, room - fitting.length) }, () => '');
  return [...head, ...fitting, ...blank, ...foot].join('\n');
};

/** How many lines the body may have under such a heading and above such keys. */
export const bodyRoom = (view: View, head: readonly string[], keys: readonly string[]): number =>
  Math.max(1, view.rows - 2 - head.length - keyLines(view, keys).length);
