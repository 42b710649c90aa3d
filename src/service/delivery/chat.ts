/** A notification in a chat: short, in the little HTML that Telegram knows. */
import { escaped, type Letter } from './html.ts';

/** Telegram counts characters after the markup is read; markup only ever makes the text longer. */
const LONGEST = 4096;
const LONGEST_VALUE = 300;
const LONGEST_NOTE = 500;

/** Before it is escaped, so that no entity is cut in two. */
const cut = (text: string, most: number): string => {
  const signs = [...text];
  return signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : text;
};

/** As many whole lines as fit: a line never ends within its markup. */
export const chatText = ({ title, rows, notes }: Letter): string => {
  const lines = [
    `<b>${escaped(title)}</b>`,
    ...rows.map(({ label, value }) => `${escaped(label)}: ${escaped(cut(value, LONGEST_VALUE))}`),
    ...notes.map((note) => `<i>${escaped(cut(note, LONGEST_NOTE))}</i>`),
  ];
  let length = 0;
  return lines
    .filter((line) => {
      length += line.length + 1;
      return length <= LONGEST;
    })
    .join('\n');
};
