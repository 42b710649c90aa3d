/** Text on so many columns of a terminal: letters may be wide, or have no width of their own. */
import width from 'string-width';

const segmenter = new Intl.Segmenter();

/** The signs of a text as readers see them, each of several code units. */
export const signsOf = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);

/** The text, or as much of it as fits before an … where it is too long: it is cut between two signs. */
export const cut = (text: string, room: number): string => {
  if (width(text) <= room) return text;
  let kept = '';
  let used = 0;
  for (const sign of signsOf(text)) {
    used += width(sign);
    if (used >= room) break;
    kept += sign;
  }
  return room > 0 ? `${kept}…` : '';
};

/** Cut, or padded with spaces to just this room. */
export const within = (text: string, room: number): string => {
  const fitting = cut(text, room);
  return fitting + ' '.repeat(Math.max(0, room - width(fitting)));
};
